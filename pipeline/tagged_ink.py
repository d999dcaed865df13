"""Finds the texts of a PDF that nobody sees: each page is drawn as it is, without its texts, and with them alone.

In the third picture every text has a grey of its own, so its pixels are known; it is seen where the first two differ
there. Pictures this small have no room for a dot: what they leave in doubt is looked at by itself (tagged_look.py).
"""

from __future__ import annotations

import ctypes
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.model import Why
from pipeline.tagged_look import Hidden, PlacedObject, Sheet, has_room, hidden, misplaced
from pipeline.tagged_objects import FORM, TEXT, BBox, Untyped, artifact, glyphs_of, is_running, objects, opened, text_of
from pipeline.tagged_overlap import meeting, overlapping
from pipeline.tagged_pictures import (
    POINTS_PER_INCH,
    WHITE,
    changed,
    drawn,
    drawn_in_grey,
    set_active,
    set_grey,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

DPI: Final = 50
FINE_DPI: Final = 100
_SEEN: Final = 0.9  # the share of its pixels that show ink where a text is seen without doubt
_DENSE: Final = 0.03  # the share of its box that a text covers at least, but for dots and the like
_ENOUGH: Final = 500  # texts that nobody sees; behind them no more are looked for
# Letters by their category, which have no ink.
_FILLERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")


@dataclass(frozen=True, slots=True)
class HiddenText:
    """A text that nobody sees, or not all of it if `partly`: what hides it, and where it belongs.

    `mcid` is -1 for what is in no mark of the tree; `furniture` is "" for what is no artifact, else "Header", "Footer"
    or "Layout".
    """

    text: str
    why: Why
    page_index: int
    mcid: int
    furniture: str = ""
    partly: bool = False


def hidden_texts(pdf: bytes, *, fine: bool = False) -> tuple[HiddenText, ...]:
    """Return the texts of a PDF that nobody sees, in the order of drawing; of very many only the first.

    Raises ValueError if it is no PDF.
    """
    found: list[HiddenText] = []
    with opened(pdf) as document:
        for index in range(len(document)):
            doubts = _doubts(document, index, FINE_DPI if fine else DPI)
            if (doubts.texts or doubts.pairs) and len(found) < _ENOUGH:
                found.extend(_hidden(document, index, doubts))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Doubts:
    """The texts of a page that may be unseen, by their numbers in the order of drawing, and pairs that meet."""

    texts: list[int]
    pairs: list[tuple[int, int]]


def _doubts(document: pypdfium2.PdfDocument, index: int, dpi: int) -> _Doubts:
    page = pdfium.FPDF_LoadPage(document.raw, index)
    try:
        sheet = _sheet(page)
        boxes = [text.box for text in sheet.texts]
        odd = {
            number
            for number, (text, box) in enumerate(zip(sheet.texts, boxes, strict=True))
            if misplaced(text, box, sheet.box)
        }
        pairs = list(meeting(sheet, boxes))
        pixels = _pixels(sheet, dpi)
        doubtful = [
            number
            for number, (box, (shape, ink)) in enumerate(zip(boxes, pixels, strict=True))
            if number in odd or shape < max(1, _DENSE * _area(box, dpi)) or ink < _SEEN * shape
        ]
        return _Doubts(doubtful, pairs)
    finally:
        pdfium.FPDF_ClosePage(page)


def _sheet(page: Untyped) -> Sheet:
    texts: list[PlacedObject] = []
    others: list[Untyped] = []
    forms: list[Untyped] = []
    for kind, item, above in objects(page):
        if kind == FORM:
            forms.append(item)
        elif kind == TEXT and (_mcid(item, above) >= 0 or artifact(item)):
            texts.append(PlacedObject(item, above))
        else:
            # Texts without a mark are letters in drawings; any other is told by what compares the texts.
            others.append(item)
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    return Sheet(page, tuple(texts), tuple(others), tuple(forms), (box.left, box.bottom, box.right, box.top))


def _pixels(sheet: Sheet, dpi: int) -> list[tuple[int, int]]:
    """Return of each text how many pixels it covers when it is drawn in its clip, and how many of them show ink.

    What is drawn on the sheet is changed.
    """
    frame, items = whole(sheet.page, dpi), [text.item for text in sheet.texts]
    as_it_is = drawn(sheet.page, frame)
    set_active(items, active=False)
    ink = changed(as_it_is, drawn(sheet.page, frame))
    set_active(sheet.others, active=False)
    for form in sheet.forms:
        set_grey(form, 0)
    counted: list[tuple[int, int]] = []
    # A picture tells as many texts apart as it has greys; white is its ground.
    for start in range(0, len(items), WHITE):
        part = items[start : start + WHITE]
        for grey, item in enumerate(part):
            set_grey(item, grey)
        set_active(part, active=True)
        shapes = drawn_in_grey(sheet.page, frame)
        set_active(part, active=False)
        counted.extend(zip(shapes.histogram()[: len(part)], shapes.histogram(ink)[: len(part)], strict=True))
    return counted


def _area(box: BBox, dpi: int) -> float:
    """Return how many pixels a box has."""
    return (box[2] - box[0]) * (box[3] - box[1]) * (dpi / POINTS_PER_INCH) ** 2


def _hidden(document: pypdfium2.PdfDocument, index: int, doubts: _Doubts) -> Iterator[HiddenText]:
    """Yield those of the doubtful texts of a page that have ink and show none, or show it mixed."""
    page, spare = (pdfium.FPDF_LoadPage(document.raw, index) for _ in range(2))
    text_page = pdfium.FPDFText_LoadPage(page)
    buffer = ctypes.create_string_buffer(8192)
    spoken: set[int] = set()
    try:
        sheet, other = _sheet(page), _sheet(spare)
        asked = {*doubts.texts, *(number for pair in doubts.pairs for number in pair)}
        inked = {one for one in asked if _is_inked(sheet.texts[one], text_page, buffer)}
        known = hidden(sheet, other, [one for one in doubts.texts if one in inked])
        pairs = [pair for pair in doubts.pairs if inked.issuperset(pair) and known.keys().isdisjoint(pair)]
        known |= dict.fromkeys(overlapping(other, pairs), Hidden(Why.OVERLAPPED))
        for number in sorted(known):
            text, how = sheet.texts[number], known[number]
            said = text_of(text.item, text_page, buffer, spoken)
            mcid, place = _mcid(text.item, text.forms), _furniture(text, sheet.box)
            yield HiddenText(said, how.why, index, mcid, place, how.partly)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(spare)
        pdfium.FPDF_ClosePage(page)


def _is_inked(text: PlacedObject, text_page: Untyped, buffer: ctypes.Array[ctypes.c_char]) -> bool:
    """Whether a text has characters that one could see."""
    glyphs = glyphs_of(text.item, text_page, buffer)
    # pdfium gives no glyphs of what has an actual text and is on a layer that is off; a space has no room then.
    return _has_ink(glyphs or (text_of(text.item, text_page, buffer, set()) if has_room(text.box) else ""))


def _has_ink(text: str) -> bool:
    """Whether a text has characters that one could see by themselves: no space, no mark, nothing that has no shape."""
    return any(unicodedata.category(one)[0] not in "ZCM" and one not in _FILLERS for one in text)


def _mcid(item: Untyped, forms: tuple[Untyped, ...]) -> int:
    # Marks in a form are numbered by the form (ISO 32000-1 14.7.4.2); our tree has none of them.
    return -1 if forms else int(pdfium.FPDFPageObj_GetMarkedContentID(item))


def _furniture(text: PlacedObject, page_box: BBox) -> str:
    if not artifact(text.item):
        return ""
    if not is_running(text.item):
        return "Layout"
    return "Header" if text.box[1] > (page_box[1] + page_box[3]) / 2 else "Footer"
