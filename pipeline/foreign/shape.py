"""From the elements of a file that another tool made to blocks: what it calls a paragraph, an item, a cell.

Files of others have text beside blocks, paragraphs in cells and none in items. Here an item always holds paragraphs, a
cell holds text, and text outside of any block is a paragraph, as it looks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from pipeline.foreign.folded import folded
from pipeline.model import Entry
from pipeline.model.line import Line

Kind = Literal[
    "", "beyond", "block", "call", "caption", "cell", "code-block", "definitions", "description", "header-cell",
    "heading", "item", "list", "note", "paragraph", "quote", "row", "table", "term",
]  # fmt: skip
"""What an element is: "" for a part of a line, `block` for what only parts lines, `call` for that of a note, `beyond`
for what the tool made by itself, such as contents."""

_HARD = {"cell", "code-block", "header-cell", "heading", "term"}
"""Blocks whose text is one, whatever parts the tool makes of it."""
_FULL = {"definitions", "list", "quote", "table"}
"""Holders that are nothing when they hold nothing."""
_HOLDERS = {"definitions", "description", "item", "list", "quote", "row", "table"}
"""Blocks that hold others and no text."""


@dataclass(frozen=True, slots=True)
class Page:
    """What follows stands on the page with this label."""

    label: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An element of a file: its kind, a heading's level, where it leads, and how a picture is described.

    `image` is None for what is no picture, "" for one without a description.
    """

    kind: Kind
    children: "tuple[Shown | Page | str, ...]" = ()
    level: int = 0
    link: str = ""
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """The blocks of a file in their order, those of its notes, and how many texts its tool has added by itself."""

    blocks: tuple[Entry, ...]
    notes: tuple[Entry, ...]
    beyond: int


def held(roots: Iterable[Shown]) -> Held:
    """What the elements of a file hold, in reading order."""
    walk = _Walk()
    for root in roots:
        walk.visit(root, 0)
        walk.close()
    beyond = sum(bool(one.entry().text) for one in walk.streams["beyond"])
    blocks, notes = (tuple(_entries(walk.streams[name])) for name in ("blocks", "notes"))
    return Held(blocks, notes, beyond)


def _entries(opened: "Iterable[_Open]") -> Iterable[Entry]:
    """The entries that say something: an empty cell keeps its place, an empty paragraph is nothing."""
    found = [one.entry() for one in opened]
    kept = [each for each in found if each.text or each.spans or each.kind in {*_HOLDERS, "cell", "header-cell"}]
    for index, entry in enumerate(kept):
        after = kept[index + 1] if index + 1 < len(kept) else None
        if entry.kind not in _FULL or (after and after.kind != "heading" and after.level > entry.level):
            yield entry


@dataclass(slots=True)
class _Open:
    """A block whose text is still being gathered."""

    kind: str
    level: int
    line: Line = field(default_factory=Line)

    def entry(self) -> Entry:
        text = self.line.verbatim if self.kind == "code-block" else self.line.text
        spans = self.line.spans
        kind = "figure" if self.kind == "paragraph" and not text and spans else self.kind
        return Entry((), kind, self.level, "", "", text, spans, self.line.pages)


@dataclass(slots=True)
class _Walk:
    """What has been gathered so far, and the block that takes the text which comes next, if any does."""

    streams: dict[str, list[_Open]] = field(default_factory=lambda: {"blocks": [], "notes": [], "beyond": []})
    stream: str = "blocks"
    open: _Open | None = None
    page: str = ""
    implied: str = "paragraph"

    def visit(self, node: Shown, depth: int) -> None:
        if node.kind in {"note", "beyond"}:
            self._apart(node)
        elif node.kind == "call":
            if self.open:
                self.open.line.span(self.open.line.offset(), "note", "")
        elif not node.kind:
            self._part_of_line(node, depth)
        elif self.open and self.open.kind in _HARD:
            self.open.line.add("\n" if self.open.kind == "code-block" else " ")
            self._inside(node, depth)
            self.open.line.add("" if self.open.kind == "code-block" else " ")
        elif node.kind == "caption":
            self._caption(node, depth)
        else:
            self._block(node, depth)

    def _block(self, node: Shown, depth: int) -> None:
        """Reads a block; its captions first, wherever the tool has placed them."""
        self.close()
        captions = [child for child in node.children if isinstance(child, Shown) and child.kind == "caption"]
        for caption in captions:
            self.visit(caption, depth)
        if node.kind != "block":
            kind = self.implied if node.kind == "paragraph" else node.kind
            self._begin(kind, node.level if kind == "heading" else depth)
        if node.kind in _HOLDERS:
            self.close()
            depth += 1
        if captions:
            others = (child for child in node.children if not isinstance(child, Shown) or child.kind != "caption")
            node = replace(node, children=tuple(others))
        self._inside(node, depth)
        self.close()

    def _caption(self, node: Shown, depth: int) -> None:
        """Reads a caption: each paragraph in it is one."""
        self.close()
        before, self.implied = self.implied, "caption"
        self._inside(node, depth)
        self.implied = before
        self.close()

    def close(self) -> None:
        """Ends the block that takes text."""
        self.open = None

    def _begin(self, kind: str, level: int) -> Line:
        self.open = _Open(kind, level)
        self.streams[self.stream].append(self.open)
        if self.page:
            self.open.line.page(self.page)
        return self.open.line

    def _apart(self, node: Shown) -> None:
        """Reads what belongs to a stream of its own; what is around it goes on behind it."""
        before = self.open, self.stream
        self.open, self.stream = None, "notes" if node.kind == "note" else "beyond"
        self._inside(node, 0)
        self.open, self.stream = before

    def _part_of_line(self, node: Shown, depth: int) -> None:
        if node.image is not None and self.open is None:
            self._begin("paragraph", depth)
        before = self.open
        start = before.line.offset() if before else 0
        self._inside(node, depth)
        if self.open is None:
            return
        start = start if self.open is before else 0
        if node.link:
            self.open.line.span(start, "link", node.link)
        if node.image is not None:
            self.open.line.span(start, "image", folded(node.image))

    def _inside(self, node: Shown, depth: int) -> None:
        for child in node.children:
            if isinstance(child, Shown):
                self.visit(child, depth)
            elif isinstance(child, Page):
                self.page = child.label
                if self.open:
                    self.open.line.page(child.label)
            elif self.open or child.strip():
                line = self.open.line if self.open else self._begin(self.implied, depth)
                line.add(child if self.open and self.open.kind == "code-block" else folded(child))
