"""Where pages and lines end: no item of a list stands alone at a foot or a head, no word of a note is broken."""

from collections.abc import Iterator

import pypdfium2
import pytest

from pipeline import theme
from pipeline.arrangement import arranged
from pipeline.files import load_templates
from pipeline.press import Press
from pipeline.writers import pdf
from tests.page_starts import printed
from tests.sources import ROOT, edition, resolved

SMALL = "@page { size: 210mm 140mm; margin: 20mm 45mm } h2 { break-before: page }"
"""Sheets with some nineteen lines; each section begins one."""
NAMES = "Alpha", "Beta", "Gamma", "Delta", "Epsilon"
TWO_LINES = "is an item that is a little longer than one line of the page, so that it has two of them."
MANY_LINES = " ".join([TWO_LINES] * 7)
ANNOUNCED = "Namely:"
LISTS = {
    "bullets": [f"- {name} {TWO_LINES}" for name in NAMES],
    "numbers": [f"1. {name} {TWO_LINES}" for name in NAMES],
    "entries": [":::{timeline}", *(f"{year}\n: {name} {TWO_LINES}\n" for year, name in enumerate(NAMES, 1949)), ":::"],
    "a long first item": [f"- {NAMES[0]} {MANY_LINES}", *(f"- {name} {TWO_LINES}" for name in NAMES[1:])],
}


@pytest.fixture(scope="module", name="press")
def _press() -> Iterator[Press]:
    with Press(load_templates(ROOT).fonts) as press:
        yield press


def _pages(press: Press, kind: str) -> list[str]:
    """The texts of the pages of sections, each with more lines before a heading, a sentence and the list."""
    templates = load_templates(ROOT)
    styled = {"pdf/style.css": templates.files["pdf/style.css"] + f"\n{SMALL}\n".encode()}
    own = theme.load({**templates.files, **styled}, templates.fonts)
    listed = f"### Head\n\n{ANNOUNCED}\n\n" + "\n".join(LISTS[kind])
    before = ["".join(f"Line {count}.\n\n" for count in range(lines)) for lines in range(8)]
    article, _ = resolved("\n\n".join(f"## Section\n\n{lines}{listed}" for lines in before) + "\n")
    row = edition("pdf")
    return printed(pdf.write(arranged(article, row), row, own, press).content, 20, 20)


@pytest.mark.parametrize("kind", LISTS)
def test_no_item_is_alone_on_its_side_of_a_page(kind: str, press: Press) -> None:
    """However much stands before the list; the first has the words with it that announce it, and may be divided."""
    pages = _pages(press, kind)
    held = [names for names in ([name for name in NAMES if name in page] for page in pages) if names]
    assert len(held) > 8
    assert [NAMES[-1]] not in held
    announced = [page.rpartition(ANNOUNCED)[2] for page in pages if ANNOUNCED in page]
    assert len(announced) >= 8
    assert all(NAMES[0] in behind for behind in announced)
    assert len(announced) == sum(NAMES[0] in page for page in pages)


PART = "of-the-harbour-and-what-stands-beside-it"
KEPT = {
    "words": ("*gangway* of the town, and of all that is in it.", "gangway"),
    "parts of addresses": (f"<https://example.org/papers/{PART}>.", PART),
}
LENGTHS = range(10, 50)
"""So many words stand before what is kept, that it begins anywhere in a line."""


@pytest.mark.parametrize("kind", KEPT)
def test_nothing_is_broken_in_a_note_that_has_room_in_a_line(kind: str, press: Press) -> None:
    """The engine takes what stands in the text of a note for the beginning of a line, and would break it anywhere."""
    text, kept = KEPT[kind]
    notes = "\n\n".join(f"[^n{length}]: {'the a ' * length}{text}" for length in LENGTHS)
    called = "".join(f"Called.[^n{length}] " for length in LENGTHS)
    assert _lines(press, f"{called}\n\n{notes}\n").count(kept) == len(LENGTHS)


def test_no_hyphen_is_added_to_code(press: Press) -> None:
    """Who types it would type the hyphen."""
    paragraphs = "".join(f"{'the a ' * length}`verification` of it.\n\n" for length in LENGTHS)
    assert _lines(press, paragraphs).count("verification") == len(LENGTHS)


def _lines(press: Press, body: str) -> str:
    """All lines of the pages, each as it stands there."""
    own = theme.load(load_templates(ROOT).files, load_templates(ROOT).fonts)
    article, _ = resolved(body)
    row = edition("pdf")
    with pypdfium2.PdfDocument(pdf.write(arranged(article, row), row, own, press).content) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
