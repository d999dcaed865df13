"""Text without marks: what stands for a picture, what characters stand for, and HTML, which is no text."""

import re

from markdown_it.token import Token

from pipeline.diagnostics import Location, Rule, Severity
from pipeline.readers.markdown.ledger import Ledger
from pipeline.readers.markdown.source import FORBIDDEN

RAW_HTML = Rule(
    "raw-html",
    Severity.ERROR,
    "the text holds HTML",
    "HTML means something on the web only; in print and in an e-book it would be lost or break the file.",
)
CHARACTER_REFERENCE = Rule(
    "character-reference",
    Severity.ERROR,
    "a character reference stands for no character that a text can hold",
    "The parser would put a replacement character in its place without a word.",
)
RULES = (RAW_HTML, CHARACTER_REFERENCE)

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def plain_text(token: Token, at: Location, ledger: Ledger) -> str:
    """Return the text of an inline token or an image, without what marks it up."""
    parts: list[str] = []
    # An image in the text of an image brings its own text.
    stack = list(reversed(token.children or ()))
    while stack:
        each = stack.pop()
        if each.type == "html_inline":
            report_html(each.content, at, ledger)
        elif each.type == "image":
            stack.extend(reversed(each.children or ()))
        else:
            parts.append("\n" if each.type in {"softbreak", "hardbreak"} else each.content)
    return sound("".join(parts), at, ledger)


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
    if not _COMMENT.fullmatch(content):
        hint = "write Markdown, or `code` if it is meant to be shown"
        ledger.report(RAW_HTML, f"{content[:40]} is HTML", at, hint)
