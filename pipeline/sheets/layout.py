"""How large a sheet is and where on it a page stands, in points."""

from collections.abc import Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a page comes to its place: made smaller by `scale`, then moved; and the box that it has there."""

    scale: float
    across: float
    upward: float
    box: Box


def sheet_size(pages: Sequence[Box]) -> tuple[float, float]:
    """Width and height of a sheet with room for two pages beside each other that are as large as the first."""
    left, bottom, right, top = pages[0]
    return 2 * (right - left), top - bottom


def fit(page: Box, sheet: tuple[float, float], half: int) -> Fit:
    """A page in the middle of a half of a sheet (0 left, 1 right): as it is, or as large as it has room there."""
    width, height = sheet[0] / 2, sheet[1]
    own_width, own_height = page[2] - page[0], page[3] - page[1]
    scale = min(1.0, width / own_width, height / own_height)
    left = half * width + (width - scale * own_width) / 2
    bottom = (height - scale * own_height) / 2
    box = (left, bottom, left + scale * own_width, bottom + scale * own_height)
    return Fit(scale, left - scale * page[0], bottom - scale * page[1], box)
