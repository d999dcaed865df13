"""What the file's own style sheets and attributes hide from somebody is found, and what they show is not accused."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.cli import main
from pipeline.diagnostics import LimitError
from pipeline.writers.hidden import hidden
from tests.cli.conftest import write_article
from tests.sources import ROOT
from tests.writers.hiding import FORMATS, Way, changed, edition_of, unseen, ways

SCRAPS = (
    *("p {", "}", "{", ";", "&", ", .c", ":is(", ")", "::before {", "@media (width", "@media not (", "@layer a, b;"),
    *("@supports (a: b) {", "@container x (", "@scope (p) {", "@keyframes k { to {", "min-width: 1e9em) {", "< 3px) {"),
    *(
        "color:",
        "clip-path:",
        "transform:",
        "font:",
        "margin:",
        "inset:",
        "opacity:",
        "mask:",
        "width:",
        "--a:",
        "all:",
    ),
    *("0", "-9e99px", "50%", "1foo", "calc(1px +", "calc(1px * 2)", "min()", "clamp(1px)", "var(--a)", "var(", "red"),
    *(
        "rgb(",
        "color-mix(in srgb, red)",
        "lab(1)",
        "polygon(0 0, 1px",
        "inset(",
        "circle(at",
        "matrix(1)",
        "translate(",
        "!",
    ),
)
"""What style sheets are made of, whole and torn."""
NO_SHEETS: dict[str, str] = {}
WAYS, NEAR = ways("ways.toml"), ways("near.toml")


@pytest.mark.parametrize("form", FORMATS)
def test_our_own_editions_hide_nothing(form: str) -> None:
    """Neither the contents that print leaves out nor the way past them is an accusation."""
    assert unseen(form, edition_of(form)) == ()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_hidden_text_is_found_with_what_hides_it(way: Way, form: str) -> None:
    """The first block is the one that was hidden, the reason is named, and nothing else is accused."""
    found = unseen(form, changed(form, way))
    assert [one.id for one in found if not re.fullmatch(way.hides, one.id)] == []
    assert found
    assert way.why in f"{found[0].why} ({found[0].by})"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("way", NEAR, ids=lambda way: way.name)
def test_what_nearly_hides_is_no_accusation(way: Way, form: str) -> None:
    """Everybody can see all that they must see."""
    assert unseen(form, changed(form, way)) == ()


@pytest.mark.parametrize("form", FORMATS)
def test_a_style_that_hides_a_block_stops_the_build(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The project's own sheet is named with its rule, at the line of the source; nothing is published."""
    write_article(tmp_path / "source", "case")
    shipped = (ROOT / "templates" / form / "style.css").read_text(encoding="utf-8")
    sheet = tmp_path / "templates" / form / "style.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(shipped.replace(".summary {", "main { visibility: hidden }\n.summary {", 1), encoding="utf-8")
    assert main(["-C", str(tmp_path), "build", "case", "--edition", form]) == 1
    told = "".join(capsys.readouterr())
    assert "error[unseen-text]" in told
    assert 'is hidden by the style ("visibility: hidden" of "main" (' in told
    assert [path.name for path in (tmp_path / "output" / "case").glob("*")] == []


SOURCES = {
    "a link": '<?xml version="1.0"?><html><head><link rel="stylesheet" href="a.css"/></head>{}</html>',
    "a link for print": '<html><head><link rel="stylesheet" media="print" href="a.css"/></head>{}</html>',
    "an instruction before the root": '<?xml-stylesheet href="a.css"?><html><head/>{}</html>',
    "an import": '<html><head><style>@import "a.css";</style></head>{}</html>',
    "an import under a condition": "<html><head><style>@import url(a.css) print;</style></head>{}</html>",
    "an element in the text": "<html><head/><body><style>p {{ display: none }}</style></body>{}</html>",
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_sheets_are_found_wherever_a_document_names_them(source: str) -> None:
    """Each of these hides the one paragraph."""
    root = etree.fromstring(source.format('<body><p id="p">Text</p></body>').encode())
    assert [one.id for one in hidden(root, {"a.css": "p { display: none }"}.get, in_html=False)] == ["p"]


def test_sheet_that_is_only_offered_hides_nothing() -> None:
    """One that a reader must choose, and one for no browser."""
    head = '<link rel="alternate stylesheet" href="a.css"/><style type="text/less">p { display: none }</style>'
    root = etree.fromstring(f'<html><head>{head}</head><body><p id="p">Text</p></body></html>'.encode())
    assert hidden(root, {"a.css": "p { display: none }"}.get, in_html=False) == ()


def test_brackets_without_end_are_refused_with_a_word() -> None:
    """Not with the end of the interpreter's stack."""
    root = etree.fromstring(
        f"<html><style>@media {'(' * 3000}width{')' * 3000} {{ p {{ color: red }} }}</style></html>"
    )
    with pytest.raises(LimitError, match="nested too deep"):
        hidden(root, NO_SHEETS.get, in_html=False)


@given(st.lists(st.sampled_from(SCRAPS), max_size=40).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_no_sheet_stops_the_program(css: str) -> None:
    """Whatever a theme's author mistypes."""
    root = etree.fromstring('<html><head><style/></head><body><p id="p" class="c">Text <em>more</em></p></body></html>')
    for style in root.iter("style"):
        style.text = css
    assert {one.id for one in hidden(root, NO_SHEETS.get, in_html=False)} <= {"p"}
