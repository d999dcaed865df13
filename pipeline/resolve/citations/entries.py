"""Where the references stand: where the directive puts them, in a section left empty for them, else at the end."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from pipeline.diagnostics import Location
from pipeline.model import Article, Block, Heading, Part, ReferenceItem, References, Section, Text
from pipeline.model.walk import Node, descend, rebuilt
from pipeline.theme import Words

NAME = "references"


def with_references(article: Article, entries: tuple[ReferenceItem, ...], words: Words) -> Article:
    """The article with its list of references; a place that was kept for them and has none to hold is left out."""
    placed = [node for node in descend(article.blocks) if isinstance(node, References)]
    blocks = _without(article.blocks, placed[1:] if entries else placed)
    if not entries:
        return replace(article, blocks=blocks)
    if placed:
        filled = replace(placed[0], entries=entries)
        return replace(article, blocks=_replaced(blocks, placed[0], filled))
    last = blocks[-1] if blocks else None
    if isinstance(last, Section) and not last.children and last.id == NAME:
        return replace(article, blocks=(*blocks[:-1], Section(last.heading, (_list(last.id, entries, last.at),))))
    return replace(article, blocks=(*blocks, _section(article, entries, words)))


def _section(article: Article, entries: tuple[ReferenceItem, ...], words: Words) -> Section:
    at = article.metadata.at.get("title") or Location(article.slug, 1)
    name, number = NAME, 1
    taken = {node.id for node in descend(article.blocks) if isinstance(node, Block | Part)}
    taken |= {note.id for note in article.notes} | {entry.id for entry in entries}
    while name in taken:
        number += 1
        name = f"{NAME}-{number}"
    heading = Heading(2, (Text(words.labels["references"], at),), at, id=name, unnumbered=True)
    return Section(heading, (_list(name, entries, at),))


def _list(section: str, entries: tuple[ReferenceItem, ...], at: Location) -> References:
    return References(entries, at, id=f"{section}.references1")


def _replaced(blocks: tuple[Block, ...], before: Block, after: Block) -> tuple[Block, ...]:
    def change(node: Node) -> Node:
        return after if node is before else rebuilt(node, change)

    return tuple(cast(Block, change(block)) for block in blocks)


def _without(blocks: tuple[Block, ...], gone: list[References]) -> tuple[Block, ...]:
    if not gone:
        return blocks
    kept = tuple(block for block in blocks if not any(block is each for each in gone))
    return tuple(_inside(block, gone) for block in kept)


def _inside(node: Block, gone: list[References]) -> Block:
    held = getattr(node, "children", ())
    kept = tuple(child for child in held if not any(child is each for each in gone))
    changed = cast("Callable[..., Block]", replace)(node, children=kept) if len(kept) < len(held) else node
    return rebuilt(changed, lambda child: cast(Node, _inside(cast(Block, child), gone)))
