"""The pages of a PDF, as pdfium draws them."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from tests.look import Picture

DPI = 110


def pages(path: Path, dpi: int = DPI) -> Iterator[Picture]:
    """Every page, by its number."""
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, start=1):
            yield Picture(f"{number:03}", page.render(scale=dpi / 72).to_pil())
