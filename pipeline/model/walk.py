"""Walking and rewriting trees of frozen nodes of any kind: a node is a dataclass that holds others in its fields."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar, cast

from pipeline.model.blocks import Block, Heading, Part
from pipeline.model.inlines import Code, Inline, Label, LineBreak, Subscript, Superscript, Text

Node = Block | Part | Inline
N = TypeVar("N")


def children(node: object) -> Iterator[Node]:
    """The nodes directly inside a node, in reading order."""
    return iter(_inside(node))


def descend(nodes: Iterable[object]) -> Iterator[Node]:
    """All nodes at and below these, each before what it holds."""
    waiting = [*cast(Iterable[Node], nodes)][::-1]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += _inside(node)[::-1]


def _inside(node: object) -> list[Node]:
    # Every check walks the whole article, often more than once: this is where their time goes.
    found: list[Node] = []
    for name in _FIELDS[type(node)]:
        value = getattr(node, name)
        if type(value) is tuple:
            found += [one for one in value if _NODES[type(one)]]
        elif _NODES[type(value)]:
            found.append(value)
    return found


def rebuilt(node: N, change: Callable[[Node], Node]) -> N:
    """The node with each node directly inside it changed; itself when nothing changed."""
    changed: dict[str, object] = {}
    for name in _FIELDS[type(node)]:
        before = getattr(node, name)
        if isinstance(before, tuple):
            after: object = tuple(change(one) if _is_node(one) else one for one in before)
        else:
            after = change(before) if _is_node(before) else before
        if after is not before and after != before:
            changed[name] = after
    return cast(N, dataclasses.replace(cast("Text", node), **changed)) if changed else node  # type: ignore[arg-type]  # fields of this very node


def respread(node: N, change: Callable[[Node], tuple[Node, ...]]) -> N:
    """The node with each node directly inside it changed into any number of nodes, where a tuple takes them."""
    changed: dict[str, object] = {}
    for name in _FIELDS[type(node)]:
        before = getattr(node, name)
        if isinstance(before, tuple) and any(map(_is_node, before)):
            after: object = tuple(made for one in before for made in change(one))
        elif _is_node(before):
            (after,) = change(before)
        else:
            continue
        if after != before:
            changed[name] = after
    return cast(N, dataclasses.replace(cast("Text", node), **changed)) if changed else node  # type: ignore[arg-type]  # fields of this very node


_BELOW = str.maketrans("0123456789()", "₀₁₂₃₄₅₆₇₈₉₍₎")
_ABOVE = str.maketrans("0123456789()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾ⁿ")


def plain_text(inlines: Iterable[Inline]) -> str:
    """The characters of a line without markup, note calls and pictures: for contents, titles and bookmarks.

    The 2 of H₂O and of m² stays below or above the line, as characters of Unicode that every font here has.
    """
    return "".join(_plain(node) for node in inlines)


def _plain(node: Inline) -> str:
    match node:
        case Text() | Code():
            return node.text
        case LineBreak():
            return " "
        case Subscript():
            return _moved(plain_text(node.children), _BELOW)
        case Superscript():
            return _moved(plain_text(node.children), _ABOVE)
        case _:
            return plain_text(getattr(node, "children", ()))


def _moved(text: str, to: dict[int, int]) -> str:
    """The text in characters that stand below or above the line, or as it is where one of them is not to be had."""
    return text.translate(to) if all(ord(char) in to for char in text) else text


def title(heading: Heading) -> str:
    """The words of a heading, without the number that it may have been given."""
    return plain_text(node for node in heading.children if not isinstance(node, Label)).strip()


class _Fields(dict[type, tuple[str, ...]]):
    """The names of the fields of each type of dataclass, none for other types, asked for once."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        self[kind] = tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()
        return self[kind]


_FIELDS = _Fields()


class _Nodes(dict[type, bool]):
    """Whether a type is that of nodes, asked for once."""

    def __missing__(self, kind: type) -> bool:
        self[kind] = hasattr(kind, "kind") and bool(_FIELDS[kind])
        return self[kind]


_NODES = _Nodes()


def _is_node(value: object) -> bool:
    return _NODES[type(value)]
