"""Makes a PDF of sheets from the pages of another: the same input gives the same bytes, and no clock has a say."""

import io
from collections.abc import Sequence
from typing import Literal

import pikepdf

from pipeline.sheets.layout import Box, fit, sheet_size
from pipeline.sheets.order import Side

QPDF = pikepdf.__libqpdf_version__
Duplex = Literal["/Simplex", "/DuplexFlipShortEdge"]


def made(pdf: bytes, sides: Sequence[Side], duplex: Duplex, note: str) -> bytes:
    """Return the sheets, with title, author, language and dates of the PDF; its description begins with the note.

    They claim to conform to nothing: what tagged a page, linked from it or led to it stays behind, and no file goes
    with them. Raises ValueError for what is no PDF.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as pages, pikepdf.new() as sheets:
            _draw(pages, sheets, sides)
            _describe(pages, sheets, note)
            _advise(pages, sheets, duplex)
            target = io.BytesIO()
            # Printers and screens ask for two-sided printing since PDF 1.7 (ISO 32000-1 12.2).
            sheets.save(
                target,
                min_version="1.7",
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            )
            return target.getvalue()
    except pikepdf.PdfError as error:
        message = f"the pages cannot be read: {error}"
        raise ValueError(message) from error


def is_mirrored(pdf: bytes) -> bool:
    """Return whether the pages are turned from left to right (ISO 32000-1 12.2); raises ValueError for no PDF."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as file:
            return _direction(file) == "/R2L"
    except pikepdf.PdfError as error:
        message = f"the pages cannot be read: {error}"
        raise ValueError(message) from error


def _draw(pages: pikepdf.Pdf, sheets: pikepdf.Pdf, sides: Sequence[Side]) -> None:
    boxes = [_box(page) for page in pages.pages]
    size = sheet_size(boxes)
    for side in sides:
        sheet = sheets.add_blank_page(page_size=size)
        drawing = b""
        for half, number in enumerate(side):
            if number:
                form = sheets.copy_foreign(pages.pages[number - 1].as_form_xobject())
                placed = fit(boxes[number - 1], size, half)
                name = sheet.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/Page{number}"))
                move = f"{placed.scale:.6f} 0 0 {placed.scale:.6f} {placed.across:.6f} {placed.upward:.6f}"
                drawing += f"q {move} cm {name} Do Q\n".encode()
        sheet.Contents = sheets.make_stream(drawing)


def _box(page: pikepdf.Page) -> Box:
    """Return the box to which a page is cut."""
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    return left, bottom, right, top


def _describe(pages: pikepdf.Pdf, sheets: pikepdf.Pdf, note: str) -> None:
    """Say of the sheets what is said of the pages, beginning with what they are."""
    for key, value in pages.docinfo.items():
        sheets.docinfo[key] = str(value)
    said = " ".join(filter(None, (note, str(pages.docinfo.get("/Subject", "")))))
    sheets.docinfo["/Subject"] = said
    lang = str(pages.Root.get("/Lang", ""))
    if lang:
        sheets.Root.Lang = pikepdf.String(lang)
    with (
        pages.open_metadata(strict=False) as before,
        sheets.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata,
    ):
        for key in ("dc:title", "dc:creator", "pdf:Keywords", "xmp:CreateDate", "xmp:ModifyDate"):
            if key in before:
                metadata[key] = before[key]
        metadata["dc:description"] = said
        if lang:
            metadata["dc:language"] = [lang]


def _advise(pages: pikepdf.Pdf, sheets: pikepdf.Pdf, duplex: Duplex) -> None:
    """Tell programs that print to take both sides or one, and not to change the size."""
    preferences = pikepdf.Dictionary(
        DisplayDocTitle=True, PrintScaling=pikepdf.Name("/None"), Duplex=pikepdf.Name(duplex)
    )
    if direction := _direction(pages):
        preferences.Direction = pikepdf.Name(direction)
    sheets.Root.ViewerPreferences = preferences


def _direction(file: pikepdf.Pdf) -> str:
    """Return how the pages are turned, "" where the file does not say."""
    return str(file.Root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/Direction", ""))
