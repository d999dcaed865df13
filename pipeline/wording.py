"""How messages and hints name several things, count them, and guess which one was meant."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


def in_words(names: Sequence[str]) -> str:
    """One or more names as a list in English: `html`, `html and pdf`, `html, pdf and epub`."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def counted(count: int, noun: str) -> str:
    """A number with its noun: `1 word`, `2,000 words`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def nearest(word: str, known: Iterable[str], otherwise: str, hint: str = "write {}") -> str:
    """The hint with the known word most like a wrong one in place of `{}`; `otherwise` where none is like it."""
    near = get_close_matches(word, tuple(known), 1)
    return hint.replace("{}", near[0], 1) if near else otherwise


def meant(word: str, known: Iterable[str], otherwise: str, mark: str = "") -> str:
    """A hint such as "did you mean `html`?", with the known word most like a wrong one; or `otherwise`."""
    return nearest(word, known, otherwise, f"did you mean `{mark}{{}}`?")
