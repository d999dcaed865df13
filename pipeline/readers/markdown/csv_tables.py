"""Turns the directive `csv-table` into a table: which columns of the data, in which order, under which heads."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pipeline.diagnostics import Location
from pipeline.model import Block, Cell, Credit, Row, Table, Text
from pipeline.readers.markdown.attributes import identifier
from pipeline.readers.markdown.data import Dataset, Form, read_data
from pipeline.readers.markdown.directive import DIRECTIVE_CONTENT, Directive, caption_of
from pipeline.readers.markdown.inlines import read_inlines
from pipeline.readers.markdown.ledger import Ledger
from pipeline.readers.markdown.tables import report_width

FORM_OPTIONS = ("delimiter", "decimal", "header")
OPTIONS = ("columns", "numbers", "rows", *FORM_OPTIONS, "id", "credit", "source")

_DELIMITERS = {",": ",", "comma": ",", ";": ";", "semicolon": ";", "tab": "\t"}
_DECIMALS = {".": ".", "point": ".", ",": ",", "comma": ","}
_ROWS = re.compile(r"(?:(\d{1,6})\s*[-–]\s*)?(\d{1,6})")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is shown: its index in the data, its head, and whether it holds numbers."""

    index: int
    head: str
    numeric: bool


def csv_table(directive: Directive, ledger: Ledger) -> tuple[Block, ...]:
    """Return the table that the directive means and the lines under it; report what cannot be understood."""
    caption, rest = caption_of(directive.blocks)
    report_beside(directive, rest, "its caption", ledger)
    data = data_of(directive, ledger)
    columns = _columns(data, directive, ledger) if data else ()
    if data is None or not columns or report_width(len(columns), directive.at, ledger):
        return ()
    shown = shown_rows(directive, len(data.rows), ledger)
    name = identifier(directive.option("id"), directive.at, ledger) if directive.option("id") else ""
    table = table_of(data, columns, shown, directive.at)
    table = Table(caption, table.head, table.body, directive.at, id=name)
    return (table, *_credits(directive, ledger))


def report_beside(directive: Directive, blocks: Iterable[Block], beside: str, ledger: Ledger) -> None:
    """Report blocks that a directive cannot hold."""
    for block in blocks:
        message = f"the {directive.name} holds a {block.kind} beside {beside}"
        ledger.report(DIRECTIVE_CONTENT, message, block.at, "keep one paragraph, and move the rest out")


def data_of(directive: Directive, ledger: Ledger) -> Dataset | None:
    """Return the data that a directive names, read as its options say."""
    if not directive.argument:
        hint = f"write the path behind the braces: :::{{{directive.name}}} data/…"
        ledger.report(DIRECTIVE_CONTENT, f"the {directive.name} names no data", directive.at, hint)
        return None
    delimiter = one_of(_DELIMITERS, "delimiter", directive, ledger)
    decimal = one_of(_DECIMALS, "decimal", directive, ledger)
    header = tuple(listed(directive, "header", ledger))
    return read_data(directive.argument, Form(delimiter, decimal, header), directive.at, ledger)


def one_of(values: dict[str, str], option: str, directive: Directive, ledger: Ledger) -> str:
    """Return what the word of an option means, the first value where it is not given or not known."""
    word = directive.option(option)
    if word and word not in values:
        words = ", ".join(word for word in values if word.isalpha())
        ledger.report(
            DIRECTIVE_CONTENT, f'"{word}" is no {option}', place_of(directive, option, ledger), f"write one of {words}"
        )
    return values.get(word, next(iter(values.values())))


def place_of(directive: Directive, option: str, ledger: Ledger) -> Location:
    """Return where the value of an option stands."""
    token = directive.options[option].token
    start = int(token.meta["starts"][0])
    return ledger.source.at(start, start + len(token.content))


def listed(directive: Directive, option: str, ledger: Ledger) -> list[str]:
    """Return the names that an option lists with commas; a name with a comma stands in quotation marks."""
    value = directive.option(option)
    if not value:
        return []
    try:
        names = next(csv.reader([value], skipinitialspace=True, strict=True), [])
    except csv.Error:
        at = place_of(directive, option, ledger)
        ledger.report(DIRECTIVE_CONTENT, f'the list "{value[:40]}" cannot be read', at, "close the quotation mark")
        return []
    return [" ".join(name.split()) for name in names if name.strip()]


def _columns(data: Dataset, directive: Directive, ledger: Ledger) -> tuple[Column, ...]:
    """Return the columns that the directive asks for, all where it does not say."""
    at = place_of(directive, "columns", ledger) if "columns" in directive.options else directive.at
    wanted = [named(each, data) for each in listed(directive, "columns", ledger)]
    found = [(data.column(name, at, ledger), head) for name, head in wanted or [(name, name) for name in data.heads]]
    said = "numbers" in directive.options
    place = place_of(directive, "numbers", ledger) if said else at
    names = [name for name in listed(directive, "numbers", ledger) if name != "none"]
    numeric = {data.column(name, place, ledger) for name in names}
    if None in numeric or any(index is None for index, _ in found):
        return ()
    return tuple(
        Column(index, head, index in numeric if said else holds_numbers(data, index))
        for index, head in found
        if index is not None
    )


def named(entry: str, data: Dataset) -> tuple[str, str]:
    """Return the name of a column and the head that it gets: `gdp = Share of GDP`, or the name alone."""
    name, equals, head = (part.strip() for part in entry.partition("="))
    return (entry, entry) if entry in data.heads or not equals or not head else (name, head)


def holds_numbers(data: Dataset, index: int) -> bool:
    """Whether all that a column holds are numbers, and not all of them years."""
    texts = [row[index] for row in data.rows if row[index]]
    return bool(texts) and all(map(data.number, texts)) and not all(map(_YEAR.fullmatch, texts))


def shown_rows(directive: Directive, count: int, ledger: Ledger) -> range:
    """Return the rows that are shown: all, the first so many, or from one to another, counted from 1."""
    if "rows" not in directive.options:
        return range(count)
    match = _ROWS.fullmatch(directive.option("rows"))
    first, last = (int(match[1] or 1), int(match[2])) if match else (0, 0)
    if not 1 <= first <= last <= count:
        message = f'"{directive.option("rows")}" are no rows of the data, which has {count}'
        hint = "write how many to show, or from which to which: 3-8"
        ledger.report(DIRECTIVE_CONTENT, message, place_of(directive, "rows", ledger), hint)
        return range(count)
    return range(first - 1, last)


def table_of(data: Dataset, columns: tuple[Column, ...], shown: range, at: Location) -> Table:
    """Return the table without caption: numbers to the right, each with what it is."""
    heads = tuple(_cell(column.head, column, data, at, header=True) for column in columns)
    body = tuple(
        Row(
            tuple(_cell(data.rows[row][column.index], column, data, data.place(row)) for column in columns),
            data.place(row),
        )
        for row in shown
    )
    return Table(None, (Row(heads, at),), body, at)


def _cell(text: str, column: Column, data: Dataset, at: Location, *, header: bool = False) -> Cell:
    align: Literal["", "right"] = "right" if column.numeric else ""
    children = (Text(text, at),) if text else ()
    return Cell(children, header, align, at, number=data.number(text) if column.numeric and not header else "")


def _credits(directive: Directive, ledger: Ledger) -> tuple[Credit, ...]:
    lines = (
        (name, read_inlines(directive.options[name].token, ledger))
        for name in ("source", "credit")
        if directive.option(name)
    )
    return tuple(Credit(children, children[0].at, source=name == "source") for name, children in lines if children)
