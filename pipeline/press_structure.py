"""Writes a tree of structure elements as PDF objects, with the trees of ids and parents (ISO 32000-1 14.7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pydyf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

# Roles of our own, and the standard role (ISO 32000-1 14.8.4) that a reader falls back to.
ROLE_MAP: Final = {
    "Admonition": "Sect", "Aside": "Sect", "Attribution": "P", "BoxTitle": "P", "Break": "Div", "Chart": "Div",
    "CodeLine": "Span", "Credit": "P", "Definitions": "L", "Em": "Span", "FigureGroup": "Div", "Footer": "Div",
    "Header": "Div", "KeyFacts": "Sect", "Listing": "Div", "Nav": "Sect", "PullQuote": "BlockQuote",
    "References": "L", "Strike": "Span",
    "Strong": "Span", "Subscript": "Span", "Superscript": "Span", "Subtitle": "P", "Timeline": "L",
}  # fmt: skip
STANDARD_ROLES: Final = frozenset(
    {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private"}
    | {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead"}
    | {"TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure"}
    | {"Formula", "Form"}
)
INLINE: Final = frozenset(
    {"Reference", "Span", "Em", "Strong", "Strike", "Subscript", "Superscript", "Link", "Code", "Quote"}
)
LIST_NUMBERING: Final = {
    "ol": "/Decimal", "ul": "/Disc", "a": "/LowerAlpha", "A": "/UpperAlpha", "i": "/LowerRoman", "I": "/UpperRoman",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of marked content on a page."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link annotation on a page; `target` is the engine's dictionary of it."""

    page: int
    target: pydyf.Dictionary


@dataclass(eq=False, slots=True)
class Node:
    """A structure element: its role, the XHTML element it stands for, and what it holds in the order of reading."""

    role: str
    source: Element | None = None
    parent: Node | None = None
    kids: list[Node | Mark | Annotation] = field(default_factory=list)
    inner: Node | None = None  # takes in the content: the LBody of an LI, the current line of a Code
    bbox: tuple[float, float, float, float] | None = None  # in points from the foot of the page
    box: object = None  # the first fragment; later ones of a table head are repetitions
    unread: str = ""  # what of the text of a Code is still to come

    @property
    def content(self) -> Node:
        """The node that takes in what comes next."""
        return self if self.inner is None else self.inner.content

    def add(self, kid: Node | Mark | Annotation, at: int | None = None) -> None:
        """Take in a kid, at the end or at an index."""
        if isinstance(kid, Node):
            kid.parent = self
        self.kids.insert(len(self.kids) if at is None else at, kid)

    def nodes(self) -> Iterator[Node]:
        """Yield this node and all below it, parents first."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.nodes()


def put_in_order(document: Node, root: Element) -> None:
    """Put the elements that stand in others in the order of their document, wherever pages have them."""
    order = {element: number for number, element in enumerate(root.iter())}
    for node in document.nodes():
        places = {kid: order[kid.source] for kid in node.kids if isinstance(kid, Node) and kid.source is not None}
        if len(places) == len(node.kids):
            node.kids.sort(key=lambda kid: places[kid])  # type: ignore[index]  # all are nodes


Written: TypeAlias = dict[Node, pydyf.Dictionary]


def write_tree(pdf: Any, document: Node) -> None:  # noqa: ANN401 - the engine's PDF is untyped
    """Add the tree to the PDF and mark the PDF as tagged (ISO 14289-1 7.1)."""
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    written: Written = {}
    for node in document.nodes():
        written[node] = pydyf.Dictionary()
        pdf.add_object(written[node])
    pages = pdf.page_references  # made anew on each call
    for node, element in written.items():
        parent = root if node.parent is None else written[node.parent]
        element.update(_entries(node, parent, written, pages))
    root["K"] = written[document].reference
    root["RoleMap"] = _role_map(written)
    root["IDTree"] = _id_tree(written)
    root["ParentTree"] = _parent_tree(pdf, written)
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


def _entries(node: Node, parent: pydyf.Dictionary, written: Written, pages: tuple[bytes, ...]) -> dict[str, object]:
    """Return the entries of a structure element; marks on its first page are bare numbers, on later ones MCRs."""
    entries: dict[str, object] = {"S": f"/{node.role}", "P": parent.reference}
    first = next((kid.page for kid in node.kids if isinstance(kid, Mark)), None)
    if first is not None:
        entries["Pg"] = pages[first]
    kids = [_kid(kid, first, written, pages) for kid in node.kids]
    if kids:
        entries["K"] = kids[0] if len(kids) == 1 else pydyf.Array(kids)
    if node.source is not None:
        entries.update(_described(node, node.source))
    return entries


def _kid(kid: Node | Mark | Annotation, first: int | None, written: Written, pages: tuple[bytes, ...]) -> object:
    match kid:
        case Node():
            return written[kid].reference
        case Mark(page, mcid) if page == first:
            return mcid
        case Mark(page, mcid):
            return pydyf.Dictionary({"Type": "/MCR", "Pg": pages[page], "MCID": mcid})
        case Annotation(page, target):
            return pydyf.Dictionary({"Type": "/OBJR", "Pg": pages[page], "Obj": target.reference})


def _described(node: Node, source: Element) -> dict[str, object]:
    """Return what the XHTML element says of itself: id, language, alternative text, attributes."""
    entries: dict[str, object] = {}
    if identifier := element_id(node):
        entries["ID"] = pydyf.String(identifier)
    if language := source.get("lang"):
        entries["Lang"] = pydyf.String(language)
    if node.role in {"Figure", "Formula"}:
        entries["Alt"] = pydyf.String(alternative(source))
    if node.role == "Lbl" and (told := source.get("aria-label")):
        entries["Alt"] = pydyf.String(told)
    if source.tag == "abbr" and (expansion := source.get("title")):
        entries["E"] = pydyf.String(expansion)
    if attributes := _attributes(node, source):
        entries["A"] = attributes
    return entries


def element_id(node: Node) -> str:
    """Return the id that the node carries into the PDF, or nothing; a Note always has one (ISO 14289-1 7.9)."""
    source = node.source
    return "" if source is None else source.get("id", "")


def alternative(source: Element) -> str:
    """Return the alternative text of an image or drawing: `alt`, else the drawing's title, else `aria-label`."""
    title = source.find("{http://www.w3.org/2000/svg}title")
    return source.get("alt") or (title is not None and title.text) or source.get("aria-label") or ""


