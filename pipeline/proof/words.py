"""How two texts of one block differ, in words.

Texts are compared without white space, since lines of print have eaten it, and what differs is then widened to whole
words of the promised text. Offsets count the characters that are not white space, as those of spans do.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.proof.sequences import Pair, matched

_WORD = re.compile(r"\S+")
_LONG = 40
"""A word of more characters is shown only around what differs in it: Japanese writes whole sentences as one."""
_AROUND = 8
_SLIDE = 64
_CHANCE = 3
"""Fewer letters in a row two texts have in common by chance ..."""
_LIKE = 0.4
"""... and altogether less than this part of the shorter one."""
_LETTERS = 4096
"""Up to so many possible pairs texts are compared letter by letter."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of one text that stands as another stretch in the other."""

    start: int
    end: int
    begin: int
    stop: int


@dataclass(frozen=True, slots=True)
class Change:
    """Words that were promised and what stands in their place, one of them perhaps empty; `at`: where, in the file."""

    lost: str
    came: str
    at: int


class Words:
    """A text by its words: where each begins with and without the white space."""

    def __init__(self, text: str) -> None:
        """Find the words."""
        self.text = text
        found = [(word.start(), word.group()) for word in _WORD.finditer(text)]
        self.solid = "".join(word for _, word in found)
        self._places = [place for place, _ in found]
        self.starts: list[int] = []
        total = 0
        for _, word in found:
            self.starts.append(total)
            total += len(word)

    def shown(self, start: int, end: int) -> str:
        """The text between two offsets with its white space, none at its ends."""
        end = min(end, len(self.solid))
        return self.text[self._place(start) : self._place(end - 1) + 1] if end > start else ""

    def is_edge(self, offset: int) -> bool:
        """Whether a word begins or the text ends at an offset."""
        place = bisect_left(self.starts, offset)
        return offset == len(self.solid) or (place < len(self.starts) and self.starts[place] == offset)

    def begin_of(self, offset: int) -> int:
        """Where the word begins that has the character at the offset."""
        return self.starts[bisect_right(self.starts, offset) - 1] if self.starts else 0

    def end_of(self, offset: int) -> int:
        """Where the word ends that has the character before the offset."""
        place = bisect_left(self.starts, offset)
        return self.starts[place] if place < len(self.starts) else len(self.solid)

    def _place(self, offset: int) -> int:
        word = bisect_right(self.starts, offset) - 1
        return self._places[word] + offset - self.starts[word]


def pieces(text: str) -> list[str]:
    """The text in short pieces whose edges its own characters set, so that a change moves none but those beside it."""
    edges = [0, *(index for index, letter in enumerate(text, 1) if ord(letter) % 5 == 0), len(text)]
    return [text[start:end] for start, end in pairwise(edges) if end > start]


def edits(promised: str, held: str) -> tuple[Edit, ...]:
    """What differs between two texts without white space, in order."""
    before = _alike(promised, held)
    after = _alike(promised[before:][::-1], held[before:][::-1])
    first, second = promised[before : len(promised) - after], held[before : len(held) - after]
    return tuple(
        Edit(edit.start + before, edit.end + before, edit.begin + before, edit.stop + before)
        for edit in _edits(first, second)
    )


def changes(promised: Words, held: Words, found: Sequence[Edit]) -> tuple[Change, ...]:
    """What differs in whole words; where only white space differs, the words that it joins or parts."""
    joined = _joined([_widened(edit, promised, held) for edit in found or _spaced(promised, held)])
    return tuple(
        Change(promised.shown(edit.start, edit.end), held.shown(edit.begin, edit.stop), edit.begin) for edit in joined
    )


