"""What a PDF carries of its source, and the published form of it: what the author wrote for other eyes is taken out.

An ellipsis takes the place of the words in each line of a comment; the comment's marks, every other character, every
line and so every line number stay. An empty place would not do: a comment parts lists and terms, and keeps a paragraph
together, so that without it the text would read as another article. For the same reason a comment takes the place of
the first line of a passage that the edition does not have; its other lines are left empty.

Of a file of references only those are left that the edition cites.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from pipeline.model import Article, Gap, SourceFile, in_gaps

_TAKEN_OUT = "…"
_COMMENT = f"<!-- {_TAKEN_OUT} -->"
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|$)")
_LINE_END = re.compile(r"\r\n?")
_BYTE_ORDER_MARK = "\ufeff"
_Span = tuple[int, int]


def attached(article: Article, how: str) -> tuple[SourceFile, ...]:
    """The files that go with an edition of the article.

    `how` is "published" (the published form of each text, pictures as they are shown, and nothing that only the gaps of
    the edition use), "full" (every file as it is) or "none".
    """
    if how == "none":
        return ()
    if how == "full":
        return article.sources
    cited = {reference.key for reference in article.references}
    needed = (source for source in article.sources if not in_gaps(source.used, article.gaps) and _holds(source, cited))
    return tuple(_as_shown(source, article, cited) for source in needed)


def digest(article: Article) -> str:
    """The SHA-256 of the article's text in its published form, parts one behind the other, in hexadecimal digits."""
    texts = (source for source in article.sources if source.media_type == "text/markdown")
    return sha256(b"".join(_as_shown(source, article, ()).content for source in texts)).hexdigest()


def _holds(source: SourceFile, cited: Container[str]) -> bool:
    """Whether a file of references holds one that is cited; any other file is needed."""
    return source.entries is None or any(key in cited for key, _ in source.entries)


def _as_shown(source: SourceFile, article: Article, cited: Container[str]) -> SourceFile:
    """The file as readers may have it: a picture without metadata, references without those of other editions."""
    if source.entries is not None:
        kept = [text for key, text in source.entries if key in cited]
        text = "[\n" + ",\n".join(kept) + "\n]\n" if source.media_type.endswith("json") else "\n\n".join(kept) + "\n"
        return replace(source, content=text.encode())
    asset = article.assets.get(source.name)
    if asset:
        return replace(source, content=asset.content, media_type=asset.media_type)
    made = published(source, article.gaps)
    return _in_lines(made) if source.media_type == "text/markdown" else made


def _in_lines(source: SourceFile) -> SourceFile:
    """A text with line feeds and without a byte order mark: an edition has the same bytes whichever editor saved it."""
    text = source.content.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    return replace(source, content=_LINE_END.sub("\n", text).encode("utf-8"))


def published(source: SourceFile, gaps: Iterable[Gap] = ()) -> SourceFile:
    """The file as readers of an edition with these gaps may have it, attached to a PDF."""
    own = [gap for gap in gaps if gap.at.file == source.file]
    if not source.private and not own:
        return source
    text = source.content.decode("utf-8")
    hidden = [part for gap in own for part in _hidden(text, gap)] if own else []
    cuts = sorted((*hidden, *((*span, _TAKEN_OUT) for span in _outside(source.private, hidden))))
    begins = (0, *(end for _, end, _ in cuts))
    ends = (*(start for start, _, _ in cuts), len(text))
    words = (*(word for _, _, word in cuts), "")
    made = "".join(text[begin:end] + word for begin, end, word in zip(begins, ends, words, strict=True))
    return replace(source, content=made.encode("utf-8"), private=())


def _hidden(text: str, gap: Gap) -> Iterator[tuple[int, int, str]]:
    """Yield what is taken out of each line of a gap, behind the marks of what surrounds it, and what comes instead."""
    start = len(text) - len(text.removeprefix(_BYTE_ORDER_MARK))
    for number, line in enumerate(_LINE.findall(text[start:]), 1):
        end = start + len(line.rstrip("\r\n"))
        if number == gap.at.line:
            yield start + gap.at.column - 1, end, _COMMENT
        elif gap.at.line < number <= gap.last:
            around = re.match(rf"[ \t>]{{0,{gap.at.column - 1}}}", line)
            yield start + (around.end() if around else 0), end, ""
        start += len(line)


def _outside(spans: Iterable[_Span], hidden: Sequence[tuple[int, int, str]]) -> Iterator[_Span]:
    """Yield the spans that lie in nothing that is hidden as a whole."""
    for start, end in spans:
        if not any(first <= start < last for first, last, _ in hidden):
            yield start, end
