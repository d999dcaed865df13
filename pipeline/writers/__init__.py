"""The editions: a named output is a row, and so is what makes it.

A writer is a module with four functions, pure from values to bytes and back:

    write(article, edition, theme, press) -> Rendered      the file
    read_back(content) -> Trace                            what the finished file holds, from its bytes alone
    unseen(content) -> tuple[Unseen, ...]                  what of that nobody sees, from its bytes alone
    place_marks(content, page_map) -> bytes                the file with the page numbers of the print edition
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from pipeline.model import Article, Edition, Rendered, Trace, Unseen
from pipeline.press import Press
from pipeline.theme import Theme

EDITIONS = (
    Edition("html", "pipeline.writers.html", "web", "index.html", "web page"),
    Edition("pdf", "pipeline.writers.pdf", "paper", "{slug}.pdf", "PDF, A4", {"page": "a4"}),
    Edition("pdf-letter", "pipeline.writers.pdf", "paper", "{slug}.pdf-letter.pdf", "PDF, Letter", {"page": "letter"}),
    Edition("epub", "pipeline.writers.epub", "ebook", "{slug}.epub", "e-book (EPUB)"),
)

NUMBERING = "pdf"
"""The edition whose page numbers all others carry."""

PageMap = Mapping[str, str]
"""Block id to the label of the page on which the block begins."""


class Writer(Protocol):
    """What every writer's module offers."""

    def write(self, article: Article, edition: Edition, theme: Theme, press: Press) -> Rendered:
        """The edition's file."""
        ...

    def read_back(self, content: bytes) -> Trace:
        """What the file holds."""
        ...

    def unseen(self, content: bytes, *, fine: bool = False) -> tuple[Unseen, ...]:
        """What of its texts nobody sees, in the order of the file; `fine`: looked at twice as closely."""
        ...

    def place_marks(self, content: bytes, page_map: PageMap) -> bytes:
        """The file with page marks."""
        ...


def writer_of(edition: Edition) -> Writer:
    """The edition's writer, imported now, so that nobody pays for a library that an edition does not use."""
    return cast(Writer, import_module(edition.writer))
