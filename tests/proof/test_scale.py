"""Ten thousand blocks are compared in about a second, whatever is wrong with them, and little is said of much."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import process_time

import pytest

from pipeline.diagnostics import Location
from pipeline.model import Entry, Trace
from pipeline.proof import Proof, compare
from pipeline.proof.findings import MOST
from tests.proof.test_structure import article
from tests.sources import edition
from tests.timing import ratio

MANY = 10_000


def _proof(promised: Sequence[Entry], held: Sequence[Entry]) -> Proof:
    return compare(Trace(tuple(promised), (), ()), Trace(tuple(held), (), ()), edition("html"))


def _damaged(blocks: Sequence[Entry]) -> list[Entry]:
    """Of each ten blocks one is lost and one altered."""
    kept = (entry for number, entry in enumerate(blocks) if number % 10 != 3)
    return [
        replace(entry, text=f"{entry.text[:-1]}x") if number % 9 == 4 else entry for number, entry in enumerate(kept)
    ]


def test_time_grows_with_the_number_of_blocks(tell: Callable[[str], None]) -> None:
    """Twice as many blocks with twice as many differences take about twice as long."""
    short, long = article(MANY), article(2 * MANY)
    worn, torn = _damaged(short), _damaged(long)
    found = ratio(lambda: _proof(short, worn), lambda: _proof(long, torn), 2.6)
    start = process_time()
    _proof(short, worn)
    tell(
        f"proof: {MANY} blocks with 2000 differences in {process_time() - start:.2f} s; "
        f"twice as many take {found:.2f} times as long"
    )
    assert found <= 2.6


def _shuffled(blocks: list[Entry]) -> list[Entry]:
    return sorted(blocks, key=lambda one: one.text[::-1])


HARD: dict[str, Callable[[list[Entry]], tuple[list[Entry], list[Entry]]]] = {
    "backwards": lambda blocks: (blocks, blocks[::-1]),
    "shuffled": lambda blocks: (blocks, _shuffled(blocks)),
    "nothing held": lambda blocks: (blocks, []),
    "nothing promised": lambda blocks: ([], blocks),
    "nothing in common": lambda blocks: (
        blocks,
        [replace(one, id=f"z{one.id}", text=one.text[::-1]) for one in blocks],
    ),
    "all texts alike": lambda blocks: (
        [replace(one, id="", text="same") for one in blocks],
        [replace(one, id="", text="odd" if place % 7 == 3 else "same") for place, one in enumerate(blocks)],
    ),
    "all altered": lambda blocks: (blocks, [replace(one, text=one.text.replace("e", "")) for one in blocks]),
    "all altered, no ids": lambda blocks: (
        [replace(one, id="") for one in blocks],
        [replace(one, id="", text=one.text.replace("e", "")) for one in blocks],
    ),
}


@pytest.mark.parametrize("hard", HARD.values(), ids=HARD)
def test_nothing_takes_more_than_its_length(hard: Callable[[list[Entry]], tuple[list[Entry], list[Entry]]]) -> None:
    """The hardest cases grow as the easy one does, and are told in a few lines."""
    short, long = hard(article(1500)), hard(article(3000))
    assert ratio(lambda: _proof(*short), lambda: _proof(*long), 3) <= 3
    assert 1 <= len(_proof(*long).diagnostics) <= MOST + 1


def test_many_differences_are_counted() -> None:
    """The first ones are told in the order of the source, the others by their rules."""
    blocks = article(5000)
    *first, last = _proof(blocks, _damaged(blocks)).diagnostics
    lines = [each.at.line for each in (*first, last) if each.at]
    assert (len(first), lines) == (MOST, sorted(lines))
    assert (last.code, last.message) == (
        "further-differences",
        "web page: from here on 980 more differences: 490 altered-text, 490 lost-block",
    )


@pytest.mark.parametrize("letters", ["abcdefghij ", "ab ", "a"])
def test_a_long_text_is_compared_in_time(letters: str) -> None:
    """A megabyte of words, or of one letter, is told in a line."""
    drawn = [letters[step * step // 7 % len(letters)] for step in range(500_000)]

    def text(length: int, *, worn: bool) -> list[Entry]:
        whole = "".join(drawn[:length])
        shown = (
            f"{whole[: length // 3]}Q{whole[length // 3 + 9 : length // 2]}{whole[length // 2 + 30 :]}"
            if worn
            else whole
        )
        return [Entry((), "paragraph", 0, "p1", "en", " ".join(shown.split()), at=Location("article.md", 1))]

    short, long = ([text(length, worn=worn) for worn in (False, True)] for length in (250_000, 500_000))
    assert ratio(lambda: _proof(*short), lambda: _proof(*long), 3) <= 3
    (finding,) = _proof(*long).diagnostics
    assert (finding.code, len(finding.message) < 600) == ("altered-text", True)
