"""What the press tells of the pages that it has laid out, as plain values that travel through the pipe as they are."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, TypeAlias

Plain: TypeAlias = Any  # what JSON has made of a layout


class Item(NamedTuple):
    """Something on a page: its kind, the id of the nearest element around that has one, its place, what there is to it.

    Lengths are in points, from the left and the top edge of the page. A line is as wide as its letters, and has its
    `text`; a `note` is a line among the notes at the foot. `across` are of a picture its pixels from left to right, 0
    of a drawing, and of a table the points that it has room for.
    """

    kind: Literal["line", "note", "picture", "table"]
    block: str
    left: float
    top: float
    right: float
    bottom: float
    text: str = ""
    across: float = 0


class Sheet(NamedTuple):
    """A page: its size, the area between its margins (left, top, right, bottom), what stands there as it is read."""

    width: float
    height: float
    area: tuple[float, float, float, float]
    items: tuple[Item, ...]


class Layout(NamedTuple):
    """All pages, the families of the fonts in use, and those that styles ask for, each choice with its first block."""

    sheets: tuple[Sheet, ...] = ()
    fonts: tuple[str, ...] = ()
    asked: tuple[tuple[tuple[str, ...], str], ...] = ()


def layout_of(sheets: Plain, fonts: Plain, asked: Plain) -> Layout:
    """The layout whose fields came through the pipe as lists."""
    read = (
        Sheet(width, height, tuple(area), tuple(Item(*item) for item in items)) for width, height, area, items in sheets
    )
    return Layout(tuple(read), tuple(fonts), tuple((tuple(names), block) for names, block in asked))
