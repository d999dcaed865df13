"""What a file of another tool lacks of an article, by the rules of the proof; what it adds is counted, not accused."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.diagnostics import Diagnostic
from pipeline.foreign.promised import Promised, texts_of_notes
from pipeline.foreign.settled import has_nothing_of, settled
from pipeline.foreign.shape import Held
from pipeline.model import Edition, Entry, solid
from pipeline.proof import rules
from pipeline.proof.alignment import Alignment, align
from pipeline.proof.described import described, quoted
from pipeline.proof.findings import findings
from pipeline.proof.missing import of_lost, of_moved
from pipeline.proof.pairs import equal, of_pair
from pipeline.proof.places import of_places
from pipeline.proof.seams import seams
from pipeline.proof.sequences import Pair
from pipeline.proof.streams import Difference, Side, Stream
from pipeline.wording import counted

_HINT = "look at what the tool made of this; the article itself is in order"
_TABULAR = {"cell", "header-cell", "term"}
"""Blocks whose place says which they are, whatever their text."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many blocks and notes the article has, how many the file, how many texts it has besides; each difference."""

    written: int
    found: int
    beyond: int
    diagnostics: tuple[Diagnostic, ...]


def compared(wanted: Promised, got: Held, edition: Edition) -> Comparison:
    """What the file lacks of the article; `edition` says its name and whether it has pages."""
    on_paper = edition.medium == "paper"
    told = {solid(entry.text) for entry in wanted.titles}
    own = {solid(entry.text) for entry in wanted.blocks}
    blocks = [each for each in got.blocks if solid(each.text) not in told or solid(each.text) in own]
    pairs = _aligned(wanted.blocks, blocks)
    left = [blocks[at] for at, index in enumerate(pairs.promised) if index is None]
    notes = _once((*texts_of_notes(got.notes), *texts_of_notes(each for each in left if each.kind not in _TABULAR)))
    own_notes = _once(wanted.notes)
    streams = (
        _stream(wanted.blocks, blocks, pairs, on_paper=on_paper, notes=False),
        _stream(own_notes, notes, _aligned(own_notes, notes), on_paper=on_paper, notes=True),
    )
    differences = [
        *_titles(wanted.titles, got.blocks),
        *_of_blocks(streams[0]),
        *_of_notes(streams[1]),
    ]
    used = sum(index is not None for index in streams[1].pairs.promised)
    others = sum(bool(each.text) for each in left) + len(got.notes) + len(got.blocks) - len(blocks) - used
    lost = sum(at is None for stream in streams for at in stream.pairs.held)
    written = len(wanted.blocks) + len(own_notes)
    wrong = sum(len(_unequal(stream)) for stream in streams)
    diagnostics = tuple(replace(each, hint=_HINT) for each in findings(differences, edition))
    return Comparison(written, written - lost - wrong, max(others, 0) + got.beyond, diagnostics)


def _once(notes: Iterable[Entry]) -> list[Entry]:
    """The notes, each text once: what is called twice some tools print twice."""
    return list({solid(each.text): each for each in reversed(list(notes))}.values())[::-1]


def _aligned(wanted: Sequence[Entry], got: Sequence[Entry]) -> Alignment:
    """Which is which; a text that was paired for its place alone, and has nothing of the other, is none."""
    pairs = align(wanted, got)
    wrong = {
        index
        for index, at in enumerate(pairs.held)
        if at is not None
        and wanted[index].text != got[at].text
        and not (wanted[index].kind == got[at].kind and wanted[index].kind in _TABULAR)
        and has_nothing_of(wanted[index], got[at])
    }
    return Alignment(
        tuple(None if index in wrong else at for index, at in enumerate(pairs.held)),
        tuple(None if index in wrong else index for index in pairs.promised),
        pairs.moved - wrong,
    )


def _stream(wanted: Sequence[Entry], got: Sequence[Entry], pairs: Alignment, *, on_paper: bool, notes: bool) -> Stream:
    """The two sides, the held one without what its tool may make otherwise."""
    shift = _shift((wanted[index], got[at]) for index, at in enumerate(pairs.held) if at is not None)
    levelled = [replace(each, level=each.level + shift) if each.kind == "heading" else each for each in got]
    for index, at in enumerate(pairs.held):
        if at is not None:
            levelled[at] = settled(wanted[index], levelled[at], on_paper=on_paper)
    return Stream(Side(wanted), Side(levelled), pairs, on_paper, rules.LOST_NOTE if notes else rules.LOST_BLOCK)


def _shift(pairs: Iterable[tuple[Entry, Entry]]) -> int:
    """How many levels lower the file has its headings than the article: most often 0, or 1 where the title counts."""
    steps = Counter(one.level - other.level for one, other in pairs if one.kind == other.kind == "heading")
    return max(steps, key=lambda step: (steps[step], -abs(step)), default=0)


def _titles(titles: Sequence[Entry], blocks: Sequence[Entry]) -> Iterator[Difference]:
    """That a title is nowhere in the file, as a block of its own."""
    shown = {solid(each.text) for each in blocks}
    for title in titles:
        if solid(title.text) not in shown:
            yield Difference(rules.LOST_BLOCK, title.at, "", f"the {title.kind} {quoted(title.text)} is missing")


def _unequal(stream: Stream) -> list[Pair]:
    pairs = [(index, at) for index, at in enumerate(stream.pairs.held) if at is not None]
    one, other = stream.promised.entries, stream.held.entries
    return [(index, at) for index, at in pairs if not equal(one[index], other[at], on_paper=stream.on_paper)]


def _of_blocks(stream: Stream) -> Iterator[Difference]:
    unequal = _unequal(stream)
    yield from _calls(stream, unequal)
    bare = _without_calls(stream)
    sewn = seams(bare, unequal)
    yield from sewn.differences
    yield from of_lost(bare, sewn.promised)
    yield from of_moved(bare)
    yield from of_places(bare, unequal)
    for index, at in unequal:
        if index not in sewn.promised:
            yield from of_pair(bare, index, at)


def _of_notes(stream: Stream) -> Iterator[Difference]:
    """The notes, wherever and in whichever order the file has them."""
    bare = _without_calls(stream)
    yield from of_lost(bare)
    for index, at in _unequal(bare):
        yield from of_pair(bare, index, at)


def _calls(stream: Stream, unequal: Sequence[Pair]) -> Iterator[Difference]:
    """That fewer notes are called in a block than were: tools number them as they like."""
    for index, at in unequal:
        one, other = stream.promised.entries[index], stream.held.entries[at]
        missing = _count(one) - _count(other)
        if missing > 0:
            fact = f"{described(one)} lost {counted(missing, 'call')} of a note"
            yield Difference(rules.LOST_NOTE, one.at, stream.page_of(at), fact)


def _count(entry: Entry) -> int:
    return sum(span.kind == "note" for span in entry.spans)


def _without_calls(stream: Stream) -> Stream:
    sides = (
        Side([replace(each, spans=tuple(one for one in each.spans if one.kind != "note")) for each in side.entries])
        for side in (stream.promised, stream.held)
    )
    first, second = sides
    return replace(stream, promised=first, held=second)
