"""How charts look: the theme's colours and faces, scales and axes, the room that labels take."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from pipeline.charts.numbers import Numbers
from pipeline.model import Chart
from pipeline.theme import Words
from pipeline.tokens import Tokens

Json = Mapping[str, object]
SIZE = 12
"""Pixels, as all lengths of a drawing are."""
WIDTH = 480
"""About as many points as a column of print."""
LETTER = 6.1
"""Pixels that a letter of a label takes, on the wide side."""
_AXIS = 34
"""Pixels that the labels of the upright axis take at least."""
_GENEROUS = 0.75
"""How wide the engine takes a letter for, in em."""
_LINE = 16
"""Letters of a line of a label."""
_LEAST = 0.3
"""The share of the width that lines have, however long their names are."""
_TALLER = 1.25
"""A drawing narrower than others is higher by so much, but no higher than those."""
_MARKS = 6
"""Marks of an axis of numbers, about."""
_TICKS = 5
"""Marks of an axis of dates, about."""
_STEPS = (1, 2, 3, 5, 6, 10, 12, 20, 25, 50, 100, 200, 500, 1000, 10_000)
_STEPS_OF_YEARS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 10_000)
_LOW = 0.6
"""Lines need not start at nothing; but where the lowest number is not far from it, they do."""


@dataclass(frozen=True, slots=True)
class Look:
    """The colours and words of a chart, its numbers, the size of its labels, and how wide it is as a whole."""

    tokens: Tokens
    words: Words
    numbers: Numbers
    size: float = SIZE
    width: float = WIDTH

    def scaled(self, length: float) -> float:
        """Return a length that grows with the labels, in pixels; given is what it is beside labels of 12."""
        return round(length * self.size / SIZE, 2)

    def fitting(self, count: int) -> int:
        """Return how many labels have room where so many of 12 pixels have, side by side."""
        return int(count * SIZE / self.size * self.width / WIDTH)

    def colour(self, name: str) -> str:
        """Return a colour of the theme as it is on paper."""
        return _colours(self.tokens)[name]["light"]

    @property
    def palette(self) -> tuple[str, ...]:
        """The colours of series, in their order."""
        return tuple(colour["light"] for name, colour in _colours(self.tokens).items() if name.startswith("series-"))

    @property
    def muted(self) -> str:
        """The colour of labels."""
        return self.colour("muted")

    @property
    def ground(self) -> Json:
        """What is behind estimates: that of the grid, so thin that the grid is seen through it."""
        return {"type": "rect", "color": self.colour("rule"), "fillOpacity": 0.28}

    @property
    def estimates(self) -> str:
        """The word for estimates."""
        return self.words.labels["estimates"]

    def face(self) -> str:
        """Return the families that labels are set in: of print, of the web page, of the reader's machine."""
        families = cast("Mapping[str, Mapping[str, str]]", self.tokens["families"])
        sans = families["sans"]
        quoted = (family.strip() if family.strip().isalpha() else f"'{family.strip()}'"
                  for family in (sans["print"], sans["web"], *sans["fallback"].split(",")))  # fmt: skip
        return ", ".join(quoted)

    def long(self, texts: Iterable[str]) -> float:
        """Return how long the longest text is, about and on the wide side, in pixels."""
        return self.scaled(max(map(len, texts), default=0) * LETTER)

    def lines(self, label: str) -> list[str]:
        """Return a label in lines of about sixteen letters, or fewer in a narrower drawing."""
        return _lines(label, round(_LINE * self.width / WIDTH))

    def heading(self, text: str) -> list[str]:
        """Return what stands above a chart, in lines as long as the chart is wide."""
        return _lines(text, int(self.width / self.scaled(LETTER)))

    def below_one_another(self, names: Sequence[str]) -> dict[str, int]:
        """Return how many names a row of a legend has: one, where all have no room side by side."""
        return {"columns": 1} if sum(len(name) * _GENEROUS + 2 for name in names) * self.size > self.width else {}

    def plot(self, labels: Sequence[str]) -> int:
        """Return the width that the lines get beside the labels at their ends."""
        marks = self.long([f"{self.numbers.lowest:,.0f}", f"{self.numbers.highest:,.0f}"]) + 10
        room = self.long(line for label in labels for line in self.lines(label)) + 8
        return round(max(self.width - max(self.scaled(_AXIS), marks) - room, self.width * _LEAST))

    def height(self, chart: Chart) -> int:
        """Return the height of the plot in pixels."""
        return round(min(self.width * _TALLER, WIDTH) * chart.height / 100) - 40

    def along(self, field: str) -> dict[str, object]:
        """Return the encoding of a place along the chart."""
        kind = {"number": "quantitative", "date": "temporal", "name": "nominal"}[self.numbers.axis]
        return {"field": field, "type": kind}

    def coloured(self, names: Sequence[str]) -> dict[str, object]:
        """Return the encoding that gives each series its colour."""
        scale = {"domain": list(names), "range": list(self.palette[: len(names)])}
        return {"color": {"field": "name", "type": "nominal", "scale": scale, "legend": None}}

    def from_nothing(self, chart: Chart, numbers: Numbers) -> bool:
        """Whether the upright axis of a chart of lines starts at nothing."""
        return chart.form == "area" or numbers.lowest < _LOW * numbers.highest

    def scales(self, chart: Chart, numbers: Numbers) -> dict[str, object]:
        """Return the scales and axes that all layers of a chart of lines share."""
        zero = self.from_nothing(chart, numbers)
        axis: dict[str, object] = {"grid": False, "title": None, "labelFlush": False}
        scale: dict[str, object] = {"nice": False}
        if numbers.axis == "date":
            scale["type"] = "utc"
            axis |= _dated(numbers, self.fitting(_TICKS))
        elif numbers.axis == "name":
            scale = {"padding": 0}
            axis |= {"labelAngle": 0, "labelOverlap": True}
        else:
            scale["zero"] = False
            marks = self.fitting(_MARKS)
            # With a count beside them, the engine would drop some of the values.
            years = {"format": "d", "values": _years(numbers, marks), "labelOverlap": False} if numbers.years else {}
            axis |= years or {"tickCount": marks}
        sort = {"sort": None} if numbers.axis == "name" else {}
        upright = {"title": None, "tickCount": 5, "domain": False, "ticks": False}
        return {
            "x": {**self.along("x"), "scale": scale, "axis": axis, **sort},
            "y": {"field": "y", "type": "quantitative", "scale": {"zero": zero, "nice": True}, "axis": upright},
        }

    def names(self, ends: Sequence[Json], names: Sequence[str]) -> Json:
        """Return the layer with the names of the series at their ends, each in its colour."""
        values = [{**end, "text": self.lines(str(end["text"]))} for end in ends]
        mark = {
            "type": "text",
            "align": "left",
            "baseline": "middle",
            "dx": 7,
            "fontSize": self.size,
            "fontWeight": 600,
        }
        encoding = {**self.coloured(names), "text": {"field": "text"}, "x": self.along("x")}
        return {"data": {"values": values}, "mark": mark, "encoding": encoding}

    def config(self) -> Json:
        """Return what holds for all marks: faces, thin lines, no frame, no ground."""
        rule, ink, face = self.colour("rule"), self.colour("ink"), self.face()
        label = {"labelFont": face, "labelFontSize": self.size, "labelColor": self.muted, "labelPadding": 6}
        return {
            "background": None,
            "font": face,
            "padding": 0,
            "view": {"stroke": None},
            "axis": {
                **label, "gridColor": rule, "gridWidth": 0.75, "domainColor": ink, "tickColor": ink, "tickSize": 4,
            },
            "title": {
                "font": face, "fontSize": self.size, "fontWeight": 400, "color": self.muted,
                "anchor": "start", "frame": "bounds", "offset": 10,
            },
            "legend": {
                "labelFont": face, "labelFontSize": self.size, "labelColor": ink, "title": None, "orient": "top",
                "symbolType": "square", "symbolStrokeWidth": 0, "padding": 0, "offset": 8,
            },
            "text": {"font": face, "fontSize": self.size},
        }  # fmt: skip


