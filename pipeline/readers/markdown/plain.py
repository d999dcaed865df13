"""Text without marks: what stands for a picture, what characters stand for, and HTML, which is no text."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import cast

from markdown_it.token import Token

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Code, Image, Inline, Text
from pipeline.model.characters import FORBIDDEN
from pipeline.model.walk import descend
from pipeline.readers.markdown.comments import note_comments
from pipeline.readers.markdown.grammar import Stretch
from pipeline.readers.markdown.ledger import Ledger

RAW_HTML = Rule(
    "raw-html",
    Severity.ERROR,
    "the text holds HTML",
    "HTML means something on the web only; in print and in an e-book it would be lost, or break the file.",
    wrong="The harbour is <b>deep</b>.\n",
    right="The harbour is **deep**.\n",
)
CHARACTER_REFERENCE = Rule(
    "character-reference",
    Severity.ERROR,
    "a character reference stands for no character that a text can hold",
    "The parser would put a replacement character in its place, and readers would see a black diamond.",
    wrong="The tide rises 2&#0;m.\n",
    right="The tide rises 2&nbsp;m.\n",
)
RULES = (RAW_HTML, CHARACTER_REFERENCE)

# A space that does not break the line, or is narrow, was chosen.
_BLANK = re.compile(r"[ \t\r\n]+")
_END = re.compile(r"</([a-zA-Z][\w-]*)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def plain_text(token: Token, stretches: tuple[Stretch, ...], at: Location, ledger: Ledger) -> str:
    """Return the text of an inline token or an image, without what marks it up, any blanks in it one space."""
    parts: list[str] = []
    stack = _children(token, 0)
    while stack:
        each, start = stack.pop()
        if each.type == "html_inline":
            report_html(each.content, at, ledger)
            note_comments(each.content, _begin(each, start), stretches, ledger)
        elif each.type == "image":
            # An image in the text of an image brings its own text.
            stack += _children(each, start)
        else:
            parts.append("\n" if each.type in {"softbreak", "hardbreak"} else each.content)
    return _BLANK.sub(" ", sound("".join(parts), at, ledger)).strip()


def _children(token: Token, start: int) -> list[tuple[Token, int]]:
    """Return a token's children, last first, each with the offset from which its span counts: an image's own text."""
    inside = _begin(token, start) + len("![") if token.type == "image" else start
    return [(child, inside) for child in reversed(token.children or ())]


def _begin(token: Token, start: int) -> int:
    return start + cast("tuple[int, int]", token.meta["span"])[0]


def speaks(inlines: Iterable[Inline]) -> bool:
    """Whether there is anything that can be read out: a text, or a picture that says what it shows."""
    for node in descend(inlines):
        if isinstance(node, (Text, Code)) and node.text.strip():
            return True
        if isinstance(node, Image) and node.alt:
            return True
    return False


def joined(run: Sequence[Text]) -> tuple[Text, ...]:
    """Return a run of texts as one, at the place of the first; none if there is nothing in it."""
    text = "".join(each.text for each in run)
    if not text:
        return ()
    starts = accumulate((len(each.text) for each in run), initial=0)
    kept = tuple(start + at for start, each in zip(starts, run, strict=False) for at in each.kept)
    first, last = run[0].at, run[-1].at
    if last.line != first.line:
        return (Text(text, first, kept),)
    at = Location(first.file, first.line, first.column, last.column + last.length - first.column)
    return (Text(text, at, kept),)


def sound(text: str, at: Location, ledger: Ledger) -> str:
    """Return a text in which references are resolved; report those that stand for nothing, and leave them out."""
    if "\ufffd" not in text and not FORBIDDEN.search(text):
        return text
    ledger.report(
        CHARACTER_REFERENCE, "a character reference stands for no character", at, "write the character itself"
    )
    return FORBIDDEN.sub("", text.replace("\ufffd", ""))


def report_html(content: str, at: Location, ledger: Ledger) -> None:
    """Report HTML; comments are the author's notes and appear nowhere."""
    if not _COMMENT.fullmatch(content) and not _closes_what_is_told(content, at, ledger):
        hint = "write Markdown, or `code` if it is meant to be shown"
        ledger.report(RAW_HTML, f"{content[:40]} is HTML", at, hint)


def _closes_what_is_told(content: str, at: Location, ledger: Ledger) -> bool:
    """Whether it is the end of an element that began on its line and is reported there."""
    end = _END.match(content)
    begun = f"<{end[1]}" if end else ""
    return any(
        each.rule is RAW_HTML
        and each.at
        and (each.at.file, each.at.line) == (at.file, at.line)
        and _begins(each, begun)
        for each in reversed(ledger.findings if begun else ())
    )


def _begins(told: Diagnostic, begun: str) -> bool:
    return told.message.startswith((f"{begun}>", f"{begun} "))
