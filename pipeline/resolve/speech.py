"""Where made text is put in: which language is spoken there, and whether a sentence begins."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from pipeline.diagnostics import Location
from pipeline.model import Foreign, Inline

_END = re.compile(r"(?:(\S+)\.|\S*[!?…])[\"'”’»)]*\s+\Z")
"""The end of a sentence: its last word, where that might be shortened."""
_SHORTENED = re.compile(r"\W*(?:[^\W\d_]|[^\W\d_aeiouyàâäéèêëîïôöûüœ]+|.*\w\.\w.*)\W*\Z", re.IGNORECASE)
"""A word that is no whole one: of one letter, without a vowel (cf., vgl.), or with a full stop inside (e.g.)."""


@dataclass(slots=True)
class Speech:
    """The article's language (`own`), and the languages of the passages that a walk is inside, innermost last."""

    own: str
    around: list[str] = field(default_factory=list)

    @property
    def foreign(self) -> bool:
        """Whether another language than the article's is spoken here."""
        return bool(self.around) and self.around[-1] != self.own

    @contextmanager
    def inside(self, node: object) -> Iterator[None]:
        """Walks into a node, which may speak a language of its own."""
        lang = getattr(node, "lang", "")
        if lang:
            self.around.append(lang)
        try:
            yield
        finally:
            if lang:
                self.around.pop()

    def said(self, words: tuple[Inline, ...], at: Location) -> tuple[Inline, ...]:
        """Words of the article's language as they are said here."""
        return (Foreign(self.own, words, at),) if self.foreign else words


def begins_sentence(text: str) -> bool:
    """Whether what follows a text, from the beginning of its line, begins a sentence."""
    end = _END.search(text)
    return not text.strip() or (end is not None and not _SHORTENED.match(end[1] or "word"))
