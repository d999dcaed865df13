"""Sheets are read with ease and can be printed: letters as large as in a book, and room at cut and fold."""

import math
from collections.abc import Iterator, Sequence
from contextlib import closing
from statistics import median

import pypdfium2 as pdfium
import pytest
from PIL import ImageOps

from pipeline.files import load_templates
from pipeline.press import Press
from pipeline.tagged_objects import TEXT, bounds, font_size, matrix, objects, opened
from pipeline.workshop import Workshop
from tests.sources import FRONT_MATTER, ROOT, edition, examined_and_built, resolved, theme_of_the_project

_MILLIMETRE = 72 / 25.4
_BODY = (
    "The lead.\n\n# Seats\n\n" + "The council met twice before anybody could sit and read in peace.[^n] " * 60 + "\n\n"
    "| Year | Seats |\n|---|---|\n| 2024 | 30 |\n\n[^n]: The note.\n"
)


@pytest.fixture(scope="module", name="sheets")
def _sheets() -> Sequence[bytes]:
    """An article two to a sheet, on A4 and on Letter."""
    article, _ = resolved(_BODY, {}, FRONT_MATTER)
    rows = [edition(name) for name in ("two-up", "two-up-letter")]
    with Press(load_templates(ROOT).fonts) as press:
        made = examined_and_built(article, rows, None, Workshop(theme_of_the_project(), press))
    assert len(made.editions) == 2
    return tuple(each.rendered.content for each in made.editions)


def sizes_on_sheets(content: bytes) -> Iterator[tuple[float, int]]:
    """The size of each text of sheets as it is printed, in points, and how wide it is."""
    with opened(content) as file:
        for page in file:
            for kind, item, forms in objects(page.raw):
                if kind == TEXT and len(forms) == 1:
                    enlarged = math.prod(matrix(each).d for each in (item, *forms))
                    left, _, right, _ = bounds(item, forms)
                    yield font_size(item) * enlarged, round(right - left)


def halves(content: bytes) -> Iterator[tuple[float, float, float, float]]:
    """How far the ink of each half of a sheet is from its four edges, in points: left, top, right, bottom."""
    with closing(pdfium.PdfDocument(content)) as file:
        for page in file:
            sheet = ImageOps.invert(page.render(scale=2).to_pil().convert("L"))
            middle = sheet.width // 2
            for start in (0, middle):
                half = sheet.crop((start, 0, start + middle, sheet.height))
                if box := half.getbbox():
                    yield box[0] / 2, box[1] / 2, (half.width - box[2]) / 2, (half.height - box[3]) / 2


def test_letters_on_sheets_are_as_large_as_in_a_book(sheets: Sequence[bytes]) -> None:
    """Nine points or more of most of the text, on half of A4 and of Letter alike; what calls a note has least."""
    for content in sheets:
        sizes = [size for size, length in sizes_on_sheets(content) for _ in range(length)]
        assert median(sizes) >= 9
        assert min(sizes) >= 5.5


def test_sheets_have_room_at_cut_and_fold(sheets: Sequence[bytes]) -> None:
    """Printers reach nothing within five millimetres of an edge; text keeps ten from cut and fold."""
    for content in sheets:
        for half in halves(content):
            left, top, right, bottom = (edge / _MILLIMETRE for edge in half)
            assert min(left, right) >= 10
            assert min(top, bottom) >= 8
