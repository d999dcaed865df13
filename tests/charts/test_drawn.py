"""Drawings of charts: clean, deterministic, refused within limits, and in the page what they were before."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from lxml import etree, html

from pipeline.charts import drawn
from pipeline.charts.cleaned import cleaned
from pipeline.diagnostics import LimitError
from pipeline.files import load_templates
from pipeline.press import ChartJob, Limits, Press
from pipeline.writers.drawings import adapted, as_given
from tests.sources import ROOT, resolved, theme_of_the_project

TEXT = """:::{chart} t.csv
:type: line
:x: day = Day
:y: a = One and all, b = Two
:estimate: 2024-03-01
:unit: Metres
:alt: A.

Caption
:::
"""
DATA = {"t.csv": b"day,a,b\n2024-01-31,1000,2\n2024-02-01,2000.5,3\n2024-03-01,3000,-4\n"}
LOCALES: dict[str, dict[str, object]] = {"numbers": {}, "dates": {}}


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """One press for all drawings."""
    with Press(load_templates(ROOT).fonts) as press:
        yield press


def _drawing(press: Press) -> bytes:
    article, findings = resolved(TEXT, DATA)
    assert findings == ()
    made = drawn(article, theme_of_the_project(), press)
    return next(asset.content for asset in made.assets.values())


def test_drawing_holds_its_words_as_text_and_nothing_hidden(press: Press) -> None:
    """No roles or labels of the engine's, nothing that is not seen, one family for all letters."""
    root = etree.fromstring(_drawing(press))
    words = {"".join(map(str, text.itertext())) for text in root.iter("{*}text")}
    assert {"Metres", "One and all", "Two", "Estimates", "3,000"} <= words
    assert root.get("font-family", "").startswith("'Source Sans 3'")
    names = {str(key) for element in root.iter() for key in element.attrib}
    assert not {name for name in names if name.startswith(("aria", "role", "opacity", "class", "on"))}


def test_dates_are_drawn_where_they_are(press: Press) -> None:
    """A day is the same day, whatever the zone of the machine."""
    words = _drawing(press).decode()
    assert ">31 January<" in words
    assert ">1 March<" in words


def test_drawing_comes_back_out_of_a_page_as_it_was(press: Press) -> None:
    """Its colours are the page's there, and the parser of HTML knows no capitals."""
    drawing = _drawing(press)
    markup = adapted(drawing, theme_of_the_project())
    assert "var(--series-1, #0b4f8b)" in markup
    page = html.document_fromstring(f"<p>{markup.replace('<svg', '<svg role=img', 1)}</p>")
    assert as_given(next(page.iter("svg"))) == drawing


def test_what_was_drawn_is_not_drawn_again() -> None:
    """Whoever asks for the same has the same bytes, though no child is left."""
    with Press(load_templates(ROOT).fonts) as press:
        drawing = _drawing(press)
        press.close()
        assert _drawing(press) == drawing
        assert press._artist is None


@pytest.mark.parametrize("form", ["bar", "line", "step", "area"])
@pytest.mark.parametrize("name", ["toString", "constructor", "__proto__", "hasOwnProperty", "length"])
def test_names_that_mean_something_to_the_engine_are_drawn(press: Press, form: str, name: str) -> None:
    """A series or a place so named is drawn as one with any other name, to the byte."""
    plain = "x" * len(name)
    for heads, place in ((f"{name}, b", "one"), ("a, b", name), (name, "one")):
        text = f":::{{chart}} t.csv\n:type: {form}\n:x: k\n:y: {heads}\n:estimate: three\n:alt: A.\n:::\n"
        data = f"k, {heads}\n{place},5,6\ntwo,7,8\nthree,9,10\n" if "," in heads else f"k,{heads}\n{place},5\nthree,7\n"
        drawings = []
        for word in (name, plain):
            given = {"t.csv": data.replace(name, word).encode()}
            article, findings = resolved(text.replace(f":y: {heads}", f":y: {heads.replace(name, word)}"), given)
            assert findings == ()
            made = drawn(article, theme_of_the_project(), press)
            drawings.append(next(asset.content for asset in made.assets.values()).decode())
        assert drawings[0] == drawings[1].replace(plain, name)


def test_two_machines_draw_the_same_bytes() -> None:
    """Zone, locale and hash seed leave no trace."""
    program = (
        "import hashlib, tests.charts.test_drawn as t\n"
        "with t.Press(t.load_templates(t.ROOT).fonts) as p: print(hashlib.sha256(t._drawing(p)).hexdigest())"
    )
    told = [
        subprocess.run(
            (sys.executable, "-c", program), env={**os.environ, **said}, cwd=ROOT, check=True, capture_output=True
        ).stdout
        for said in ({"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"}, {"TZ": "America/New_York", "PYTHONHASHSEED": "2"})
    ]
    assert told[0] == told[1] != b""


def test_hostile_specification_is_refused_without_a_child() -> None:
    """The message says why, and nothing was started."""
    with Press(load_templates(ROOT).fonts) as press, pytest.raises(LimitError, match="pixels"):
        press.draw(ChartJob({"width": 10_000_000, "height": 10_000_000}, **LOCALES))


def test_drawing_that_takes_too_long_is_ended() -> None:
    """The child is gone, and the next drawing gets another."""
    with (
        Press(load_templates(ROOT).fonts, Limits(wall_of_chart=0.01)) as press,
        pytest.raises(LimitError, match="within"),
    ):
        _drawing(press)


def test_drawing_that_takes_too_much_memory_is_ended() -> None:
    """As a limit, not as a crash."""
    limits = Limits(memory_of_chart=300_000_000)
    with Press(load_templates(ROOT).fonts, limits) as press, pytest.raises(LimitError, match="memory"):
        _drawing(press)


def test_what_nobody_sees_is_cleaned_away() -> None:
    """Roles, hidden labels, empty groups; texts stay."""
    given = (
        b'<svg xmlns="http://www.w3.org/2000/svg" class="marks" width="9" height="9" viewBox="0 0 9 9">'
        b'<g role="graphics-symbol" aria-label="x"><text opacity="0" font-family="F">hidden</text>'
        b'<text opacity="1" font-family="F" fill="#000000">seen</text></g><g><path d="M0,0"/></g></svg>'
    )
    assert cleaned(given) == (
        b'<svg xmlns="http://www.w3.org/2000/svg" font-family="F" height="9" viewBox="0 0 9 9" width="9">'
        b'<text fill="#000000">seen</text></svg>'
    )


def test_element_that_is_not_known_is_refused() -> None:
    """A new version of the engine may draw with what the print engine does not know."""
    with pytest.raises(ValueError, match="foreignObject"):
        cleaned(b'<svg xmlns="http://www.w3.org/2000/svg"><foreignObject/></svg>')
