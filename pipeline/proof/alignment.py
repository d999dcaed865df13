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
    work.take(matched([_whole(entry) for entry in promised], [_whole(entry) for entry in held]))
    if work.complete():
        return work.alignment()
    work.slide()
    work.moved(_whole)
    for key in (_kind_and_text, _id, _text, _container):
        work.between(key)
    work.moved(_kind_and_text)
    work.alike()
    work.moved(_kind_and_id)
    work.grow()
    return work.alignment()


def _whole(entry: Entry) -> Hashable:
    return entry.id, entry.kind, solid(entry.text)


def _kind_and_text(entry: Entry) -> Hashable:
    return (entry.kind, solid(entry.text)) if entry.text else None


def _kind_and_id(entry: Entry) -> Hashable:
    return (entry.kind, entry.id) if entry.id else None


def _id(entry: Entry) -> Hashable:
    return entry.id or None


def _text(entry: Entry) -> Hashable:
    return solid(entry.text) or None


def _container(entry: Entry) -> Hashable:
    return None if entry.text else entry.kind


Key = Callable[[Entry], Hashable]
"""What an entry is known by; None where it is known by nothing."""


class _Pairing:
    """The pairs found so far: a value that changes, and never leaves the comparison that made it."""

    def __init__(self, promised: Sequence[Entry], held: Sequence[Entry]) -> None:
        self.promised, self.held = promised, held
        self.partner: dict[int, int] = {}
        self.taken: dict[int, int] = {}

    def take(self, pairs: Sequence[Pair]) -> None:
        for one, other in pairs:
            self.partner[one], self.taken[other] = other, one

    def complete(self) -> bool:
        return len(self.partner) == len(self.promised) == len(self.held)

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
        ones, others = self._left(key, self.promised, self.partner), self._left(key, self.held, self.taken)
        self.take([(index, others[name]) for name, index in ones.items() if name in others])

    def between(self, key: Key) -> None:
        """Pairs what is left between two pairs, in its order, by the key."""
        for ones, others in self.gaps():
            # What is known by nothing is like nothing.
            first = [_or_alone(key(self.promised[index]), index) for index in ones]
            second = [_or_alone(key(self.held[index]), -1 - index) for index in others]
            self.take([(ones[one], others[other]) for one, other in matched(first, second)])

    def alike(self) -> None:
        """Pairs what is left between two pairs by what its texts share, then by its kind where both sides agree."""
        for ones, others in self.gaps():
            shared = list(self._sharing(ones, others))
            self.take([shared[index] for index in rising([other for _, other in shared])])
        for ones, others in self.gaps():
            pairs = list(zip(ones, others, strict=False))
            if len(ones) == len(others) and all(self._may_be(*pair) for pair in pairs):
                self.take(pairs)

    def grow(self) -> None:
        """Pairs blocks that only hold others with their like, where what they hold has found its own."""
        for index in range(len(self.promised) - 1, 0, -1):
            if (other := self.partner.get(index)) is not None:
                self._join(index - 1, other - 1)
        for index in range(len(self.promised) - 1):
            if (other := self.partner.get(index)) is not None:
                self._join(index + 1, other + 1)

    def slide(self) -> None:
        """Moves the edges of gaps on one side alone to where a block begins, where the order leaves a choice."""
        for ones, others in list(self.gaps(empty=True)):
            if not others:
                _slide(self.promised, ones, self.partner, self.taken)
            elif not ones:
                _slide(self.held, others, self.taken, self.partner)

    def gaps(self, *, empty: bool = False) -> Iterator[tuple[list[int], list[int]]]:
        """What has no partner between two pairs that keep the order, where both sides have something."""
        pairs = sorted(self.partner.items())
        kept = [pairs[index] for index in rising([other for _, other in pairs])]
        one = other = 0
        for end, stop in [*kept, (len(self.promised), len(self.held))]:
            if end > one or stop > other:
                ones = [index for index in range(one, end) if index not in self.partner]
                others = [index for index in range(other, stop) if index not in self.taken]
                if (ones and others) or (empty and (ones or others)):
                    yield ones, others
            one, other = end + 1, stop + 1

    def _left(self, key: Key, entries: Sequence[Entry], done: dict[int, int]) -> dict[Hashable, int]:
        names = {index: key(entry) for index, entry in enumerate(entries) if index not in done}
        once = Counter(names.values())
        return {name: index for index, name in names.items() if name is not None and once[name] == 1}

    def _may_be(self, one: int, other: int) -> bool:
        wanted, got = self.promised[one], self.held[other]
        return wanted.kind == got.kind and (not wanted.id or not got.id or wanted.id == got.id)

    def _sharing(self, ones: Sequence[int], others: Sequence[int]) -> Iterator[Pair]:
        """For each text the one that shares most with it, at least half of what the shorter one has."""
        having: dict[str, list[int]] = {}
        sizes: dict[int, int] = {}
        for index in others:
            parts = set(pieces(solid(self.held[index].text)))
            sizes[index] = len(parts)
            for part in parts:
                having.setdefault(part, []).append(index)
        free = set(others)
        for index in ones:
            parts = set(pieces(solid(self.promised[index].text)))
            votes = Counter(
                other for part in parts if len(having.get(part, ())) <= _COMMON for other in having.get(part, ())
            )
            best = max(votes, key=lambda other: (votes[other], -other), default=-1)
            if best in free and 2 * votes[best] >= min(len(parts), sizes[best]):
                free.discard(best)
                yield index, best

    def _join(self, one: int, other: int) -> None:
        if one in self.partner or other in self.taken or not (0 <= other < len(self.held)):
            return
        wanted, got = self.promised[one], self.held[other]
        if not wanted.text and not got.text and wanted.kind == got.kind:
            self.take([(one, other)])


def _or_alone(key: Hashable, index: int) -> Hashable:
    return (index,) if key is None else key


def _slide(entries: Sequence[Entry], gap: Sequence[int], mine: dict[int, int], theirs: dict[int, int]) -> None:
    """Moves a gap up as long as what stands before it equals its end, to where its first block is the outermost."""
    start, end = gap[0], gap[-1] + 1
    if end - start != len(gap):
        return
    steps = 0
    while steps < len(gap) and start - steps > 0 and start - steps - 1 in mine:
        if _whole(entries[start - steps - 1]) != _whole(entries[end - steps - 1]):
            break
        steps += 1
    best = min(range(steps + 1), key=lambda step: (_rank(entries[start - step]), step))
    for step in range(best):
        other = mine.pop(start - step - 1)
        mine[end - step - 1], theirs[other] = other, end - step - 1


def _rank(entry: Entry) -> int:
    """How far inside others a block stands; headings open everything."""
    return entry.level - 10 if entry.kind == "heading" else entry.level
