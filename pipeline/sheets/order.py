"""Which page stands where, by its number from 1; 0 is a blank. Sheets for languages from right to left are mirrored."""

from collections.abc import Callable, Mapping, Sequence

from pipeline.model import Place

Side = tuple[int, int]
"""The pages on the left and on the right of a side."""


def in_pairs(pages: int) -> tuple[Side, ...]:
    """One page after the other, two to a sheet that is printed on one side; a last blank where they are odd."""
    numbers = _filled(pages, 2)
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def folded(pages: int) -> tuple[Side, ...]:
    """Front and back of each sheet, the outermost first, for sheets laid in one another and folded once in the middle.

    What is missing to full sheets of four pages is blank at the end.
    """
    numbers = _filled(pages, 4)
    last = len(numbers) - 1
    pairs = ((numbers[at], numbers[last - at]) for at in range(len(numbers) // 2))
    return tuple((high, low) if side % 2 == 0 else (low, high) for side, (low, high) in enumerate(pairs))


ORDERS: Mapping[str, Callable[[int], tuple[Side, ...]]] = {"in-pairs": in_pairs, "folded": folded}


def mirrored(sides: Sequence[Side]) -> tuple[Side, ...]:
    """The same where pages are turned from left to right."""
    return tuple((right, left) for left, right in sides)


def places(sides: int, order: str) -> tuple[Place, ...]:
    """The places of so many sides, from left to right."""
    if order == "folded":
        return tuple(
            Place(side // 2 + 1, "back" if side % 2 else "front", half)
            for side in range(sides)
            for half in ("left", "right")
        )
    return tuple(Place(side + 1, "", half) for side in range(sides) for half in ("left", "right"))


def _filled(pages: int, to_full: int) -> tuple[int, ...]:
    """The numbers of the pages, with blanks up to a number of full sheets."""
    return (*range(1, pages + 1), *(0,) * (-pages % to_full))
