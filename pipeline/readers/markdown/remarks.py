"""Remarks among attributes, `{#id % a remark %}`: the parser drops them without a word, so they are refused."""

import re

from markdown_it.rules_inline import StateInline

from pipeline.diagnostics import Location, Rule, Severity
from pipeline.readers.markdown.ledger import Ledger

ATTRIBUTE_REMARK = Rule(
    "attribute-remark",
    Severity.ERROR,
    "a remark stands among attributes",
    "It would be dropped without a word, and yet be readable in the copy of the source that a PDF carries.",
)
RULES = (ATTRIBUTE_REMARK,)

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


def has_remark(attributes: str) -> bool:
    """Whether attributes, in their braces, hold a remark."""
    return "%" in _QUOTED.sub("", attributes)


def note_remark(state: StateInline, start: int, first: int) -> None:
    """Note in the last token's `meta["remark"]` that its attributes, which end at the state's position, hold one.

    What one rule has read begins at `start`, the tokens that it made at `first`.
    """
    read = state.src[start : state.pos]
    if "%" not in read or not read.endswith("}") or state.pending or not state.tokens:
        return
    alone = read.startswith("{") and len(state.tokens) == first
    if (alone or state.tokens[-1].type == "span_close") and has_remark(read[0 if alone else read.rfind("]{") :]):
        state.tokens[-1].meta["remark"] = True


def report_remark(at: Location, ledger: Ledger) -> None:
    """Report a remark."""
    hint = "take it out of the braces, and write <!-- a comment --> if it must stay"
    ledger.report(ATTRIBUTE_REMARK, "a remark stands among the attributes", at, hint)
