"""Turns the directive `chart` into a chart: which columns of the data, as what kind of drawing, said in which words."""

from dataclasses import replace
from decimal import Decimal
from typing import cast, get_args

from pipeline.diagnostics import Location, Rule, Severity
from pipeline.model import Block, Chart, Form, Table
from pipeline.readers.markdown.attributes import identifier
from pipeline.readers.markdown.csv_tables import (
    FORM_OPTIONS,
    Column,
    data_of,
    listed,
    named,
    place_of,
    report_beside,
    shown_rows,
    table_of,
)
from pipeline.readers.markdown.data import Dataset
from pipeline.readers.markdown.directive import DIRECTIVE_CONTENT, Directive, alt_of, caption_of, line_of
from pipeline.readers.markdown.ledger import Ledger
from pipeline.wording import nearest

# The chart of the examples.
_BUDGET = ":::{chart} data/budget.csv\n:type: bar\n:x: year\n:y: spending\n:series: region\n"
_TOLD = ":alt: Spending in the North rises from 120 to 131; in the South it falls from 95 to 88.\n:::\n"

CHART_WITHOUT_DESCRIPTION = Rule(
    "chart-without-description",
    Severity.ERROR,
    "a chart does not say what it shows",
    "Those who do not see the chart get its description and the table of its numbers (WCAG 1.1.1).",
    wrong=_BUDGET + ":::\n",
    right=_BUDGET + _TOLD,
)
CHART_DATA = Rule(
    "chart-data",
    Severity.ERROR,
    "a chart's data cannot be drawn",
    "A place without a number, or with two, would be drawn as something that the data does not say.",
    wrong=(
        ":::{chart} data/visits.csv\n"
        ":type: bar\n"
        ":x: year\n"
        ":y: visits\n"
        ":alt: Visits fall from 41,200 in 2023 to about 40,000 in 2024.\n"
        ":::\n"
    ),
    right=_BUDGET + _TOLD,
)
CHART_TOO_LARGE = Rule(
    "chart-too-large",
    Severity.ERROR,
    "a chart has more points, series or height than can be told apart",
    "Nobody could tell its points or series apart, and drawing takes time and memory for each.",
    wrong=_BUDGET + ":height: 5000\n" + _TOLD,
    right=_BUDGET + ":height: 80\n" + _TOLD,
)
RULES = (CHART_WITHOUT_DESCRIPTION, CHART_DATA, CHART_TOO_LARGE)

OPTIONS = (
    *("type", "x", "y", "series", "estimate", "unit", "rows", "height", "alt", "id", "credit", "source"),
    *FORM_OPTIONS,
)
MAX_POINTS = 2_000
MAX_SERIES = 6
_LARGEST = Decimal(10) ** 30
"""Far below what a drawing's arithmetic takes for infinite."""
_HEIGHTS = range(20, 151)
_FORMS = cast("tuple[Form, ...]", get_args(Form))
_NOTHING = {"", "-", "–", "—", "−", "n/a", "NA", ".."}
"""What stands in a cell for a number that is not known."""


def chart(directive: Directive, ledger: Ledger) -> tuple[Block, ...]:
    """Return the chart that the directive means; report what cannot be understood or drawn."""
    alt = alt_of(directive, ledger)
    if not alt:
        hint = "say in a line `:alt: …` what the chart shows: what rises, what falls, from where to where"
        ledger.report(CHART_WITHOUT_DESCRIPTION, "the chart has no description", directive.at, hint)
    caption, rest = caption_of(directive.blocks)
    report_beside(directive, rest, "its caption", ledger)
    form, height = _form(directive, ledger), _height(directive, ledger)
    data = data_of(directive, ledger)
    numbers = _numbers(data, directive, ledger) if data else None
    if numbers is None or not alt:
        return ()
    over, table, estimates = numbers
    if "unit" in directive.options:
        _judge_word(directive.option("unit"), place_of(directive, "unit", ledger), ledger)
    credit, source = (line_of(directive, option, ledger) for option in ("credit", "source"))
    name = identifier(directive.option("id"), directive.at, ledger) if directive.option("id") else ""
    return (
        Chart(
            form, alt, over, caption, credit, source, directive.at, id=name,
            unit=directive.option("unit"), estimates=estimates, height=height, table=table,
        ),
    )  # fmt: skip


