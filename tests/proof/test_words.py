"""What differs between two texts is told in whole words, as an editor would say it."""

import pytest

from pipeline.model import Entry, Trace
from pipeline.proof import compare
from pipeline.proof.described import one_named
from tests.sources import edition

TEXT = "In 2014 – or 2015 – the army and troops of a small country left."
# What is held → what is said of it.
SAID = {
    "In 201 – or 2015 – the army and troops of a small country left.": 'has "201" in place of "2014"',
    "In 2014 – or 2015 – the army of a small country left.": 'lost the words "and troops"',
    "In 2014 – or 2015 – the army and of a small country left.": 'lost the word "troops"',
    "In 2014 ? or 2015 – the army and troops of a small country left.": 'has "?" in place of "–"',
    "In 2014 – or 2015 – the army and troops of a small country left. Ad.": 'has the word "Ad.", which nobody wrote',
    "In 2014 – or 2015 – the army and troops of a small country": 'lost the word "left."',
    "In 2014 – or 215 – the army of a small country left.": 'has "215" in place of "2015"; lost the words "and troops"',
    "In 2014 – or 2015 – the armies and troops of a small country left.": 'has "armies" in place of "army"',
    "Nothing": 'has "Nothing" in place of "In 2014 – or 2015 – the army and troops … small country left."',
}


def _said(text: str, name: str) -> str:
    entry = Entry((), "paragraph", 0, "p1", "en", TEXT)
    held = Entry((), "paragraph", 0, "p1", "en", text)
    (finding,) = compare(Trace((entry,), (), ()), Trace((held,), (), ()), edition(name)).diagnostics
    return finding.message.partition("the paragraph ")[2]


@pytest.mark.parametrize(("text", "said"), SAID.items())
def test_a_difference_is_told_in_words(text: str, said: str) -> None:
    """The words that are lost, that came, or that stand for others."""
    assert _said(text, "html") == said


@pytest.mark.parametrize(("text", "said"), [each for each in SAID.items() if "Nothing" not in each[0]])
def test_words_are_known_where_lines_have_eaten_the_spaces(text: str, said: str) -> None:
    """On paper they are those of the article, however the file parts them."""
    eaten = text.replace(" the ", "the ").replace("a small", "asmall")
    assert _said(eaten, "pdf") == said


def test_white_space_on_screens_is_told_by_the_words_around_it() -> None:
    """Two words that became one."""
    assert _said(TEXT.replace("small country", "smallcountry"), "html") == (
        'has "smallcountry" in place of "small country"'
    )


@pytest.mark.parametrize(("kind", "said"), [("attribution", "an attribution"), ("item", "a list item")])
def test_a_kind_is_named_with_its_article(kind: str, said: str) -> None:
    """As it is spoken, before a vowel and before other letters."""
    assert one_named(Entry((), kind, 0, "name", "en", "")) == said
