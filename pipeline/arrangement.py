"""Where an edition has the tables of charts: on the web folded below each chart, elsewhere in the closing section."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from pipeline.model import Article, Block, Chart, Edition, Section, Table
from pipeline.model.walk import descend

N = TypeVar("N")


def arranged(article: Article, edition: Edition) -> Article:
    """The article with the tables of its charts where the edition has them; a closing section that holds none goes."""
    charts = [node for node in descend(article.blocks) if isinstance(node, Chart) and node.data]
    if edition.medium != "web" or not charts:
        return replace(article, blocks=tuple(block for block in article.blocks if not _is_emptied(block)))
    wanted = {chart.data for chart in charts}
    tables = {node.id: node for node in descend(article.blocks) if isinstance(node, Table) and node.id in wanted}
    moved = {*tables, *(f"{name}.back" for name in tables)}
    body = (block for block in article.blocks if not _is_closing(block, moved))
    return replace(article, blocks=tuple(_folding(tuple(body), tables)))


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
