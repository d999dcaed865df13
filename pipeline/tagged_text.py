"""The texts of a PDF through pdfium: by page and marked-content id, in artifacts, and in neither."""

from __future__ import annotations

import ctypes
import itertools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.tagged_objects import (
    TEXT,
    BBox,
    Untyped,
    artifact,
    bounds,
    font_size,
    is_running,
    matrix,
    objects,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Key: TypeAlias = tuple[int, int]  # page index, marked-content id
_SOFT_HYPHEN: Final = "\u00ad"  # where the layout has broken a word; the press marks it with this actual text
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
    middle = pdfium.FPDF_GetPageHeightF(page) / 2
    buffer = ctypes.create_string_buffer(8192)
    spoken: set[int] = set()
    mark = 0
    try:
        for kind, item, forms in objects(page):
            # The letters of a picture that only decorates are its own, and nobody is told of them.
            if kind != TEXT or any(map(artifact, forms)):
                continue
            run = Run(index, text_of(item, text_page, buffer, spoken), *_place_of(item, forms))
            # Marks in a form are numbered by the form (ISO 32000-1 14.7.4.2); our tree has none of them.
            mcid = -1 if forms else pdfium.FPDFPageObj_GetMarkedContentID(item)
            before, mark = mark, artifact(item) if mcid < 0 else 0
            if mark == before != 0:
                content.furniture[-1] = _longer(content.furniture[-1], run)
            else:
                _file(run, item, mcid, middle, content)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)


def _place_of(item: Untyped, forms: tuple[Untyped, ...]) -> tuple[BBox, float, float]:
    """Return the bounds, the baseline and the size of a text object, in points."""
    box, own = bounds(item, forms), matrix(item)
    return box, box[1] if forms else own.f, font_size(item) * max(abs(own.d), abs(own.b))


def _file(run: Run, item: Untyped, mcid: int, middle: float, content: Content) -> None:
    """Put a text where it belongs: to its mark, to the furniture, or among the loose."""
    if mcid >= 0:
        _extend(content.runs, (run.page, mcid), run)
    elif artifact(item):
        kind = "Header" if run.baseline > middle else "Footer"
        content.furniture.append(placed(run, kind if is_running(item) else ""))
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
