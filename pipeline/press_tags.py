"""Builds the tag tree of a PDF, in place of the layout engine's own builder (ISO 32000-1 14.8, ISO 14289-1 7).

The engine yields one tree per page, without ids, languages, notes or most roles. Here a structure element is keyed by
its element of the XHTML, so that the fragments of a paragraph, a list or a table on several pages are one. Roles are
data in press_roles.py: `data-tag` on an element beats the table. What the table does not know becomes a Span (a Div,
if it is a `div`) when it has an id or a language, and leaves no trace otherwise. `data-tag="Artifact"`,
`aria-hidden="true"` and `alt=""` make furniture. A hyphen that the layout adds at the end of a line gets the actual
text U+00AD, a soft hyphen.

Markup of a note, at the place of its call (XML, so that blocks may stand inside `p`):
    <aside class="note" id="NOTE" data-number="1"><p id="NOTE.p1">…</p><p id="NOTE.p2">…</p></aside>
    .note { float: footnote }  .note::footnote-call, .note::footnote-marker { content: attr(data-number) }
    .note > p:first-of-type { display: inline }  (the marker then stands in the line of the first paragraph)
`data-label="Note 1"` describes the link of the call to those who cannot see it; without it, the number does.
It becomes Reference > Link > "1" within the paragraph, and a Note behind the paragraph: Lbl, P, P. A note called from
a cell, an item, a quote stays in it; from a caption it follows the figure or table; from a term it goes to the
definition. The outline takes the call into the title of a heading: give headings a `bookmark-label: attr(…)`.

Private names of WeasyPrint 70.0 used here: `pdf.add_tags` (assigned by the worker), `Page._page_box`, `Stream._tags`,
`Stream.stream`, `AbsolutePlaceholder._box`, `Box.element`, `Box.element_tag`, `Box.link`, `Box.link_annotation`,
`MarginBox.at_keyword`, the classes of `formatting_structure.boxes`, `anchors.rectangle_aabb`, `PDF.page_references`.
The exact pin of the engine and a golden tree guard them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.logger import LOGGER

from pipeline.press_marks import Rewriting, glyphs_of, rewrite_marks
from pipeline.press_roles import ARTIFACT, role_of
from pipeline.press_structure import INLINE, ROLE_MAP, Annotation, Mark, Node, alternative, put_in_order, write_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from xml.etree.ElementTree import Element

Untyped: TypeAlias = Any  # boxes, pages, streams of the engine, which has no types

PSEUDO_ROLES: Final = {"marker": "Lbl", "footnote-call": "Reference", "footnote-marker": "Lbl"}
# Where a Note may stand among paragraphs.
NOTE_HOLDERS: Final = frozenset(
    {"Document", "Art", "Sect", "Div", "Part", "Aside", "KeyFacts", "Nav", "Header", "Footer", "BlockQuote", "LBody"}
    | {"TD", "TH", "Note", "Admonition", "PullQuote"}
)
TABLE_ORDER: Final = {"THead": 1, "TBody": 2, "TR": 2, "TFoot": 3}
POINTS_PER_PIXEL: Final = 0.75


def add_tags(pdf: Untyped, document: Untyped, _pdf_version: object, page_streams: Sequence[Untyped]) -> None:
    """Give the document its tag tree; the engine calls this once, when all pages are drawn."""
    tree = TagTree([page._page_box for page in document.pages])  # noqa: SLF001 - see the module's list
    leaves = [
        Leaf(number, page.height, stream._tags)  # noqa: SLF001 - see the module's list
        for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True))
    ]
    for leaf, page in zip(leaves, document.pages, strict=True):
        tree.read_page(leaf, page._page_box)  # noqa: SLF001 - see the module's list
    for leaf, stream in zip(leaves, page_streams, strict=True):
        drawn = rewrite_marks(stream.stream, leaf.wanted, glyphs_of(document.fonts.values()))
        if min(drawn, len(leaf.read)) < len(leaf.tags):
            LOGGER.error("page %d has text that tags cannot reach; is it drawn with opacity?", leaf.number + 1)
    write_tree(pdf, tree.finish())


@dataclass
class Leaf:
    """A page while it is read: the engine's marks by box, those that were met, and what must change in the stream."""

    number: int
    height: float
    tags: dict[Untyped, dict[str, int]]
    read: set[int] = field(default_factory=set)
    wanted: Rewriting = field(default_factory=Rewriting)


