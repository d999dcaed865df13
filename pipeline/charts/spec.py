"""The specification of a chart in Vega-Lite, of our keys alone: thin grid, names at the ends of lines, no frame."""

from collections.abc import Mapping, Sequence

from pipeline.charts.bars import bars
from pipeline.charts.look import Look, marked_text
from pipeline.charts.numbers import Line, Numbers, Point, numbers_of
from pipeline.model import Chart, Table

Json = Mapping[str, object]
_LINE = 15.0
"""Pixels from one line of labels to the next."""
_ROUNDED = 1.15
"""So much further than its numbers an axis reaches, about, since it begins and ends at round ones."""
_End = tuple[float, float | str, str]
"""Where the name of a series stands: upright, along the chart; and the name."""


def spec_of(chart: Chart, table: Table, look: Look) -> Json:
    """Return the specification of a chart whose table is `table`."""
    numbers = numbers_of(chart, table)
    drawn = bars(chart, numbers, look) if chart.form == "bar" else _lines(chart, numbers, look)
    title = {"title": {"text": look.heading(chart.unit)}} if chart.unit else {}
    return {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", **title, **drawn, "config": look.config()}


def _lines(chart: Chart, numbers: Numbers, look: Look) -> Json:
    """Return the plot of lines, steps or areas, each with its name at its end."""
    names = [line.name for line in numbers.lines]
    # One series is named by the caption.
    labels = names if len(names) > 1 else []
    width, height = look.plot(labels or [numbers.lines[0].points[-1].said]), look.height(chart)
    stacked = _stacked(numbers) if chart.form == "area" else numbers
    layers: list[Json] = []
    layers += _band(stacked, look)
    if chart.form == "area":
        layers += _areas(stacked, numbers, look)
    for estimated in (False, True):
        layers += _strokes(chart, stacked, look, estimated=estimated)
    low = min(0.0, stacked.lowest) if look.from_nothing(chart, stacked) else stacked.lowest
    ends = _apart(_ends(stacked, numbers, chart.form), low, stacked.highest, height, look)
    if not labels:
        last = numbers.lines[0].points[-1]
        ends = [{**ends[0], "y": stacked.lines[0].points[-1].y, "text": last.said}]
    layers.append(look.names(ends, names))
    return {"width": width, "height": height, "layer": layers, "encoding": look.scales(chart, stacked)}


def _strokes(chart: Chart, numbers: Numbers, look: Look, *, estimated: bool) -> list[Json]:
    rows = [
        {"x": point.x, "y": point.y, "name": line.name, "run": f"{number}.{count}"}
        for number, line in enumerate(numbers.lines)
        for count, run in enumerate(line.runs(estimated=estimated))
        for point in run
    ]
    if not rows:
        return []
    mark = {
        "type": "line",
        "strokeWidth": 2,
        "strokeCap": "butt",
        "interpolate": "step-after" if chart.form == "step" else "linear",
        "point": False,
    }
    encoding = {**look.coloured([line.name for line in numbers.lines]), "detail": {"field": "run", "type": "nominal"}}
    layers: list[Json] = [
        {
            "data": {"values": rows},
            "mark": {**mark, **({"strokeDash": [4, 3]} if estimated else {})},
            "encoding": encoding,
        }
    ]
    return layers


def _areas(stacked: Numbers, numbers: Numbers, look: Look) -> list[Json]:
    """Return a layer of areas for what is known, and one of lighter areas for what is estimated."""
    names = [line.name for line in numbers.lines]
    layers: list[Json] = []
    for estimated in (False, True):
        rows = [
            {
                "x": point.x,
                "y": point.y,
                "base": _base(numbers, index, point),
                "name": line.name,
                "run": f"{index}.{count}",
            }
            for index, line in enumerate(stacked.lines)
            for count, run in enumerate(line.runs(estimated=estimated))
            for point in run
        ]
        encoding = {
            **look.coloured(names),
            "y2": {"field": "base"},
            "detail": {"field": "run", "type": "nominal"},
        }
        mark = {"type": "area", "fillOpacity": 0.3 if estimated else 0.75}
        if rows:
            layers.append({"data": {"values": rows}, "mark": mark, "encoding": encoding})
    return layers


def _base(numbers: Numbers, index: int, point: Point) -> float:
    """Return what the series below add up to at a point."""
    return sum(below.y for line in numbers.lines[:index] for below in line.points if below.row == point.row)


def _stacked(numbers: Numbers) -> Numbers:
    """Return the numbers with each series on those before it."""
    lines = tuple(
        Line(
            line.name,
            tuple(
                Point(point.row, point.x, point.y + _base(numbers, index, point), point.said, point.estimate)
                for point in line.points
            ),
        )
        for index, line in enumerate(numbers.lines)
    )
    return Numbers(numbers.axis, numbers.years, lines)


def _band(numbers: Numbers, look: Look) -> list[Json]:
    """Return a ground for the estimates at the end of the chart, with the word that says so."""
    estimates = numbers.estimates
    if not estimates:
        return []
    places = sorted({point.row: point.x for line in numbers.lines for point in line.points}.items())
    rows = [row for row, _ in places]
    at_end = [point.row for point in estimates] == rows[-len(estimates) :] and len(estimates) < len(rows)
    first = places[-len(estimates) - 1][1] if at_end else estimates[0].x
    layers: list[Json] = []
    if at_end:
        values = {"values": [{"x": first, "end": places[-1][1]}]}
        encoding = {"x": look.along("x"), "x2": {"field": "end"}, "y": None}
        layers.append({"data": values, "mark": look.ground, "encoding": encoding})
    said = {"x": places[-1][1] if at_end else first, "text": look.estimates}
    align = "right" if at_end else "left"
    layers.append(marked_text([said], {"x": look.along("x"), "y": {"value": 0}}, look, align=align, dy=look.scaled(-7)))
    return layers


def _ends(stacked: Numbers, numbers: Numbers, form: str) -> list[_End]:
    """Return where the name of each series would stand: at the end of its line, or beside the middle of its area's."""
    ends = []
    for index, line in enumerate(stacked.lines):
        last = line.points[-1]
        middle = (last.y + _base(numbers, index, last)) / 2 if form == "area" else last.y
        ends.append((middle, last.x, line.name))
    return ends


def _apart(ends: Sequence[_End], low: float, high: float, height: float, look: Look) -> list[Json]:
    """Return where the names stand, from the lowest: those that would touch are moved apart, and none out of the plot.

    The plot reaches from `low` to `high` at least, in the units of the numbers, and is `height` pixels high.
    """
    line = _ROUNDED * ((high - low) or 1.0) / height * look.scaled(_LINE)
    ordered = sorted(ends, key=lambda end: end[0])
    half = [len(look.lines(name)) * line / 2 for _, _, name in ordered]
    places: list[float] = []
    for index, (wanted, _, _) in enumerate(ordered):
        places.append(max(wanted, places[-1] + half[index - 1] + half[index]) if places else wanted)
    ceiling = max(high, ordered[-1][0])
    for index in reversed(range(len(places))):
        places[index] = min(places[index], ceiling)
        ceiling = places[index] - half[index] - half[index - 1]
    # The engine hangs further lines of a text below the first.
    return [
        {"x": x, "y": place + own - line / 2, "text": name, "name": name}
        for place, own, (_, x, name) in zip(places, half, ordered, strict=True)
    ]
