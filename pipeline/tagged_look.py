"""Looks at one text of a PDF closely: whether it is seen, and if it is not, why."""

from __future__ import annotations

import ctypes
import functools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import pypdfium2.raw as pdfium
from PIL import Image, ImageChops

from pipeline.model import Why
from pipeline.tagged_objects import BBox, Untyped, bounds, font_size, matrix, transformed
from pipeline.tagged_pictures import (
    POINTS_PER_INCH,
    WHITE,
    Frame,
    around,
    changed,
    dark,
    drawn,
    drawn_in_grey,
    set_active,
    set_grey,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Tile: TypeAlias = tuple[int, int, int, int]  # left, top, right, bottom in pixels
# In points. The theme's smallest letters are of code in an index of an index in a note, 3.6 points: who writes that has
# asked for it, and no style is at fault.
SMALLEST: Final = 3.0
_EM: Final = 20  # how many pixels high a letter is looked at
_FARTHEST: Final = 100  # in dots per inch
_CLOSEST: Final = 400
_SHOWN: Final = 0.35  # the share of a letter's pixels that show ink; a line that strikes it through takes a fifth
_NARROW: Final = 0.2  # a tile with less of the ink of the fullest one holds but the edge of a letter
_FAINT: Final = 64  # of 255: less is called transparent
_CUT: Final = 0.35  # the share of a line's height that may be cut away, as blank as the room below its letters
_FLAT: Final = 0.25  # in letters: how high a dash or a dot may be
_SPECKS: Final = 3  # pixels that say nothing


@dataclass(frozen=True, slots=True)
class PlacedObject:
    """A text of a page, and the forms that it is in, innermost first."""

    item: Untyped
    forms: tuple[Untyped, ...]

    @property
    def box(self) -> BBox:
        """Its bounds in points."""
        return bounds(self.item, self.forms)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its texts, its other objects, and the bounds of what is seen of it, in points."""

    page: Untyped
    texts: tuple[PlacedObject, ...]
    others: tuple[Untyped, ...]
    forms: tuple[Untyped, ...]
    box: BBox


@dataclass(frozen=True, slots=True)
class Hidden:
    """What keeps a text from being seen, and whether some of it is seen."""

    why: Why
    partly: bool = False


def misplaced(text: PlacedObject, box: BBox, page_box: BBox) -> Hidden | None:
    """Return how the size or the place of a text keeps it from being seen, None if they do not."""
    upward, across, turned = scales(text)
    if upward < SMALLEST or across < SMALLEST / 2:
        return Hidden(Why.TOO_SMALL)
    if turned:
        return Hidden(Why.MIRRORED)
    if _beyond(box, page_box) > 1:
        return Hidden(Why.OFF_PAGE, has_room(both(box, page_box)))
    clip = _clip(text)
    if clip is not None and _is_cut(box, clip, upward):
        return Hidden(Why.CLIPPED, has_room(both(box, clip)))
    return None


def hidden(sheet: Sheet, spare: Sheet, numbers: Sequence[int]) -> dict[int, Hidden]:
    """Return which of the numbered texts are not seen, and why.

    `spare` is the same sheet, on which texts are recoloured: that cannot be undone where one has a pattern.
    """
    found: dict[int, Hidden] = {}
    looks = []
    for number in numbers:
        text = sheet.texts[number]
        if known := misplaced(text, text.box, sheet.box):
            found[number] = known
        else:
            em = scales(text)[0]
            frame = around(sheet.page, text.box, closeness(em))
            looks.append(_Look(number, text, frame, em * frame.page_width / (sheet.box[2] - sheet.box[0])))
    for look, shape in zip(looks, _shapes(spare, looks), strict=True):
        if known := _hidden(sheet, look, shape):
            found[look.number] = known
    return found


def closeness(em: float) -> float:
    """Return the dots per inch at which letters of this size in points are looked at."""
    return min(_CLOSEST, max(_FARTHEST, _EM / em * POINTS_PER_INCH))


@dataclass(frozen=True, slots=True)
class _Look:
    """A text and its number, what of the page is looked at, and how many pixels wide a letter is there."""

    number: int
    text: PlacedObject
    frame: Frame
    letter: float


def _shapes(spare: Sheet, looks: Sequence[_Look]) -> Iterator[Image.Image]:
    """Yield the shape of each text: where it would be drawn if nothing else were and it were black."""
    set_active([*(text.item for text in spare.texts), *spare.others], active=False)
    for form in spare.forms:
        set_grey(form, 0)
    for look in looks:
        item = spare.texts[look.number].item
        set_grey(item, 0)
        set_active([item], active=True)
        yield dark(drawn_in_grey(spare.page, look.frame))
        set_active([item], active=False)


def _hidden(sheet: Sheet, look: _Look, shape: Image.Image) -> Hidden | None:
    item, page, frame = look.text.item, sheet.page, look.frame
    set_active([item], active=False)
    without = drawn(page, frame)
    set_active([item], active=True)
    as_is = drawn(page, frame)
    lost, letters = _lost(shape, changed(as_is, without), look.letter)
    if all(_is_struck(shape.crop(tile), as_is.crop(tile), look.letter) for tile in lost):
        return None
    if count(shape) <= _SPECKS:
        return Hidden(Why.INVISIBLE if _clip(look.text) is None else Why.CLIPPED)
    if any(_alpha(one) < _FAINT for one in (item, *look.text.forms)):
        return Hidden(Why.TRANSPARENT)
    stands_out = []
    for grey in (0, WHITE):
        set_grey(item, grey)
        stands_out.append(changed(drawn(page, frame), without))
    covered, _ = _lost(shape, ImageChops.lighter(*stands_out), look.letter)
    return Hidden(Why.COVERED if covered else Why.GROUND, len(lost) < letters)


def scales(text: PlacedObject) -> tuple[float, float, bool]:
    """Return the size of a text upward and across its line, in points, and whether it is mirrored."""
    own = matrix(text.item)
    a, b, c, d = own.a, own.b, own.c, own.d
    for form in text.forms:
        by = matrix(form)
        a, b, c, d = a * by.a + b * by.c, a * by.b + b * by.d, c * by.a + d * by.c, c * by.b + d * by.d
    size = abs(font_size(text.item))
    return size * math.hypot(c, d), size * math.hypot(a, b), a * d < b * c


def _beyond(box: BBox, limits: BBox) -> float:
    """Return by how much a box reaches over limits."""
    return max(limits[0] - box[0], limits[1] - box[1], box[2] - limits[2], box[3] - limits[3])


def _is_cut(box: BBox, clip: BBox, em: float) -> bool:
    """Whether a clip takes away a letter, or so much of the height that no letter can be read."""
    across = max(clip[0] - box[0], 0) + max(box[2] - clip[2], 0)
    upward = max(clip[1] - box[1], 0) + max(box[3] - clip[3], 0)
    return across > em / 2 or upward > _CUT * (box[3] - box[1])


def _clip(text: PlacedObject) -> BBox | None:
    """Return the bounds of what the clips of a text and of its forms leave, None if there are none."""
    found: list[BBox] = []
    for depth, item in enumerate((text.item, *text.forms)):
        clip = pdfium.FPDFPageObj_GetClipPath(item)
        for path in range(pdfium.FPDFClipPath_CountPaths(clip)):
            if points := _points(clip, path):
                across, upward = zip(*points, strict=True)
                own = min(across), min(upward), max(across), max(upward)
                found.append(functools.reduce(transformed, map(matrix, text.forms[depth:]), own))
    return functools.reduce(both, found) if found else None


def _points(clip: Untyped, path: int) -> list[tuple[float, float]]:
    points = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, number)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        points.append((x.value, y.value))
    return points


def both(one: BBox, other: BBox) -> BBox:
    """Return what two boxes share; it has no room if they share nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def has_room(box: BBox) -> bool:
    """Whether a box has any area."""
    return box[0] < box[2] and box[1] < box[3]


def _alpha(item: Untyped) -> int:
    """Return how opaque an object's areas are, up to 255."""
    parts = [ctypes.c_uint(255) for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(item, *map(ctypes.byref, parts))
    return parts[3].value


def _lost(shape: Image.Image, ink: Image.Image, letter: float) -> tuple[list[Tile], int]:
    """Return the letters of a shape that show no ink, and how many it has; `letter` is how many pixels wide one is."""
    if count(shape) <= _SPECKS:
        return [(0, 0, *shape.size)] if count(ink) <= _SPECKS else [], 1
    across, down = (max(1, round(length / letter)) for length in shape.size)
    expected = shape.resize((across, down), Image.Resampling.BOX).tobytes()
    shown = ImageChops.darker(shape, ink).resize((across, down), Image.Resampling.BOX).tobytes()
    inked = [tile for tile, one in enumerate(expected) if one >= _NARROW * max(expected)]
    lost = [divmod(tile, across) for tile in inked if shown[tile] < _SHOWN * expected[tile]]
    width, height = shape.width / across, shape.height / down
    return [(int(x * width), int(y * height), int((x + 1) * width), int((y + 1) * height)) for y, x in lost], len(inked)


def _is_struck(shape: Image.Image, as_is: Image.Image, letter: float) -> bool:
    """Whether a sign as flat as a dash lies in a line that strikes it through, and not below a box."""
    room = shape.getbbox()
    if room is None or room[3] - room[1] > _FLAT * letter:
        return False
    plain = as_is.resize((1, 1), Image.Resampling.NEAREST).resize(as_is.size)
    return count(changed(as_is, plain)) > 0


def count(mask: Image.Image) -> int:
    """Return how many pixels of a mask are white."""
    return mask.histogram()[WHITE]
