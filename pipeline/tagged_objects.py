"""What pdfium says of the objects of a page: which are text, what they say, where they stand, how they are marked."""

from __future__ import annotations

import ctypes
import functools
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator

Untyped: TypeAlias = Any  # handles of pdfium, which has no types
BBox: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top in points
TEXT: Final = pdfium.FPDF_PAGEOBJ_TEXT
FORM: Final = pdfium.FPDF_PAGEOBJ_FORM
# What pdfium reports for any hyphen at the end of a line.
_LINE_END_HYPHENS: Final = str.maketrans({"\u0002": "-", "\ufffe": "-"})


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Return a PDF while it is read; raises ValueError for what is none."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        message = f"the PDF cannot be opened: {error}"
        raise ValueError(message) from error
    try:
        yield document
    finally:
        document.close()


def objects(page: Untyped) -> Iterator[tuple[int, Untyped, tuple[Untyped, ...]]]:
    """Yield the objects of a page in the order of drawing: kind, object, and the forms that it is in, innermost first.

    A form comes before what is in it.
    """
    found = (pdfium.FPDFPage_GetObject(page, number) for number in range(pdfium.FPDFPage_CountObjects(page)))
    yield from _within(found, ())


def _within(found: Iterator[Untyped], forms: tuple[Untyped, ...]) -> Iterator[tuple[int, Untyped, tuple[Untyped, ...]]]:
    for item in found:
        kind = pdfium.FPDFPageObj_GetType(item)
        yield kind, item, forms
        if kind == FORM:
            count = pdfium.FPDFFormObj_CountObjects(item)
            inner = (pdfium.FPDFFormObj_GetObject(item, number) for number in range(count))
            yield from _within(inner, (item, *forms))


def text_of(item: Untyped, text_page: Untyped, buffer: ctypes.Array[ctypes.c_char], spoken: set[int]) -> str:
    """Return the text of an object: what a mark says that it is, once for all objects of the mark; else its glyphs."""
    for mark in _marks(item):
        # pdfium heeds actual texts too, but takes ligatures in them apart.
        text = _actual_text(mark)
        if text is not None:
            said = _address(mark) in spoken
            spoken.add(_address(mark))
            return "" if said else text
    return glyphs_of(item, text_page, buffer).translate(_LINE_END_HYPHENS)


def glyphs_of(item: Untyped, text_page: Untyped, buffer: ctypes.Array[ctypes.c_char]) -> str:
    """Return what the glyphs of an object stand for."""
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    size = pdfium.FPDFTextObj_GetText(item, text_page, pointer, len(buffer))
    if size > len(buffer):
        return glyphs_of(item, text_page, ctypes.create_string_buffer(size))
    return _decoded(buffer, size)


def _actual_text(mark: Untyped) -> str | None:
    """Return the actual text of a mark (ISO 32000-1 14.9.4), None if it has none."""
    if pdfium.FPDFPageObjMark_GetParamValueType(mark, b"ActualText") != pdfium.FPDF_OBJECT_STRING:
        return None
    size = ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", None, 0, ctypes.byref(size))
    buffer = (ctypes.c_ubyte * size.value)()
    pdfium.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", buffer, size.value, ctypes.byref(size))
    text = bytes(buffer)
    # Text strings of PDF (ISO 32000-1 7.9.2.2); the press writes what is not ASCII as UTF-16.
    return text.decode("utf-16" if text.startswith(b"\xfe\xff") else "latin-1", errors="replace")


def _decoded(buffer: ctypes.Array[ctypes.c_char], size: int) -> str:
    """Return the text of a buffer of so many bytes, the zero at its end included."""
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le", errors="replace")


def bounds(item: Untyped, forms: tuple[Untyped, ...]) -> BBox:
    """Return the bounds of an object on its page, in points."""
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *(ctypes.byref(edge) for edge in edges))
    left, bottom, right, top = (edge.value for edge in edges)
    return functools.reduce(transformed, map(matrix, forms), (left, bottom, right, top))


def matrix(item: Untyped) -> Untyped:
    """Return the matrix of an object (ISO 32000-1 8.3.4), with its six numbers as a to f."""
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(found))
    return found


def font_size(item: Untyped) -> float:
    """Return the size of a text as its font is called, before any matrix."""
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(item, ctypes.byref(size))
    return size.value


def transformed(box: BBox, by: Untyped) -> BBox:
    """Return the bounds of a box after a transformation (ISO 32000-1 8.3.4)."""
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across = [by.a * x + by.c * y + by.e for x, y in corners]
    upward = [by.b * x + by.d * y + by.f for x, y in corners]
    return min(across), min(upward), max(across), max(upward)


def artifact(item: Untyped) -> int:
    """Return what tells the mark that makes an object an artifact from the others of the page; 0 if none does."""
    buffer = ctypes.create_string_buffer(64)
    size = ctypes.c_ulong()
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    for mark in _marks(item):
        pdfium.FPDFPageObjMark_GetName(mark, pointer, len(buffer), ctypes.byref(size))
        if _decoded(buffer, size.value) == "Artifact":
            return _address(mark)
    return 0


def is_running(item: Untyped) -> bool:
    """Whether an artifact has a subtype, as heads and feet of pages do; pdfium cannot tell which."""
    mark = pdfium.FPDFPageObj_GetMark(item, 0)
    return bool(pdfium.FPDFPageObjMark_GetParamValueType(mark, b"Subtype") == pdfium.FPDF_OBJECT_NAME)


def _marks(item: Untyped) -> Iterator[Untyped]:
    """Yield the marks round an object, the innermost first."""
    for number in reversed(range(pdfium.FPDFPageObj_CountMarks(item))):
        yield pdfium.FPDFPageObj_GetMark(item, number)


def _address(mark: Untyped) -> int:
    """Return where a mark lies in memory: pdfium has each once, for all objects in it."""
    return ctypes.cast(mark, ctypes.c_void_p).value or 0
