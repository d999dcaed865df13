"""Where an edition has its notes."""

import pytest

from pipeline.arrangement import has_endnotes
from pipeline.model import Article
from pipeline.readers import read
from tests.sources import ROOT, Folder, edition

FRONT = "---\ntitle: Alpha\nlang: en\ndate: 2026-01-02\n---\n\n"
PICTURE = (ROOT / "tests" / "cases" / "constructs" / "files" / "images" / "door.svg").read_bytes()
LINE = "Ninety signs, as many as a line of a note has, be they letters, spaces or signs like this. "


def _article(note: str) -> Article:
    text = f"{FRONT}Called.[^one]\n\n[^one]: {note}\n"
    article, _ = read(Folder({"article.md": text.encode(), "images/door.svg": PICTURE}), "alpha", "article.md")
    assert article is not None
    return article


@pytest.mark.parametrize(
    ("note", "at_the_end"),
    [
        ("Short.", False),
        (LINE * 13, False),
        (LINE * 15, True),
        ("\n\n    ".join(["Short."] * 13), False),
        ("\n\n    ".join(["Short."] * 15), True),
        ("Rows.\n\n    ```text\n" + "    row\n" * 11 + "    ```", False),
        ("Rows.\n\n    ```text\n" + "    row\n" * 16 + "    ```", True),
        ("A picture.\n\n    :::{figure} images/door.svg\n    :alt: A door.\n    :::", True),
    ],
)
def test_notes_stand_at_the_end_of_print_if_one_has_no_room_at_the_foot(note: str, at_the_end: bool) -> None:
    """Fifteen lines have room: of words, of blocks, of code; a picture may have any height."""
    assert has_endnotes(_article(note), edition("pdf")) is at_the_end


@pytest.mark.parametrize("name", ["html", "epub"])
def test_notes_stand_at_the_end_of_what_has_no_pages(name: str) -> None:
    """However short they are."""
    assert has_endnotes(_article("Short."), edition(name))


@pytest.mark.parametrize("name", ["html", "epub", "pdf"])
def test_no_notes_stand_nowhere(name: str) -> None:
    """An article without notes has no section for them."""
    article, _ = read(Folder({"article.md": f"{FRONT}No note.\n".encode()}), "alpha", "article.md")
    assert article is not None
    assert not has_endnotes(article, edition(name))
