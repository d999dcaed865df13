"""The drawing of a chart for telephones: its letters are large enough, apart from each other, and within it."""

import itertools
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.charts import drawn, drawn_for
from pipeline.charts.placed import Measure, placed
from pipeline.files import load_templates
from pipeline.fonts import measure
from pipeline.model import Article
from pipeline.press import Press
from pipeline.writers import EDITIONS
from tests.sources import ROOT, resolved, theme_of_the_project

_ROOM, _LEAST = 288, 11
"""Pixels: the width of a text on the narrowest telephone, and the letters that are read there."""
_ROWS = {"One": "2019", "Two": "2020", "Three": "2021", "Four": "2022", "Five": "2023"}
NAMES = st.text("abcdefgh ", min_size=1, max_size=24).filter(lambda name: name.strip() == name and "  " not in name)
CHARTS = st.tuples(
    st.sampled_from(("line", "step", "bar", "area")),
    st.lists(NAMES, min_size=1, max_size=3, unique=True),
    st.lists(st.tuples(*[st.integers(0, 99_999)] * 3), min_size=2, max_size=5),
)


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """One press for all drawings."""
    with Press(load_templates(ROOT).fonts) as press:
        yield press


def _article(form: str, names: list[str], rows: list[tuple[int, ...]]) -> Article:
    columns = ("a", "b", "c")[: len(names)]
    heads = ", ".join(f"{column} = {name}" for column, name in zip(columns, names, strict=True))
    text = f":::{{chart}} t.csv\n:type: {form}\n:x: x = Year\n:y: {heads}\n:unit: Metres\n:alt: A.\n:::\n"
    numbers = (f"{year}," + ",".join(map(str, row[: len(names)])) for year, row in enumerate(rows, 2019))
    article, findings = resolved(text, {"t.csv": "\n".join((f"x,{','.join(columns)}", *numbers)).encode()})
    assert findings == ()
    return article


def _drawings(article: Article, press: Press, name: str) -> list[bytes]:
    """The drawings of an edition, those for large windows first."""
    edition, theme = next(row for row in EDITIONS if row.name == name), theme_of_the_project()
    plain = drawn(article, theme, press)
    made = drawn_for(edition, plain, plain, theme, press)
    return [made.assets[asset].content for asset in sorted(made.assets, key=lambda asset: asset.count("//"))]


def _measure() -> Measure:
    theme = theme_of_the_project()
    return measure(theme.web_fonts, theme.tokens, "sans")


def _boxes(drawing: bytes) -> Iterator[tuple[str, float, float, float, float]]:
    """Each line of words with its left, right, top and bottom edges."""
    for element in etree.fromstring(placed(drawing, _measure())).iter("{*}text", "{*}tspan"):
        if not element.text:
            continue
        above = [element, *element.iterancestors()]
        size = float(_said(above, "font-size", "16").removesuffix("px"))
        shifts = [re.findall(r"[-\d.]+", each.get("transform", "")) for each in above]
        x, y = (sum(float(shift[side]) for shift in shifts if shift) for side in (0, 1))
        x += float(element.get("x", 0))
        y += sum(float(each.get("dy", 0)) for each in (element, *element.itersiblings(preceding=True)))
        end = x + _measure()(element.text, size, int(_said(above, "font-weight", "400")))
        yield element.text, x, end, y - 0.7 * size, y


def _said(above: list[etree._Element], name: str, otherwise: str) -> str:
    return next((each.get(name, "") for each in above if each.get(name)), otherwise)


@settings(max_examples=25, deadline=None)
@given(chart=CHARTS)
def test_words_are_large_apart_and_within_their_drawing(
    press: Press, chart: tuple[str, list[str], list[tuple[int, ...]]]
) -> None:
    """Whatever form, however long the names, however near the ends of the lines."""
    (drawing,) = _drawings(_article(*chart), press, "epub")
    root = etree.fromstring(drawing)
    left, _, width, _ = map(float, root.get("viewBox", "").split())
    sizes = [float(size) for size in re.findall(rb'font-size="([\d.]+)px"', drawing)]
    assert min(sizes) * min(1, _ROOM / width) >= _LEAST
    boxes = list(_boxes(drawing))
    assert all(left - 1 <= start and end <= left + width + 1 for _, start, end, _, _ in boxes)
    for one, other in itertools.combinations(boxes, 2):
        across = min(one[2], other[2]) - max(one[1], other[1])
        assert across <= 1 or min(one[4], other[4]) - max(one[3], other[3]) <= 1, (one, other)


@pytest.mark.parametrize("words", ["<tspan>a</tspan><tspan>b</tspan>", "a<tspan>b</tspan>", '<tspan x="50%">a</tspan>'])
def test_words_without_a_place_of_their_own_stay(words: str) -> None:
    """Those that go on where others end, and those by the width of the window."""
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><text text-anchor="end">{words}</text></svg>'.encode()
    assert placed(drawing, _measure()) == drawing


def test_a_page_has_both_drawings_and_a_book_the_narrow_one(press: Press) -> None:
    """With the same names in both, and with the last number."""
    article = _article("line", ["One and all"], [(1, 0, 0), (1234, 0, 0)])
    (wide, narrow), (book,) = (_drawings(article, press, name) for name in ("html", "epub"))
    (paper,) = _drawings(article, press, "pdf")
    assert (book, paper) == (placed(narrow, _measure()), wide)
    assert b"text-anchor" not in book
    said = [
        {"".join(map(str, text.itertext())) for text in etree.fromstring(each).iter("{*}text")}
        for each in (wide, narrow)
    ]
    assert {"Metres", "2019", "2020", "1,234"} <= said[0] & said[1]


def test_words_of_a_book_are_as_long_as_in_our_face() -> None:
    """Whatever face a reader's program has, none leaves the box that is drawn for it."""
    drawing = (ROOT / "source" / "us-mission-to-nato" / "images" / "decision-path.svg").read_bytes()
    told = list(etree.fromstring(placed(drawing, _measure())).iter("{*}text"))
    assert {each.get("lengthAdjust") for each in told} == {"spacingAndGlyphs"}
    lengths = {str(each.text): float(each.get("textLength", "0")) for each in told}
    assert lengths["Representative"] > 80 > lengths["Secretary"] > lengths["link"] > 15
