"""From what a finished file shows to a trace: the same walk for every format.

A writer's `read_back` first turns its format into a tree of `Seen`, saying of each element what it is; the walk then
knows sections, depth, languages and spans. It shares nothing with trace.py but the gathering of a line, so that a
mistake in one of the two shows as a difference.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from pipeline.furniture import OWN, PAGE_OF, has_place
from pipeline.model import Entry, Trace, line_spans
from pipeline.model.line import Line

GENERATED = "generated"
"""The kind of an element all of whose text the theme made; elements below it are told apart by their ids."""


@dataclass(frozen=True, slots=True)
class PageMark:
    """What follows stands on the page with this label."""

    label: str


MarkKind = Literal[
    "abbr",
    "anchor",
    "code",
    "em",
    "image",
    "lang",
    "link",
    "note",
    "number",
    "picture",
    "start",
    "strike",
    "strong",
    "sub",
    "sup",
    "task",
]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a stretch of text is beside text: the kind of a span, and its value."""

    kind: MarkKind
    value: str


@dataclass(frozen=True, slots=True)
class Seen:
    """An element of a finished file. `kind` is that of a block, `note`, GENERATED, or "" for what is no block."""

    kind: str
    children: "tuple[Seen | PageMark | str, ...]"
    id: str = ""
    level: int = 0
    lang: str = ""
    marks: tuple[Mark, ...] = ()


def trace_of(roots: Iterable[Seen], lang: str) -> Trace:
    """The trace of a file from its elements in reading order; `lang` is the language of the whole."""
    walk = _Walk()
    for root in roots:
        walk.visit(root, _Around(None, walk.blocks, 0, lang))
    noted = [one for note in walk.notes for one in note]
    own_first = sorted(walk.generated, key=lambda one: (one.kind != OWN, one.id if one.kind == OWN else ""))
    blocks, notes, generated = (tuple(map(_Open.entry, part)) for part in (walk.blocks, noted, own_first))
    return Trace(blocks, notes, generated)


@dataclass(slots=True)
class _Open:
    """An entry whose text is still being gathered."""

    path: tuple[str, ...]
    kind: str
    level: int
    id: str
    lang: str
    line: Line = field(default_factory=Line)

    def entry(self) -> Entry:
        text, spans = self.line.text, self.line.spans
        if self.kind == "code-block":
            text, spans = self.line.verbatim, line_spans(self.line.verbatim)
        return Entry(self.path, self.kind, self.level, self.id, self.lang, text, spans, self.line.pages)


@dataclass(frozen=True, slots=True)
class _Around:
    """What surrounds an element: what takes its text, the stream that takes its blocks, depth and language.

    `marks` are those of elements around generated texts, which hold for each of these.
    """

    line: Line | None
    stream: list[_Open]
    depth: int
    lang: str
    marks: tuple[Mark, ...] = ()


@dataclass(slots=True)
class _Walk:
    blocks: list[_Open] = field(default_factory=list)
    notes: list[list[_Open]] = field(default_factory=list)
    generated: list[_Open] = field(default_factory=list)
    sections: list[tuple[int, str]] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    """The labels of marks that stand right before the next block."""

    def visit(self, node: Seen, around: _Around) -> None:
        lang = node.lang or around.lang
        if node.kind == GENERATED or around.stream is self.generated:
            self._point(node, around)
            around = self._generated(node, around, lang)
        elif node.kind == "note":
            # In print a note stands where it is called, and that may be between two paragraphs of another one.
            self.notes.append([])
            around = self._opened(node, _Around(None, self.notes[-1], 0, lang))
        elif node.kind:
            around = self._opened(node, _Around(around.line, around.stream, around.depth, lang))
        self._inside(node, around)

    def _inside(self, node: Seen, around: _Around) -> None:
        if node.marks and around.line is None:
            around = self._linked(node, around) if around.stream is self.generated else self._stray(around)
        start = around.line.offset() if around.line else 0
        for child in node.children:
            if isinstance(child, Seen):
                self.visit(child, around)
            elif isinstance(child, PageMark):
                self._page(child.label, around)
            elif around.line or child.strip():
                around = around if around.line else self._stray(around)
                if around.line:
                    around.line.add(child)
            else:
                self.waiting.clear()
        if around.line:
            for mark in (*node.marks, *around.marks):
                around.line.span(start, mark.kind, mark.value)

    def _page(self, label: str, around: _Around) -> None:
        """Notes that a page begins here, or with the next block where none has begun."""
        if around.line:
            around.line.page(label)
        else:
            self.waiting.append(label)

    def _begun(self, opened: _Open) -> None:
        """Notes the pages that begin with an entry."""
        for label in self.waiting:
            opened.line.page(label)
        self.waiting.clear()

    def _linked(self, node: Seen, around: _Around) -> _Around:
        """What surrounds generated texts inside one link: each of them leads where it does."""
        return replace(around, marks=tuple(mark for mark in node.marks if mark.kind == "link"))

    def _opened(self, node: Seen, around: _Around) -> _Around:
        """What surrounds the inside of a block, whose entry begins here."""
        of_text = around.stream is self.blocks
        level, path = around.depth, tuple(name for _, name in self.sections) if of_text else ()
        if node.kind == "heading":
            level = node.level
            if of_text and around.depth == 0:
                path = self._section(node)
        opened = _Open(path, node.kind, level, node.id, around.lang)
        around.stream.append(opened)
        self._begun(opened)
        return _Around(opened.line, around.stream, around.depth + 1, around.lang)

    def _section(self, heading: Seen) -> tuple[str, ...]:
        """The sections around the one that a heading opens; the title opens none."""
        while self.sections and self.sections[-1][0] >= heading.level:
            self.sections.pop()
        path = tuple(name for _, name in self.sections)
        if heading.level > 1:
            self.sections.append((heading.level, heading.id))
        return path

    def _generated(self, node: Seen, around: _Around, lang: str) -> _Around:
        if not node.id.startswith("_"):
            line = around.line if around.stream is self.generated else None
            return _Around(line, self.generated, 0, lang, around.marks)
        path = tuple(block.id for block in self.blocks[-1:]) if has_place(node.id) else ()
        opened = _Open(path, node.id[1:].partition(".")[0], node.level, node.id, lang)
        self.generated.append(opened)
        self._begun(opened)
        return _Around(opened.line, self.generated, 0, lang, around.marks)

    def _point(self, node: Seen, around: _Around) -> None:
        """Notes in a line where print names the page of what a reference leads to."""
        kind, _, rest = node.id[1:].partition(".")
        if kind == PAGE_OF and around.line:
            around.line.span(around.line.offset(), "page", rest.partition(".")[0])

    def _stray(self, around: _Around) -> _Around:
        """Text that stands in no block: an entry of its own, which no article promises."""
        opened = _Open((), "text", around.depth, "", around.lang)
        around.stream.append(opened)
        return _Around(opened.line, around.stream, around.depth, around.lang)
