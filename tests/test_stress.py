"""Articles of a size that nobody writes by hand: told or built in bounded time. `make soak` takes them at full size."""

import os
import time
from collections.abc import Callable

from pipeline.press import Press
from pipeline.readers import read
from pipeline.resolve import resolve
from pipeline.writers import writer_of
from tests.sources import FRONT_MATTER, Folder, edition, resolved, theme_of_the_project
from tests.timing import ratio

SOAK = bool(os.environ.get("SOAK"))
NOTES = 100_000 if SOAK else 4_000


def read_and_resolved(body: str) -> tuple[list[str], list[str], float]:
    """The findings, the ids of the headings, and the processor seconds of reading and resolving."""
    folder = Folder({"article.md": (FRONT_MATTER + body).encode()})
    start = time.process_time()
    article, findings = read(folder, "short", "article.md")
    assert article is not None
    made, further = resolve(article, theme_of_the_project().words("en"))
    seconds = time.process_time() - start
    told = [f"{each.at}: {each.code}: {each.message}" for each in (*findings, *further)]
    return told, [block.id for block in made.blocks], seconds


def notes(count: int) -> str:
    """A text with so many notes, twenty calls to a paragraph."""
    calls = " ".join(f"\n\nWord.[^n{each}]" if each % 20 == 0 else f"Word.[^n{each}]" for each in range(count))
    return f"{calls}\n\n" + "".join(f"[^n{each}]: Note {each}.\n" for each in range(count))


def test_a_word_of_a_megabyte_is_told() -> None:
    """One message with its length, in seconds."""
    told, _, seconds = read_and_resolved("a" * 1_000_000 + "\n")
    assert told == ["article.md:14:1: too-long: the paragraph has 1000000 characters; at most 65536 are read"]
    assert seconds < 10


def test_ten_thousand_headings_alike_have_ten_thousand_ids() -> None:
    """Each gets a number of its own, and none takes long to find."""
    count = 10_000 if SOAK else 2_000
    told, ids, seconds = read_and_resolved("## Same\n\nText.\n\n" * count)
    assert (told, len(set(ids)), ids[-1]) == ([], count, f"same-{count}")
    assert seconds < count / 200


def test_time_grows_with_the_number_of_notes(tell: Callable[[str], None]) -> None:
    """Twice the notes take at most 2.5 times as long to read and resolve."""
    half, full = notes(NOTES // 2), notes(NOTES)
    found = ratio(lambda: read_and_resolved(half), lambda: read_and_resolved(full), 2.5, rounds=2 if SOAK else 5)
    tell(f"notes: {NOTES} are read and resolved in {found:.2f} times the time of {NOTES // 2}")
    assert found <= 2.5


def test_time_of_reading_an_e_book_grows_with_its_notes() -> None:
    """Twice the notes and the ways back from them take at most 2.5 times as long to read back."""
    short, long = (_book(count) for count in (500, 1000))
    assert (
        ratio(
            lambda: writer_of(edition("epub")).read_back(short), lambda: writer_of(edition("epub")).read_back(long), 2.5
        )
        <= 2.5
    )


def _book(count: int) -> bytes:
    article, _ = resolved(notes(count))
    return writer_of(edition("epub")).write(article, edition("epub"), theme_of_the_project(), Press(())).content
