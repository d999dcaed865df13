"""A document of HTML or XHTML as a tree of elements that know where in the text they begin."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
}  # fmt: skip
_STEP = re.compile(r"/(\d+)")


@dataclass(slots=True, eq=False)
class Node:
    """An element: name, attributes, line and column of its tag, both from 1; the root of all has no name."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    line: int = 0
    column: int = 0
    parent: "Node | None" = None
    children: "list[Node]" = field(default_factory=list)

    @property
    def id(self) -> str:
        """Its id, "" for none."""
        return self.attributes.get("id", "")

    def around(self) -> "Iterator[Node]":
        """The element, and all around it, the nearest first."""
        node: Node | None = self
        while node is not None and node.name:
            yield node
            node = node.parent

    def all(self) -> "Iterator[Node]":
        """The element and all in it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.all()


def document(text: str) -> Node:
    """The tree of a document; what holds its root element."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    return builder.root


def at(root: Node, line: int, column: int) -> Node | None:
    """The element whose tag was the last to begin before a place, None where there is none before."""
    before = [node for node in root.all() if node.name and (node.line, node.column) < (line, column)]
    return before[-1] if before else None


def along(root: Node, path: str) -> Node | None:
    """The element to which a path of even numbers leads (EPUB CFI 1.1, 2.2), the nearest above where it goes astray."""
    node = root.children[0] if root.children else None
    for step in _STEP.findall(path):
        index = int(step) // 2 - 1
        if node is None or not 0 <= index < len(node.children):
            return node
        node = node.children[index]
    return node


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self._open = Node("")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = self._added(tag, attrs)
        if tag not in _VOID:
            self._open = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._added(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        closed = next((node for node in self._open.around() if node.name == tag), None)
        if closed is not None and closed.parent is not None:
            self._open = closed.parent

    def _added(self, tag: str, attrs: list[tuple[str, str | None]]) -> Node:
        line, offset = self.getpos()
        node = Node(tag, {name: value or "" for name, value in attrs}, line, offset + 1, self._open)
        self._open.children.append(node)
        return node
