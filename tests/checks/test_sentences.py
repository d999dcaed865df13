"""How sentences, their words and their reading ease are counted."""

import pytest

from pipeline.checks.acronyms import long_form
from pipeline.checks.sentences import EASE, sentences


@pytest.mark.parametrize(
    ("lang", "text", "ease", "number"),
    [
        # The example that is given everywhere for Flesch's formula: six words of one syllable.
        ("en", "The cat sat on the mat.", 116.145, 6),
        ("en", "It is old. It is deep.", 206.835 - 1.015 * 3 - 84.6, 6),
        ("en", "The little boxes jumped.", 206.835 - 1.015 * 4 - 84.6 * 6 / 4, 4),
        ("fr", "Le chat dort.", 207 - 1.015 * 3 - 73.6, 3),
        ("fr", "Les portes parlent.", 207 - 1.015 * 3 - 73.6, 3),
    ],
)
def test_reading_ease_is_that_of_the_formula(lang: str, text: str, ease: float, number: int) -> None:
    """By words in a sentence and syllables in a word."""
    reached, words = EASE[lang].of(sentences(text))
    assert reached == pytest.approx(ease)
    assert words == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("… !", 0),
        ("It is old. It is deep! Is it? Yes", 4),
        ("“It is old.” They said so.", 2),
        ("It is 3.5 m deep, e.g. at the quay.", 1),
        ("C’est vieux. « Oui », dit-il. À peine.", 3),
    ],
)
def test_a_sentence_ends_where_another_can_begin(text: str, number: int) -> None:
    """What follows a full stop in small letters goes on."""
    assert len(sentences(text)) == number


@pytest.mark.parametrize(
    ("short", "before", "long"),
    [
        ("PHA", "They asked the Port and Harbour Authority", "Port and Harbour Authority"),
        ("WHO", "by the World Health Organization", "World Health Organization"),
        ("PHA", "It is deep. Authority", ""),
        ("PHA", "They asked nobody at all", ""),
        ("OTAN", "l’Organisation du traité de l’Atlantique nord", "Organisation du traité de l’Atlantique nord"),
    ],
)
def test_a_long_form_holds_the_letters_of_its_short_one(short: str, before: str, long: str) -> None:
    """Looked for from the end, the first at the beginning of a word."""
    assert long_form(short, before) == long
