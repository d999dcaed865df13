"""Turns the parser's tables into tables, each cell with its place in the row."""

import re
from collections.abc import Iterator
from typing import Literal, cast

from markdown_it.token import Token

from pipeline.diagnostics import Location, Rule, Severity
from pipeline.model import Cell, Row, Table
from pipeline.readers.markdown.grammar import Stretch
from pipeline.readers.markdown.inlines import read_inlines
from pipeline.readers.markdown.ledger import Ledger, Node
from pipeline.readers.markdown.line import stretches_of
from pipeline.wording import counted

SURPLUS_CELL = Rule(
    "surplus-cell",
    Severity.ERROR,
    "a row has more cells than the table has columns",
    "The parser would drop them, and nobody would know.",
    wrong="| Year | Ships |\n|------|-------|\n| 2024 | 120   | 14 |\n",
    right="| Year | Ships | Boats |\n|------|-------|-------|\n| 2024 | 120   | 14    |\n",
)
SHORT_ROW = Rule(
    "short-row",
    Severity.WARNING,
    "a row has fewer cells than the table has columns",
    (
        "The cells that are missing are empty, and a bar forgotten in the middle moves all that follows into "
        "the wrong column."
    ),
    wrong="| Year | Ships | Boats |\n|------|-------|-------|\n| 2024 | 120   |\n",
    right="| Year | Ships | Boats |\n|------|-------|-------|\n| 2024 | 120   |       |\n",
    yields=True,
)
TABLE_WITHOUT_SEPARATOR = Rule(
    "table-without-separator",
    Severity.ERROR,
    "lines with bars are no table, since the line of hyphens below the head is missing or has other columns",
    "The table would be a paragraph full of bars.",
    wrong="| Year | Ships |\n| 2024 | 120   |\n",
    right="| Year | Ships |\n|------|-------|\n| 2024 | 120   |\n",
)
MAX_COLUMNS = 100
TOO_WIDE = Rule(
    "too-wide",
    Severity.ERROR,
    f"a table has more than {MAX_COLUMNS} columns",
    "No page and no screen can show it, and setting it takes minutes.",
)
RULES = (SURPLUS_CELL, SHORT_ROW, TABLE_WITHOUT_SEPARATOR, TOO_WIDE)

_BAR = re.compile(r"(?<!\\)\|")
_BARRED = re.compile(r"\|.*[^\\|\s].*(?<!\\)\|[ \t]*")
_SEPARATOR = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*")
_ESCAPED_BAR = re.compile(r"\\(?=\|)")


def read_rows(node: Node, ledger: Ledger) -> Table:
    """Return the table without its caption; of one that is too wide, its head alone."""
    head, body = (
        [row for part in node.children if part.type == kind for row in part.children] for kind in ("thead", "tbody")
    )
    at = ledger.at(node.token)
    if report_width(max((len(row.children) for row in head), default=0), at, ledger):
        body = []
    read = tuple(_row(row, ledger) for row in head)
    return Table(None, read, tuple(_row(row, ledger) for row in body), at)


def report_width(columns: int, at: Location, ledger: Ledger) -> bool:
    """Report a table that has more columns than can be shown, and return whether it does."""
    if columns > MAX_COLUMNS:
        message = f"the table has {columns:,} columns; at most {MAX_COLUMNS} can be shown"
        ledger.report(TOO_WIDE, message, at, "show fewer columns, or turn the table, so that its columns are its rows")
    return columns > MAX_COLUMNS


def _row(node: Node, ledger: Ledger) -> Row:
    start = cast("int", node.token.meta["start"])
    pieces = list(_pieces(ledger, start))
    if len(pieces) > len(node.children):
        surplus = pieces[len(node.children)][0]
        message = f"the row has {counted(len(pieces), 'cell')}, the table {counted(len(node.children), 'column')}"
        hint = "take cells away, or write \\| for a bar inside a cell"
        ledger.report(SURPLUS_CELL, message, ledger.source.at(surplus), hint)
    elif len(pieces) < len(node.children):
        message = f"the row has {counted(len(pieces), 'cell')}, the table {counted(len(node.children), 'column')}"
        hint = "write the cells that are missing, with nothing between their bars if they are empty"
        ledger.report(SHORT_ROW, message, ledger.source.at(start), hint)
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
        # The parser strips any white space of Unicode.
        blank = len(written) - len(written.lstrip())
        yield start + first + blank, written.strip()


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


def report_bars(inline: Token, ledger: Ledger) -> None:
    """Report a paragraph that was meant to be a table: its first two lines stand between bars."""
    lines = inline.content.split("\n")
    if len(lines) < 2 or not _BARRED.fullmatch(lines[0]):
        return
    at, columns = stretches_of(inline), _columns(lines[0])
    if _SEPARATOR.fullmatch(lines[1]):
        below = _columns(lines[1])
        message = f"the head has {counted(columns, 'column')}, the line of hyphens {below}; this is no table"
        place = ledger.source.at(at[1].source)
        ledger.report(TABLE_WITHOUT_SEPARATOR, message, place, "give both lines as many columns")
    elif _BARRED.fullmatch(lines[1]):
        hint = f"put a line {'|---' * columns}| below the head, or write \\| for a bar"
        message = "the lines stand between bars, but without a line of hyphens this is no table"
        ledger.report(TABLE_WITHOUT_SEPARATOR, message, ledger.source.at(at[0].source), hint)


def _columns(text: str) -> int:
    return len(_BAR.findall(text.strip(" \t").strip("|"))) + 1
