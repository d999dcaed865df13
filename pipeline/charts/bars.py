"""Bars: upright for years and dates, lying for names, which are long; estimates are hollow."""

import math
from collections.abc import Mapping, Sequence

from pipeline.charts.look import Look, marked_text
from pipeline.charts.numbers import Numbers, Point
from pipeline.model import Chart

Json = Mapping[str, object]
_MOST_LABELS = 14
"""Bars that can each bear its number."""
_NUMBER = 14
"""Pixels that the number of the highest bar takes above the plot; legend and key stand higher by so much."""


def bars(chart: Chart, numbers: Numbers, look: Look) -> Json:
    """Return the plot of bars, with the number of each where there is room, and an axis where there is none."""
    lying = numbers.axis == "name"
    several = len(numbers.lines) > 1
    values = [_row(chart, point, line.name, slot) for slot, line in enumerate(numbers.lines) for point in line.points]
    said = look.long(str(row["text"]) for row in values)
    labelled = len(values) <= (look.fitting(_MOST_LABELS) if not lying else 40)
    labelled = labelled and (lying or len(values) * said < look.width)
    along, up = ("y", "x") if lying else ("x", "y")
    names = [line.name for line in numbers.lines]
    # Without stacking, which the engine would try, and at which it fails for names such as `toString`.
    scales = {
        along: {"field": "place", "type": "nominal", "sort": None, "axis": _names(chart, look, lying=lying),
                "scale": {"paddingInner": 0.25 if several else 0.35, "paddingOuter": 0.1}},
        up: {"field": "y", "type": "quantitative", "axis": None if labelled else {"title": None, "tickCount": 5,
             "domain": False, "ticks": False}, "scale": {"zero": True, "nice": not labelled}, "stack": None},
    }  # fmt: skip
    if several:
        # By number: sorted by name, the engine would compute with names, and fails at those such as `toString`.
        scales[f"{along}Offset"] = {"field": "slot", "type": "ordinal", "sort": "ascending"}
    layers: list[Json] = []
    above = look.scaled(_NUMBER) if labelled and not lying else 0
    for estimated in (False, True):
        rows = [row for row in values if row["estimate"] is estimated]
        layers += _layer(rows, names, look, above, estimated=estimated)
    if labelled:
        layers.append(_numbers(values, look, lying=lying))
    if any(row["estimate"] for row in values):
        layers.append(_key(look, above))
    plot: dict[str, object] = {"layer": layers, "encoding": scales}
    beside = min(look.long(chart.over) + 10, look.width * 0.45) + max(look.scaled(46), said + 10)
    room = beside if lying else look.scaled(40)
    height = round(len(chart.over) * (look.scaled(len(names) * 18) + 10)) if lying else look.height(chart)
    return {"width": round(look.width - room), "height": height, **plot}


def _row(chart: Chart, point: Point, name: str, slot: int) -> dict[str, object]:
    return {
        "place": chart.over[point.row], "y": point.y, "name": name, "slot": slot, "text": point.said,
        "estimate": point.estimate,
    }  # fmt: skip


def _names(chart: Chart, look: Look, *, lying: bool) -> Json:
    """Return the axis with the names of the places."""
    if lying:
        return {"title": None, "ticks": False, "labelColor": look.colour("ink"), "labelLimit": round(look.width * 0.45)}
    room = max(look.scaled(40), look.long(chart.over) + 6)
    every = max(1, math.ceil(len(chart.over) * room / (look.width - look.scaled(40))))
    # The last is named, whatever is left out before it.
    shown = [*chart.over[:-every:every], chart.over[-1]]
    return {"title": None, "ticks": False, "labelAngle": 0, "values": shown}


def _layer(rows: Sequence[Json], names: Sequence[str], look: Look, above: float, *, estimated: bool) -> list[Json]:
    if not rows:
        return []
    coloured = look.coloured(names)["color"]
    legend: Json = {"legend": {"title": None, "offset": 8 + above, **look.below_one_another(names)}
                    if len(names) > 1 and not estimated else None}  # fmt: skip
    encoded = {**coloured, **legend} if isinstance(coloured, Mapping) else {}
    if not estimated:
        return [{"data": {"values": rows}, "mark": {"type": "bar"}, "encoding": {"color": encoded}}]
    hollow = {"type": "bar", "fill": None, "strokeWidth": 1.25, "strokeDash": [3, 2]}
    return [{"data": {"values": rows}, "mark": hollow, "encoding": {"stroke": encoded}}]


def _numbers(rows: Sequence[Json], look: Look, *, lying: bool) -> Json:
    """Return the number of each bar, at its end."""
    away = {"dx": 5, "align": "left"} if lying else {"dy": look.scaled(-8), "align": "center"}
    mark = {"type": "text", "baseline": "middle", "fontSize": look.scaled(11.5), "color": look.colour("ink"), **away}
    return {"data": {"values": list(rows)}, "mark": mark, "encoding": {"text": {"field": "text"}}}


def _key(look: Look, above: float) -> Json:
    """Return what hollow bars mean, above the right end of the chart."""
    return marked_text(
        [{"text": look.words.labels["estimates-outlined"]}],
        {"x": {"value": "width"}, "y": {"value": 0}, "xOffset": {"value": 0}, "yOffset": {"value": 0}},
        look, align="right", dy=look.scaled(-16) - above,
    )  # fmt: skip
