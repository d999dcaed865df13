"""The structure of a PDF through pikepdf: its tree, the marks in it, and its outline (ISO 32000-1 14.7)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from pipeline.tagged_objects import BBox
from pipeline.tagged_text import Key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pikepdf

Json: TypeAlias = Any  # values of a PDF object as JSON: names "/N", strings "u:…", references "5 0 R"
_INLINE_ROLES: Final = frozenset({"Span", "Quote", "Reference", "Code", "Link", "Annot"})


@dataclass(frozen=True, slots=True)
class TextRun:
    """The text of one run of marked content: no hyphen that the layout added, a space where it broke a line."""

    text: str
    page_index: int
    mcid: int


@dataclass(frozen=True, slots=True)
class LinkAnnotation:
    """Where a link leads: to an address, or to a named destination of the file."""

    page_index: int
    uri: str = ""
    destination: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element as it is written, and the standard role that the role map gives it.

    `page_index` is that of the page on which its first marks are, -1 where it does not say.
    """

    role: str
    standard_role: str
    id: str = ""
    lang: str = ""
    alt: str = ""
    expansion: str = ""
    scope: str = ""
    placement: str = ""
    page_index: int = -1
    bbox: BBox | None = None
    children: tuple[Element | TextRun | LinkAnnotation, ...] = ()

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in the order of reading."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def text(self) -> str:
        """Return all text below, in the order of reading."""
        return "".join(
            child.text if isinstance(child, TextRun) else child.text()
            for child in self.children
            if isinstance(child, Element | TextRun)
        )


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline; the uppermost level is 1."""

    title: str
    level: int
    page_index: int


class Structure:
    """The structure tree of a file, each object read once as JSON, which is a third of the time of its attributes."""

    def __init__(self, file: pikepdf.Pdf) -> None:
        self._file = file
        self._pages = {f"{page.obj.objgen[0]} {page.obj.objgen[1]} R": index for index, page in enumerate(file.pages)}
        self._cache: dict[str, Json] = {}
        if "/StructTreeRoot" not in file.Root:
            message = "the PDF has no tags"
            raise ValueError(message)
        root = self._resolved(_json(file.Root.StructTreeRoot))
        self._roles = self._resolved(root.get("/RoleMap", {}))
        kids = [kid for kid in self._kids(root) if "/S" in kid]
        # Files of others may have their blocks side by side without one element around them.
        self._document = kids[0] if len(kids) == 1 else {"/S": "/Document", "/K": kids}

    def tree(self, texts: Mapping[Key, str]) -> Element:
        """Return the tree with the given texts."""
        return self._element(self._document, texts)

    def flows(self) -> list[list[Key]]:
        """Return the marks of each block, with those of the inline elements in it, in the order of reading."""
        flows: list[list[Key]] = []
        waiting = [self._document]
        while waiting:
            flow: list[Key] = []
            self._collect(waiting.pop(), flow, waiting)
            flows.append(flow)
        return flows

    def bookmarks(self) -> Iterator[Bookmark]:
        """Yield the entries of the outline."""
        if "/Outlines" in self._file.Root:
            outline = _json(self._file.Root.Outlines)
            yield from self._bookmarks(self._resolved(outline).get("/First"), 1)

    def _collect(self, element: Json, flow: list[Key], blocks: list[Json]) -> None:
        for kid in self._kids(element):
            mark = self._mark(kid, element)
            if mark is not None:
                flow.append(mark)
            elif "/S" in kid and self._is_inline(kid["/S"]):
                self._collect(kid, flow, blocks)
            elif "/S" in kid:
                blocks.append(kid)

    def _is_inline(self, role: str) -> bool:
        return role != "/CodeLine" and self._standard(role) in _INLINE_ROLES

    def _element(self, element: Json, texts: Mapping[Key, str]) -> Element:
        attributes = self._attributes(element)
        bbox = attributes.get("/BBox")
        return Element(
            role=element["/S"][1:],
            standard_role=self._standard(element["/S"]),
            id=_string(element.get("/ID")),
            lang=_string(element.get("/Lang")),
            alt=_string(element.get("/Alt")),
            expansion=_string(element.get("/E")),
            scope=attributes.get("/Scope", "/")[1:],
            placement=attributes.get("/Placement", "/")[1:],
            page_index=self._pages.get(element.get("/Pg"), -1),
            bbox=None if bbox is None else (bbox[0], bbox[1], bbox[2], bbox[3]),
            children=tuple(self._children(element, texts)),
        )

    def _attributes(self, element: Json) -> Json:
        """Return the attributes of an element; those of several owners as one."""
        found = self._resolved(element.get("/A", {}))
        owned = [self._resolved(each) for each in found] if isinstance(found, list) else [found]
        return {name: value for each in owned if isinstance(each, dict) for name, value in each.items()}

    def _children(self, element: Json, texts: Mapping[Key, str]) -> Iterator[Element | TextRun | LinkAnnotation]:
        for kid in self._kids(element):
            mark = self._mark(kid, element)
            if mark is not None:
                if texts.get(mark):
                    yield TextRun(texts[mark], *mark)
            elif kid.get("/Type") == "/OBJR":
                yield self._link(kid, element)
            elif "/S" in kid:
                yield self._element(kid, texts)

    def _mark(self, kid: Json, element: Json) -> Key | None:
        if isinstance(kid, int):
            return self._page(element.get("/Pg")), kid
        if kid.get("/Type") == "/MCR":
            return self._page(kid.get("/Pg", element.get("/Pg"))), kid["/MCID"]
        return None

    def _page(self, reference: str | None) -> int:
        """Return the number of a page; raises ValueError for one that has been taken out, while its tags stayed."""
        if reference not in self._pages:
            message = "a page is missing to which its tags or bookmarks lead"
            raise ValueError(message)
        return self._pages[reference]

    def _link(self, kid: Json, element: Json) -> LinkAnnotation:
        annotation = self._resolved(kid["/Obj"])
        action = self._resolved(annotation.get("/A", {}))
        return LinkAnnotation(
            page_index=self._pages.get(kid.get("/Pg", element.get("/Pg")), 0),
            uri=_string(action.get("/URI")),
            destination=self._destination(annotation.get("/Dest", action.get("/D"))),
            description=_string(annotation.get("/Contents")),
        )

    def _destination(self, value: Json) -> str:
        """Return the name of a destination; of one without a name (ISO 32000-1 12.3.2.2) "", as of none."""
        return _string(value) if isinstance(value, str) and value[:2] in {"u:", "b:"} else ""

    def _bookmarks(self, reference: str | None, level: int) -> Iterator[Bookmark]:
        while reference is not None:
            item = self._resolved(reference)
            yield Bookmark(_string(item["/Title"]), level, self._page(self._resolved(item["/Dest"])[0]))
            yield from self._bookmarks(item.get("/First"), level + 1)
            reference = item.get("/Next")

    def _kids(self, element: Json) -> list[Json]:
        kids = element.get("/K", [])
        kids = self._resolved(kids) if isinstance(kids, str) else kids
        found = [self._resolved(kid) for kid in (kids if isinstance(kids, list) else [kids])]
        return [kid for kid in found if isinstance(kid, dict | int)]

    def _resolved(self, value: Json) -> Json:
        """Return the object behind a reference, or the value itself."""
        if not isinstance(value, str):
            return value
        if value not in self._cache:
            number, generation, _ = value.split()
            self._cache[value] = _json(self._file.get_object(int(number), int(generation)))
        return self._cache[value]

    def _standard(self, role: str) -> str:
        return str(self._roles.get(role, role))[1:]


def _json(value: pikepdf.Object) -> Json:
    return json.loads(value.to_json(dereference=True, schema_version=2))


def _string(value: Json) -> str:
    """Return a PDF string from its form in JSON: text after `u:`, bytes in hexadecimal after `b:`; "" for none."""
    if not isinstance(value, str):
        return ""
    kind, _, text = value.partition(":")
    return bytes.fromhex(text).decode("latin-1") if kind == "b" else text
