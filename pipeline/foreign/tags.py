"""What a tagged PDF of any tool shows: kinds by the standard roles of its tags (ISO 32000-1 14.8.4, PDF/UA-1 7)."""

import re
from collections.abc import Iterator
from itertools import groupby

from pipeline.foreign.folded import CALL, INSIDE, address
from pipeline.foreign.shape import Kind, Page, Shown
from pipeline.tagged_pdf import Element, LinkAnnotation, TaggedDocument, TextRun

_KINDS: dict[str, Kind] = {
    "Aside": "block",
    "Art": "block",
    "BlockQuote": "quote",
    "Caption": "caption",
    "Code": "code-block",
    "Div": "block",
    "Document": "block",
    "DocumentFragment": "block",
    "FENote": "note",
    "Form": "block",
    "Formula": "",
    "Index": "beyond",
    "L": "list",
    "LBody": "block",
    "LI": "item",
    "NonStruct": "block",
    "Note": "note",
    "P": "paragraph",
    "Part": "block",
    "Private": "block",
    "Sect": "block",
    "TBody": "block",
    "TD": "cell",
    "TFoot": "block",
    "TH": "header-cell",
    "THead": "block",
    "TOC": "beyond",
    "TOCI": "beyond",
    "TR": "row",
    "Table": "table",
    "Title": "paragraph",
}
_INLINE = {"Annot", "Em", "Link", "Quote", "Reference", "Ruby", "Span", "Strong", "Sub", "Warichu"}
_IN_LINES = {"caption", "cell", "header-cell", "heading", "note", "paragraph", "term"}
"""Blocks whose text is in lines."""
_HEADING = re.compile(r"H([1-9][0-9]?)?")
_MARKER = re.compile(r"\W{0,3}|\W?(?:[0-9]{1,4}(?:\.[0-9]{1,4})*|[A-Za-z]|[ivxlcdmIVXLCDM]{1,8})\W{0,2}")
"""What stands before an item: a sign, a number, a letter."""


def of_tags(document: TaggedDocument) -> Iterator[Shown]:
    """What the tag tree shows, and as `beyond` the texts that stand outside of it."""
    notes = frozenset(each.id for each in document.root.walk() if _KINDS.get(_role(each)) == "note")
    yield _Reading(document.page_labels, notes).shown(document.root, "", 0)
    for _, texts in groupby(document.loose, lambda text: text.page_index):
        yield Shown("beyond", tuple(text.text for text in texts))
    for text in document.furniture:
        yield Shown("beyond", (text.text,))


def _role(element: Element) -> str:
    known = {*_KINDS, *_INLINE, "Figure", "Lbl"}
    return element.role if element.role in known or _HEADING.fullmatch(element.role) else element.standard_role


class _Reading:
    """Turns elements into what they show, knowing the labels of the pages and the ids of the notes."""

    def __init__(self, labels: tuple[str, ...], notes: frozenset[str]) -> None:
        self._labels = tuple(label or str(number) for number, label in enumerate(labels, 1))
        self._notes = notes - {""}

    def shown(self, element: Element, around: str, depth: int) -> Shown:
        """An element; `around` is the kind of the block that holds it, `depth` counts the sections around it."""
        role = _role(element)
        if heading := _HEADING.fullmatch(role):
            level = int(heading[1]) if heading[1] else max(depth, 1)
            return Shown("heading", self._children(element, "heading", depth), level)
        if role == "Lbl":
            return self._label(element, around, depth)
        if role == "L":
            return self._list(element, depth)
        if role == "Figure":
            return Shown("", image=" ".join(element.alt.split()))
        if role in {"Link", "Reference"}:
            return self._link(element, around, depth)
        return self._block(element, role, around, depth)

    def _block(self, element: Element, role: str, around: str, depth: int) -> Shown:
        kind = self._kind(element, role, around)
        below = depth + 1 if role == "Sect" else depth
        inside = kind if kind not in {"", "block"} else around
        return Shown(kind, self._children(element, inside, below))

    def _kind(self, element: Element, role: str, around: str) -> Kind:
        if role in {"Code", "NonStruct"} and around in _IN_LINES:
            return ""  # one role for a passage in a line and for a block
        if role == "Table" and [_role(each) for each in element.children if isinstance(each, Element)] == ["Table"]:
            return "block"  # some engines tag the box around a table as one too
        if role in _KINDS:
            return _KINDS[role]
        return "block" if element.placement == "Block" else ""

    def _children(self, element: Element, around: str, depth: int) -> tuple[Shown | Page | str, ...]:
        return tuple(self._each(element, around, depth))

    def _each(self, element: Element, around: str, depth: int) -> Iterator[Shown | Page | str]:
        in_line = any(_is_in_line(child) for child in element.children)
        for child in element.children:
            if isinstance(child, Element):
                beside = in_line and _role(child) in {"Code", "NonStruct"}
                yield self.shown(child, "paragraph" if beside else around, depth)
            elif isinstance(child, TextRun):
                yield Page(self._labels[child.page_index])
                yield child.text

    def _label(self, element: Element, around: str, depth: int) -> Shown:
        """What stands before an item or a note is the tool's; one in a line with a link in it calls a note."""
        if around in {"item", "note"}:
            return Shown("beyond")
        if around == "term":
            return Shown("term", self._children(element, "term", depth))
        return Shown("call" if any(each.role == "Link" for each in element.walk()) else "beyond")

    def _list(self, element: Element, depth: int) -> Shown:
        """A list; one whose items begin with words is one of terms, and a list beside items belongs to the last one."""
        if any(not _MARKER.fullmatch(label.text().strip()) for label in _labels(element)):
            return Shown("definitions", tuple(self._terms(element, depth)))
        items: list[Shown | Page | str] = []
        for child in element.children:
            if not isinstance(child, Element):
                continue
            made = self.shown(child, "item", depth)
            last = items[-1] if items else None
            if made.kind == "list" and isinstance(last, Shown) and last.kind == "item":
                items[-1] = Shown("item", (*last.children, made))
            else:
                items.append(made)
        return Shown("list", tuple(items))

    def _terms(self, element: Element, depth: int) -> Iterator[Shown]:
        for item in element.children:
            if isinstance(item, Element):
                for child in item.children:
                    if isinstance(child, Element) and _role(child) == "Lbl":
                        yield self._label(child, "term", depth)
                    elif isinstance(child, Element):
                        yield Shown("description", self._children(child, "description", depth))

    def _link(self, element: Element, around: str, depth: int) -> Shown:
        leads = [each for part in element.walk() for each in part.children if isinstance(each, LinkAnnotation)]
        target = next((address(each.uri) if each.uri else INSIDE for each in leads), "")
        called = _role(element) == "Reference" or any(each.destination in self._notes for each in leads)
        if target == INSIDE and called and CALL.fullmatch(element.text().strip()):
            return Shown("call")
        return Shown("", self._children(element, around, depth), link=target if _role(element) == "Link" else "")


def _is_in_line(child: Element | TextRun | LinkAnnotation) -> bool:
    """Whether what holds this is a line, or begins with one."""
    if isinstance(child, Element):
        return _role(child) in _INLINE and child.placement != "Block" and bool(child.text().strip())
    return isinstance(child, TextRun) and bool(child.text.strip())


def _labels(element: Element) -> Iterator[Element]:
    """The labels of a list's own items."""
    for item in element.children:
        if isinstance(item, Element) and _role(item) == "LI":
            yield from (each for each in item.children if isinstance(each, Element) and _role(each) == "Lbl")