def _form(directive: Directive, ledger: Ledger) -> Form:
    word = directive.option("type")
    for form in _FORMS:
        if form == word:
            return form
    at = place_of(directive, "type", ledger) if "type" in directive.options else directive.at
    message = f'"{word}" is no type of chart' if word else "the chart has no type"
    ledger.report(DIRECTIVE_CONTENT, message, at, nearest(word, _FORMS, f"write `:type:` and {', '.join(_FORMS)}"))
    return "line"


def _height(directive: Directive, ledger: Ledger) -> int:
    """Return the height in hundredths of the width."""
    word = directive.option("height") or "56"
    if word.removesuffix("%").strip().isdecimal() and int(word.removesuffix("%")) in _HEIGHTS:
        return int(word.removesuffix("%"))
    message = f'the height "{word}" is none that a chart can have'
    hint = f"write {_HEIGHTS[0]} to {_HEIGHTS[-1]}, in hundredths of the width"
    ledger.report(CHART_TOO_LARGE, message, place_of(directive, "height", ledger), hint)
    return 56


def _numbers(
    data: Dataset, directive: Directive, ledger: Ledger
) -> tuple[tuple[str, ...], Table, tuple[int, ...]] | None:
    """Return what the numbers are of, their table, and the rows that are estimates; None if they cannot be drawn."""
    before = len(ledger.findings)
    over, *values = (_asked(option, data, directive, ledger) for option in ("x", "y"))
    data = _cut(data, shown_rows(directive, len(data.rows), ledger))
    if len(over) != 1 or not values[0]:
        missing = "x" if len(over) != 1 else "y"
        at = place_of(directive, missing, ledger) if missing in directive.options else directive.at
        hint = "name the column that runs along the chart" if missing == "x" else "name the columns with the numbers"
        if len(ledger.findings) == before:
            ledger.report(DIRECTIVE_CONTENT, f"the chart needs its `{missing}`", at, hint)
        return None
    marked = _estimates(data, over[0].index, directive, ledger)
    columns = [*over, *values[0]]
    if directive.option("series"):
        spread = _spread(data, columns, marked, directive, ledger)
        if spread is None:
            return None
        data, columns, marked = spread
    _judge(data, columns, directive.at, ledger)
    if len(ledger.findings) > before:
        return None
    table = table_of(data, tuple(columns), range(len(data.rows)), directive.at)
    return tuple(row[columns[0].index] for row in data.rows), table, tuple(sorted(marked))


def _asked(option: str, data: Dataset, directive: Directive, ledger: Ledger) -> list[Column]:
    """Return the columns that an option names, those along the chart as text."""
    at = place_of(directive, option, ledger) if option in directive.options else directive.at
    wanted = [named(each, data) for each in listed(directive, option, ledger)]
    found = [(data.column(name, at, ledger), head) for name, head in wanted]
    return [Column(index, head, option == "y") for index, head in found if index is not None]


def _cut(data: Dataset, rows: range) -> Dataset:
    shown = slice(rows.start, rows.stop)
    return replace(data, rows=data.rows[shown], lines=data.lines[shown])


def _estimates(data: Dataset, over: int, directive: Directive, ledger: Ledger) -> set[int]:
    """Return the rows that are estimates: from a place along the chart on, or where a column says so."""
    word = directive.option("estimate")
    if not word:
        return set()
    at = place_of(directive, "estimate", ledger)
    name, equals, value = (part.strip() for part in word.partition("="))
    if equals:
        column = data.column(name, at, ledger)
        found = {number for number, row in enumerate(data.rows) if column is not None and row[column] == value}
    else:
        first = next((number for number, row in enumerate(data.rows) if row[over] == word), len(data.rows))
        found = set(range(first, len(data.rows)))
    if not found and (not equals or name in data.heads):
        hint = "write from where on, as `2024`, or which column says so, as `status = estimate`"
        ledger.report(DIRECTIVE_CONTENT, f'no row is an estimate by "{word}"', at, hint)
    return found


