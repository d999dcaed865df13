"""E-books as programs for reading show them: foliate-js in Chromium, and MuPDF, which knows little of CSS."""

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conformance.conftest import Editions
from tests.look import books

pytestmark = pytest.mark.conformance

_TOO_WIDE = """() => [...document.querySelectorAll('table, img, pre, math, figure, dl')].filter(each =>
  Math.max(...[...each.getClientRects()].map(box => box.width)) > parseFloat(getComputedStyle(document.body).width) + 1
).map(each => each.id || each.localName)"""


@pytest.fixture(scope="module")
def book(editions: Editions) -> Path:
    """The book with every construct."""
    return editions["kitchen-sink"]["kitchen-sink.epub"]


@pytest.mark.parametrize("article", ["us-mission-to-nato", "kitchen-sink"])
def test_a_note_pops_up_where_it_is_called(article: str, editions: Editions, chromium: Browser) -> None:
    """A click on its number opens it, with its text, as a footnote; the text behind does not move."""
    with books.read(chromium, editions[article][f"{article}.epub"], books.PHONE) as page:
        note = books.popped_up(page)
        assert page.evaluate("window.note.type") == "footnote"
        assert page.locator("dialog[open]").is_visible()
    assert note.split()[0] == "1"
    assert note.split()[-3:] == ["Back", "to", "text"]
    assert len(note.split()) > 6


def test_nothing_is_wider_than_a_phone(book: Path, chromium: Browser) -> None:
    """No table, picture, listing or formula leaves the column of 360 pixels, where nobody could scroll to it."""
    with books.read(chromium, book, books.PHONE) as page:
        for index in range(books.documents(page)):
            assert books.turned_to(page, index).evaluate(_TOO_WIDE) == []


def test_notes_are_read_in_their_order_where_none_pops_up(editions: Editions) -> None:
    """MuPDF shows number, text and way back of each note after their heading, and a picture before its caption."""
    if not shutil.which("mutool"):
        pytest.skip("needs mupdf-tools: `apt-get install mupdf-tools`")
    book = editions["us-mission-to-nato"]["us-mission-to-nato.epub"]
    command = ("mutool", "draw", "-q", "-F", "txt", str(book))
    words = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    notes = " ".join(words[len(words) - words[::-1].index("Notes") :])
    assert notes.startswith("1 Facts were gathered")
    assert "Back to text 2 The list" in notes
