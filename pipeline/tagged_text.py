"""The texts of a PDF through pdfium: by page and marked-content id, in artifacts, and in neither."""

from __future__ import annotations

import ctypes
import functools
import itertools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Untyped: TypeAlias = Any  # handles of pdfium, which has no types
BBox: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top in points
Key: TypeAlias = tuple[int, int]  # page index, marked-content id
_SOFT_HYPHEN: Final = "\u00ad"  # where the layout has broken a word; the press marks it with this actual text
# What pdfium reports for any hyphen at the end of a line.
_LINE_END_HYPHENS: Final = str.maketrans({"\u0002": "-", "\ufffe": "-"})
_BREAKS_WITHOUT_SPACE: Final = ("-", "–", "—", "/", " ", "\u00a0", "\u200b")


@dataclass(frozen=True, slots=True)
class PlacedText:
    """Text outside the tree: where it stands, and whether it is marked as "Header" or "Footer" of the page."""

    text: str
    page_index: int
    bbox: BBox
    kind: str = ""


@dataclass(slots=True)
class Run:
    """The text of a mark, and where it begins and ends on the page."""

    page: int
    text: str
    bbox: BBox
    baseline: float
    size: float


@dataclass(slots=True)
class Content:
    """The texts of all pages: in marks, in artifacts, in neither."""

    labels: tuple[str, ...]
    runs: dict[Key, Run] = field(default_factory=dict)
    furniture: list[PlacedText] = field(default_factory=list)
    loose: list[PlacedText] = field(default_factory=list)


