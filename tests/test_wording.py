"""Words of messages and hints."""

from pipeline.wording import counted, in_words, meant, nearest


def test_names_are_listed_as_in_a_sentence() -> None:
    """The last of several stands behind an "and"."""
    assert [in_words(names) for names in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]


def test_number_has_its_noun() -> None:
    """One is singular, none and many are plural, thousands are parted."""
    assert [counted(count, "word") for count in (0, 1, 2000)] == ["0 words", "1 word", "2,000 words"]


def test_hint_names_the_word_most_like_a_wrong_one() -> None:
    """A slip of the finger is told what was meant, with the mark that stands before such words."""
    assert nearest("hmtl", ["pdf", "html"], "write one") == "write html"
    assert meant("historie", ["history"], "write one", "#") == "did you mean `#history`?"


def test_hint_falls_back_where_no_word_is_like_the_wrong_one() -> None:
    """Nothing is guessed from afar."""
    assert nearest("docx", ["pdf", "html"], "write one") == meant("docx", ["pdf"], "write one") == "write one"


def test_braces_of_a_name_are_left_alone() -> None:
    """A folder may be called so, and its name stands in the hint."""
    assert nearest("a{0}", ["a{}"], "", "write {} ({b})") == "write a{} ({b})"
