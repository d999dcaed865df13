"""The trace that an article promises: what each edition's file must hold, block by block, from the model alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from pipeline.diagnostics import Location
from pipeline.model import (
    Article,
    Block,
    Caption,
    Cell,
    Code,
    CodeBlock,
    Emphasis,
    Entry,
    Figure,
    Foreign,
    Heading,
    Image,
    Inline,
    LineBreak,
    Link,
    Moment,
    NoteCall,
    Paragraph,
    Part,
    Section,
    Strong,
    Term,
    Text,
    Trace,
    normal,
)
from pipeline.model.line import Line
from pipeline.model.walk import children, descend


def trace(article: Article, made: Mapping[str, str]) -> Trace:
    """The blocks, notes and generated text of an edition; `article` is resolved, `made` is its furniture."""
    meta = article.metadata
    start = _Place((), 0, meta.lang)
    front = [
        Entry((), kind, level, f"front.{key}", meta.lang, normal(text), at=meta.at.get(key))
        for kind, level, key, text in (
            ("heading", 1, "title", meta.title),
            ("subtitle", 0, "subtitle", meta.subtitle),
            ("paragraph", 0, "summary", meta.summary),
        )
        if text
    ]
    blocks = [entry for block in article.blocks for entry in _entries(block, start)]
    notes = [entry for note in article.notes for entry in _note(note.id, note.children, note.at, start)]
    generated = (Entry((), _kind_of(name), 0, name, meta.lang, normal(text)) for name, text in made.items())
    return Trace((*front, *blocks), tuple(notes), tuple(generated))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: the sections around it, the blocks around it, the language."""

    path: tuple[str, ...]
    depth: int
    lang: str

    def inside(self, lang: str = "") -> "_Place":
        return _Place(self.path, self.depth + 1, lang or self.lang)


def _kind_of(name: str) -> str:
    return name[1:].partition(".")[0]


def _note(name: str, blocks: tuple[Block, ...], at: Location, place: _Place) -> Iterator[Entry]:
    yield Entry((), "note", 0, name, place.lang, at=at)
    for block in blocks:
        yield from _entries(block, place.inside())


def _entries(node: Block | Part, place: _Place) -> Iterator[Entry]:
    """The entries of a block and of all blocks in it, in reading order."""
    if isinstance(node, Section):
        yield from _entries(node.heading, place)
        below = replace(place, path=(*place.path, node.id), depth=0)
        for block in node.children:
            yield from _entries(block, below)
        return
    lang = getattr(node, "lang", "") or place.lang
    line = _line(node)
    level = node.level if isinstance(node, Heading) else place.depth
    yield Entry(place.path, _kind(node), level, node.id, lang, line.text, line.spans, at=node.at)
    for child in children(node):
        if isinstance(child, Block | Part):
            yield from _entries(child, place.inside(lang))


def _kind(node: Block | Part) -> str:
    """The kind of its entry: the model's, but that a header cell is told from a cell."""
    return "header-cell" if isinstance(node, Cell) and node.header else node.kind


def _line(node: Block | Part) -> Line:
    """The text that a block holds itself, not by the blocks inside it."""
    line = Line()
    if isinstance(node, Paragraph | Heading | Caption | Cell | Term | Moment):
        _add(node.children, line)
    elif isinstance(node, CodeBlock):
        line.add(node.text)
    elif isinstance(node, Figure):
        _add((node.image,), line)
    return line


def _add(inlines: tuple[Inline, ...], line: Line) -> None:
    for node in inlines:
        start = line.offset()
        match node:
            case Text() | Code():
                line.add(node.text)
            case LineBreak():
                line.add(" ")
            case Emphasis() | Strong():
                _add(node.children, line)
            case Link():
                _add(node.children, line)
                line.span(start, "link", node.target)
            case Foreign():
                _add(node.children, line)
                line.span(start, "lang", node.lang)
            case NoteCall():
                line.add(str(node.number))
                line.span(start, "note", node.note)
            case Image():
                if not node.decorative:
                    line.span(start, "image", node.alt)
            case _:
                assert_never(node)


def words_of(article: Article) -> int:
    """How many words of text an article has, its notes among them: what the limits of the press go by."""
    roots = (*article.blocks, *(block for note in article.notes for block in note.children))
    return sum(len(node.text.split()) for node in descend(roots) if isinstance(node, Text | Code | CodeBlock))
