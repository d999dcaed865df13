"""Turns the parser's tables into tables, each cell with its place in the row."""

import re
from collections.abc import Iterator
from typing import Literal, cast

from pipeline.diagnostics import Rule, Severity
from pipeline.model import Cell, Row, Table
from pipeline.readers.markdown.grammar import Stretch
from pipeline.readers.markdown.inlines import read_inlines
from pipeline.readers.markdown.ledger import Ledger, Node

SURPLUS_CELL = Rule(
    "surplus-cell",
    Severity.ERROR,
    "a row has more cells than the table has columns",
    "The parser would drop them without a word.",
)
RULES = (SURPLUS_CELL,)

_BAR = re.compile(r"(?<!\\)\|")
_ESCAPED_BAR = re.compile(r"\\(?=\|)")


def read_rows(node: Node, ledger: Ledger) -> Table:
    """Return the table without its caption."""
    head, body = (
        tuple(_row(row, ledger) for part in node.children if part.type == kind for row in part.children)
        for kind in ("thead", "tbody")
    )
    return Table(None, head, body, ledger.at(node.token))


def _row(node: Node, ledger: Ledger) -> Row:
    start = cast("int", node.token.meta["start"])
    pieces = list(_pieces(ledger, start))
    if len(pieces) > len(node.children):
        surplus = pieces[len(node.children)][0]
        message = f"the row has {len(pieces)} cells, the table {len(node.children)} columns"
        hint = "take cells away, or write \\| for a bar inside a cell"
        ledger.report(SURPLUS_CELL, message, ledger.source.at(surplus), hint)
    # A row that is too short is filled up; the cells that nobody wrote stand at its end.
    end = pieces[-1] if pieces else (start, "")
    pieces += [(end[0] + len(end[1]), "")] * (len(node.children) - len(pieces))
    cells = tuple(_cell(cell, *piece, ledger) for cell, piece in zip(node.children, pieces, strict=False))
    return Row(cells, ledger.source.at(start))


def _pieces(ledger: Ledger, start: int) -> Iterator[tuple[int, str]]:
    """Yield where each cell of a row begins, and its text as written, as the parser splits it."""
    end = ledger.source.text.find("\n", start)
    text = ledger.source.text[start : end if end >= 0 else None].rstrip(" \t")
    bars = [match.start() for match in _BAR.finditer(text)]
    edges = list(zip([0, *(bar + 1 for bar in bars)], [*bars, len(text)], strict=True))
    if edges and edges[0][0] == edges[0][1]:
        edges.pop(0)
    if edges and edges[-1][0] == edges[-1][1]:
        edges.pop()
    for first, last in edges:
        written = text[first:last]
        blank = len(written) - len(written.lstrip(" \t"))
        yield start + first + blank, written.strip(" \t")


def _cell(node: Node, start: int, written: str, ledger: Ledger) -> Cell:
    inline = node.children[0].token
    # Each escaped bar lost its backslash, so that what follows stands one character further on.
    escapes = [match.start() for match in _ESCAPED_BAR.finditer(written)]
    moved = (Stretch(at - count, start + at + 1) for count, at in enumerate(escapes))
    inline.meta["stretches"] = (Stretch(0, start), *moved)
    align = str(node.token.attrs.get("style", "")).removeprefix("text-align:")
    place = ledger.source.at(start, start + max(1, len(written)))
    children = read_inlines(inline, ledger)
    return Cell(children, node.type == "th", cast('Literal["", "left", "center", "right"]', align), place)
