"""Reads passages that only some editions have: `:::{only} web` and `:::{except} paper`."""

import re

from pipeline.diagnostics import Location
from pipeline.model import Block, Named, Passage
from pipeline.readers.markdown.attributes import UNKNOWN_ATTRIBUTE
from pipeline.readers.markdown.directive import DIRECTIVE_CONTENT, Directive
from pipeline.readers.markdown.ledger import Ledger

_NAME = re.compile(r"[^\s,]+")


def read_passage(directive: Directive, ledger: Ledger) -> tuple[Block, ...]:
    """Return the blocks of the passage, which belong to what is around it; the ledger keeps its lines."""
    names = _names(directive)
    first, end = directive.node.token.map or [0, 0]
    last = ledger.source.at_line(end if directive.node.token.meta["closed"] else max(first, end - 1)).line
    ledger.passages.append(Passage(directive.at, last, directive.name == "only", names))
    if not names:
        hint = "write behind it web, paper, ebook or names of editions, with commas between them"
        ledger.report(DIRECTIVE_CONTENT, f'the directive "{directive.name}" names no edition', directive.at, hint)
    if not [each for each in directive.node.children if each.type != "option"]:
        message = f'the directive "{directive.name}" is empty'
        ledger.report(DIRECTIVE_CONTENT, message, directive.at, "write the passage before the line that closes it")
    for name in directive.node.token.meta.pop("attributes", None) or {}:
        message = f'the attribute "{name}" means nothing for a passage of some editions'
        ledger.report(UNKNOWN_ATTRIBUTE, message, directive.at, "put it before a block inside the passage")
    return directive.blocks


def _names(directive: Directive) -> tuple[Named, ...]:
    """Return the names behind the braces, each at its place: they end the line."""
    at, argument = directive.at, directive.argument
    start = at.column + at.length - len(argument)
    return tuple(
        Named(each[0], Location(at.file, at.line, start + each.start(), len(each[0])))
        for each in _NAME.finditer(argument)
    )
