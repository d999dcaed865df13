"""Pages on sheets of paper: where one stands, and what stands there."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Place:
    """A place for a page: the number of its sheet, from 1, the side of that, and the half.

    Sheets that are printed on one side alone have no side to name.
    """

    sheet: int
    side: Literal["front", "back", ""]
    half: Literal["left", "right"]

    def __str__(self) -> str:
        return ", ".join(part for part in (f"sheet {self.sheet}", self.side, self.half) if part)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a place shows: a page by its number, from 1, and that page's text without white space; 0 for a blank."""

    place: Place
    page: int
    text: str
