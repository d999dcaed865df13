"""Remarks among attributes, `{#id % a remark %}`, as some programs have them: they are refused."""

import re

from pipeline.diagnostics import Location, Rule, Severity
from pipeline.readers.markdown.ledger import Ledger

ATTRIBUTE_REMARK = Rule(
    "attribute-remark",
    Severity.ERROR,
    "a remark stands among attributes",
    "It would stand in the text with its braces, and what they ask for would not happen.",
    wrong="## Opening hours {#hours % ask the librarian %}\n\nFrom nine to six.\n",
    right="<!-- ask the librarian -->\n\n## Opening hours {#hours}\n\nFrom nine to six.\n",
)
RULES = (ATTRIBUTE_REMARK,)

_QUOTED = re.compile(r'"[^"]*"')
_REMARK = re.compile(r"[\s{]%")


def has_remark(braces: str) -> bool:
    """Whether attributes, in their braces, hold a remark; a sign behind a number is none."""
    return _REMARK.search(_QUOTED.sub("", braces)) is not None


def report_remark(at: Location, ledger: Ledger) -> None:
    """Report a remark."""
    hint = "take it out of the braces, and write <!-- a comment --> if it must stay"
    ledger.report(ATTRIBUTE_REMARK, "a remark stands among the attributes", at, hint)
