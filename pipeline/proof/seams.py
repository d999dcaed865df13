"""Blocks that ran together or fell apart: their text is all there, but not the seams between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.model import Entry, solid
from pipeline.proof import rules
from pipeline.proof.described import described, quoted
from pipeline.proof.sequences import Pair
from pipeline.proof.streams import Difference, Stream


@dataclass(frozen=True, slots=True)
class Seams:
    """The differences, and the promised and the held entries that need no other one."""

    differences: list[Difference] = field(default_factory=list)
    promised: set[int] = field(default_factory=set)
    held: set[int] = field(default_factory=set)


def seams(stream: Stream, unequal: Sequence[Pair]) -> Seams:
    """Which of the unequal pairs hold their neighbours' text too, or share their own with what nobody promised."""
    found = Seams()
    one, other = stream.promised.entries, stream.held.entries
    for index, at in unequal:
        first, second = solid(one[index].text), solid(other[at].text)
        if len(first) < len(second):
            parts = next(_parts(second, one, stream.pairs.held, index), range(0))
            if parts:
                after = quoted(one[parts[-1]].text)
                _tell(found, stream, parts[0], at, f"runs together with what follows, to {after}")
                found.promised.update(parts)
        elif len(second) < len(first):
            parts = next(_parts(first, other, stream.pairs.promised, at), range(0))
            if parts:
                _tell(
                    found,
                    stream,
                    index,
                    at,
                    f"is {len(parts)} blocks, the last of them {quoted(other[parts[-1]].text)}",
                )
                found.promised.add(index)
                found.held.update(parts)
    return found


def _tell(found: Seams, stream: Stream, index: int, at: int, what: str) -> None:
    entry = stream.promised.entries[index]
    found.differences.append(Difference(rules.WRONG_LEVEL, entry.at, stream.page_of(at), f"{described(entry)} {what}"))


def _parts(whole: str, entries: Sequence[Entry], partners: Sequence[int | None], index: int) -> Iterator[range]:
    """The neighbours without partners that make up a text together with an entry: those after it, those before it."""
    text, end = solid(entries[index].text), index + 1
    while whole.startswith(text) and len(text) < len(whole) and end < len(entries) and partners[end] is None:
        text, end = text + solid(entries[end].text), end + 1
    if text == whole:
        yield range(index, end)
    text, start = solid(entries[index].text), index
    while whole.endswith(text) and len(text) < len(whole) and start > 0 and partners[start - 1] is None:
        text, start = solid(entries[start - 1].text) + text, start - 1
    if text == whole:
        yield range(start, index + 1)
