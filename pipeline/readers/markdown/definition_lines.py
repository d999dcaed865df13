"""Tells of abbreviations that the text explains, as in PHP Markdown Extra; the lines would be printed as they stand."""

import re

from markdown_it.token import Token

from pipeline.diagnostics import Rule, Severity
from pipeline.readers.markdown.ledger import Ledger

ABBREVIATION_LINE = Rule(
    "abbreviation-line",
    Severity.ERROR,
    "an abbreviation is explained in a line of the text",
    (
        "The line would be printed as it is. Abbreviations are explained in the front matter, in one place for "
        "all parts of a work."
    ),
    wrong="NATO has its seat in Brussels.\n\n*[NATO]: North Atlantic Treaty Organization\n",
    right=("---\nabbreviations:\n  NATO: North Atlantic Treaty Organization\n---\n\nNATO has its seat in Brussels.\n"),
)
RULES = (ABBREVIATION_LINE,)

_LINE = re.compile(r"\*\[(?P<name>[^\]\n]+)\]:[ \t]*(?P<text>[^\n]*)")


def report_abbreviations(token: Token, ledger: Ledger) -> None:
    """Report the lines of a paragraph, given by its inline token, that begin with `*[NATO]: …`."""
    for text, start in zip(token.content.split("\n"), token.meta["starts"], strict=False):
        if match := _LINE.match(text):
            entry = f"{match['name']}: {match['text'].strip() or '…'}"
            hint = f"write `{entry}` below a line `abbreviations:` of the front matter"
            at = ledger.source.at(start, start + len(text))
            ledger.report(ABBREVIATION_LINE, f'the line explains the abbreviation "{match["name"]}"', at, hint)
