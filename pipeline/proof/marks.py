"""The marks of the print edition's pages on screens: each once, before the words with which its page begins."""

from collections.abc import Iterator, Sequence

from pipeline.proof import rules
from pipeline.proof.described import described, named, quoted
from pipeline.proof.spans import moved
from pipeline.proof.streams import Difference, Stream
from pipeline.proof.words import Words, edits

_WORDS = 30
"""So many characters are told of what follows a mark."""


def of_marks(streams: Sequence[Stream]) -> Iterator[Difference]:
    """The marks that are lost, stand elsewhere or again, or are of no page; with a lost block its mark is gone."""
    held: dict[str, list[tuple[Stream, int, int]]] = {}
    for stream in streams:
        for at, entry in enumerate(stream.held.entries):
            for start in entry.pages:
                held.setdefault(start.label, []).append((stream, at, start.offset))
    for stream in streams:
        for index, entry in enumerate(stream.promised.entries):
            for start in entry.pages:
                yield from _of_mark(stream, index, start.label, start.offset, held.pop(start.label, []))
    for label, spots in held.items():
        stream, at, offset = spots[0]
        fact = f"a mark of page {quoted(label)}, which nobody has printed, stands {_before(stream, at, offset)}"
        own = stream.pairs.promised[at]
        known = stream.last_promised[at] if own is None else own
        place = stream.promised.entries[known].at if known >= 0 else None
        yield Difference(rules.LOST_PAGE_MARK, place, "", fact)


def _of_mark(
    stream: Stream, index: int, label: str, offset: int, spots: Sequence[tuple[Stream, int, int]]
) -> Iterator[Difference]:
    entry, at = stream.promised.entries[index], stream.pairs.held[index]
    if at is None:
        return
    words = Words(entry.text).shown(offset, offset + _WORDS)
    place = f"before {quoted(words)} in the {named(entry)}" if words and offset else f"before {described(entry)}"
    right = [spot for spot in spots if spot[0] is stream and spot[1] == at and _is_there(stream, index, offset, spot)]
    fact = ""
    if not spots:
        fact = f"the mark of page {quoted(label)} is missing {place}"
    elif not right:
        fact = f"the mark of page {quoted(label)} stands {_before(*spots[0])}, not {place}"
    elif len(spots) > 1:
        other = next(spot for spot in spots if spot is not right[0])
        fact = f"the mark of page {quoted(label)} stands again {_before(*other)}"
    if fact:
        yield Difference(rules.LOST_PAGE_MARK, entry.at, "", fact)


def _is_there(stream: Stream, index: int, offset: int, spot: tuple[Stream, int, int]) -> bool:
    """Whether a held mark stands before what followed the promised one, whatever has become of the words."""
    promised, held = stream.promised.entries[index].text, stream.held.entries[spot[1]].text
    first, last = moved(offset, edits(Words(promised).solid, Words(held).solid))
    return first <= spot[2] <= last


def _before(stream: Stream, at: int, offset: int) -> str:
    entry = stream.held.entries[at]
    words = Words(entry.text).shown(offset, offset + _WORDS)
    if not offset:
        return f"before {described(entry)}"
    return f"before {quoted(words)} in the {named(entry)}" if words else f"behind {described(entry)}"
