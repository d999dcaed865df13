"""Specifications of charts: they draw the numbers of the proved table, and hold nothing that is not allowed."""

from collections.abc import Iterator, Mapping
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.charts.look import Look
from pipeline.charts.numbers import numbers_of
from pipeline.charts.spec import spec_of
from pipeline.model import Chart, Table
from pipeline.model.walk import descend
from pipeline.press_spec import MAX_PIXELS, objection
from tests.sources import resolved, theme_of_the_project

FORMS = ("line", "step", "bar", "area")


def _spec(form: str, data: str, options: str = "") -> Mapping[str, object]:
    text = f":::{{chart}} t.csv\n:type: {form}\n:x: x\n:y: a, b\n:alt: A.\n{options}\nCaption\n:::\n"
    article, findings = resolved(text, {"t.csv": data.encode()})
    assert findings == ()
    chart = next(node for node in descend(article.blocks) if isinstance(node, Chart))
    table = next(node for node in descend(article.blocks) if isinstance(node, Table))
    theme = theme_of_the_project()
    return spec_of(chart, table, Look(theme.tokens, theme.words("en"), numbers_of(chart, table)))


def _rows(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _rows(inner)
        data = value.get("data")
        if isinstance(data, dict):
            yield from data["values"]
    elif isinstance(value, list):
        for inner in value:
            yield from _rows(inner)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "places", [("2019", "2020", "2021"), ("2019-05", "2020-01-31", "2021-12"), ("One", "Two", "3 x")]
)
def test_each_form_of_chart_may_be_drawn(form: str, places: tuple[str, ...]) -> None:
    """Over years, dates and names, with a gap and with estimates."""
    data = f"x,a,b\n{places[0]},1,2\n{places[1]},,-3\n{places[2]},4,5.5\n"
    spec = _spec(form, data, f":estimate: {places[2]}\n:unit: Metres\n")
    assert objection(spec) == ""


@given(st.lists(st.tuples(st.integers(-999, 999), st.integers(-999, 999)), min_size=1, max_size=9))
def test_every_number_is_drawn(numbers: list[tuple[int, int]]) -> None:
    """Those of the table, and in a chart of lines no others."""
    rows = "".join(f"{2000 + year},{one},{two}\n" for year, (one, two) in enumerate(numbers))
    drawn = {row["y"] for row in _rows(_spec("line", f"x,a,b\n{rows}")) if "run" in row}
    assert drawn == {float(number) for pair in numbers for number in pair}


def test_a_gap_is_no_line() -> None:
    """What is not known is not drawn as if it were between its neighbours."""
    spec = _spec("line", "x,a,b\n2001,1,1\n2002,2,2\n2003,,3\n2004,4,4\n")
    assert {str(row["run"]) for row in _rows(spec) if row.get("name") == "a" and "run" in row} == {"0.0", "0.1"}


def test_the_first_estimate_hangs_on_the_last_count() -> None:
    """A dashed line begins where the whole one ends."""
    spec = _spec("line", "x,a,b\n2001,1,1\n2002,2,2\n2003,3,3\n", ":estimate: 2003\n")
    runs = [(row["x"], row["y"]) for row in _rows(spec) if row.get("name") == "a" and "run" in row]
    assert runs == [(2001.0, 1.0), (2002.0, 2.0), (2002.0, 2.0), (2003.0, 3.0)]


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        (1949, 2024, [1949, 1960, 1980, 2000, 2024]),
        (2014, 2025, [2014, 2016, 2018, 2020, 2022, 2025]),
        (2024, 2025, [2024, 2025]),
        (2025, 2025, [2025]),
    ],
)
def test_an_axis_of_years_names_its_ends(first: int, last: int, named: list[int]) -> None:
    """Between them round years alone, none so near to an end that both have no room."""
    years = sorted({first, last})
    spec = _spec("line", "x,a,b\n" + "".join(f"{year},1,2\n" for year in years))
    axis = cast("dict[str, dict[str, dict[str, object]]]", spec["encoding"])["x"]["axis"]
    assert axis["values"] == named


def test_names_of_bars_stand_above_the_highest_number() -> None:
    """The tallest bar ends where the plot does, and its number stands on it."""
    spec = _spec("bar", "x,a,b\n2001,9,1\n2002,2,2\n")
    layers = cast("list[dict[str, dict[str, dict[str, dict[str, int]]]]]", spec["layer"])
    number = next(layer["mark"] for layer in layers if cast("str", layer["mark"]["type"]) == "text")
    assert layers[0]["encoding"]["color"]["legend"]["offset"] >= -2 * cast("int", number["dy"])


FINE = {"width": 10, "height": 10, "layer": [{"data": {"values": [{"x": 1}]}, "mark": {"type": "line"}}]}
HOSTILE = {
    "a sequence": {**FINE, "data": {"sequence": {"start": 0, "stop": 2_000_000}}},
    "an address": {**FINE, "data": {"url": "https://example.org/x.csv"}},
    "an image": {**FINE, "layer": [{"data": {"values": []}, "mark": {"type": "image"}}]},
    "an expression": {**FINE, "width": {"expr": "while(1){}"}},
    "a link": {**FINE, "encoding": {"href": {"value": "x"}}},
    "a transform": {**FINE, "transform": [{"calculate": "1", "as": "x"}]},
    "many pixels": {**FINE, "width": 10_000_000, "height": 10_000_000},
    "a few too many pixels": {**FINE, "width": MAX_PIXELS + 1, "height": 1},
    "many rows": {**FINE, "layer": [{"data": {"values": [{"x": 1}] * 30_000}, "mark": {"type": "line"}}]},
    "no size": {"layer": []},
    "an address among values": {**FINE, "title": {"text": "https://example.org/"}},
    "a shape of its own": {**FINE, "mark": "geoshape"},
}


def test_a_plain_specification_may_be_drawn() -> None:
    """Those below differ from it in one thing each."""
    assert objection(FINE) == ""


@pytest.mark.parametrize("spec", HOSTILE.values(), ids=HOSTILE)
def test_what_could_fetch_or_run_for_minutes_is_refused(spec: Mapping[str, object]) -> None:
    """Before anything is drawn."""
    assert objection(spec)
