"""Drawings of each edition: for paper, for a book by day and by night, and back to what they were."""

import pytest
from lxml import etree

from pipeline.drawing import plain
from pipeline.model import Asset
from pipeline.tokens import of_edition
from pipeline.writers.drawings import as_drawn, for_book, for_paper, is_ours
from tests.sources import theme_of_the_project

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="9">'
OURS = f'{HEAD.format(480)}<rect fill="#fffdf8" height="9" stroke="#0b4f8a" width="9"/></svg>'
THEIRS = {
    "a colour of another theme": OURS.replace("#0b4f8a", "#0b4f8b1"),
    "a colour by its name": OURS.replace("#0b4f8a", "black"),
    "a small drawing": OURS.replace("480", "48"),
    "a drawing that says no size": OURS.replace(' width="480"', "", 1),
    "a width that is none in pixels": OURS.replace('"480"', '"480mm"', 1),
    "a drawing that is not plain": OURS.replace("<rect", "<style/><rect"),
}


def _asset(drawing: str, name: str = "images/a.svg") -> Asset:
    return Asset(name, plain(drawing.encode()) or drawing.encode(), "image/svg+xml")


@pytest.mark.parametrize("drawing", THEIRS.values(), ids=THEIRS)
def test_a_drawing_with_a_look_of_its_own_stays_a_picture(drawing: str) -> None:
    """Only one in the colours of the theme, drawn for the width of the text, is the theme's to colour."""
    theme = theme_of_the_project()
    assert is_ours(_asset(OURS), theme)
    assert not is_ours(_asset(drawing), theme)


def test_the_ground_of_the_page_is_white_on_paper() -> None:
    """There is no other ground there."""
    assert (
        for_paper(_asset(OURS).content, theme_of_the_project(), theme_of_the_project().tokens)
        == _asset(OURS.replace("#fffdf8", "#ffffff")).content
    )


def test_a_drawing_has_the_contrast_of_its_edition() -> None:
    """What is muted elsewhere is in full ink in large print."""
    theme = theme_of_the_project()
    muted, ink = (theme.tokens["colours"][name]["light"] for name in ("muted", "ink"))  # type: ignore[index]  # a mapping
    drawing = _asset(OURS.replace("#0b4f8a", muted)).content
    assert muted.encode() in for_paper(drawing, theme, of_edition(theme.tokens, {}))
    large = for_paper(drawing, theme, of_edition(theme.tokens, {"contrast": "high"}))
    assert muted.encode() not in large
    assert ink.encode() in large


def test_a_drawing_of_a_book_has_the_colours_of_the_night_with_it() -> None:
    """In the file itself, as it is shown on whatever ground; it is proved as what it was."""
    given = _asset(OURS).content
    shown = for_book(given, theme_of_the_project())
    style = etree.fromstring(shown)[0].text or ""
    assert '[stroke="#0b4f8a"]{stroke:#8ec5ff}' in style.partition("prefers-color-scheme:dark")[2]
    assert as_drawn(shown) == given


def test_a_style_of_an_author_is_part_of_the_picture() -> None:
    """Nothing is taken from what the theme has not coloured."""
    drawing = OURS.replace("<rect", '<style>rect { fill: red }</style><rect id="a" style="x: 0"').encode()
    assert as_drawn(drawing) == drawing