def _lines(label: str, letters: int) -> list[str]:
    """Return a label in lines of about so many letters."""
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + len(word) < letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def marked_text(values: Sequence[Json], encoding: Mapping[str, object], look: Look, *, align: str, dy: float) -> Json:
    """Return a layer of muted words, `dy` pixels below their place."""
    mark = {"type": "text", "align": align, "baseline": "middle", "dy": dy, "fontSize": look.size, "color": look.muted}
    return {"data": {"values": list(values)}, "mark": mark, "encoding": {"text": {"field": "text"}, **encoding}}


def _years(numbers: Numbers, marks: int) -> list[int]:
    """Return the first and the last year, and round ones between them that leave room for both."""
    places = [round(float(point.x)) for line in numbers.lines for point in line.points]
    first, last = min(places), max(places)
    step = next(each for each in _STEPS_OF_YEARS if each >= (last - first) / marks)
    between = [
        year for year in range(-(-first // step) * step, last, step) if min(year - first, last - year) > step / 2
    ]
    return sorted({first, *between, last})


def _dated(numbers: Numbers, ticks: int) -> dict[str, object]:
    """Return the marks of an axis of dates: about five, at years, months or days."""
    days = [datetime.date.fromisoformat(str(point.x)[:10]) for line in numbers.lines for point in line.points]
    span = (max(days) - min(days)).days
    for interval, length, form in (("year", 365, "%Y"), ("month", 30, "%B %Y")):
        if span >= 2 * length:
            return {"format": form, "tickCount": {"interval": interval, "step": _round(span / length / ticks)}}
    return {"format": "%-d %B", "tickCount": {"interval": "day", "step": _round(span / ticks)}}


def _round(step: float) -> int:
    """Return the least step that people count in and that is no less."""
    return next(each for each in _STEPS if each >= step)


def _colours(tokens: Tokens) -> Mapping[str, Mapping[str, str]]:
    return cast("Mapping[str, Mapping[str, str]]", tokens["colours"])
