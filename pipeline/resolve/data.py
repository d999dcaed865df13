"""The tables of charts: marked where they hold estimates, put into a closing section, and linked with their charts."""

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from pipeline.dates import in_words, is_date
from pipeline.diagnostics import Location
from pipeline.model import (
    Anchor,
    Article,
    Block,
    Caption,
    Chart,
    Credit,
    Heading,
    Image,
    Link,
    NoteCall,
    Row,
    Section,
    Table,
    Text,
)
from pipeline.model.walk import Node, descend, rebuilt, respread
from pipeline.theme import Words


def with_data(article: Article, words: Words) -> Article:
    """The article with the tables of its charts in a closing section `data`, each linked with its chart and back."""
    taken = {getattr(node, "id", "") for node in descend(article.blocks)} | {note.id for note in article.notes}
    moved: list[Block] = []

    def parted(node: Node) -> Node:
        if not isinstance(node, Chart) or node.table is None:
            return rebuilt(node, parted)
        name = _free(f"{node.id}-data", taken)
        moved.extend(_shown(node, node.table, name, words))
        return replace(node, table=None, data=name, way=_way(words.labels["data-at"], Link(f"#{name}", (), node.at)))

    blocks = tuple(cast(Block, parted(block)) for block in article.blocks)
    if not moved:
        return article
    heading = _heading(words, _free("data", taken), article)
    return replace(article, blocks=(*blocks, Section(heading, tuple(moved))))


def _heading(words: Words, name: str, article: Article) -> Heading:
    # At the head of the source, where no passage of some editions can take the whole section with it.
    at = Location(article.blocks[0].at.file, 1)
    return Heading(2, (Text(words.labels["data"], at),), at, id=name, unnumbered=True)


def _free(wish: str, taken: set[str]) -> str:
    name, number = wish, 1
    while name in taken:
        number += 1
        name = f"{wish}-{number}"
    taken.add(name)
    return name


def _shown(chart: Chart, table: Table, name: str, words: Words) -> Iterator[Block]:
    """Yield the table with a caption and its estimates marked, and the line that leads back."""
    caption = chart.caption or Caption((Text(chart.alt, chart.at),), chart.at)
    before, _, after = words.labels["data-of"].partition("{caption}")
    told = (
        Text(before, chart.at),
        *respread(caption, _plain).children,
        Text(after, chart.at),
    )
    children = tuple(each for each in told if not isinstance(each, Text) or each.text)
    dated = (_dated(row, over, words) for row, over in zip(table.body, chart.over, strict=True))
    rows = (_estimated(row, words) if number in chart.estimates else row for number, row in enumerate(dated))
    made = Caption(children, chart.at, id=f"{name}.caption")
    yield replace(table, caption=made, body=tuple(rows), id=name, lang=chart.lang)
    # A chart without a caption has no number to be called by.
    called = () if chart.caption else (Text(words.labels["figure"], chart.at),)
    way = _way(words.labels["back-to-chart"], Link(f"#{chart.id}", called, chart.at))
    yield Credit(way.children, chart.at, id=f"{name}.back")


def _dated(row: Row, over: str, words: Words) -> Row:
    """The row with the date that it begins with, if it does, in words."""
    first, *rest = row.cells
    if not is_date(over):
        return row
    return replace(row, cells=(replace(first, children=(Text(in_words(over, words), first.at),)), *rest))


def _estimated(row: Row, words: Words) -> Row:
    first, *rest = row.cells
    before, _, after = words.labels["estimated"].partition("{of}")
    children = (Text(before, first.at), *first.children, Text(after, first.at))
    told = tuple(each for each in children if not isinstance(each, Text) or each.text)
    return replace(row, cells=(replace(first, children=told), *rest))


def _plain(node: Node) -> tuple[Node, ...]:
    """The words of a caption without what is there once: calls of notes, pictures, and ids for links to lead to."""
    if isinstance(node, NoteCall | Image):
        return ()
    if isinstance(node, Anchor):
        return tuple(made for child in node.children for made in _plain(child))
    return (respread(node, _plain),)


def _way(pattern: str, link: Link) -> Caption:
    """The line of the theme's words with a link in its place; one without words says what its target is called."""
    before, _, after = pattern.partition("{place}")
    children = (Text(before, link.at), link, Text(after, link.at))
    told = tuple(each for each in children if not isinstance(each, Text) or each.text)
    return Caption(told, link.at, id=f"{link.target[1:]}.way")
