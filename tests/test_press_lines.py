"""How lines and notes are set where the engine alone would do worse."""

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from pipeline.press import Press
from pipeline.press_ends import tie_ends
from tests.press_case import page, press

START = "The harbour has a reading room in which papers are kept, and "
HYPHENS = """
@page { size: 62mm 120mm; margin: 5mm } html { font-family: "Source Serif 4"; font-size: 10pt }
p { hyphens: auto; hyphenate-limit-chars: 8 3 4; hyphenate-limit-zone: 5% }
"""


@pytest.fixture(scope="module", name="child")
def _child() -> Iterator[Press]:
    with press() as child:
        yield child


@pytest.mark.parametrize(
    ("end", "tied"),
    [
        ("they are asked for.", "they are~asked~for."),
        ("it is so.", "it~is~so."),
        ("they say no more than Luxembourg <a>[1]</a>.", "they say no more than~Luxembourg <a>[1]</a>."),
        ("a collaborative <a>[38]</a>.", "a~collaborative <a>[38]</a>."),
        ("it <em>is</em> so.", "it~<em>is</em>~so."),
        ("an incomprehensibility of everybodys-keepers no.", "an incomprehensibility of everybodys-keepers~no."),
    ],
)
def test_last_words_are_tied_until_they_are_enough(end: str, tied: str) -> None:
    """Two words and twelve characters; a citation is joined to its word already, and counts for none."""
    root = ElementTree.fromstring(f"<body><p>{START}{end.replace(' <a>', chr(160) + '<a>')}</p></body>")  # noqa: S314 - it is ours
    tie_ends(root)
    shown = ElementTree.tostring(root, "unicode").replace("\u00a0<a>", " <a>").replace("\u00a0", "~")
    assert shown.startswith(f"<body><p>{START[:20]}")
    assert tied in shown


def test_short_paragraphs_are_left_alone() -> None:
    """In a narrow column there is no room for what is tied."""
    root = ElementTree.fromstring("<body><p>It is what it is.</p></body>")  # noqa: S314 - it is ours
    tie_ends(root)
    assert root[0].text == "It is what it is."


def lines(child: Press, text: str) -> list[str]:
    """Return the lines in which a paragraph is set."""
    (sheet,) = child.render(page(f'<p id="p">{text}</p>', HYPHENS)).layout.sheets
    return [item.text.strip() for item in sheet.items]


def test_tied_words_have_no_hyphen(child: Press) -> None:
    """The same words are hyphenated where a space parts them."""
    loose, tied = (
        lines(child, f"Papers of the port are{gap}internationally{gap}known, and asked for by many.")
        for gap in (" ", "\u00a0")
    )
    assert any(line.endswith("\u2010") for line in loose), loose
    assert not any(line.endswith("\u2010") for line in tied), tied


def test_a_note_stays_on_the_page_that_calls_it(child: Press) -> None:
    """Though a paragraph further down would have room for a line more without it."""
    style = """
    @page { size: 100mm 60mm; margin: 5mm; @footnote { margin-top: 4mm } }
    html { font-family: "Source Serif 4"; font-size: 10pt; line-height: 12pt; orphans: 2; widows: 2 }
    p { margin: 0 } .note { float: footnote }
    """
    # Room for eleven lines: one calls, the note has one, six follow.
    for filling in range(4, 9):
        above = "".join("<p>A line.</p>" for _ in range(filling))
        body = f'<p>Called<span class="note" id="note">The note.</span></p>{above}<p>{"many words " * 40}</p>'
        sheets = child.render(page(body, style)).layout.sheets
        noted = [number for number, sheet in enumerate(sheets) for item in sheet.items if item.block == "note"]
        assert set(noted) == {0}, filling
