"""Where an article cites: its citations in the order in which they are read, a note where it is first called."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import cast

from pipeline.model import Article, Block, Citation, Inline, Link, NoteCall
from pipeline.model.walk import Node, children, rebuilt


def citations(article: Article) -> tuple[Citation, ...]:
    """The citations of an article, those of a note where it is first called."""
    return tuple(_Reading({note.id: note.children for note in article.notes}).read(article.blocks))


@dataclass(slots=True)
class _Reading:
    notes: dict[str, tuple[Block, ...]]
    called: set[str] = field(default_factory=set)

    def read(self, nodes: Iterable[Node]) -> Iterator[Citation]:
        for node in nodes:
            if isinstance(node, Citation):
                yield node
            if isinstance(node, NoteCall) and node.note not in self.called:
                self.called.add(node.note)
                yield from self.read(self.notes.get(node.note, ()))
            yield from self.read(children(node))


Printed = Callable[[Citation, bool], tuple[Inline, ...]]
"""The inlines of a citation; the second says whether they stand inside a link, and so must hold none."""


def with_printed(article: Article, printed: Printed) -> Article:
    """The article with inlines in the place of its citations."""
    place = _Placing(printed)
    notes = tuple(replace(note, children=place.blocks(note.children)) for note in article.notes)
    return replace(article, blocks=place.blocks(article.blocks), notes=notes)


@dataclass(frozen=True, slots=True)
class _Placing:
    printed: Printed
    linked: bool = False

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(cast(Block, self.placed(block)) for block in blocks)

    def placed(self, node: Node) -> Node:
        inside = _Placing(self.printed, linked=True) if isinstance(node, Link) else self
        opened = getattr(node, "children", None)
        if isinstance(opened, tuple) and any(isinstance(child, Citation) for child in opened):
            return cast("Callable[..., Node]", replace)(node, children=tuple(inside.run(opened)))
        return rebuilt(node, inside.placed)

    def run(self, nodes: tuple[Node, ...]) -> Iterator[Node]:
        for node in nodes:
            if isinstance(node, Citation):
                yield from self.printed(node, self.linked)
            else:
                yield self.placed(node)
