"""E-books as programs for reading show them: foliate-js in Chromium, and MuPDF, which knows little of CSS."""

import re
import shutil
import zipfile
from html import unescape
from itertools import pairwise
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


@pytest.fixture(scope="module")
def lines(editions: Editions) -> list[str]:
    """The lines of the article on a telephone, in MuPDF."""
    if not shutil.which("mutool"):
        pytest.skip("needs mupdf-tools: `apt-get install mupdf-tools`")
    return books.lines_by_mupdf(editions["us-mission-to-nato"]["us-mission-to-nato.epub"], books.PHONE)


def test_notes_are_read_in_their_order_where_none_pops_up(lines: list[str]) -> None:
    """Each begins with its number, in the line of its first words, and ends with its way back."""
    notes = lines[len(lines) - lines[::-1].index("Notes") :]
    assert notes[0].startswith("1 Facts were gathered")
    assert notes[notes.index("Back to text") + 1].startswith("2 The list")


def test_captions_are_read_before_their_tables(lines: list[str]) -> None:
    """MuPDF would show what stands in a table beside its rows after them."""
    caption = next(at for at, line in enumerate(lines) if line.startswith("Table 1. "))
    assert lines[caption : caption + 5].count("From") == 1


def test_addresses_break_in_no_word(lines: list[str], editions: Editions) -> None:
    """Behind slashes, low lines and question marks; behind hyphens, or anywhere, only in what no line holds."""
    text = "\n".join(lines)
    broken = 0
    with zipfile.ZipFile(editions["us-mission-to-nato"]["us-mission-to-nato.epub"]) as archive:
        content = archive.read("EPUB/content-2.xhtml").decode()
    for address in re.findall('href="(http[^"]*)"', content):
        shown = re.search(r"\n?".join(map(re.escape, unescape(address))), text)
        assert shown, address
        for before, after in pairwise(shown[0].split("\n")):
            piece = before.rpartition("/")[2] + after.partition("/")[0]
            assert before[-1] in "/_?" or len(piece) >= (40 if before[-1] == "-" else 50), shown[0]
            broken += 1
    assert broken > 50
