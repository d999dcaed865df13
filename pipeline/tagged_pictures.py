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
    from collections.abc import Callable, Iterable

POINTS_PER_INCH: Final = 72
WHITE: Final = 255
_EXACT: Final = pdfium.FPDF_RENDER_NO_SMOOTHTEXT | pdfium.FPDF_RENDER_NO_SMOOTHIMAGE | pdfium.FPDF_RENDER_NO_SMOOTHPATH
# How far a colour must stand out in red, green or blue: less is a contrast under 1.4 to 1 on white (WCAG 2.2, 1.4.3
# asks text for 4.5), which nobody reads.
_STANDS_OUT: Final = [WHITE if difference >= 32 else 0 for difference in range(256)]
_CLEARLY: Final = [WHITE if difference >= 64 else 0 for difference in range(256)]
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


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a page is drawn in a frame: enlarged to `scale` pixels a point, its top left corner there, cut to `clip`.

    `clip` has the edges left, top, right, bottom; all but the scale is in pixels.
    """

    scale: float
    left: float
    top: float
    clip: tuple[float, float, float, float]


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
    return _drawn_page(page, frame, pdfium.FPDFBitmap_BGRx, _EXACT | pdfium.FPDF_ANNOT)


def drawn_in_grey(page: Untyped, frame: Frame) -> Image.Image:
    """Return a frame without annotations, in shades of grey."""
    return _drawn_page(page, frame, pdfium.FPDFBitmap_Gray, _EXACT)


def drawn_smoothly(page: Untyped, frame: Frame) -> Image.Image:
    """Return a frame as a reader sees it, with annotations, in colour, and smoothed."""
    return _drawn_page(page, frame, pdfium.FPDFBitmap_BGRx, pdfium.FPDF_ANNOT)


def drawn_at(pages: Iterable[tuple[Untyped, Placement]], frame: Frame) -> Image.Image:
    """Return several pages, each at a place of its own in the frame, in colour, smoothed, without annotations."""

    def draw(bitmap: Untyped) -> None:
        for page, place in pages:
            move = pdfium.FS_MATRIX(place.scale, 0, 0, place.scale, place.left, place.top)
            pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, page, move, pdfium.FS_RECTF(*place.clip), 0)

    return _drawn(frame, pdfium.FPDFBitmap_BGRx, draw)


def _drawn_page(page: Untyped, frame: Frame, form: int, flags: int) -> Image.Image:
    place = -frame.left, -frame.top, frame.page_width, frame.page_height
    return _drawn(frame, form, lambda bitmap: pdfium.FPDF_RenderPageBitmap(bitmap, page, *place, 0, flags))


def _drawn(frame: Frame, form: int, draw: Callable[[Untyped], None]) -> Image.Image:
    mode, raw, depth = ("L", "L", 1) if form == pdfium.FPDFBitmap_Gray else ("RGB", "BGRX", 4)
    stride = frame.width * depth
    pixels = bytearray(b"\xff" * (stride * frame.height))
    buffer = (ctypes.c_char * len(pixels)).from_buffer(pixels)
    bitmap = pdfium.FPDFBitmap_CreateEx(frame.width, frame.height, form, buffer, stride)
    try:
        draw(bitmap)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return Image.frombuffer(mode, (frame.width, frame.height), pixels, "raw", raw, stride, 1)


def changed(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return where two pictures differ so that an eye can tell: white there, black elsewhere."""
    red, green, blue = ImageChops.difference(one, other).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue).point(_STANDS_OUT)


def unlike(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return where two pictures of the same, drawn in other ways, differ: white there, black elsewhere.

    The edges of letters and lines may lie a pixel aside, and thin lines be paler; so a pixel differs that is clearly
    darker or brighter than all round it in the other picture, with three beside it that make a square.
    """
    red, green, blue = ImageChops.lighter(_outside(one, other), _outside(other, one)).split()
    found = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(_CLEARLY)
    beside = ImageChops.darker(found, ImageChops.offset(found, 1, 0))
    return ImageChops.darker(beside, ImageChops.offset(beside, 0, 1))


def _outside(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return how far each pixel is darker than the darkest, or brighter than the brightest, round it in the other."""
    darkest, brightest = (_spread(other, choose) for choose in (ImageChops.darker, ImageChops.lighter))
    return ImageChops.lighter(ImageChops.subtract(darkest, one), ImageChops.subtract(one, brightest))


def _spread(picture: Image.Image, choose: Callable[[Image.Image, Image.Image], Image.Image]) -> Image.Image:
    """Return of each pixel what is chosen among it and the eight round it."""
    for across, down in ((1, 0), (0, 1)):
        ahead, behind = ImageChops.offset(picture, across, down), ImageChops.offset(picture, -across, -down)
        picture = choose(choose(picture, ahead), behind)
    return picture


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