def _spread(
    data: Dataset, columns: list[Column], marked: set[int], directive: Directive, ledger: Ledger
) -> tuple[Dataset, list[Column], set[int]] | None:
    """Return data with a row per series and place as data with a column per series."""
    at = place_of(directive, "series", ledger)
    by = data.column(directive.option("series"), at, ledger)
    if by is None or len(columns) != 2:
        if by is not None:
            ledger.report(DIRECTIVE_CONTENT, "a chart with `series` has one `y`", at, "name one column of numbers")
        return None
    over, value = (column.index for column in columns)
    names = tuple(dict.fromkeys(row[by] for row in data.rows))
    places = tuple(dict.fromkeys(row[over] for row in data.rows))
    cells: dict[tuple[str, str], str] = {}
    for number, row in enumerate(data.rows):
        if (row[over], row[by]) in cells:
            message = f'"{row[by]}" has two numbers at "{row[over]}"'
            ledger.report(CHART_DATA, message, data.place(number), "keep one of the rows")
        cells[row[over], row[by]] = row[value]
    first = {place: next(n for n, row in enumerate(data.rows) if row[over] == place) for place in places}
    rows = tuple((place, *(cells.get((place, name), "") for name in names)) for place in places)
    lines = tuple(data.lines[first[place]] for place in places)
    made = replace(data, heads=(columns[0].head, *names), rows=rows, lines=lines)
    estimated = {number for number, place in enumerate(places) if first[place] in marked}
    return (
        made,
        [Column(0, columns[0].head, False), *(Column(n, name, True) for n, name in enumerate(names, 1))],
        estimated,
    )


def _judge(data: Dataset, columns: list[Column], at: Location, ledger: Ledger) -> None:
    """Report what could not be drawn, or not told apart."""
    over, *series = columns
    points = len(data.rows) * len(series)
    if len(series) > MAX_SERIES or points > MAX_POINTS:
        many = f"{len(series)} series" if len(series) > MAX_SERIES else f"{points:,} points"
        hint = f"show at most {MAX_SERIES} series and {MAX_POINTS:,} points, or a table"
        ledger.report(CHART_TOO_LARGE, f"the chart has {many}", at, hint)
        return
    for column in series:
        _judge_word(column.head, at, ledger)
    seen: set[str] = set()
    for number, row in enumerate(data.rows):
        place = row[over.index]
        if place in seen or not place:
            message = f'"{place}" stands twice in "{over.head}"' if place else f'the row has no "{over.head}"'
            ledger.report(CHART_DATA, message, data.place(number), "give each row a place of its own along the chart")
        seen.add(place)
        for column in series:
            text = row[column.index]
            if not data.number(text) and text not in _NOTHING:
                message = f'"{text[:40]}" in "{column.head}" is no number'
                hint = "write a number, or nothing where none is known"
                ledger.report(CHART_DATA, message, data.place(number), hint)
            _judge_size(data, column, number, ledger)
        _judge_size(data, over, number, ledger)
    for column in series:
        if not any(data.number(row[column.index]) for row in data.rows):
            ledger.report(CHART_DATA, f'"{column.head}" has no number', at, "name a column of numbers")


def _judge_word(word: str, at: Location, ledger: Ledger) -> None:
    """Report an address, which the engine is never given, so that it has nothing to fetch."""
    if "://" in word:
        message = f'"{word[:60]}" holds an address, and a drawing has none'
        ledger.report(CHART_DATA, message, at, "name it in words; addresses stand in the caption or in `:source:`")


def _judge_size(data: Dataset, column: Column, number: int, ledger: Ledger) -> None:
    """Report a number that is too large for the arithmetic of a drawing."""
    text = data.rows[number][column.index]
    if (written := data.number(text)) and abs(Decimal(written)) > _LARGEST:
        message = f'"{text[:40]}" in "{column.head}" is too large for a chart'
        ledger.report(CHART_DATA, message, data.place(number), "give the numbers in a greater unit")
