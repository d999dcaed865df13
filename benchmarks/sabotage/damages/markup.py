"""What HTML and XHTML have alike: which elements are blocks, what text stands in them, to whom they belong."""

from collections.abc import Iterator

from lxml import etree

BLOCKS = frozenset({"p", "li", "dt", "dd", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})
_AROUND = BLOCKS | {"caption", "td", "th", "figcaption", "figure", "table"}
_SILENT = frozenset({"head", "script", "style", "title"})


def name_of(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return etree.QName(element).localname


def is_element(node: etree._Element) -> bool:
    """Whether it is one: comments and instructions are none."""
    return isinstance(node.tag, str)


def elements(root: etree._Element) -> Iterator[etree._Element]:
    """Every element of the body that shows something, in the order of the document."""
    for child in filter(is_element, root):
        if name_of(child) == "svg":
            yield child
        elif name_of(child) not in _SILENT and child.get("hidden") is None and child.get("aria-hidden") != "true":
            yield child
            yield from elements(child)


def named(root: etree._Element, *names: str) -> list[etree._Element]:
    """The elements with one of these names."""
    return [element for element in elements(root) if name_of(element) in names]


def text_of(element: etree._Element) -> str:
    """All text in an element, with single spaces."""
    return " ".join("".join(map(str, element.itertext())).split())


def inside(element: etree._Element, name: str) -> bool:
    """Whether an element of this name is around it, or it is one."""
    return any(name_of(one) == name for one in (element, *element.iterancestors()))


def in_notes(element: etree._Element) -> bool:
    """Whether it stands among the notes at the end, or in one."""
    roles = {one.get("role") for one in (element, *element.iterancestors())}
    return bool(roles & {"doc-endnotes", "doc-footnote"})


def parent_of(element: etree._Element) -> etree._Element:
    """What is around an element; raises ValueError for the document's own."""
    parent = element.getparent()
    if parent is None:
        message = "the root stands in nothing"
        raise ValueError(message)
    return parent


def block_of(element: etree._Element) -> etree._Element:
    """The nearest block around an element, or itself; the row of a cell, since cells are often alike."""
    for one in (element, *element.iterancestors()):
        if name_of(one) in {"td", "th"}:
            return parent_of(one)
        if name_of(one) in _AROUND:
            return one
    return element


def taken_out(element: etree._Element) -> None:
    """Remove an element, and leave what follows it."""
    _append(element, element.tail or "")
    element.tail = None
    parent_of(element).remove(element)


def unwrapped(element: etree._Element) -> None:
    """Remove an element and leave what stands in it."""
    _append(element, element.text or "")
    for child in list(element):
        element.addprevious(child)
    taken_out(element)


def put_after(element: etree._Element, other: etree._Element) -> None:
    """Put an element, which is in no tree, behind another."""
    element.tail, other.tail = other.tail, "\n"
    parent = parent_of(other)
    parent.insert(parent.index(other) + 1, element)


def _append(element: etree._Element, text: str) -> None:
    """Put a text before an element."""
    before, parent = element.getprevious(), parent_of(element)
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
