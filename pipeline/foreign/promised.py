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
    Moment,
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
    "credit": "caption",
    "key-facts": "definitions",
    "moment": "term",
    "pull-quote": "quote",
    "reference": "item",
    "references": "list",
    "timeline": "definitions",
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
    made: Node = respread(node, _plain)
    match node:
        case Text() | Code():
            made = replace(node, text=folded(node.text))
        case Moment(children=()):
            made = replace(node, children=(Text(node.iso, node.at),))
        case Image():
            made = replace(node, alt=folded(" ".join(node.alt.split())))
        case NoteCall():
            made = replace(_CALL, at=node.at)
        case Label() | PageReference() | Citation() | Link(children=()):
            return ()
        case Link() if isinstance(made, Link):
            made = replace(made, target=address(node.target))
        case _:
            pass
    return (made,)


def _flat(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries by kinds that all tools know; captions before what they are about, as tools place them anywhere."""
    shown: Entry | None = None
    for entry in _known(entries):
        if entry.kind == "caption":
            yield replace(entry, level=shown.level if shown else entry.level)
            continue
        if shown:
            yield shown
        shown = entry if entry.kind in {"figure", "table"} else None
        if not shown:
            yield entry
    if shown:
        yield shown


def _known(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries by their kinds for others; one that they do not know leaves what is in it one level higher."""
    gone: list[int] = []
    for entry in entries:
        if entry.kind == "heading":
            gone.clear()
            yield _bare(entry)
            continue
        while gone and entry.level <= gone[-1]:
            gone.pop()
        level = entry.level - len(gone)
        made = _bare(replace(entry, level=level, kind=_KINDS.get(entry.kind, entry.kind)))
        if entry.kind == "moment":
            yield replace(made, level=level - 1)
            yield replace(made, kind="description", level=level - 1, text="", spans=())
        elif entry.kind not in {*_ALONE, "event"} and (made.text or made.spans or _holds(made)):
            yield made
        if entry.kind in {*_ALONE, "figure", "chart"}:
            gone.append(entry.level)


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