def read_content(pdf: bytes) -> Content:
    """Return the texts of all pages of a PDF, and the labels of the pages."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        content = Content(tuple(document.get_page_label(index) for index in range(len(document))))
        for index in range(len(document)):
            _read_page(document, index, content)
        return content
    finally:
        document.close()


def _read_page(document: pypdfium2.PdfDocument, index: int, content: Content) -> None:
    page = pdfium.FPDF_LoadPage(document.raw, index)
    text_page = pdfium.FPDFText_LoadPage(page)
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    buffer = ctypes.create_string_buffer(8192)
    spoken: set[int] = set()
    artifact = 0
    try:
        objects = (pdfium.FPDFPage_GetObject(page, number) for number in range(pdfium.FPDFPage_CountObjects(page)))
        for item, forms in _text_objects(objects, ()):
            run = Run(index, _text_of(item, text_page, buffer, spoken), *_place_of(item, forms))
            if _is_cut(run.bbox, width, height):
                continue  # text that runs off the paper is not there for its reader
            # Marks in a form are numbered by the form (ISO 32000-1 14.7.4.2); our tree has none of them.
            mcid = -1 if forms else pdfium.FPDFPageObj_GetMarkedContentID(item)
            before, artifact = artifact, _artifact(item) if mcid < 0 else 0
            if artifact == before != 0:
                content.furniture[-1] = _longer(content.furniture[-1], run)
            else:
                _file(run, item, mcid, height / 2, content)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)


def _text_objects(
    objects: Iterator[Untyped], forms: tuple[Untyped, ...]
) -> Iterator[tuple[Untyped, tuple[Untyped, ...]]]:
    """Yield text objects, with the matrices of the forms that they are in, innermost first."""
    for item in objects:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield item, forms
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            count = pdfium.FPDFFormObj_CountObjects(item)
            inner = (pdfium.FPDFFormObj_GetObject(item, number) for number in range(count))
            yield from _text_objects(inner, (_matrix(item), *forms))


def _text_of(item: Untyped, text_page: Untyped, buffer: ctypes.Array[ctypes.c_char], spoken: set[int]) -> str:
    """Return the text of an object: what a mark says that it is, once for all objects of the mark; else its glyphs."""
    for mark in _marks(item):
        # pdfium heeds actual texts too, but takes ligatures in them apart.
        text = _actual_text(mark)
        if text is not None:
            said = _address(mark) in spoken
            spoken.add(_address(mark))
            return "" if said else text
    return _glyphs_of(item, text_page, buffer).translate(_LINE_END_HYPHENS)


def _glyphs_of(item: Untyped, text_page: Untyped, buffer: ctypes.Array[ctypes.c_char]) -> str:
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    size = pdfium.FPDFTextObj_GetText(item, text_page, pointer, len(buffer))
    if size > len(buffer):
        return _glyphs_of(item, text_page, ctypes.create_string_buffer(size))
    return _decoded(buffer, size)


def _actual_text(mark: Untyped) -> str | None:
    """Return the actual text of a mark (ISO 32000-1 14.9.4), None if it has none."""
    if pdfium.FPDFPageObjMark_GetParamValueType(mark, b"ActualText") != pdfium.FPDF_OBJECT_STRING:
        return None
    size = ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", None, 0, ctypes.byref(size))
    buffer = (ctypes.c_ubyte * size.value)()
    pdfium.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", buffer, size.value, ctypes.byref(size))
    text = bytes(buffer)
    # Text strings of PDF (ISO 32000-1 7.9.2.2); the press writes what is not ASCII as UTF-16.
    return text.decode("utf-16" if text.startswith(b"\xfe\xff") else "latin-1", errors="replace")


def _decoded(buffer: ctypes.Array[ctypes.c_char], size: int) -> str:
    """Return the text of a buffer of so many bytes, the zero at its end included."""
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le", errors="replace")


def _place_of(item: Untyped, forms: tuple[Untyped, ...]) -> tuple[BBox, float, float]:
    """Return the bounds, the baseline and the size of a text object, in points."""
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *(ctypes.byref(edge) for edge in edges))
    left, bottom, right, top = (edge.value for edge in edges)
    matrix, size = _matrix(item), ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(item, ctypes.byref(size))
    bounds = functools.reduce(_transformed, forms, (left, bottom, right, top))
    return bounds, bounds[1] if forms else matrix.f, size.value * max(abs(matrix.d), abs(matrix.b))


def _matrix(item: Untyped) -> Untyped:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
    return matrix


def _transformed(box: BBox, matrix: Untyped) -> BBox:
    """Return the bounds of a box after a transformation (ISO 32000-1 8.3.4)."""
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across = [matrix.a * x + matrix.c * y + matrix.e for x, y in corners]
    upward = [matrix.b * x + matrix.d * y + matrix.f for x, y in corners]
    return min(across), min(upward), max(across), max(upward)


def _is_cut(box: BBox, width: float, height: float) -> bool:
    """Whether something of a text lies beyond the edges of its page; a point more or less is drawn on no edge."""
    left, bottom, right, top = box
    return left < -1 or bottom < -1 or right > width + 1 or top > height + 1


def _file(run: Run, item: Untyped, mcid: int, middle: float, content: Content) -> None:
    """Put a text where it belongs: to its mark, to the furniture, or among the loose."""
    if mcid >= 0:
        _extend(content.runs, (run.page, mcid), run)
    elif _artifact(item):
        kind = "Header" if run.baseline > middle else "Footer"
        content.furniture.append(placed(run, kind if _is_running(item) else ""))
    elif run.text.strip():
        content.loose.append(placed(run))


def _extend(runs: dict[Key, Run], key: Key, run: Run) -> None:
    first = runs.setdefault(key, run)
    if first is not run:
        first.bbox = _round_both(first.bbox, run.bbox)
        first.text += run.text


def _longer(text: PlacedText, run: Run) -> PlacedText:
    """Return a piece of furniture with one more object of the same mark, as where a font lacks a character."""
    return replace(text, text=text.text + run.text, bbox=_round_both(text.bbox, run.bbox))


def _round_both(one: BBox, other: BBox) -> BBox:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _artifact(item: Untyped) -> int:
    """Return what tells the mark that makes an object an artifact from the others of the page; 0 if none does."""
    buffer = ctypes.create_string_buffer(64)
    size = ctypes.c_ulong()
    pointer = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    for mark in _marks(item):
        pdfium.FPDFPageObjMark_GetName(mark, pointer, len(buffer), ctypes.byref(size))
        if _decoded(buffer, size.value) == "Artifact":
            return _address(mark)
    return 0


def _marks(item: Untyped) -> Iterator[Untyped]:
    """Yield the marks round an object, the innermost first."""
    for number in reversed(range(pdfium.FPDFPageObj_CountMarks(item))):
        yield pdfium.FPDFPageObj_GetMark(item, number)


def _address(mark: Untyped) -> int:
    """Return where a mark lies in memory: pdfium has each once, for all objects in it."""
    return ctypes.cast(mark, ctypes.c_void_p).value or 0


def _is_running(item: Untyped) -> bool:
    """Whether an artifact has a subtype, as heads and feet of pages do; pdfium cannot tell which."""
    mark = pdfium.FPDFPageObj_GetMark(item, 0)
    return bool(pdfium.FPDFPageObjMark_GetParamValueType(mark, b"Subtype") == pdfium.FPDF_OBJECT_NAME)


def placed(run: Run, kind: str = "") -> PlacedText:
    """Return a run as text outside the tree."""
    return PlacedText(run.text, run.page, run.bbox, kind)


def joined(runs: Mapping[Key, Run], flows: Sequence[Sequence[Key]]) -> Mapping[Key, str]:
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


def _is_new_line(run: Run, following: Run) -> bool:
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
