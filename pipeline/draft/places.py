"""Where in an article a place of its source is: in which block, or behind which."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.diagnostics import Location
from pipeline.model import Article, Block, Note, NoteCall, Section
from pipeline.model.walk import descend

TOP = ""
"""The place of what is in no block."""


@dataclass(frozen=True, slots=True)
class Map:
    """Where blocks and notes stand: for each file of the text, their places in order, each with the id of a block."""

    starts: Mapping[str, Sequence[tuple[int, int, str]]]
    used: Mapping[str, Location]

    @classmethod
    def of(cls, article: Article) -> "Map":
        """The map of a resolved article."""
        starts: dict[str, list[tuple[int, int, str]]] = {}
        for at, name in (*_places(article.blocks), *_places_of_notes(article)):
            starts.setdefault(at.file, []).append((at.line, at.column, name))
        for places in starts.values():
            places.sort(key=lambda place: place[:2])
        used = {source.file: source.used[0] for source in article.sources if source.used}
        return cls(starts, used)

    def block_at(self, at: Location | None) -> str:
        """The id of the block in which a place is, or behind which; TOP when the text has not begun there."""
        if at is None:
            return TOP
        if at.file not in self.starts:
            return self.block_at(self.used[at.file]) if at.file in self.used else TOP
        starts = self.starts[at.file]
        behind = bisect_right(starts, (at.line, at.column), key=lambda place: place[:2])
        return starts[behind - 1][2] if behind else TOP


def _places(blocks: Iterable[Block]) -> Iterator[tuple[Location, str]]:
    """The place of each block that is not inside of another, but for sections."""
    for block in blocks:
        if isinstance(block, Section):
            yield block.at, block.id
            yield from _places(block.children)
        else:
            yield block.at, block.id


def _places_of_notes(article: Article) -> Iterator[tuple[Location, str]]:
    """The place of each note with the block that first calls it; a note that only notes call goes with them."""
    callers: dict[str, str] = {}
    notes = {note.id: note for note in article.notes}
    for block in _flow(article.blocks):
        _note_callers((block,), block.id, notes, callers)
    yield from ((note.at, callers.get(note.id, TOP)) for note in article.notes)


def _note_callers(blocks: Sequence[Block], caller: str, notes: Mapping[str, Note], callers: dict[str, str]) -> None:
    waiting = list(blocks)
    while waiting:
        for node in descend((waiting.pop(),)):
            if isinstance(node, NoteCall) and node.note in notes and node.note not in callers:
                callers[node.note] = caller
                waiting.extend(notes[node.note].children)


def _flow(blocks: Iterable[Block]) -> Iterator[Block]:
    """Headings and blocks in the order of the text."""
    for block in blocks:
        if isinstance(block, Section):
            yield block.heading
            yield from _flow(block.children)
        else:
            yield block
