"""What a chart draws, taken from the table that is proved: series of points along an axis, runs between gaps."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.dates import is_date
from pipeline.model import Chart, Table
from pipeline.model.walk import plain_text

Axis = Literal["number", "date", "name"]
_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Point:
    """A number of a series: its place along the axis, as it is drawn and in words, and whether it is an estimate."""

    row: int
    x: float | str
    y: float
    said: str
    estimate: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A series: its name, and its points; where a number is not known, there is none."""

    name: str
    points: tuple[Point, ...]

    def runs(self, *, estimated: bool) -> list[list[Point]]:
        """Return the stretches without a gap that are estimates, or are none; a stretch begins where the last ends."""
        runs: list[list[Point]] = []
        for before, point in zip((None, *self.points), self.points, strict=False):
            joined = before is not None and point.row == before.row + 1
            if point.estimate is not estimated:
                continue
            if before is not None and joined and before.estimate is estimated:
                runs[-1].append(point)
            elif before is not None and joined and estimated:
                runs.append([before, point])
            else:
                runs.append([point])
        return runs


@dataclass(frozen=True, slots=True)
class Numbers:
    """All that a chart draws."""

    axis: Axis
    years: bool
    lines: tuple[Line, ...]

    @property
    def lowest(self) -> float:
        """The least of all numbers."""
        return min(point.y for line in self.lines for point in line.points)

    @property
    def highest(self) -> float:
        """The greatest of all numbers."""
        return max(point.y for line in self.lines for point in line.points)

    @property
    def estimates(self) -> tuple[Point, ...]:
        """The points of the first series that has estimates, in their order."""
        return next((found for line in self.lines if (found := tuple(p for p in line.points if p.estimate))), ())


def numbers_of(chart: Chart, table: Table) -> Numbers:
    """Return what a chart draws of its table."""
    axis, years = _axis(chart.over)
    heads = [plain_text(cell.children) for cell in table.head[-1].cells[1:]]
    return Numbers(axis, years, tuple(_line(chart, table, number, name, axis) for number, name in enumerate(heads, 1)))


def _line(chart: Chart, table: Table, column: int, name: str, axis: Axis) -> Line:
    points = []
    for number, (row, over) in enumerate(zip(table.body, chart.over, strict=True)):
        cell = row.cells[column]
        if cell.number:
            said = plain_text(cell.children)
            points.append(Point(number, _place(over, axis), float(cell.number), said, number in chart.estimates))
    return Line(name, tuple(points))


def _axis(over: Sequence[str]) -> tuple[Axis, bool]:
    """Return what an axis holds, and whether its numbers are years."""
    if all(map(is_date, over)):
        return "date", False
    if all(map(_NUMBER.fullmatch, over)):
        return "number", all(map(_YEAR.fullmatch, over))
    return "name", False


def _place(over: str, axis: Axis) -> float | str:
    """Return a place along the axis; a date as the start of its day, with its zone, so that no zone moves it."""
    if axis == "number":
        return float(Decimal(over))
    return f"{f'{over}-01'[:10]}T00:00:00Z" if axis == "date" else over
