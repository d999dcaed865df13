"""How large a sheet is and where on it a page stands, in points."""

from collections.abc import Iterable
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a page comes to its place: enlarged by `scale`, then moved; and the box that it has there."""

    scale: float
    across: float
    upward: float
    box: Box


def sheet_size(pages: Iterable[Box]) -> tuple[float, float]:
    """Width and height of a sheet that lies across and has the paper's size of the largest page."""
    sides = [(right - left, top - bottom) for left, bottom, right, top in pages]
    return max(max(side) for side in sides), max(min(side) for side in sides)


def fit(page: Box, sheet: tuple[float, float], half: int) -> Fit:
    """A page in the middle of a half of a sheet (0 left, 1 right), as large as it has room there."""
    width, height = sheet[0] / 2, sheet[1]
    own_width, own_height = page[2] - page[0], page[3] - page[1]
    scale = min(width / own_width, height / own_height)
    left = half * width + (width - scale * own_width) / 2
    bottom = (height - scale * own_height) / 2
    box = (left, bottom, left + scale * own_width, bottom + scale * own_height)
    return Fit(scale, left - scale * page[0], bottom - scale * page[1], box)
