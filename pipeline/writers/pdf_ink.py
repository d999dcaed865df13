"""What nobody sees in a PDF, by the block or the generated text that it belongs to."""

from collections.abc import Iterator

from pipeline.furniture import PAGE_OF
from pipeline.model import Unseen, solid
from pipeline.tagged_ink import HiddenText, hidden_texts
from pipeline.tagged_pdf import Element, TaggedDocument, TextRun, read

_PLACES = {"Header": "head", "Footer": "foot"}
_INLINE = {"Span", "Reference", "Quote", "Link"}


def unseen(content: bytes, *, fine: bool = False) -> tuple[Unseen, ...]:
    """What of the PDF's texts nobody sees, page by page; the letters in drawings are no texts of their own.

    Looked at with 50 dots to the inch, with 100 if `fine`. Raises ValueError if its tags cannot be read.
    """
    hidden = hidden_texts(content, fine=fine)
    return tuple(_placed(hidden, read(content))) if hidden else ()


def _placed(hidden: tuple[HiddenText, ...], document: TaggedDocument) -> Iterator[Unseen]:
    owners = dict(_owners(document.root, ""))
    heads = {solid(element.text()): element.id for element in document.root.walk() if element.role == "TH"}
    for one in hidden:
        label = document.page_labels[one.page_index]
        if place := _PLACES.get(one.furniture):
            owner = f"_page.{label}.{place}"
        elif one.furniture:
            # A table's head that is repeated on a further page.
            owner = next((name for text, name in heads.items() if solid(one.text) in text), "")
        elif (one.page_index, one.mcid) in owners:
            owner = owners[one.page_index, one.mcid]
        else:
            continue
        yield Unseen(owner, one.text, one.why, label, partly=one.partly)


def _owners(element: Element, owner: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Each mark below an element with the id of the nearest block or generated text round it."""
    if element.role == "Figure":
        return
    # The page that a reference names in print is a part of its line; so is a passage with an id.
    is_made = element.id.startswith("_") and not element.id.startswith(f"_{PAGE_OF}.")
    if is_made or (element.id and element.standard_role not in _INLINE):
        owner = element.id
    for child in element.children:
        if isinstance(child, Element):
            yield from _owners(child, owner)
        elif isinstance(child, TextRun):
            yield (child.page_index, child.mcid), owner
