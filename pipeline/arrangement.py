"""Where an edition has what has no place of its own: the tables of charts, and notes.

Tables of charts are folded below each chart on the web, elsewhere in the closing section. Notes are at the end on
screens; on paper they are at the foot of the page that calls them, if none is too long for that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from pipeline.model import (
    Article,
    Block,
    Chart,
    CodeBlock,
    Edition,
    Figure,
    Link,
    Note,
    PageReference,
    Part,
    Section,
    Table,
)
from pipeline.model.walk import Node, descend, respread

N = TypeVar("N")

_MOST, _IN_LINE = 15, 90
"""How many lines the longest note at the foot of a page may have, a third of the page, and how many signs a line has.

The engine cannot go on with a note on the next page, so what is longer could run off it.
"""


def has_endnotes(article: Article, edition: Edition) -> bool:
    """Whether the notes of an edition stand together at the end; then all do: who looks for one looks in one place."""
    if edition.medium != "paper" or edition.options.get("notes") == "end":
        return bool(article.notes)
    return any(_lines(note) > _MOST for note in article.notes)


def _lines(note: Note) -> float:
    """How many lines a note takes at most, about: each block begins one, and a picture takes all that there are."""
    nodes = [*descend(note.children)]
    begun = sum(isinstance(node, Block | Part) for node in nodes)
    code = sum(node.text.count("\n") for node in nodes if isinstance(node, CodeBlock))
    pictures = sum(isinstance(node, Figure) for node in nodes)
    return begun + code + pictures * _MOST + sum(len(getattr(node, "text", "")) for node in nodes) / _IN_LINE


def arranged(article: Article, edition: Edition) -> Article:
    """The article with the tables of its charts where the edition has them; a closing section that holds none goes."""
    if edition.is_excerpt:
        article = _led_out(replace(article, blocks=tuple(_without_lone_heads(article.blocks))))
    charts = [node for node in descend(article.blocks) if isinstance(node, Chart) and node.data]
    if edition.medium != "web" or not charts:
        return replace(article, blocks=tuple(block for block in article.blocks if not _is_emptied(block)))
    wanted = {chart.data for chart in charts}
    tables = {node.id: node for node in descend(article.blocks) if isinstance(node, Table) and node.id in wanted}
    moved = {*tables, *(f"{name}.back" for name in tables)}
    body = (block for block in article.blocks if not _is_closing(block, moved))
    return replace(article, blocks=tuple(_folding(tuple(body), tables)))


def _without_lone_heads(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks of an excerpt; pictures and tables that are all their section has stand before sections, without it.

    Their captions say what they are.
    """
    sections: list[Section] = []
    for block in blocks:
        if not isinstance(block, Section):
            yield block
            continue
        inside = tuple(_without_lone_heads(block.children))
        if inside and all(isinstance(each, Chart | Figure | Table) and each.caption for each in inside):
            yield from inside
        else:
            sections.append(replace(block, children=inside))
    yield from sections


def _led_out(article: Article) -> Article:
    """An excerpt whose links to what it lacks lead to that place at the article's address, on no page of its own.

    Where there is no address yet, their words stand alone. The line of a chart that leads to its table goes with it.
    """
    roots = (*article.blocks, *article.notes)
    there = {getattr(node, "id", "") for node in descend(roots)} | {note.id for note in article.notes}
    address = article.metadata.permalink

    def led(node: Node) -> tuple[Node, ...]:
        if isinstance(node, PageReference) and node.target not in there:
            return ()
        if isinstance(node, Chart) and node.data not in there:
            node = replace(node, way=None)
        made = respread(node, led)
        if not isinstance(made, Link) or not made.target.startswith("#") or made.target[1:] in there:
            return (made,)
        return (replace(made, target=address + made.target),) if address else made.children

    blocks = tuple(cast(Block, each) for block in article.blocks for each in led(block))
    notes = tuple(respread(note, led) for note in article.notes)
    return replace(article, blocks=blocks, notes=notes)


def _is_closing(block: Block, moved: set[str]) -> bool:
    return isinstance(block, Section) and all(child.id in moved for child in block.children)


def _is_emptied(block: Block) -> bool:
    """Whether a section has lost all that it had; an author's, which never had anything, stays."""
    return isinstance(block, Section) and not block.children and block.at.line == 1


def _folding(nodes: tuple[N, ...], tables: Mapping[str, Table]) -> Iterator[N | Chart | Table]:
    """Yield the nodes with the tables of all charts in them, each behind its chart."""
    for node in nodes:
        if isinstance(node, Chart) and node.data in tables:
            # The table is right below: no line needs to lead there.
            yield replace(node, way=None)
            yield replace(tables[node.data], folded=True)
        else:
            yield _folded(node, tables)


def _folded(node: N, tables: Mapping[str, Table]) -> N:
    if not is_dataclass(node) or isinstance(node, type):
        return node
    values = {each.name: getattr(node, each.name) for each in fields(node)}
    made = {name: tuple(_folding(value, tables)) for name, value in values.items() if isinstance(value, tuple)}
    changed = {name: value for name, value in made.items() if value != values[name]}
    return replace(node, **changed) if changed else node
