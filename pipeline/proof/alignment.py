"""Which entry of a file is which of those that were promised, whatever was lost, altered or moved on the way.

Equal entries come first, in order; what then is left between two of them is told by text, by id, by what it holds and
at last by likeness; what is left after that may have moved anywhere. Files of ours have ids, which makes this exact;
others have none, and texts decide.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Entry, solid
from pipeline.proof.sequences import Pair, matched, rising
from pipeline.proof.words import pieces

_COMMON = 8
"""A piece of text that more blocks have says nothing about which is which."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """For each promised entry and for each held one the index of its partner; the promised ones that moved."""

    held: tuple[int | None, ...]
    promised: tuple[int | None, ...]
    moved: frozenset[int]


def align(promised: Sequence[Entry], held: Sequence[Entry]) -> Alignment:
    """The partner of each entry, if it has any."""
    work = _Pairing(promised, held)
    if not work.gaps:
        return work.alignment()
    work.slide()
    work.moved(_whole)
    for key in (_kind_and_text, _id, _text, _container):
        work.between(key)
    work.moved(_kind_and_text)
    work.alike()
    work.moved(_id)
    work.grow()
    return work.alignment()


def _whole(entry: Entry) -> Hashable:
    return entry.id, entry.kind, solid(entry.text)


def _wholes(entries: Sequence[Entry]) -> list[Hashable]:
    return [_whole(entry) for entry in entries]


def _kind_and_text(entry: Entry) -> Hashable:
    return (entry.kind, solid(entry.text)) if entry.text else None


def _id(entry: Entry) -> Hashable:
    return entry.id or None


def _text(entry: Entry) -> Hashable:
    return solid(entry.text) or None


def _container(entry: Entry) -> Hashable:
    return None if entry.text else entry.kind


Key = Callable[[Entry], Hashable]
"""What an entry is known by; None where it is known by nothing."""


Gap = tuple[list[int], list[int]]
"""The promised and the held entries without a partner between two pairs."""


class _Pairing:
    """The pairs found so far and what is left: a value that changes, and never leaves the comparison that made it."""

    def __init__(self, promised: Sequence[Entry], held: Sequence[Entry]) -> None:
        self.promised, self.held = promised, held
        self.partner: dict[int, int] = {}
        self.taken: dict[int, int] = {}
        everything = list(range(len(promised))), list(range(len(held)))
        self.gaps: list[Gap] = [*self._paired(everything, matched(*map(_wholes, (promised, held))))]

    def alignment(self) -> Alignment:
        pairs = sorted(self.partner.items())
        kept = {pairs[index][0] for index in rising([other for _, other in pairs])}
        return Alignment(
            tuple(self.partner.get(index) for index in range(len(self.promised))),
            tuple(self.taken.get(index) for index in range(len(self.held))),
            frozenset(self.partner.keys() - kept),
        )

    def moved(self, key: Key) -> None:
        """Pairs what is left on both sides, wherever it stands, where the key tells it from all else that is left."""
        ones = self._known(key, self.promised, [index for gap in self.gaps for index in gap[0]])
        others = self._known(key, self.held, [index for gap in self.gaps for index in gap[1]])
        for name, index in ones.items():
            if name in others:
                self._take(index, others[name])
        self._forget()

    def between(self, key: Key) -> None:
        """Pairs what is left between two pairs, in its order, by the key."""
        gaps: list[Gap] = []
        for ones, others in self.gaps:
            # What is known by nothing is like nothing.
            first = [_or_alone(key(self.promised[index]), index) for index in ones]
            second = [_or_alone(key(self.held[index]), -1 - index) for index in others]
            gaps += self._paired((ones, others), matched(first, second))
        self.gaps = gaps

    def alike(self) -> None:
        """Pairs what is left between two pairs by what its texts share, then by its kind where both sides agree."""
        gaps: list[Gap] = []
        for ones, others in self.gaps:
            shared = list(self._sharing(ones, others))
            gaps += self._paired((ones, others), [shared[index] for index in rising([other for _, other in shared])])
        for ones, others in gaps:
            pairs = list(zip(ones, others, strict=False))
            if len(ones) == len(others) and all(self._may_be(*pair) for pair in pairs):
                for pair in pairs:
                    self._take(*pair)
        self.gaps = gaps
        self._forget()

    def grow(self) -> None:
        """Pairs blocks that only hold others with their like, where what they hold has found its own."""
        left = [index for gap in self.gaps for index in gap[0]]
        for step, indexes in ((1, left[::-1]), (-1, left)):
            for index in indexes:
                if (other := self.partner.get(index + step)) is not None:
                    self._join(index, other - step)
        self._forget()

    def slide(self) -> None:
        """Moves the edges of gaps on one side alone to where a block begins, where the order leaves a choice."""
        for ones, others in self.gaps:
            if ones and not others:
                _slide(self.promised, ones, self.partner, self.taken)
            elif others and not ones:
                _slide(self.held, others, self.taken, self.partner)

    def _paired(self, gap: Gap, pairs: Sequence[Pair]) -> Iterator[Gap]:
        """Takes pairs of places in a gap, rising; what is left of the gap comes back in parts."""
        ones, others = gap
        one = other = 0
        for end, stop in [*pairs, (len(ones), len(others))]:
            if end > one or stop > other:
                yield ones[one:end], others[other:stop]
            if end < len(ones) and stop < len(others):
                self._take(ones[end], others[stop])
            one, other = end + 1, stop + 1

    def _take(self, one: int, other: int) -> None:
        self.partner[one], self.taken[other] = other, one

    def _forget(self) -> None:
        """Takes out of the gaps what has a partner now."""
        self.gaps = [
            ([one for one in ones if one not in self.partner], [other for other in others if other not in self.taken])
            for ones, others in self.gaps
        ]

    def _known(self, key: Key, entries: Sequence[Entry], left: Sequence[int]) -> dict[Hashable, int]:
        names = {index: key(entries[index]) for index in left}
        once = Counter(names.values())
        return {name: index for index, name in names.items() if name is not None and once[name] == 1}

    def _may_be(self, one: int, other: int) -> bool:
        wanted, got = self.promised[one], self.held[other]
        return wanted.kind == got.kind and (not wanted.id or not got.id or wanted.id == got.id)

    def _sharing(self, ones: Sequence[int], others: Sequence[int]) -> Iterator[Pair]:
        """For each text the place of the one that shares most with it, at least half of what the shorter one has."""
        having: dict[str, list[int]] = {}
        sizes: dict[int, int] = {}
        for place, index in enumerate(others):
            parts = set(pieces(solid(self.held[index].text)))
            sizes[place] = len(parts)
            for part in parts:
                having.setdefault(part, []).append(place)
        free = set(sizes)
        for place, index in enumerate(ones):
            parts = set(pieces(solid(self.promised[index].text)))
            votes = Counter(
                other for part in parts if len(having.get(part, ())) <= _COMMON for other in having.get(part, ())
            )
            best = max(votes, key=lambda other: (votes[other], -other), default=-1)
            if best in free and 2 * votes[best] >= min(len(parts), sizes[best]):
                free.discard(best)
                yield place, best

    def _join(self, one: int, other: int) -> None:
        if one in self.partner or other in self.taken or not 0 <= other < len(self.held):
            return
        wanted, got = self.promised[one], self.held[other]
        if not wanted.text and not got.text and wanted.kind == got.kind:
            self._take(one, other)


def _or_alone(key: Hashable, index: int) -> Hashable:
    return (index,) if key is None else key


def _slide(entries: Sequence[Entry], gap: list[int], mine: dict[int, int], theirs: dict[int, int]) -> None:
    """Moves a gap up as long as what stands before it equals its end, to where its first block is the outermost."""
    start, end = gap[0], gap[-1] + 1
    steps = 0
    while steps < min(len(gap), start) and start - steps - 1 in mine:
        if _whole(entries[start - steps - 1]) != _whole(entries[end - steps - 1]):
            break
        steps += 1
    best = min(range(steps + 1), key=lambda step: (_rank(entries[start - step]), step))
    for step in range(best):
        other = mine.pop(start - step - 1)
        mine[end - step - 1], theirs[other] = other, end - step - 1
    gap[:] = range(start - best, end - best)


def _rank(entry: Entry) -> int:
    """How far inside others a block stands; headings open everything."""
    return entry.level - 10 if entry.kind == "heading" else entry.level
