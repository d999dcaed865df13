"""How checks name several editions in a sentence."""

from collections.abc import Sequence


def in_words(names: Sequence[str]) -> str:
    """The names as a list in English: `html`, `html and pdf`, `html, pdf and epub`."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
