"""Sheets that are folded, or laid one behind the other, read as the pages do."""

from collections.abc import Sequence

import pytest

from pipeline.sheets.order import Side, folded, in_pairs, mirrored, places

PAGES = range(1, 65)


def unfolded(sides: Sequence[Side]) -> list[int]:
    """Fold the sheets in the middle, laid in one another, and turn the leaves from right to left.

    The back of a sheet lies behind its front as it does when it is turned over its short edge: what is on the left of
    one is behind what is on the right of the other.
    """
    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    first_halves = [(front[1], back[0]) for front, back in sheets]
    second_halves = [(back[1], front[0]) for front, back in reversed(sheets)]
    return [page for leaf in (*first_halves, *second_halves) for page in leaf]


@pytest.mark.parametrize("pages", PAGES)
def test_a_folded_booklet_reads_from_the_first_page_to_the_last(pages: int) -> None:
    """Behind the last page there are blanks, fewer than a sheet has places."""
    read = unfolded(folded(pages))
    assert read == [*range(1, pages + 1), *[0] * (len(read) - pages)]
    assert (len(read) % 4, len(read) - pages < 4) == (0, True)


@pytest.mark.parametrize("pages", PAGES)
def test_a_booklet_from_right_to_left_is_the_mirror_image(pages: int) -> None:
    """Seen in a mirror, its leaves are turned from right to left and read the same."""
    seen_in_a_mirror = [(right, left) for left, right in mirrored(folded(pages))]
    assert unfolded(seen_in_a_mirror) == unfolded(folded(pages))
    assert mirrored(folded(pages))[0] == folded(pages)[0][::-1]


@pytest.mark.parametrize("pages", PAGES)
def test_pages_in_pairs_follow_one_another(pages: int) -> None:
    """Only the last place may be blank."""
    read = [page for side in in_pairs(pages) for page in side]
    assert read == [*range(1, pages + 1), *[0] * (pages % 2)]


def test_places_are_named_as_people_see_them() -> None:
    """By sheet, side and half; a sheet that is printed on one side has no side to name."""
    assert [str(place) for place in places(2, "folded")] == [
        "sheet 1, front, left",
        "sheet 1, front, right",
        "sheet 1, back, left",
        "sheet 1, back, right",
    ]
    assert [str(place) for place in places(2, "in-pairs")] == [
        "sheet 1, left",
        "sheet 1, right",
        "sheet 2, left",
        "sheet 2, right",
    ]


def test_the_outermost_sheet_of_a_booklet_has_the_cover() -> None:
    """Written out once: eight pages on two sheets."""
    assert folded(8) == ((8, 1), (2, 7), (6, 3), (4, 5))
    assert folded(1) == ((0, 1), (0, 0))
