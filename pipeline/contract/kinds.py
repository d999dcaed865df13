"""The components that a contract can ask for: blocks and marks by the words that authors use for them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pipeline.contract.values import Component
from pipeline.model import (
    Admonition,
    Block,
    Chart,
    CodeBlock,
    Definitions,
    Figure,
    KeyFacts,
    Link,
    List,
    Note,
    NoteCall,
    PullQuote,
    Quote,
    References,
    Table,
    Timeline,
)
from pipeline.model.walk import Node, descend


@dataclass(frozen=True, slots=True)
class Kind:
    """What one is called in a sentence, and several, what an author writes for one, and whether a node is one."""

    one: str
    several: str
    written: str
    holds: Callable[[Node], bool]


def _is(kind: type) -> Callable[[Node], bool]:
    return lambda node: isinstance(node, kind)


def _box(tone: str) -> Callable[[Node], bool]:
    return lambda node: isinstance(node, Admonition) and node.tone == tone


def _links(node: Node, *, cited: bool) -> bool:
    # `resolve` has put links to the references in the place of citations.
    return isinstance(node, Link) and (node.target.startswith("#ref-") if cited else not node.target.startswith("#"))


def _numbered(node: Node) -> bool:
    return isinstance(node, List) and node.start is not None


KINDS: Mapping[str, Kind] = {
    "table": Kind("table", "tables", "`| … | … |` or `:::{csv-table}`", _is(Table)),
    "figure": Kind("figure", "figures", "`:::{figure}`", _is(Figure)),
    "chart": Kind("chart", "charts", "`:::{chart}`", _is(Chart)),
    "timeline": Kind("timeline", "timelines", "`:::{timeline}`", _is(Timeline)),
    "key-facts": Kind("box of key facts", "boxes of key facts", "`:::{key-facts}`", _is(KeyFacts)),
    "list": Kind("list", "lists", "`- …` or `1. …`", _is(List)),
    "numbered-list": Kind("numbered list", "numbered lists", "`1. …`", _numbered),
    "definitions": Kind("list of terms", "lists of terms", "`term`, and below it `: …`", _is(Definitions)),
    "quote": Kind("quotation", "quotations", "`> …`", _is(Quote)),
    "pull-quote": Kind("pull-quote", "pull-quotes", "`:::{pull-quote}`", _is(PullQuote)),
    "note": Kind("box with a note", "boxes with notes", "`:::{note}`", _box("note")),
    "tip": Kind("box with a tip", "boxes with tips", "`:::{tip}`", _box("tip")),
    "warning": Kind("box with a warning", "boxes with warnings", "`:::{warning}`", _box("warning")),
    "code": Kind("block of code", "blocks of code", "```` ``` ````", _is(CodeBlock)),
    "footnotes": Kind("footnote", "footnotes", "`[^name]`", _is(NoteCall)),
    "citations": Kind("citation", "citations", "`[@key]`", lambda node: _links(node, cited=True)),
    "links": Kind("link elsewhere", "links elsewhere", "`[…](https://…)`", lambda node: _links(node, cited=False)),
    "references": Kind("list of references", "lists of references", "`[@key]` in the text", _is(References)),
}
MARKS = frozenset({"footnotes", "citations", "links"})
"""The kinds that are no blocks, but stand in their text."""


def nodes(blocks: Iterable[Block], notes: Mapping[str, Note]) -> tuple[Node, ...]:
    """All that blocks hold, and the notes that they call."""
    inside = list(descend(blocks))
    called = dict.fromkeys(node.note for node in inside if isinstance(node, NoteCall))
    return (*inside, *descend(block for name in called if name in notes for block in notes[name].children))


def count(component: Component, among: Iterable[Node]) -> int:
    """How many of a component there are among nodes."""
    # A citation with its author in the sentence is two links of one place.
    return len({_mark(node) for node in among if any(KINDS[kind].holds(node) for kind in component.kinds)})


def named(component: Component, *, several: bool) -> str:
    """Its kinds in a sentence, as alternatives."""
    *others, last = [KINDS[kind].several if several else KINDS[kind].one for kind in component.kinds]
    return f"{', '.join(others)} or {last}" if others else last


def _mark(node: Node) -> object:
    return (node.target, node.at) if isinstance(node, Link) else (getattr(node, "id", ""), node.at, id(node))
