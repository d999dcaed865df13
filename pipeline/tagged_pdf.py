"""Reads a tagged PDF back: structure through pikepdf, texts through pdfium, joined by page and marked-content id.

Attachments, metadata and data islands are never opened. Structure: ISO 32000-1 14.7; roles and attributes: 14.8.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
import pypdfium2

from pipeline.tagged_structure import Bookmark, Element, LinkAnnotation, Structure, TextRun
from pipeline.tagged_text import PlacedText, joined, placed, read_content

__all__ = [
    "Bookmark",
    "Element",
    "LinkAnnotation",
    "PlacedText",
    "TaggedDocument",
    "TextRun",
    "page_count",
    "read",
]


@dataclass(frozen=True, slots=True)
class TaggedDocument:
    """What a tagged PDF holds for its readers."""

    root: Element
    title: str
    lang: str
    page_labels: tuple[str, ...]
    furniture: tuple[PlacedText, ...]  # artifacts: running heads, page numbers, repeated table heads
    loose: tuple[PlacedText, ...]  # neither in the tree nor furniture
    bookmarks: tuple[Bookmark, ...]


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has, 0 for what is none."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return 0
    try:
        return len(document)
    finally:
        document.close()


def read(pdf: bytes) -> TaggedDocument:
    """Return the tree, the texts outside it and the outline of a tagged PDF.

    Raises ValueError if it is no PDF, or has no tags or tags that make no tree.
    """
    try:
        return _read(pdf)
    except (LookupError, TypeError, RecursionError, pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        message = f"the tags of the PDF cannot be read: {error}"
        raise ValueError(message) from error


def _read(pdf: bytes) -> TaggedDocument:
    content = read_content(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        structure = Structure(file)
        flows = structure.flows()
        owned = {key for flow in flows for key in flow}
        loose = [placed(run) for key, run in content.runs.items() if key not in owned and run.text.strip()]
        return TaggedDocument(
            root=structure.tree(joined(content.runs, flows)),
            title=str(file.docinfo.get("/Title", "")),
            lang=str(file.Root.get("/Lang", "")),
            page_labels=content.labels,
            furniture=tuple(content.furniture),
            loose=tuple(content.loose + loose),
            bookmarks=tuple(structure.bookmarks()),
        )
