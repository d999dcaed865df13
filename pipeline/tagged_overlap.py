"""Finds texts of a PDF that lie on one another, so that neither is read: their boxes meet, and so does their ink."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import ImageChops

from pipeline.tagged_look import Sheet, both, closeness, count, has_room, scales
from pipeline.tagged_objects import BBox
from pipeline.tagged_pictures import around, dark, drawn_in_grey, set_active, set_grey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PIL import Image

    from pipeline.tagged_objects import Untyped
    from pipeline.tagged_pictures import Frame

_DEEP: Final = 0.35  # the share of the lower one's height: lines that are set tight meet with less
_WIDE: Final = 1.0  # in letters of the smaller one: a raised figure meets the line above with less
_MIXED: Final = 0.05  # the share of the ink where they meet that is of both: lines that touch share less


def meeting(sheet: Sheet, boxes: Sequence[BBox]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of each two texts whose boxes meet by more than a letter."""
    upward = sorted((number for number, box in enumerate(boxes) if has_room(box)), key=lambda number: boxes[number][1])
    for place, number in enumerate(upward):
        for other in _from(upward, place + 1, boxes, boxes[number][3]):
            if _meet(sheet, boxes, number, other):
                yield number, other


def _from(upward: Sequence[int], place: int, boxes: Sequence[BBox], top: float) -> Iterator[int]:
    """Yield the texts behind a place that begin below a height."""
    for at in range(place, len(upward)):
        if boxes[upward[at]][1] >= top:
            return
        yield upward[at]


def _meet(sheet: Sheet, boxes: Sequence[BBox], one: int, other: int) -> bool:
    shared = both(boxes[one], boxes[other])
    if not has_room(shared):
        return False
    lower = min(box[3] - box[1] for box in (boxes[one], boxes[other]))
    letter = min(scales(sheet.texts[number])[0] for number in (one, other))
    return shared[3] - shared[1] > _DEEP * lower and shared[2] - shared[0] > _WIDE * letter


def overlapping(spare: Sheet, pairs: Iterable[tuple[int, int]]) -> set[int]:
    """Return the numbers of the texts whose ink mixes with that of another; the sheet is changed."""
    set_active([*(text.item for text in spare.texts), *spare.others], active=False)
    found: set[int] = set()
    for pair in pairs:
        texts = [spare.texts[number] for number in pair]
        shared = both(*(text.box for text in texts))
        frame = around(spare.page, shared, closeness(min(scales(text)[0] for text in texts)))
        if not frame.width or not frame.height:
            continue
        one, other = (_shape(spare.page, text.item, frame) for text in texts)
        if count(ImageChops.darker(one, other)) > _MIXED * min(count(one), count(other)):
            found.update(pair)
    return found


def _shape(page: Untyped, item: Untyped, frame: Frame) -> Image.Image:
    set_grey(item, 0)
    set_active([item], active=True)
    shape = dark(drawn_in_grey(page, frame))
    set_active([item], active=False)
    return shape
