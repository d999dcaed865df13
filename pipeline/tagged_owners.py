"""Which elements of a tagged PDF own a place that a validator names, and which part of PDF/A a PDF claims.

veraPDF names a place by the way to it: `root/document[0]/…/K[0](379 0 obj SEP P)` is an element of the tag tree,
`pages[0](6 0 obj PDPage)/…{mcid:3}` a piece of a page, `annots[4](86 0 obj PDLinkAnnot)` an annotation.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf

_STEP = re.compile(r"\((\d+) (\d+) obj (\w+)[^)]*\)")
_PAGE = re.compile(r"pages\[(\d+)\]")
_MCID = re.compile(r"\{mcid:(\d+)\}")
_DEEP = 500


@dataclass(frozen=True, slots=True)
class Owner:
    """The ids of the elements around a place, the nearest first, its own role, and its page from 1; 0 for none."""

    ids: tuple[str, ...] = ()
    role: str = ""
    page: int = 0


def owners(pdf: bytes, contexts: Sequence[str]) -> tuple[Owner, ...]:
    """Whose each place is; that of nobody where the file or the place cannot be read."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as file:
            return tuple(_owner(file, context) for context in contexts)
    except pikepdf.PdfError:
        return (Owner(),) * len(contexts)


def archive_part(pdf: bytes) -> str:
    """The flavour of PDF/A that a file of ours must have: the part without attachments if it claims that."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as file, file.open_metadata() as metadata:
            return "2a" if metadata.pdfa_status == "2A" else "3a"
    except pikepdf.PdfError:
        return "3a"


def _owner(file: pikepdf.Pdf, context: str) -> Owner:
    page = int(found[1]) + 1 if (found := _PAGE.search(context)) else 0
    try:
        element = _element(file, context)
        role = str(element.get("/S", ""))[1:] if element is not None else ""
        return Owner(tuple(_ids(element)), role, page)
    except (LookupError, TypeError, ValueError, AttributeError, pikepdf.PdfError):
        return Owner(page=page)


def _element(file: pikepdf.Pdf, context: str) -> pikepdf.Object | None:
    """The element of the tag tree at a place: itself, or the one that owns the piece of a page or the annotation."""
    steps = _STEP.findall(context)
    if not steps:
        return None
    own = [step for step in steps if step[2].startswith("SE")]
    number, generation, kind = own[-1] if own else steps[-1]
    found = file.get_object(int(number), int(generation))
    if own:
        return found
    if marks := _MCID.findall(context):
        page = next(step for step in steps if step[2] == "PDPage")
        pieces = _parent(file, int(file.get_object(int(page[0]), int(page[1])).StructParents))
        return pieces[int(marks[-1])]
    return _parent(file, int(found.StructParent)) if kind.endswith("Annot") else None


def _parent(file: pikepdf.Pdf, key: int) -> pikepdf.Object:
    return pikepdf.NumberTree(file.Root.StructTreeRoot.ParentTree)[key]


def _ids(element: pikepdf.Object | None) -> Iterator[str]:
    for _ in range(_DEEP):
        if element is None or "/S" not in element:
            return
        if "/ID" in element:
            yield str(element.ID)
        element = element.get("/P")
