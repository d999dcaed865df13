"""What two sequences have in common, in order: a comparison that stays linear, however alike their elements are."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain, pairwise

Pair = tuple[int, int]
"""The index of an element of the first sequence, and that of its like in the second."""

_SMALL = 4096
"""Up to so many possible pairs are all looked at."""
_AHEAD = 16
"""How far a walk through what is long and has nothing unique looks for the next like pair."""


def matched(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Pair]:
    """The pairs of equal elements that both sequences have in the same order, rising.

    In long ones what occurs once on both sides holds the rest apart (patience); small stretches are compared in full,
    and long ones with nothing unique by a walk that looks a few elements ahead.
    """
    return sorted(_matched(first, second))


def rising(numbers: Sequence[int]) -> list[int]:
    """The indexes of a longest rising subsequence of numbers that are all different."""
    if all(one < other for one, other in pairwise(numbers)):
        return list(range(len(numbers)))
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        place = bisect_left(tops, number)
        before.append(ends[place - 1] if place else -1)
        tops[place : place + 1] = [number]
        ends[place : place + 1] = [index]
    found: list[int] = []
    last = ends[-1] if ends else -1
    while last >= 0:
        found.append(last)
        last = before[last]
    return found[::-1]


def _matched(first: Sequence[Hashable], second: Sequence[Hashable]) -> Iterator[Pair]:
    waiting = [(0, len(first), 0, len(second))]
    while waiting:
        start, end, begin, stop = waiting.pop()
        while start < end and begin < stop and first[start] == second[begin]:
            yield start, begin
            start, begin = start + 1, begin + 1
        while start < end and begin < stop and first[end - 1] == second[stop - 1]:
            end, stop = end - 1, stop - 1
            yield end, stop
        if start == end or begin == stop:
            continue
        if (end - start) * (stop - begin) <= _SMALL:
            blocks = SequenceMatcher(None, first[start:end], second[begin:stop], autojunk=False).get_matching_blocks()
            for block in blocks:
                yield from ((start + block.a + step, begin + block.b + step) for step in range(block.size))
        elif anchors := _anchors(first, second, (start, end, begin, stop)):
            yield from anchors
            edges = [(start - 1, begin - 1), *anchors, (end, stop)]
            waiting.extend(
                (one + 1, next_one, other + 1, next_other) for (one, other), (next_one, next_other) in pairwise(edges)
            )
        else:
            yield from _walked(first, second, (start, end, begin, stop))


def _anchors(first: Sequence[Hashable], second: Sequence[Hashable], span: tuple[int, int, int, int]) -> list[Pair]:
    """The pairs of what occurs once on each side, as many as keep their order."""
    start, end, begin, stop = span
    ones, others = Counter(first[start:end]), Counter(second[begin:stop])
    places = {second[index]: index for index in range(begin, stop)}
    pairs = [
        (index, places[first[index]]) for index in range(start, end) if ones[first[index]] == 1 == others[first[index]]
    ]
    return [pairs[index] for index in rising([other for _, other in pairs])]


def _walked(first: Sequence[Hashable], second: Sequence[Hashable], span: tuple[int, int, int, int]) -> Iterator[Pair]:
    """The pairs that a walk along both sides meets; past a difference it goes to the nearest like pair."""
    one, end, other, stop = span
    while one < end and other < stop:
        step = _nearest(first[one : min(end, one + _AHEAD)], second[other : min(stop, other + _AHEAD)])
        if step is None:
            one, other = one + _AHEAD, other + _AHEAD
        else:
            one, other = one + step[0], other + step[1]
            yield one, other
            one, other = one + 1, other + 1


def _nearest(first: Sequence[Hashable], second: Sequence[Hashable]) -> Pair | None:
    if first[0] == second[0]:
        return 0, 0
    sums = chain.from_iterable(((one, total - one) for one in range(total + 1)) for total in range(1, 2 * _AHEAD))
    return next(
        (
            (one, other)
            for one, other in sums
            if one < len(first) and other < len(second) and first[one] == second[other]
        ),
        None,
    )
