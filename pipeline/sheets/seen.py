"""Reads a PDF of sheets back, through pdfium: the text in each place, and whether a place looks as its page does."""

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.model import solid
from pipeline.sheets.layout import Box, Fit, fit, sheet_size
from pipeline.sheets.order import Side
from pipeline.tagged_ink import DPI, FINE_DPI
from pipeline.tagged_objects import FORM, TEXT, Untyped, bounds, objects, opened, text_of
from pipeline.tagged_pictures import Frame, Placement, drawn_at, drawn_smoothly, unlike, whole


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """The text of each page, without white space; raises ValueError for what is no PDF."""
    return _texts(pdf, 1)


def place_texts(pdf: bytes) -> tuple[str, ...]:
    """The texts on the left and on the right of each side, without white space; raises ValueError for no PDF."""
    return _texts(pdf, 2)


def places_unlike(sheets: bytes, pages: bytes, sides: Sequence[Side], *, fine: bool = False) -> frozenset[int]:
    """The places, counted from 0, that do not look as their pages do; a blank looks like clean paper.

    Whatever else is drawn on a sheet makes a place unlike, also where it hides nothing. Looked at with 50 dots to the
    inch, with 100 if `fine`. Raises ValueError for what is no PDF.
    """
    with opened(sheets) as made, opened(pages) as base:
        boxes = _boxes(base)
        size = sheet_size(boxes)
        found: set[int] = set()
        for number, side in enumerate(sides[: len(made)]):
            with ExitStack() as open_pages:
                sheet = open_pages.enter_context(_page(made, number))
                fits = [
                    (open_pages.enter_context(_page(base, one - 1)), fit(boxes[one - 1], size, half))
                    for half, one in enumerate(side)
                    if one
                ]
                halves = _halves_unlike(sheet, size, fits, FINE_DPI if fine else DPI)
                found.update(2 * number + half for half in halves)
        return frozenset(found)


def _texts(pdf: bytes, parts: int) -> tuple[str, ...]:
    with opened(pdf) as document:
        return tuple(text for index in range(len(document)) for text in _parts(document, index, parts))


def _parts(document: pypdfium2.PdfDocument, index: int, parts: int) -> tuple[str, ...]:
    """The texts of a page in so many columns of the same width; a text is in the column that its middle is in."""
    found = [""] * parts
    buffer = ctypes.create_string_buffer(8192)
    spoken: set[int] = set()
    with _page(document, index) as page:
        width, text_page = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDFText_LoadPage(page)
        try:
            for kind, item, forms in objects(page):
                if kind == TEXT:
                    left, _, right, _ = bounds(item, forms)
                    part = int((left + right) / 2 / width * parts)
                    found[min(max(part, 0), parts - 1)] += text_of(item, text_page, buffer, spoken)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
    return tuple(map(solid, found))


def _halves_unlike(
    sheet: Untyped, size: tuple[float, float], fits: Sequence[tuple[Untyped, Fit]], dpi: int
) -> Iterator[int]:
    """Yield the halves of a side, 0 left and 1 right, that do not look as these pages in their places."""
    frame = whole(sheet, dpi)
    there = pdfium.FPDF_GetPageWidthF(sheet), pdfium.FPDF_GetPageHeightF(sheet)
    if any(abs(one - other) > 1 for one, other in zip(there, size, strict=True)):
        yield from (0, 1)
        return
    promised = drawn_at([(page, _placement(page, placed, frame, size)) for page, placed in fits], frame)
    differing, foreign = unlike(drawn_smoothly(sheet, frame), promised), set(_foreign(sheet, there[0] / 2))
    middle = frame.width // 2
    for half, (left, right) in enumerate(((0, middle), (middle, frame.width))):
        if half in foreign or differing.crop((left, 0, right, frame.height)).getbbox():
            yield half


def _foreign(sheet: Untyped, middle: float) -> Iterator[int]:
    """Yield the half in which each thing begins that is drawn on the sheet itself, and not as part of a page."""
    for kind, item, forms in objects(sheet):
        if not forms and kind != FORM:
            yield int(bounds(item, forms)[0] >= middle)


def _placement(page: Untyped, placed: Fit, frame: Frame, size: tuple[float, float]) -> Placement:
    scale = frame.width / size[0]
    shown = _bounding_box(page)
    left, bottom, right, top = placed.box
    return Placement(
        placed.scale * scale,
        (placed.across + placed.scale * shown[0]) * scale,
        (size[1] - placed.upward - placed.scale * shown[3]) * scale,
        (left * scale, (size[1] - top) * scale, right * scale, (size[1] - bottom) * scale),
    )


def _boxes(document: pypdfium2.PdfDocument) -> tuple[Box, ...]:
    found: list[Box] = []
    for index in range(len(document)):
        with _page(document, index) as page:
            found.append(_box(page))
    return tuple(found)


def _box(page: Untyped) -> Box:
    """The box to which a page is cut; all that is shown of it where it names none."""
    edges = [ctypes.c_float() for _ in range(4)]
    if pdfium.FPDFPage_GetTrimBox(page, *(ctypes.byref(edge) for edge in edges)):
        left, bottom, right, top = (edge.value for edge in edges)
        return left, bottom, right, top
    return _bounding_box(page)


def _bounding_box(page: Untyped) -> Box:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    return box.left, box.bottom, box.right, box.top


@contextmanager
def _page(document: pypdfium2.PdfDocument, index: int) -> Iterator[Untyped]:
    page = pdfium.FPDF_LoadPage(document.raw, index)
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)
