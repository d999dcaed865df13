"""What an edition has of an article: the blocks that its row selects, and the notes that these call."""

import dataclasses
from collections.abc import Callable, Sequence
from typing import TypeVar, get_args

from pipeline.model import Article, Block, Edition, Note, NoteCall
from pipeline.model.walk import descend

_BLOCKS = get_args(Block)
N = TypeVar("N")


def selected(article: Article, edition: Edition) -> Article:
    """The article as the edition has it; numbers and ids stay those of the whole."""
    blocks = _kept(article.blocks, edition.select)
    notes = {note.id: _within(note, edition.select) for note in article.notes}
    called = _called(blocks, notes)
    return dataclasses.replace(article, blocks=blocks, notes=tuple(notes[name] for name in notes if name in called))


def _kept(nodes: tuple[N, ...], select: Callable[[Block], bool]) -> tuple[N, ...]:
    """The nodes without the blocks, at any depth, that are not selected."""
    return tuple(_within(node, select) for node in nodes if not isinstance(node, _BLOCKS) or select(node))


def _within(node: N, select: Callable[[Block], bool]) -> N:
    if not dataclasses.is_dataclass(node) or isinstance(node, type):
        return node
    values = {field.name: getattr(node, field.name) for field in dataclasses.fields(node)}
    kept = {name: _kept(value, select) for name, value in values.items() if isinstance(value, tuple)}
    changed = {name: value for name, value in kept.items() if value != values[name]}
    return dataclasses.replace(node, **changed) if changed else node


def _called(blocks: Sequence[Block], notes: dict[str, Note]) -> set[str]:
    """The notes that the blocks call, and those that these call in turn."""
    called: set[str] = set()
    waiting: list[Sequence[Block]] = [blocks]
    while waiting:
        calls = {node.note for node in descend(waiting.pop()) if isinstance(node, NoteCall)} - called
        called |= calls
        waiting.extend(notes[name].children for name in calls)
    return called
