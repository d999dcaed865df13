"""The numbers of notes: in the order of their first calls, those that only notes call after those of the text."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import cast

from pipeline.model import Article, Block, Note, NoteCall
from pipeline.model.walk import Node, rebuilt


def with_numbers(article: Article) -> Article:
    """The article with numbered calls and its notes in the order of their numbers; notes never called are left out."""
    calls = _Calls({note.id: note for note in article.notes})
    blocks = tuple(cast(Block, calls.numbered(block)) for block in article.blocks)
    notes = list(calls.notes())
    numbered = (replace(note, number=number, calls=tuple(calls.ids[note.id])) for number, note in enumerate(notes, 1))
    return replace(article, blocks=blocks, notes=tuple(numbered))


@dataclass(slots=True)
class _Calls:
    known: dict[str, Note]
    order: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    ids: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def numbered(self, node: Node) -> Node:
        if not isinstance(node, NoteCall):
            return rebuilt(node, self.numbered)
        if node.note not in self.numbers:
            self.order.append(node.note)
            self.numbers[node.note] = len(self.order)
        made = replace(node, number=self.numbers[node.note], call=len(self.ids[node.note]) + 1)
        self.ids[node.note].append(made.id)
        return made

    def notes(self) -> list[Note]:
        """The notes that are called; their own calls are numbered on the way, so `order` may grow while it is read."""
        found = []
        for name in self.order:
            note = self.known[name]
            found.append(replace(note, children=tuple(cast(Block, self.numbered(block)) for block in note.children)))
        return found
