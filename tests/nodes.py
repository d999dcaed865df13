"""Articles of which one node was changed or taken out: what a test takes away to see whether that is told."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import cast

from pipeline.model import Article, Block, Text

Change = Callable[[object], object]
"""Gives what stands in a node's place, None for nothing."""


def changed(article: Article, victim: object, change: Change) -> Article:
    """Return the article with one node of its text or of its notes changed, or taken out."""

    def within(value: object) -> object:
        if value is victim:
            return change(value)
        if isinstance(value, tuple):
            return tuple(each for each in map(within, value) if each is not None)
        if hasattr(type(value), "kind") and is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{field.name: within(getattr(value, field.name)) for field in fields(value)})
        return value

    notes = tuple(replace(note, children=cast("tuple[Block, ...]", within(note.children))) for note in article.notes)
    return replace(article, blocks=cast("tuple[Block, ...]", within(article.blocks)), notes=notes)


def shortened(node: object) -> object:
    """Return a text without its last character that is no space."""
    return replace(cast("Text", node), text=cast("Text", node).text.rstrip()[:-1])
