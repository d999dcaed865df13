"""What two sequences have in common is found in their order, short ones in full, long ones by what holds them apart."""

from itertools import combinations, pairwise, permutations

import pytest

from pipeline.proof.sequences import matched, rising

LONG = [f"word {number}" for number in range(200)]
ALIKE = ["a", "b"] * 100


def _pairs(first: list[str], second: list[str]) -> list[tuple[int, int]]:
    """The pairs found, each of which must be of equals and rise on both sides."""
    pairs = matched(first, second)
    assert all(first[one] == second[other] for one, other in pairs)
    assert all(one < later and other < next_other for (one, other), (later, next_other) in pairwise(pairs))
    return pairs


@pytest.mark.parametrize("numbers", list(permutations(range(5))), ids=str)
def test_a_rising_subsequence_is_a_longest_one(numbers: tuple[int, ...]) -> None:
    """As long as the longest of all choices, its indexes and its numbers rising."""
    found = rising(numbers)
    assert found == sorted(found)
    values = [numbers[index] for index in found]
    assert values == sorted(values)
    longest = max(size for size in range(6) if any(list(some) == sorted(some) for some in combinations(numbers, size)))
    assert len(found) == longest


def test_nothing_rises_in_nothing() -> None:
    """No number, no index."""
    assert rising(()) == []


@pytest.mark.parametrize(
    ("first", "second", "pairs"),
    [
        ("abc", "abc", [(0, 0), (1, 1), (2, 2)]),
        ("abc", "ac", [(0, 0), (2, 1)]),
        ("abxcd", "abycd", [(0, 0), (1, 1), (3, 3), (4, 4)]),
        ("abc", "xyz", []),
        ("", "abc", []),
        ("aab", "ab", [(0, 0), (2, 1)]),
    ],
)
def test_short_sequences_are_compared_in_full(first: str, second: str, pairs: list[tuple[int, int]]) -> None:
    """What both begin and end with, then the longest stretches between."""
    assert _pairs(list(first), list(second)) == pairs


@pytest.mark.parametrize(
    ("second", "missing"),
    [
        (LONG[:50] + ["new"] * 3 + LONG[50:], set()),
        (LONG[:50] + LONG[53:], {50, 51, 52}),
        (["x", *LONG[1:100], "y", *LONG[101:199], "z"], {0, 100, 199}),
        (["x", *LONG[1:99], "v", "w", "y", *LONG[101:199], "z"], {0, 99, 100, 199}),
    ],
)
def test_what_is_unique_holds_long_sequences_apart(second: list[str], missing: set[int]) -> None:
    """All but what is missing has its like, whatever stands between."""
    assert {one for one, _ in _pairs(LONG, second)} == set(range(200)) - missing


def test_what_repeats_between_unique_elements_is_found_too() -> None:
    """It is compared between the two that hold it."""
    first = ["x", *(each for word in LONG for each in (word, "-", "-")), "x"]
    second = ["y", *(each for word in LONG for each in (word, "-", "+")), "z"]
    assert len(_pairs(first, second)) == 400


def test_a_swap_among_unique_elements_costs_one_pair() -> None:
    """The others keep their order."""
    second = ["x", *LONG[1:90], LONG[91], LONG[90], *LONG[92:199], "y"]
    assert len(_pairs(LONG, second)) == 197


@pytest.mark.parametrize(("lost", "found"), [(1, 197), (3, 195), (15, 183)])
def test_long_sequences_without_anything_unique_are_walked(lost: int, found: int) -> None:
    """Past a difference the nearest like pair goes on; what each side begins and ends with is another."""
    first = ["x", *ALIKE[1:199], "y"]
    second = ["v", *ALIKE[1:100], *ALIKE[100 + lost : 199], "w"]
    assert len(_pairs(first, second)) >= found - 1


def test_a_walk_goes_past_what_has_no_like() -> None:
    """As far as it looks ahead at a time."""
    first = ["x", *ALIKE[:100], *["p", "p", "q", "q"] * 8, *ALIKE[:100], "y"]
    second = ["v", *ALIKE[:100], *["r", "r", "s", "s"] * 8, *ALIKE[:100], "w"]
    assert len(_pairs(first, second)) == 200


def test_a_walk_takes_the_nearest_pair() -> None:
    """Not the first of one side."""
    first = ["x", *["a", "b", "c", "d", "e", "f"] * 20, "y"]
    second = ["v", *["a", "b", "c", "d", "e", "f"] * 10, "z", "z", *["a", "b", "c", "d", "e", "f"] * 10, "w"]
    assert len(_pairs(first, second)) == 120
