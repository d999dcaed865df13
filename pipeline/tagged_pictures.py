"""Draws the pages of a PDF, whole or in part, without smoothing, so that each pixel belongs to one object alone."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from pipeline.tagged_objects import BBox, Untyped

if TYPE_CHECKING:
    from collections.abc import Iterable

POINTS_PER_INCH: Final = 72
WHITE: Final = 255
_EXACT: Final = pdfium.FPDF_RENDER_NO_SMOOTHTEXT | pdfium.FPDF_RENDER_NO_SMOOTHIMAGE | pdfium.FPDF_RENDER_NO_SMOOTHPATH
# How far a colour must stand out in red, green or blue: less is a contrast under 1.4 to 1 on white (WCAG 2.2, 1.4.3
# asks text for 4.5), which nobody reads.
_STANDS_OUT: Final = [WHITE if difference >= 32 else 0 for difference in range(256)]
_DARK: Final = [WHITE if value < 128 else 0 for value in range(256)]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of a page in pixels: its place on the page's picture, its size, and that picture's size."""

    left: int
    top: int
    width: int
    height: int
    page_width: int
    page_height: int


def whole(page: Untyped, dpi: float) -> Frame:
    """Return the frame of a whole page."""
    sides = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    width, height = (max(1, math.ceil(side * dpi / POINTS_PER_INCH)) for side in sides)
    return Frame(0, 0, width, height, width, height)


def around(page: Untyped, box: BBox, dpi: float) -> Frame:
    """Return the frame round a box of the page, no more of it than is on the page; it may be empty."""
    full = whole(page, dpi)
    corners = [_on_picture(page, full, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    left, top = (max(0, min(places) - 1) for places in zip(*corners, strict=True))
    right, bottom = (max(places) + 2 for places in zip(*corners, strict=True))
    width, height = min(right, full.width) - left, min(bottom, full.height) - top
    return Frame(left, top, max(0, width), max(0, height), full.width, full.height)


def _on_picture(page: Untyped, full: Frame, x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    sizes = 0, 0, full.width, full.height, 0
    pdfium.FPDF_PageToDevice(page, *sizes, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value, down.value


def drawn(page: Untyped, frame: Frame) -> Image.Image:
    """Return a frame as a reader sees it, with annotations, in colour."""
    return _drawn(page, frame, pdfium.FPDFBitmap_BGRx, pdfium.FPDF_ANNOT)


def drawn_in_grey(page: Untyped, frame: Frame) -> Image.Image:
    """Return a frame without annotations, in shades of grey."""
    return _drawn(page, frame, pdfium.FPDFBitmap_Gray, 0)


def _drawn(page: Untyped, frame: Frame, form: int, flags: int) -> Image.Image:
    mode, raw, depth = ("L", "L", 1) if form == pdfium.FPDFBitmap_Gray else ("RGB", "BGRX", 4)
    stride = frame.width * depth
    pixels = bytearray(b"\xff" * (stride * frame.height))
    buffer = (ctypes.c_char * len(pixels)).from_buffer(pixels)
    bitmap = pdfium.FPDFBitmap_CreateEx(frame.width, frame.height, form, buffer, stride)
    try:
        place = -frame.left, -frame.top, frame.page_width, frame.page_height
        pdfium.FPDF_RenderPageBitmap(bitmap, page, *place, 0, _EXACT | flags)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return Image.frombuffer(mode, (frame.width, frame.height), pixels, "raw", raw, stride, 1)


def changed(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return where two pictures differ so that an eye can tell: white there, black elsewhere."""
    red, green, blue = ImageChops.difference(one, other).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue).point(_STANDS_OUT)


def dark(picture: Image.Image) -> Image.Image:
    """Return where a grey picture is dark: white there, black elsewhere."""
    return picture.point(_DARK)


def set_active(items: Iterable[Untyped], *, active: bool) -> None:
    """Let objects be drawn or not."""
    for item in items:
        pdfium.FPDFPageObj_SetIsActive(item, active)


def set_grey(item: Untyped, value: int) -> None:
    """Give an object, its lines and its areas, a solid grey from 0 to 255."""
    pdfium.FPDFPageObj_SetFillColor(item, value, value, value, 255)
    pdfium.FPDFPageObj_SetStrokeColor(item, value, value, value, 255)
