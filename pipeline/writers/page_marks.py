"""Marks of the print edition's pages in the documents of a screen edition: where each page begins, before a word."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence

from lxml import etree

from pipeline.model import PageMap, solid
from pipeline.theme import XHTML

_SPAN = f"{{{XHTML}}}span"
_HEADINGS = {f"{{{XHTML}}}h{level}" for level in range(1, 7)}
_DRAWING = "{http://www.w3.org/2000/svg}svg"
_AROUND_WORDS = {f"{{{XHTML}}}{name}" for name in ("a", "abbr", "code", "del", "em", "span", "strong", "sub", "sup")}


def place(
    roots: Sequence[etree._Element],
    pages: PageMap,
    attributes: Callable[[str], Mapping[str, str]],
    *,
    before_headings: bool = False,
) -> None:
    """Puts an empty element where each page begins, with its id and the attributes that a format gives to a label.

    In a heading a mark that says something would become part of its name: with `before_headings` it stands before it.
    """
    homes = {element.get("id", ""): element for root in roots for element in root.iterfind(".//*[@id]")}
    before: dict[tuple[str, int], etree._Element] = {}
    for page in pages.pages:
        home, spot = homes.get(page.block), (page.block, page.offset)
        mark = etree.Element(_SPAN, {"id": page.id, **attributes(page.label)})
        if spot in before:
            # Of two pages that begin at one place the first had no words.
            mark.tail, before[spot].tail = before[spot].tail, None
            before[spot].addnext(mark)
        elif home is not None and before_headings and home.tag in _HEADINGS:
            home.addprevious(mark)
        elif home is not None:
            _insert(home, page.offset, mark)
        if home is not None:
            before[spot] = mark


def _insert(home: etree._Element, offset: int, mark: etree._Element) -> None:
    """Puts a mark into a block before the character at an offset; at its beginning, a picture may come first."""
    holder, is_tail, start = _place(home, offset) if offset else (home, False, 0)
    if not is_tail and (outermost := _begun(home, holder, start)) is not home:
        outermost.addprevious(mark)
    elif is_tail:
        text, holder.tail = holder.tail or "", None
        mark.tail = text[start:]
        holder.addnext(mark)
        holder.tail = text[:start]
    else:
        text, holder.text = holder.text or "", (holder.text or "")[:start]
        mark.tail = text[start:]
        holder.insert(0, mark)


def _begun(home: etree._Element, holder: etree._Element, start: int) -> etree._Element:
    """The outermost element around words that begins where a place in `holder` is, else the block: marks go before."""
    outermost, text = home, (holder.text or "")[:start]
    for around in (holder, *holder.iterancestors()):
        if around is home or around.tag not in _AROUND_WORDS or around.get("class") == "line" or text.strip():
            return outermost
        outermost, before = around, around.getprevious()
        above = around.getparent()
        text = "words" if before is not None or above is None else above.text or ""
    return outermost


def _place(home: etree._Element, offset: int) -> tuple[etree._Element, bool, int]:
    """The element in whose text, or behind which, the character at an offset stands, and its index there."""
    counted = 0
    for holder, is_tail in _texts(home):
        text = (holder.tail if is_tail else holder.text) or ""
        length = len(solid(text))
        if counted + length > offset:
            ends = range(len(text) + 1)
            return holder, is_tail, bisect_right(ends, offset - counted, key=lambda end: len(solid(text[:end]))) - 1
        counted += length
    return home, False, 0


def _texts(element: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """Where the article's text stands in an element: each element with text, and each behind which there is some."""
    yield element, False
    for child in element:
        is_apart = child.get("id", "").startswith("_") or child.get("class") == "box" or child.tag == _DRAWING
        if not is_apart:
            yield from _texts(child)
        yield child, True
