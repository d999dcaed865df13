"""Reads a tagged PDF back: structure through pikepdf, texts through pdfium, joined by page and marked-content id.

Attachments, metadata and data islands are never opened. Structure: ISO 32000-1 14.7; roles and attributes: 14.8.
"""

from __future__ import annotations

import ctypes
import io
import itertools
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Untyped: TypeAlias = Any  # handles of pdfium, which has no types
BBox: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top in points


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
    """A structure element as it is written, and the standard role that the role map gives it."""

    role: str
    standard_role: str
    id: str = ""
    lang: str = ""
    alt: str = ""
    expansion: str = ""
    scope: str = ""
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
class PlacedText:
    """Text outside the tree: where it stands, and whether it is marked as "Header" or "Footer" of the page."""

    text: str
    page_index: int
    bbox: BBox
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline; the uppermost level is 1."""

    title: str
    level: int
    page_index: int


@dataclass(frozen=True, slots=True)
class TaggedDocument:
    """What a tagged PDF holds for its readers."""

    root: Element
    title: str
    lang: str
    page_labels: tuple[str, ...]
    furniture: tuple[PlacedText, ...]  # artifacts: running heads, page numbers, repeated table heads
    loose: tuple[PlacedText, ...]  # neither in the tree nor furniture
    bookmarks: tuple[Bookmark, ...]


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def read(pdf: bytes) -> TaggedDocument:
    """Return the tree, the texts outside it and the outline of a tagged PDF. Raises ValueError if it has no tags."""
    content = _read_content(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        structure = _Structure(file)
        texts = _joined(content.runs, list(structure.flows()))
        owned = structure.marks()
        loose = [_placed(run) for key, run in content.runs.items() if key not in owned and run.text.strip()]
        return TaggedDocument(
            root=structure.tree(texts),
            title=str(file.docinfo.get("/Title", "")),
            lang=str(file.Root.get("/Lang", "")),
            page_labels=content.labels,
            furniture=tuple(content.furniture),
            loose=tuple(content.loose + loose),
            bookmarks=tuple(structure.bookmarks()),
        )


# --- texts, through pdfium -----------------------------------------------------------------------------------------

Key: TypeAlias = tuple[int, int]  # page index, marked-content id
_SOFT_HYPHEN: Final = "\u00ad"  # where the layout has broken a word; the press marks it with this actual text
# What pdfium reports for any hyphen at the end of a line.
_LINE_END_HYPHENS: Final = str.maketrans({"\u0002": "-", "\ufffe": "-"})
_BREAKS_WITHOUT_SPACE: Final = ("-", "–", "—", "/", " ", "\u00a0", "\u200b")


@dataclass(slots=True)
class _Run:
    """The text of a mark, and where it begins and ends on the page."""

    page: int
    text: str
    bbox: BBox
    baseline: float
    size: float


@dataclass(slots=True)
class _Content:
    """The texts of all pages: in marks, in artifacts, in neither."""

    labels: tuple[str, ...]
    runs: dict[Key, _Run] = field(default_factory=dict)
    furniture: list[PlacedText] = field(default_factory=list)
    loose: list[PlacedText] = field(default_factory=list)


def _read_content(pdf: bytes) -> _Content:
    document = pypdfium2.PdfDocument(pdf)
    try:
        content = _Content(tuple(document.get_page_label(index) for index in range(len(document))))
        for index in range(len(document)):
            _read_page(document, index, content)
        return content
    finally:
        document.close()


def _read_page(document: pypdfium2.PdfDocument, index: int, content: _Content) -> None:
    page = pdfium.FPDF_LoadPage(document.raw, index)
    text_page = pdfium.FPDFText_LoadPage(page)
    buffer = ctypes.create_string_buffer(8192)
    try:
        objects = (pdfium.FPDFPage_GetObject(page, number) for number in range(pdfium.FPDFPage_CountObjects(page)))
        for item in _text_objects(objects):
            run = _Run(index, _text_of(item, text_page, buffer), *_place_of(item))
            _file(run, item, pdfium.FPDF_GetPageHeightF(page) / 2, content)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)


def _text_objects(objects: Iterator[Untyped]) -> Iterator[Untyped]:
    """Yield text objects, also those inside forms."""
    for item in objects:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield item
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            count = pdfium.FPDFFormObj_CountObjects(item)
            yield from _text_objects(pdfium.FPDFFormObj_GetObject(item, number) for number in range(count))


def _text_of(item: Untyped, text_page: Untyped, buffer: ctypes.Array[ctypes.c_char]) -> str:
    """Return the text of an object; a hyphen that the layout has added comes as U+00AD."""
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    size = pdfium.FPDFTextObj_GetText(item, text_page, pointer, len(buffer))
    if size > len(buffer):
        return _text_of(item, text_page, ctypes.create_string_buffer(size))
    text = buffer.raw[: max(0, size - 2)].decode("utf-16-le", errors="replace").translate(_LINE_END_HYPHENS)
    # The press puts a mark within the mark round a hyphen that it has added, and round nothing else.
    return _SOFT_HYPHEN if text == "-" and pdfium.FPDFPageObj_CountMarks(item) > 1 else text


def _place_of(item: Untyped) -> tuple[BBox, float, float]:
    """Return the bounds, the baseline and the size of a text object, in points."""
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *(ctypes.byref(edge) for edge in edges))
    left, bottom, right, top = (edge.value for edge in edges)
    matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
    pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
    pdfium.FPDFTextObj_GetFontSize(item, ctypes.byref(size))
    return (left, bottom, right, top), matrix.f, size.value * max(abs(matrix.d), abs(matrix.b))


def _file(run: _Run, item: Untyped, middle: float, content: _Content) -> None:
    """Put a text where it belongs: to its mark, to the furniture, or among the loose."""
    mcid = pdfium.FPDFPageObj_GetMarkedContentID(item)
    if mcid >= 0:
        _extend(content.runs, (run.page, mcid), run)
    elif "Artifact" in _mark_names(item):
        kind = "Header" if run.baseline > middle else "Footer"
        content.furniture.append(_placed(run, kind if _is_running(item) else ""))
    elif run.text.strip():
        content.loose.append(_placed(run))


def _extend(runs: dict[Key, _Run], key: Key, run: _Run) -> None:
    first = runs.setdefault(key, run)
    if first is not run:
        (left, bottom, right, top), other = first.bbox, run.bbox
        first.bbox = min(left, other[0]), min(bottom, other[1]), max(right, other[2]), max(top, other[3])
        first.text += run.text


def _mark_names(item: Untyped) -> Iterator[str]:
    buffer = ctypes.create_string_buffer(64)
    size = ctypes.c_ulong()
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    for number in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, number)
        pdfium.FPDFPageObjMark_GetName(mark, pointer, len(buffer), ctypes.byref(size))
        yield buffer.raw[: max(0, size.value - 2)].decode("utf-16-le", errors="replace")


def _is_running(item: Untyped) -> bool:
    """Whether an artifact has a subtype, as heads and feet of pages do; pdfium cannot tell which."""
    mark = pdfium.FPDFPageObj_GetMark(item, 0)
    return bool(pdfium.FPDFPageObjMark_GetParamValueType(mark, b"Subtype") == pdfium.FPDF_OBJECT_NAME)


def _placed(run: _Run, kind: str = "") -> PlacedText:
    return PlacedText(run.text, run.page, run.bbox, kind)


def _joined(runs: Mapping[Key, _Run], flows: Sequence[Sequence[Key]]) -> Mapping[Key, str]:
    """Return the text of each mark, without the hyphens of the layout and with a space where it broke a line."""
    texts = {key: run.text for key, run in runs.items()}
    for flow in flows:
        present = [key for key in flow if key in runs and runs[key].text]
        for key, following in itertools.pairwise(present):
            if _is_new_line(runs[key], runs[following]):
                texts[key] = _at_line_end(texts[key])
            elif texts[following].startswith(" "):
                texts[key] = texts[key].rstrip(" ")  # pdfium adds one of its own before a wide gap
        for key in present[-1:]:
            texts[key] = texts[key].rstrip(" ")
    return texts


def _is_new_line(run: _Run, following: _Run) -> bool:
    """Whether a text stands on another line than the one before it; raised figures stand on the same."""
    return (
        run.page != following.page
        or abs(run.baseline - following.baseline) > max(run.size, following.size) / 2
        or following.bbox[2] < run.bbox[0]
    )


def _at_line_end(text: str) -> str:
    if text.endswith(_SOFT_HYPHEN):
        return text[:-1]
    return text if text.endswith(_BREAKS_WITHOUT_SPACE) else text + " "


# --- structure, through pikepdf ------------------------------------------------------------------------------------

Json: TypeAlias = Any  # values of a PDF object as JSON: names "/N", strings "u:…", references "5 0 R"
_INLINE_ROLES: Final = frozenset({"Span", "Quote", "Reference", "Code", "Link", "Annot"})


class _Structure:
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
        self._document = self._kids(root)[0]

    def tree(self, texts: Mapping[Key, str]) -> Element:
        """Return the tree with the given texts."""
        return self._element(self._document, texts)

    def marks(self) -> set[Key]:
        """Return all marks that the tree owns."""
        return {key for flow in self.flows() for key in flow}

    def flows(self) -> Iterator[list[Key]]:
        """Yield the marks of each block, with those of the inline elements in it, in the order of reading."""
        yield from self._blocks(self._document)

    def bookmarks(self) -> Iterator[Bookmark]:
        """Yield the entries of the outline."""
        if "/Outlines" in self._file.Root:
            outline = _json(self._file.Root.Outlines)
            yield from self._bookmarks(self._resolved(outline).get("/First"), 1)

    def _blocks(self, block: Json) -> Iterator[list[Key]]:
        """Yield the flow of a block, then those of the blocks in it."""
        flow: list[Key] = []
        blocks: list[Json] = []
        self._collect(block, flow, blocks)
        yield flow
        for inner in blocks:
            yield from self._blocks(inner)

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
        attributes = self._resolved(element.get("/A", {}))
        bbox = attributes.get("/BBox")
        return Element(
            role=element["/S"][1:],
            standard_role=self._standard(element["/S"]),
            id=_string(element.get("/ID")),
            lang=_string(element.get("/Lang")),
            alt=_string(element.get("/Alt")),
            expansion=_string(element.get("/E")),
            scope=attributes.get("/Scope", "/")[1:],
            bbox=None if bbox is None else (bbox[0], bbox[1], bbox[2], bbox[3]),
            children=tuple(self._children(element, texts)),
        )

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
            return self._pages[element["/Pg"]], kid
        if kid.get("/Type") == "/MCR":
            return self._pages[kid.get("/Pg", element.get("/Pg"))], kid["/MCID"]
        return None

    def _link(self, kid: Json, element: Json) -> LinkAnnotation:
        annotation = self._resolved(kid["/Obj"])
        action = self._resolved(annotation.get("/A", {}))
        return LinkAnnotation(
            page_index=self._pages[kid.get("/Pg", element.get("/Pg"))],
            uri=_string(action.get("/URI")),
            destination=_string(annotation.get("/Dest")),
            description=_string(annotation.get("/Contents")),
        )

    def _bookmarks(self, reference: str | None, level: int) -> Iterator[Bookmark]:
        while reference is not None:
            item = self._resolved(reference)
            yield Bookmark(_string(item["/Title"]), level, self._pages[self._resolved(item["/Dest"])[0]])
            yield from self._bookmarks(item.get("/First"), level + 1)
            reference = item.get("/Next")

    def _kids(self, element: Json) -> list[Json]:
        kids = element.get("/K", [])
        kids = self._resolved(kids) if isinstance(kids, str) else kids
        return [self._resolved(kid) for kid in (kids if isinstance(kids, list) else [kids])]

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


def _string(value: str | None) -> str:
    """Return a PDF string from its form in JSON: text after `u:`, bytes in hexadecimal after `b:`."""
    if value is None:
        return ""
    kind, _, text = value.partition(":")
    return bytes.fromhex(text).decode("latin-1") if kind == "b" else text
