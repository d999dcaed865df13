"""The trace that an article promises: what each edition's file must hold, block by block, from the model alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import assert_never

from pipeline.furniture import Piece
from pipeline.model import (
    BOXES,
    Abbreviation,
    Anchor,
    Article,
    Attribution,
    Block,
    Caption,
    Cell,
    Chart,
    Citation,
    Code,
    CodeBlock,
    Credit,
    Emphasis,
    Entry,
    Figure,
    Foreign,
    Heading,
    Image,
    Inline,
    Item,
    Label,
    LineBreak,
    Link,
    List,
    Medium,
    Moment,
    Note,
    NoteCall,
    PageReference,
    Paragraph,
    Part,
    ReferenceItem,
    Section,
    Span,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Term,
    Text,
    Title,
    Trace,
    line_spans,
    normal,
    numeral,
    solid,
)
from pipeline.model.line import Line
from pipeline.model.walk import children, descend


def trace(article: Article, pieces: Sequence[Piece], medium: Medium) -> Trace:
    """The blocks, notes and generated text of an edition; `article` is resolved, `pieces` are its furniture.

    Where a file holds pictures as they were given, on screens, their digests are promised too.
    """
    meta = article.metadata
    pictures = {} if medium == "paper" else {name: digest(asset.content) for name, asset in article.assets.items()}
    start = _Place((), 0, meta.lang, pictures, medium == "paper")
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
    notes = [entry for note in article.notes for entry in _note(note, start)]
    return Trace((*front, *blocks), tuple(notes), tuple(_generated(piece, meta.lang) for piece in pieces))


_MARKS = {"emphasis": "em", "strike": "strike", "strong": "strong", "subscript": "sub", "superscript": "sup"}


def digest(content: bytes) -> str:
    """What stands for a picture in a trace."""
    return sha256(content).hexdigest()


def _generated(piece: Piece, lang: str) -> Entry:
    linked = piece.linked or piece.text
    start = len(solid(piece.text[: piece.text.find(linked)])) if piece.linked else 0
    link = (Span(start, start + len(solid(linked)), "link", piece.target),) if piece.target else ()
    spans = (*link, Span(0, 0, "image", piece.alt)) if piece.alt else link
    path = (piece.after,) if piece.after else ()
    return Entry(path, piece.id[1:].partition(".")[0], piece.level, piece.id, lang, normal(piece.text), spans)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: sections and blocks around it, language; the digests of pictures, and whether on paper."""

    path: tuple[str, ...]
    depth: int
    lang: str
    pictures: Mapping[str, str]
    on_paper: bool = False

    def inside(self, lang: str = "") -> "_Place":
        return replace(self, depth=self.depth + 1, lang=lang or self.lang)


def _note(note: Note, place: _Place) -> Iterator[Entry]:
    yield Entry((), "note", 0, note.id, place.lang, spans=(Span(0, 0, "number", str(note.number)),), at=note.at)
    for block in note.children:
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
    line = Line()
    _fill(line, node, place)
    text, spans = line.text, line.spans
    if isinstance(node, CodeBlock):
        text, spans = line.verbatim, line_spans(line.verbatim)
    level = node.level if isinstance(node, Heading) else place.depth
    yield Entry(place.path, _kind(node), level, node.id, lang, text, spans, at=node.at)
    for child in children(node):
        if isinstance(child, Block | Part):
            yield from _entries(child, place.inside(lang))


def _kind(node: Block | Part) -> str:
    """The kind of its entry: the model's, but that a header cell is told from a cell."""
    return "header-cell" if isinstance(node, Cell) and node.header else node.kind


def _fill(line: Line, node: Block | Part, place: _Place) -> None:
    """Adds the text that a block holds itself, not by the blocks inside it, and what it says beside text."""
    match node:
        case Paragraph() | Heading() | Caption() | Credit() | Cell() | Term() | Moment() | Title() | Attribution():
            _add(node.children, line, place)
        case ReferenceItem():
            line.add(f"{node.label} " if node.label else "")
            _add(node.children, line, place)
        case CodeBlock():
            line.add(node.text)
        case Figure():
            _add((node.image,), line, place)
        case Chart():
            for drawing in (node.drawing, node.narrow)[: 2 if node.narrow else 1]:
                _show(Image(drawing, node.alt, node.at), line, place.pictures)
        case List() if node.start is not None:
            line.span(0, "start", numeral(node.start, node.style))
        case Item() if node.checked is not None:
            line.span(0, "task", f"{BOXES[node.checked]} {node.told}")
        case _:
            pass


def _add(inlines: tuple[Inline, ...], line: Line, place: _Place) -> None:
    for node in inlines:
        start = line.offset()
        match node:
            case Text() | LineBreak():
                line.add(" " if isinstance(node, LineBreak) else node.text)
            case Code():
                line.add(node.text)
                line.span(start, "code", "")
            case NoteCall():
                line.add(str(node.number))
                line.span(start, "note", node.note)
            case Image():
                _show(node, line, place.pictures)
            case PageReference():
                if place.on_paper:
                    line.span(start, "page", node.target)
            case Citation():
                raise AssertionError("a citation is text before there is a trace")
            case _:
                _add(node.children, line, place)
                for kind, value in _meant(node):
                    line.span(start, kind, value)


def _meant(
    node: Emphasis | Strong | Abbreviation | Label | Strike | Subscript | Superscript | Link | Foreign | Anchor,
) -> tuple[tuple[str, str], ...]:
    """The kind and the value of the span that says what words are beside words."""
    match node:
        case Link():
            return (("link", node.target),)
        case Foreign():
            return (("lang", node.lang),)
        case Anchor():
            return (("anchor", node.id),)
        case Emphasis() | Strong() | Strike() | Subscript() | Superscript():
            return ((_MARKS[node.kind], ""),)
        case Abbreviation():
            return (("abbr", node.expansion),)
        case Label():
            return ()
        case _:
            assert_never(node)


def _show(image: Image, line: Line, pictures: Mapping[str, str]) -> None:
    here = line.offset()
    if not image.decorative:
        line.span(here, "image", image.alt)
    if image.asset in pictures:
        line.span(here, "picture", pictures[image.asset])


def words_of(article: Article) -> int:
    """How many words of text an article has, its notes among them: what the limits of the press go by."""
    roots = (*article.blocks, *(block for note in article.notes for block in note.children))
    return sum(len(node.text.split()) for node in descend(roots) if isinstance(node, Text | Code | CodeBlock))
