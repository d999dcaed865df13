"""The published form of a source file: what the author wrote for the author's own eyes is blanked, line by line.

Comments of article.md become empty; every other character, every line and so every line number stays.
"""

import re
from dataclasses import replace

from pipeline.model import SourceFile

# What begins first, wins, as in Markdown: a comment inside code is text, a fence inside a comment is none.
_PARTS = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
    r"|(?P<comment><!--.*?(?:-->|\Z))",
    re.DOTALL | re.MULTILINE,
)


def published(source: SourceFile) -> SourceFile:
    """The file as readers may have it, attached to a PDF."""
    if not source.name.endswith(".md"):
        return source
    text = _PARTS.sub(_without_comment, source.content.decode("utf-8"))
    return replace(source, content=text.encode("utf-8"))


def _without_comment(part: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]+", "", part.group()) if part["comment"] else part.group()
