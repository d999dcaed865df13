"""Reads from the boxes of the engine where it has set each line, picture and table; runs in the press's child.

Private names of WeasyPrint 70.0 used here are among those of press_tags.py, and `RasterImage`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage
from weasyprint.layout.absolute import AbsolutePlaceholder

from pipeline.press_facts import Item, Layout, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

Untyped: TypeAlias = Any  # boxes and documents of the engine, which has no types
Sides: TypeAlias = tuple[float, float, float, float]
_POINTS: Final = 0.75  # in a pixel of CSS


def layout_of(document: Untyped) -> Layout:
    """The layout of a document that has been written: only then its fonts are known."""
    reading = _Reading(document.pages[0]._page_box.children[0].element)  # noqa: SLF001 - see press_tags
    sheets = tuple(reading.sheet(page._page_box) for page in document.pages)  # noqa: SLF001 - see press_tags
    fonts = tuple(sorted({font.family for font in document.fonts.values()}))
    return Layout(sheets, fonts, tuple(reading.asked.items()))


class _Reading:
    """Goes through the boxes of one page after the other, in the order of reading; knows the ids of elements."""

    def __init__(self, root: Element) -> None:
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._blocks: dict[Element, str] = {root: root.get("id", "")}
        self.asked: dict[tuple[str, ...], str] = {}  # the families that a style names, and the first block in them

    def sheet(self, page: Untyped) -> Sheet:
        left, top = page.content_box_x(), page.content_box_y()
        area = _sides(left, top, left + page.width, top + page.height)
        inside = (box for box in page.children if not isinstance(box, boxes.MarginBox))
        items = tuple(item for box in inside for item in self._items(box, page.width, _kind(box)))
        return Sheet(_points(page.margin_width()), _points(page.margin_height()), area, items)

    def _items(self, box: Untyped, room: float, kind: Literal["line", "note"]) -> Iterator[Item]:
        """What stands in a box, which has so many pixels of room from left to right."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001 - see press_tags
        if isinstance(box, boxes.LineBox):
            yield from self._line(box, kind)
        elif isinstance(box, boxes.ReplacedBox):
            yield self._picture(box)
        else:
            if isinstance(box, boxes.TableBox):
                left, top = box.position_x, box.position_y
                sides = _sides(left, top, left + box.border_width(), top + box.border_height())
                yield Item("table", self._block(box), *sides, across=_points(room))
            if isinstance(box, boxes.BlockContainerBox) and not box.is_table_wrapper:
                room = box.width
            for child in box.children:
                yield from self._items(child, room, kind)

    def _line(self, line: Untyped, kind: Literal["line", "note"]) -> Iterator[Item]:
        inside = tuple(line.descendants())
        yield from (self._picture(box) for box in inside if isinstance(box, boxes.ReplacedBox))
        texts = [box for box in inside if isinstance(box, boxes.TextBox) and box.text.strip()]
        if texts:
            left, right = min(box.position_x for box in texts), max(box.position_x + box.width for box in texts)
            sides = _sides(left, line.position_y, right, line.position_y + line.height)
            yield Item(kind, self._block(line), *sides, "".join(box.text for box in texts))
        for box in texts:
            names = box.style["font_family"]
            # What the theme makes has no place in the source; a block of the article has.
            if self.asked.get(names, "_").startswith("_"):
                self.asked[names] = self._block(box)

    def _picture(self, box: Untyped) -> Item:
        left, top = box.content_box_x(), box.content_box_y()
        pixels = box.replacement.width if isinstance(box.replacement, RasterImage) else 0
        sides = _sides(left, top, left + box.width, top + box.height)
        return Item("picture", self._block(box), *sides, across=pixels)

    def _block(self, box: Untyped) -> str:
        """The id of an element, or of the nearest around it that has one."""
        passed = []
        element = box.element
        while element not in self._blocks:
            passed.append(element)
            if element.get("id"):
                self._blocks[element] = element.get("id")
            else:
                element = self._parents[element]
        self._blocks.update(dict.fromkeys(passed, self._blocks[element]))
        return self._blocks[element]


def _kind(box: Untyped) -> Literal["line", "note"]:
    return "note" if isinstance(box, boxes.FootnoteAreaBox) else "line"


def _sides(left: float, top: float, right: float, bottom: float) -> Sides:
    return _points(left), _points(top), _points(right), _points(bottom)


def _points(pixels: float) -> float:
    return round(pixels * _POINTS, 2)
