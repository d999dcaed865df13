"""What an article promises to every tool: the blocks of its own words, without what this pipeline would make of them.

Numbers, labels, references, citations and lists that `resolve` makes are not asked for: the article is taken as it was
read. The boxes and lists of our directives are asked for as what is in them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.foreign.folded import address, folded
from pipeline.model import (
    Anchor,
    Article,
    Citation,
    Code,
    Entry,
    Image,
    Label,
    Link,
    NoteCall,
    PageReference,
    Span,
    Text,
)
from pipeline.model.walk import Node, respread
from pipeline.trace import trace

_KINDS = {
    "attribution": "paragraph",
    "chart": "figure",
    "credit": "paragraph",
    "event": "item",
    "key-facts": "definitions",
    "moment": "paragraph",
    "pull-quote": "quote",
    "reference": "item",
    "references": "list",
    "timeline": "list",
    "title": "paragraph",
}
_ALONE = {"admonition", "break", "listing"}
"""What says nothing itself, and what other tools have no word for."""
_CALL = Anchor("", (), at=None)  # type: ignore[arg-type]  # it stands for no place


@dataclass(frozen=True, slots=True)
class Promised:
    """The title and the subtitle, the blocks, and the texts of the notes, each with its place in the source."""

    titles: tuple[Entry, ...]
    blocks: tuple[Entry, ...]
    notes: tuple[Entry, ...]


def promised(article: Article) -> Promised:
    """What any file made of the article should hold; `article` is as it was read."""
    plain = replace(
        article,
        blocks=tuple(respread(block, _plain) for block in article.blocks),
        notes=tuple(
            replace(note, children=tuple(respread(block, _plain) for block in note.children)) for note in article.notes
        ),
    )
    whole = trace(plain, (), "paper")
    front = {"front.title", "front.subtitle"}
    titles = tuple(
        replace(_bare(each), text=folded(each.text), kind="subtitle" if each.kind == "subtitle" else "title")
        for each in whole.blocks
        if each.id in front
    )
    blocks = tuple(_flat(each for each in whole.blocks if not each.id.startswith("front.")))
    return Promised(titles, blocks, texts_of_notes(_flat(whole.notes)))


def texts_of_notes(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The texts of entries as those of notes: whatever kinds of block they are made of, they are told as notes."""
    return tuple(replace(each, kind="note", level=0) for each in entries if each.text)


def _plain(node: Node) -> tuple[Node, ...]:
    """A node with its signs folded and without what only this pipeline makes; nothing for that itself."""
    match node:
        case Text() | Code():
            return (replace(node, text=folded(node.text)),)
        case Image():
            return (replace(node, alt=folded(" ".join(node.alt.split()))),)
        case NoteCall():
            return (replace(_CALL, at=node.at),)
        case Label() | PageReference() | Citation() | Link(children=()):
            return ()
        case Link():
            return (replace(respread(node, _plain), target=address(node.target)),)
        case _:
            return (respread(node, _plain),)


def _flat(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries by kinds that all tools know; a block that they do not know leaves what is in it one level higher.

    Captions stand before what they are about, as tools do not agree on where they place them.
    """
    gone: list[int] = []
    figure: Entry | None = None
    for entry in entries:
        if entry.kind == "heading":
            gone.clear()
        while gone and entry.level <= gone[-1] and entry.kind != "heading":
            gone.pop()
        level = entry.level if entry.kind == "heading" else entry.level - len(gone)
        made = _bare(replace(entry, level=level, kind=_KINDS.get(entry.kind, entry.kind)))
        if figure and made.kind != "caption":
            yield figure
            figure = None
        if made.kind in {"figure", "table"}:
            figure = made
        if made.kind == "caption":
            yield replace(made, level=figure.level if figure else level)
        elif entry.kind not in _ALONE and made is not figure and (made.text or made.spans or _holds(made)):
            yield made
        if entry.kind in {*_ALONE, "figure", "chart"}:
            gone.append(entry.level)
    if figure:
        yield figure


def _holds(entry: Entry) -> bool:
    return entry.kind not in {"paragraph", "heading", "term", "caption", "code-block"}


def _bare(entry: Entry) -> Entry:
    """An entry without ids, sections and language, its spans those of links, pictures and calls of notes."""
    spans = tuple(
        Span(span.start, span.end, "note" if span.kind == "anchor" else span.kind, span.value)
        for span in entry.spans
        if span.kind in {"link", "image"} or (span.kind == "anchor" and span.start == span.end and not span.value)
    )
    kind = "figure" if entry.kind == "paragraph" and not entry.text and spans else entry.kind
    return replace(entry, path=(), id="", lang="", kind=kind, spans=spans)
