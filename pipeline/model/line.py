"""The text of one entry while it is gathered, with its spans counted in characters that are not white space."""

from dataclasses import dataclass, field

from pipeline.model.trace import PageStart, Span, normal, solid, verbatim


@dataclass(slots=True)
class Line:
    """Text to which pieces are added: a value that changes, and never leaves the walk that made it."""

    _parts: list[str] = field(default_factory=list)
    _counted: int = 0
    _pending: list[str] = field(default_factory=list)
    _spans: list[Span] = field(default_factory=list)
    _pages: list[PageStart] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Adds a piece of text."""
        self._parts.append(text)
        self._pending.append(text)

    def offset(self) -> int:
        """How many characters that are not white space there are so far."""
        self._counted += len(solid("".join(self._pending)))
        self._pending.clear()
        return self._counted

    def span(self, start: int, kind: str, value: str) -> None:
        """Adds a span from `start`, an earlier `offset()`, to here."""
        self._spans.append(Span(start, self.offset(), kind, value))

    def page(self, label: str) -> None:
        """Says that what follows stands on the page with this label."""
        if not self._pages or self._pages[-1].label != label:
            self._pages.append(PageStart(self.offset(), label))

    @property
    def text(self) -> str:
        """The text so far, in NFC, with single spaces."""
        return normal("".join(self._parts))

    @property
    def verbatim(self) -> str:
        """The text so far as code, with its lines."""
        return verbatim("".join(self._parts))

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans, sorted."""
        return tuple(sorted(self._spans))

    @property
    def pages(self) -> tuple[PageStart, ...]:
        """Where each page begins."""
        return tuple(self._pages)