def _attributes(node: Node, source: Element) -> pydyf.Dictionary | None:
    """Return the attribute object of the role: Layout, Table or List (ISO 32000-1 14.8.5)."""
    if node.bbox is not None:
        return pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(round(edge, 3) for edge in node.bbox)})
    if node.role in {"TH", "TD"}:
        values = _cell_attributes(node, source)
        return pydyf.Dictionary({"O": "/Table", **values}) if values else None
    if node.role == "Strike":
        return pydyf.Dictionary({"O": "/Layout", "TextDecorationType": "/LineThrough"})
    if node.role == "L" and source.tag in LIST_NUMBERING and _is_labelled(node):
        return pydyf.Dictionary({"O": "/List", "ListNumbering": LIST_NUMBERING[source.get("type", source.tag)]})
    return None


def _cell_attributes(node: Node, source: Element) -> dict[str, object]:
    scopes = {"row": "/Row", "rowgroup": "/Row"}
    scope = {"Scope": scopes.get(source.get("scope", ""), "/Column")} if node.role == "TH" else {}
    spans = {"ColSpan": source.get("colspan", "1"), "RowSpan": source.get("rowspan", "1")}
    return scope | {name: int(count) for name, count in spans.items() if count != "1"}


def _is_labelled(node: Node) -> bool:
    return any(kid.kids and getattr(kid.kids[0], "role", "") == "Lbl" for kid in node.kids if isinstance(kid, Node))


def _role_map(written: Written) -> pydyf.Dictionary:
    roles = sorted({node.role for node in written} - STANDARD_ROLES)
    return pydyf.Dictionary({role: f"/{ROLE_MAP[role]}" for role in roles})


def _id_tree(written: Written) -> pydyf.Dictionary:
    """Return the name tree from ids to elements, sorted by the bytes of the id."""
    named = {element_id(node): element for node, element in reversed(written.items()) if element_id(node)}
    names = pydyf.Array()
    for identifier, element in sorted((pydyf.String(name).data, element) for name, element in named.items()):
        names.extend((identifier, element.reference))
    return pydyf.Dictionary({"Names": names})


def _parent_tree(pdf: Any, written: Written) -> bytes:  # noqa: ANN401 - the engine's PDF is untyped
    """Add the number tree from marks and annotations to their elements; give each annotation its number there."""
    pages: list[dict[int, bytes]] = [{} for _ in pdf.page_references]
    annotations: list[bytes] = []
    for node, element in written.items():
        for kid in node.kids:
            if isinstance(kid, Mark):
                pages[kid.page][kid.mcid] = element.reference
            elif isinstance(kid, Annotation):
                kid.target["StructParent"] = len(pages) + len(annotations)
                annotations.append(element.reference)
    numbers = pydyf.Array()
    for number, marks in enumerate(pages):
        numbers.extend((number, pydyf.Array(marks.get(mcid, "null") for mcid in range(max(marks, default=-1) + 1))))
    for number, reference in enumerate(annotations, start=len(pages)):
        numbers.extend((number, reference))
    tree = pydyf.Dictionary({"Nums": numbers})
    pdf.add_object(tree)
    named: bytes = tree.reference
    return named
