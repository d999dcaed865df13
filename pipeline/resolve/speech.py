"""Which language is spoken around a node, so that text made in the article's language says so in a foreign passage."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from pipeline.diagnostics import Location
from pipeline.model import Foreign, Inline


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