def _alike(first: str, second: str) -> int:
    """How many characters two texts have in common at their beginning."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if first[low:middle] == second[low:middle] else (low, middle - 1)
    return low


def _edits(first: str, second: str) -> Iterator[Edit]:
    cut = list if len(first) * len(second) <= _LETTERS else pieces
    ones, others = cut(first), cut(second)
    starts, begins = _offsets(ones), _offsets(others)
    pairs = [pair for run in _runs(matched(ones, others)) if _length(ones, run) >= _CHANCE for pair in run]
    if _length(ones, pairs) < _LIKE * min(len(first), len(second)):
        pairs = []
    last, final = 0, 0
    for one, other in [*pairs, (len(ones), len(others))]:
        if starts[one] > last or begins[other] > final:
            yield _narrowed(first, second, Edit(last, starts[one], final, begins[other]))
        if one < len(ones):
            last, final = starts[one + 1], begins[other + 1]


def _runs(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """The pairs in runs without a gap on either side."""
    run: list[Pair] = []
    for pair in pairs:
        if run and pair != (run[-1][0] + 1, run[-1][1] + 1):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def _length(parts: Sequence[str], run: Sequence[Pair]) -> int:
    return sum(len(parts[one]) for one, _ in run)


def _offsets(parts: Sequence[str]) -> list[int]:
    offsets = [0]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return offsets


def _narrowed(first: str, second: str, edit: Edit) -> Edit:
    """The edit without what both sides have at its ends."""
    one, other = first[edit.start : edit.end], second[edit.begin : edit.stop]
    before = _alike(one, other)
    after = _alike(one[before:][::-1], other[before:][::-1])
    return Edit(edit.start + before, edit.end - after, edit.begin + before, edit.stop - after)


def _spaced(promised: Words, held: Words) -> Iterator[Edit]:
    """Where a word begins in one of two texts alone that are equal but for white space."""
    for offset in sorted(set(promised.starts) ^ set(held.starts)):
        yield Edit(offset, offset, offset, offset)


def _widened(edit: Edit, promised: Words, held: Words) -> Edit:
    """The edit over whole words of the promised text, unless it takes away or adds nothing but whole words."""
    edit = _slid(edit, promised, held)
    if _is_whole(edit, promised, held):
        return edit
    start = promised.begin_of(edit.start if edit.start < edit.end else max(0, edit.start - 1))
    end = promised.end_of(edit.end if edit.start < edit.end else min(len(promised.solid), edit.end + 1))
    if edit.start == edit.end and promised.is_edge(edit.start) and edit.begin < edit.stop:
        # Letters that came to a word at its end or at its beginning, not to both of its neighbours.
        start, end = (start, edit.end) if not held.is_edge(edit.begin) else (edit.start, end)
    if edit.start - start > _LONG:
        start = edit.start - _AROUND
    if end - edit.end > _LONG:
        end = edit.end + _AROUND
    return Edit(start, end, edit.begin - (edit.start - start), edit.stop + (end - edit.end))


def _slid(edit: Edit, promised: Words, held: Words) -> Edit:
    """The same loss or gain a few letters aside, where words begin: of "a cat can" lost is "cat", not "t ca"."""
    if edit.start < edit.end and edit.begin < edit.stop:
        return edit
    letters = promised.solid if edit.begin == edit.stop else held.solid
    first, last = (edit.start, edit.end) if edit.begin == edit.stop else (edit.begin, edit.stop)
    left = _alike(letters[max(0, first - _SLIDE) : first][::-1], letters[max(first, last - _SLIDE) : last][::-1])
    right = _alike(letters[first : min(last, first + _SLIDE)], letters[last : last + _SLIDE])
    for step in sorted(range(-left, right + 1), key=abs):
        slid = Edit(edit.start + step, edit.end + step, edit.begin + step, edit.stop + step)
        if _is_whole(slid, promised, held):
            return slid
    return edit


def _is_whole(edit: Edit, promised: Words, held: Words) -> bool:
    """Whether whole words were lost and nothing came, or the other way round."""
    if edit.begin == edit.stop:
        return edit.start < edit.end and promised.is_edge(edit.start) and promised.is_edge(edit.end)
    edges = promised.is_edge(edit.start) and held.is_edge(edit.begin) and held.is_edge(edit.stop)
    return edit.start == edit.end and edges


def _joined(found: Sequence[Edit]) -> Iterator[Edit]:
    """The edits, those that touch as one."""
    last: Edit | None = None
    for edit in found:
        if last and edit.start <= last.end:
            last = Edit(last.start, max(last.end, edit.end), last.begin, max(last.stop, edit.stop))
        else:
            if last:
                yield last
            last = edit
    if last:
        yield last
