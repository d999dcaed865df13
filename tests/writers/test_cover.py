"""The cover: what it says is to be seen, in the fonts that are bundled."""

import dataclasses
import struct
from pathlib import Path

import pytest

from pipeline import theme
from pipeline.diagnostics import EnvironmentFault, TemplateError
from pipeline.writers.cover import cover
from tests.writers.books import book, book_theme, members


def _drawn(drawing: str) -> bytes:
    source = f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200">{drawing}</svg>'
    return cover(theme.load({"epub/cover.svg": source.encode()}, book_theme().fonts), {"title": "A & B"})


def test_the_cover_has_the_size_that_shops_ask_for() -> None:
    """Pixels: 1600 by 2560."""
    assert struct.unpack(">II", members(book())["EPUB/cover.png"][16:24]) == (1600, 2560)


def test_the_title_is_drawn() -> None:
    """Without it the picture is another."""
    family = "font-family=\"'Source Serif 4'\" y='90' font-size='60'"
    assert _drawn(f"<text {family}>{{{{ title }}}}</text>") != _drawn("")


INVISIBLE = {
    "a family that is not bundled": "<text font-family='Nowhere' y='90' font-size='60'>T</text>",
    "a family that needs quotes": "<text font-family='Source Serif 4' y='90' font-size='60'>T</text>",
    "a family that the machine may have": "<text font-family='DejaVu Sans' y='90' font-size='60'>T</text>",
    "the colour of the ground": "<rect width='400' height='200' fill='red'/>"
    "<text font-family=\"'Source Serif 4'\" y='90' font-size='60' fill='red'>T</text>",
}


@pytest.mark.parametrize("drawing", INVISIBLE.values(), ids=INVISIBLE)
def test_a_text_that_nobody_would_see_is_refused(drawing: str) -> None:
    """The library itself would leave it out without a word."""
    with pytest.raises(TemplateError, match='the text "T" is not to be seen'):
        _drawn(drawing)


def test_a_drawing_that_is_none_is_refused() -> None:
    """With the name of the template."""
    with pytest.raises(TemplateError, match=r"epub/cover\.svg"):
        cover(theme.load({"epub/cover.svg": b"<html/>"}, (Path("a.ttf"),)), {})


def test_without_fonts_there_is_no_cover() -> None:
    """A cover without words would pass for one."""
    with pytest.raises(EnvironmentFault, match="no fonts"):
        cover(dataclasses.replace(book_theme(), fonts=()), {})
