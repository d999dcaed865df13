"""The published form of a source file: what the author wrote for the author's own eyes is taken out.

An ellipsis takes the place of the words in each line of a comment; the comment's marks, every other character, every
line and so every line number stay. An empty place would not do: a comment parts lists and terms, and keeps a paragraph
together, so that without it the text would read as another article.
"""

from dataclasses import replace

from pipeline.model import SourceFile

_TAKEN_OUT = "…"


def published(source: SourceFile) -> SourceFile:
    """The file as readers may have it, attached to a PDF."""
    if not source.private:
        return source
    text = source.content.decode("utf-8")
    begins = (0, *(end for _, end in source.private))
    ends = (*(start for start, _ in source.private), len(text))
    kept = (text[begin:end] for begin, end in zip(begins, ends, strict=True))
    return replace(source, content=_TAKEN_OUT.join(kept).encode("utf-8"), private=())
