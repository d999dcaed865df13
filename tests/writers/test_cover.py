"""The cover: what it says is to be seen, in the fonts that are bundled."""

import dataclasses
import io
import struct
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import etree
from PIL import Image

from pipeline import theme
from pipeline.diagnostics import EnvironmentFault, TemplateError
from pipeline.writers.cover import cover
from tests.sources import edition
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


AUTHORS = "By Ada Example, Bartholomew Something, Charlotte Delacroix-Montgomery, Dmitri Shostakovich and Eve O’Connor"
DATES = "Published 22 September 2026 · Updated 28 December 2026 · Version 10.0"
TEXTS = {
    "short": ("NATO", "", "By Ada Example"),
    "long": (
        "The Internationalization of Security Architecture and Its Institutions since 1949",
        "How it came",
        AUTHORS,
    ),
    "one word": ("Internationalization", "Electroencephalographically measured", AUTHORS),
    "a monstrous word": ("Donaudampfschifffahrtsgesellschaftskapitänswitwe", "", ""),
    "capitals": ("UNITED STATES MISSION TO NATO", "WHAT IT IS AND WHOM IT SERVES, ALL OF IT IN CAPITALS", "BY ADA"),
}


def _values(title: str, subtitle: str, byline: str) -> Mapping[str, object]:
    made = {"_dates": DATES} | ({"_byline": byline} if byline else {})
    return {
        "meta": SimpleNamespace(title=title, subtitle=subtitle, lang="en"),
        "made": made,
        "tokens": book_theme().tokens,
        "edition": edition("epub"),
    }


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_texts_are_whole_and_words_are_not_cut(texts: tuple[str, str, str]) -> None:
    """Lines end between words, or after a hyphen that the author wrote; every author is there."""
    drawing = etree.fromstring(book_theme().render("epub/cover.svg", _values(*texts)).encode())
    lines = [str(element.text) for element in drawing.iter("{*}text")]
    joined = "".join(line if line.endswith("-") else f"{line} " for line in lines)
    assert joined.split() == " ".join([*texts, DATES]).split()


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_no_text_runs_into_the_margin(texts: tuple[str, str, str]) -> None:
    """Right of where the rule ends there is nothing but the ground."""
    picture = Image.open(io.BytesIO(cover(book_theme(), _values(*texts))))
    colours = picture.crop((1431, 0, 1600, 2560)).getcolors()
    assert colours is not None
    assert len(colours) == 1


def test_a_drawing_that_is_none_is_refused() -> None:
    """With the name of the template."""
    with pytest.raises(TemplateError, match=r"epub/cover\.svg"):
        cover(theme.load({"epub/cover.svg": b"<html/>"}, (Path("a.ttf"),)), {})


def test_without_fonts_there_is_no_cover() -> None:
    """A cover without words would pass for one."""
    with pytest.raises(EnvironmentFault, match="no fonts"):
        cover(dataclasses.replace(book_theme(), fonts=()), {})
