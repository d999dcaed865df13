"""The editions: a named output is a row, and so is what makes it.

A writer is a module with three functions, pure from values to bytes and back:

    write(article, edition, theme, press) -> Rendered      the file
    read_back(content) -> Trace                            what the finished file holds, from its bytes alone
    unseen(content) -> tuple[Unseen, ...]                  what of that nobody sees, from its bytes alone

An imposer makes an edition from the finished file of another, its `base`, and is a module with four others:

    impose(base, article, edition, theme) -> Rendered      the file
    promised(base, edition) -> tuple[Shown, ...]           what must stand in each place of it, from the base's bytes
    read_back(content) -> tuple[str, ...]                  what stands there, from the file's bytes alone
    unlike(content, base, edition) -> frozenset[int]       the places that do not look as the base does
"""

from importlib import import_module
from typing import Protocol, cast

from pipeline.model import Article, Edition, Rendered, Shown, Trace, Unseen
from pipeline.model.edition import every, in_brief
from pipeline.press import Press
from pipeline.theme import Theme

_PDF = "pipeline.writers.pdf"
_A4 = Edition("pdf", _PDF, "paper", "{slug}.pdf", "PDF, A4", {"page": "a4"})
_LETTER = Edition("pdf-letter", _PDF, "paper", "{slug}.pdf-letter.pdf", "PDF, Letter", {"page": "letter"})
_LARGE_PRINT = {
    "page": "large-print", "layout": "large-print", "contrast": "high", "tables": "stacked", "notes": "end",
}  # fmt: skip
_NOTES = {"page": "notes", "layout": "notes"}
_HALF = {"layout": "half-sheet"}
_A5 = Edition("pdf-a5", _PDF, "paper", "{slug}.pdf-a5.pdf", "PDF, A5", {"page": "a5", **_HALF}, like="pdf")
_HALF_LETTER = Edition(
    "pdf-half-letter", _PDF, "paper", "{slug}.pdf-half-letter.pdf", "PDF, half Letter",
    {"page": "half-letter", **_HALF}, like="pdf",
)  # fmt: skip
_BRIEF = {"page": "brief", "layout": "brief", "notes": "end"}


def _imposed(name: str, title: str, order: str, base: Edition) -> Edition:
    return Edition(
        name, "pipeline.writers.imposed", "paper", f"{{slug}}.{name}.pdf", title, {"order": order}, base=base
    )


EDITIONS = (
    Edition("html", "pipeline.writers.html", "web", "index.html", "web page", {"beside": "phone"}),
    _A4,
    _LETTER,
    Edition(
        "epub", "pipeline.writers.epub", "ebook", "{slug}.epub", "e-book (EPUB)", {"layout": "phone", "words": "placed"}
    ),
    Edition("large-print", _PDF, "paper", "{slug}.large-print.pdf", "PDF, large print", _LARGE_PRINT, like="pdf"),
    Edition("notes", _PDF, "paper", "{slug}.notes.pdf", "PDF, room for notes", _NOTES, like="pdf"),
    Edition("brief", _PDF, "paper", "{slug}.brief.pdf", "PDF, one page", _BRIEF, in_brief, like="pdf"),
    _A5,
    _HALF_LETTER,
    _imposed("two-up", "two-up, A4", "in-pairs", _A5),
    _imposed("two-up-letter", "two-up, Letter", "in-pairs", _HALF_LETTER),
    _imposed("booklet", "booklet, A4", "folded", _A5),
    _imposed("booklet-letter", "booklet, Letter", "folded", _HALF_LETTER),
)

NUMBERING = tuple(row.name for row in EDITIONS if row.writer == "pipeline.writers.pdf" and row.select is every)
"""The editions whose page numbers the others may carry."""


class Writer(Protocol):
    """What every writer's module offers."""

    def write(self, article: Article, edition: Edition, theme: Theme, press: Press) -> Rendered:
        """The edition's file, with marks of the pages that the edition carries."""
        ...

    def read_back(self, content: bytes) -> Trace:
        """What the file holds."""
        ...

    def unseen(self, content: bytes, *, fine: bool = False) -> tuple[Unseen, ...]:
        """What of its texts nobody sees, in the order of the file; `fine`: looked at twice as closely."""
        ...


def writer_of(edition: Edition) -> Writer:
    """The edition's writer, imported now, so that nobody pays for a library that an edition does not use."""
    return cast(Writer, import_module(edition.writer))


class Imposer(Protocol):
    """What every module offers that makes an edition from another."""

    def impose(self, base: bytes, article: Article, edition: Edition, theme: Theme) -> Rendered:
        """The edition's file."""
        ...

    def promised(self, base: bytes, edition: Edition) -> tuple[Shown, ...]:
        """What each place of the file must show, in their order."""
        ...

    def read_back(self, content: bytes) -> tuple[str, ...]:
        """The texts in the places of the file, in their order."""
        ...

    def unlike(self, content: bytes, base: bytes, edition: Edition, *, fine: bool = False) -> frozenset[int]:
        """The places, from 0, that do not look as the base does; `fine`: looked at twice as closely."""
        ...


def imposer_of(edition: Edition) -> Imposer:
    """The imposer of an edition with a base, imported now too."""
    return cast(Imposer, import_module(edition.writer))
