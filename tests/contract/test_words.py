"""How words are counted."""

import pytest

from pipeline.contract.words import words
from pipeline.model.words import count_words
from tests.sources import resolved


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("One, two – three.", 3),
        ("don’t well-known 3,800 2.5% e.g.", 5),
        ("either/or", 2),
        ("word—word…word", 3),
        ("— … !", 0),
        ("10\u202f000 m²", 3),
        ("हिन्दी में लिखा", 3),
        ("日本語です", 5),
        ("NATOは1949年", 4),
        ("한국어 문장", 2),
        ("!" * 100_000, 0),
    ],
)
def test_words_are_what_stands_between_spaces(text: str, number: int) -> None:
    """Characters of Chinese and Japanese count one by one."""
    assert count_words(text) == number


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("One un*believ*able **word**.\n", 3),
        ("- one\n- two\n\n  three\n", 3),
        ("| a | b |\n|---|---|\n| one two | |\n\n: A caption\n", 6),
        ("One.[^n]\n\n[^n]: A note.\n", 1),
        ("```\nno words\n```\n", 0),
        ("> quoted words\n", 2),
        (":::{key-facts}\nTerm\n: said of it\n:::\n", 4),
        (":::{timeline}\n1950\n: began\n:::\n", 2),
        ("## Head\n\n### Inner head\n\nx\n", 4),
    ],
)
def test_words_of_blocks_are_those_that_a_reader_reads(body: str, number: int) -> None:
    """Notes and code are left out."""
    article, _ = resolved(body)
    assert words(article.blocks) == number