class TagTree:
    """Collects structure elements from the boxes of one page after the other."""

    def __init__(self, page_boxes: Sequence[Untyped]) -> None:
        root = page_boxes[0].children[0].element
        self._document = Node("Document")
        self._root = root
        self._parents: dict[Element, Element] = {child: parent for parent in root.iter() for child in parent}
        self._nodes: dict[tuple[Element, str], Node] = {(root, ""): self._document}
        self._notes = {element: Node("Note", element) for element in _note_elements(page_boxes)}
        self._hyphens: dict[Element, tuple[Leaf, int, str]] = {}  # last words of lines, by block

    def read_page(self, leaf: Leaf, page_box: Untyped) -> None:
        """Take in all marks of a page, in the order of reading; notes come after the text."""
        for box in page_box.children:
            self._walk(box, leaf, "")

    def finish(self) -> Node:
        """Put what stepped back (press_steps.py), notes and the parts of tables where they belong; return the root."""
        put_in_order(self._document, self._root)
        for element, note in self._notes.items():
            _place(note, self._nodes.get((element, "footnote-call")), self._document)
        for node in self._document.nodes():
            if node.role == "Table":
                node.kids[_captions(node) :] = sorted(node.kids[_captions(node) :], key=_table_rank)
        return self._document

    def _walk(self, box: Untyped, leaf: Leaf, furniture: str) -> None:
        """Put the marks and links of a box and of all below it into the tree, or among the furniture."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001 - see the module's list
        node = None if furniture or box.element is None else self._node(box.element, _pseudo(box))
        furniture = furniture or _furniture(box, node)
        if node is not None and not furniture:
            _open(node, box, leaf)
            if isinstance(box, boxes.LineBox):
                self._break_words(box, leaf)
        if box in leaf.tags:
            mcid = leaf.tags[box]["mcid"]
            leaf.read.add(mcid)
            leaf.wanted.texts[mcid] = getattr(box, "text", "")
            if furniture or node is None:
                leaf.wanted.furniture[mcid] = furniture or "Layout"
            else:
                node.content.add(Mark(leaf.number, mcid))
        for child in box.children:
            self._walk(child, leaf, furniture)

    def _break_words(self, line: Untyped, leaf: Leaf) -> None:
        """Find the hyphens that the layout has put at the ends of lines: those that the source does not hold."""
        parts = [part for part in line.descendants() if isinstance(part, boxes.TextBox) and part.text.strip()]
        if not parts:
            return
        if line.element in self._hyphens:
            broken, mcid, tail = self._hyphens.pop(line.element)
            source = "".join(line.element.itertext()).replace("\xad", "")
            if tail + parts[0].text.lstrip()[:2] not in source:
                broken.wanted.hyphenated.add(mcid)
        last = parts[-1]
        if last.text.endswith(last.style["hyphenate_character"]) and last in leaf.tags:
            self._hyphens[line.element] = leaf, leaf.tags[last]["mcid"], last.text.split()[-1]

    def _node(self, element: Element, pseudo: str) -> Node:
        """Return the node of an element or of its marker or call; of the nearest ancestor if it has no role."""
        if (element, pseudo) not in self._nodes:
            self._nodes[element, pseudo] = self._new_node(element, pseudo)
        return self._nodes[element, pseudo]

    def _new_node(self, element: Element, pseudo: str) -> Node:
        if not pseudo and element in self._notes:
            return self._notes[element]
        parent = self._node(*self._above(element, pseudo))
        role = PSEUDO_ROLES[pseudo] if pseudo else role_of(element, self._parents.get(element))
        if not role or parent.role == ARTIFACT:
            return parent
        if role == ARTIFACT:
            return Node(ARTIFACT)
        node = Node(role, None if pseudo else element)
        _adopt(parent, node)
        return node

    def _above(self, element: Element, pseudo: str) -> tuple[Element, str]:
        """Return the key of what a node hangs on: a marker on its own element, all else on the element above."""
        inside = pseudo in {"marker", "footnote-marker"}
        return (element if inside else self._parents[element]), ""


def _note_elements(page_boxes: Iterable[Untyped]) -> Iterator[Element]:
    """Yield the elements that the engine has floated to the foot of a page."""
    for page_box in page_boxes:
        for area in page_box.children:
            if isinstance(area, boxes.FootnoteAreaBox):
                yield from (box.element for box in area.children if box.element is not None)


def _pseudo(box: Untyped) -> str:
    """Return which generated part of its element a box is; text before and after belongs to the element itself."""
    _, _, pseudo = box.element_tag.partition("::")
    return pseudo if pseudo in PSEUDO_ROLES else ""


def _adopt(parent: Node, node: Node) -> None:
    """Hang a node on its parent, with the nodes that the standard wants between and below (ISO 32000-1 14.8.4.3)."""
    if node.role in {"Lbl", "LBody"} and ROLE_MAP.get(parent.role, parent.role) == "L":
        parent = _open_item(parent, node.role)
    if node.role == "Lbl" and parent.role in {"LI", "Note"}:
        labels = sum(isinstance(kid, Node) and kid.role == "Lbl" for kid in parent.kids)
        parent.add(node, at=labels)
    elif node.role == "LBody":
        parent.add(node)
    elif node.role == "Link" and parent.role == "TOCI":
        reference = Node("Reference")
        parent.add(reference)
        reference.add(node)
    else:
        parent.content.add(node)
    if node.role == "LI":
        node.inner = Node("LBody")
        node.add(node.inner)


def _open_item(parent: Node, role: str) -> Node:
    """Return the item of a definition list that a term opens and its definitions join."""
    last = parent.kids[-1] if parent.kids else None
    if isinstance(last, Node) and last.role == "LI":
        has_body = any(isinstance(kid, Node) and kid.role == "LBody" for kid in last.kids)
        if role == "LBody" or not has_body:
            return last
    item = Node("LI")
    parent.add(item)
    return item


def _furniture(box: Untyped, node: Node | None) -> str:
    """Return the kind of furniture that a box begins, or nothing."""
    if isinstance(box, boxes.MarginBox):
        return "Header" if box.at_keyword.startswith("@top") else "Footer"
    if node is not None and node.role == ARTIFACT:
        return "Layout"
    if isinstance(box, boxes.TableRowGroupBox) and node is not None and node.role in {"THead", "TFoot"}:
        return "" if node.box in {None, box} else "Repeated"
    return ""


def _open(node: Node, box: Untyped, leaf: Leaf) -> None:
    """Note what a box tells of its node: its first fragment, its place, its link, its line of code."""
    if node.box is None:
        node.box = box
    if isinstance(box, boxes.ReplacedBox):
        node.bbox = _bounds(box, leaf.height)
    if isinstance(box, boxes.LineBox) and node.source is not None and node.source.tag == "pre":
        _open_line(node, "".join(part.text for part in box.descendants() if isinstance(part, boxes.TextBox)))
    if box.link_annotation:
        _add_link(node, box, Annotation(leaf.number, box.link_annotation))


def _bounds(box: Untyped, height: float) -> tuple[float, float, float, float]:
    """Return the content box in points from the foot of the page; the engine counts pixels from its head."""
    left, top = box.content_box_x(), box.content_box_y()
    right, bottom = left + box.width, top + box.height
    scale = POINTS_PER_PIXEL
    return left * scale, (height - bottom) * scale, right * scale, (height - top) * scale


def _open_line(code: Node, text: str) -> None:
    """Begin a CodeLine unless this line of the page goes on with the last line of the source."""
    if code.inner is None:
        code.unread = "".join(code.source.itertext()) if code.source is not None else ""
    if code.inner is None or code.unread.startswith("\n"):
        code.inner = None
        line = Node("CodeLine")
        code.add(line)
        code.inner = line
        code.unread = code.unread.removeprefix("\n")
    rest = code.unread.partition(text)[2] if text else code.unread
    code.unread = rest.lstrip(" ") if rest.lstrip(" ").startswith("\n") else rest


def _add_link(node: Node, box: Untyped, annotation: Annotation) -> None:
    """Add an annotation to its Link, described by the words of the link (ISO 14289-1 7.18.5)."""
    if node.role == "Reference":
        node.inner = node.inner or Node("Link")
        if node.inner.parent is None:
            node.kids.append(node.inner)
            node.inner.parent = node
        node = node.inner
    source = box.element
    words = source.get("data-label") or source.get("data-number")  # of a note
    words = words or " ".join("".join(source.itertext()).split()) or " ".join(map(alternative, source))
    annotation.target["Contents"] = pydyf.String(words)
    node.add(annotation)


def _place(note: Node, call: Node | None, document: Node) -> None:
    """Hang a Note behind the block that calls it, never inside a sentence, a caption or a term."""
    child, holder = call, call.parent if call is not None else document
    while holder is not None and holder.role not in NOTE_HOLDERS:
        child, holder = holder, holder.parent
        if child.role == "Lbl" and holder is not None:
            bodies = [kid for kid in holder.kids if isinstance(kid, Node) and kid.role == "LBody"]
            child, holder = None, bodies[-1] if bodies else holder
    holder = holder or document
    if child is None or child.role in INLINE:
        holder.add(note)
        return
    at = holder.kids.index(child) + 1
    while at < len(holder.kids) and getattr(holder.kids[at], "role", "") == "Note":
        at += 1
    holder.add(note, at)


def _captions(table: Node) -> int:
    first = table.kids[0] if table.kids else None
    return int(isinstance(first, Node) and first.role == "Caption")


def _table_rank(kid: Node | Mark | Annotation) -> int:
    """Rank the parts of a table: head before rows even if its first page had no room for it, foot after them."""
    return TABLE_ORDER.get(kid.role, 4) if isinstance(kid, Node) else 4
