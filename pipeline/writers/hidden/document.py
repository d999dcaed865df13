"""A document as its elements and its pieces of text, each element with the rules that match it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import cssselect2
import tinycss2
from lxml import etree

from pipeline.writers.drawings import description
from pipeline.writers.hidden.boxes import IN_LINES
from pipeline.writers.hidden.cascade import Matched
from pipeline.writers.hidden.sheets import Declaration, Sheets

_UNREAD = frozenset(("head", "style", "title", "annotation", "annotation-xml"))
"""What no browser shows as text, nor is meant to."""
_NEVER = frozenset(
    ("audio", "canvas", "datalist", "iframe", "noembed", "noframes", "noscript", "object", "script", "select")
) | {"template", "video"}
"""What a browser of today shows nothing of that is written in it."""


@dataclass(frozen=True, slots=True)
class Look:
    """All that decides how an element looks below a given parent.

    `matched` are rules for the element, `opening` those for what a `details` folds; `style` is its attribute, `given`
    what the browser adds, `silenced` which name or attribute takes it from people whatever the style.
    """

    tag: str
    matched: tuple[Matched, ...]
    opening: tuple[Matched, ...]
    style: str
    given: tuple[Declaration, ...]
    silenced: str


@dataclass(frozen=True, slots=True)
class Place:
    """An element: the number of the one around it (-1 for the root), its look, the block that it is or ""."""

    parent: int
    look: Look
    block: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A text, or what a picture says, and the number of the element that it stands in."""

    place: int
    text: str
    pictured: bool = False


@dataclass(slots=True)
class Document:
    """Elements in the order of the document, its pieces of text; for each closed `details` the number of its summary.

    `folded` says of an element in which closed `details` it stands, its summary excepted.
    """

    places: list[Place] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    summaries: dict[int, int] = field(default_factory=dict)
    folded: dict[int, int] = field(default_factory=dict)

    def lengths(self) -> list[int]:
        """How many characters that are not white space each element holds."""
        found = [0] * len(self.places)
        for piece in self.pieces:
            found[piece.place] += 0 if piece.pictured else len(piece.text) - sum(map(str.isspace, piece.text))
        for number in range(len(found) - 1, 0, -1):
            found[self.places[number].parent] += found[number]
        return found


def document(root: etree._Element, sheets: Sheets, *, in_html: bool) -> Document:
    """The document that has this root."""
    wrap = cssselect2.ElementWrapper.from_html_root if in_html else cssselect2.ElementWrapper.from_xml_root
    made = Document()
    looks: dict[Look, Look] = {}
    tasks: list[tuple[cssselect2.ElementWrapper, int] | Piece] = [(wrap(root), -1)]
    while tasks:
        task = tasks.pop()
        if isinstance(task, Piece):
            made.pieces.append(task)
            continue
        wrapper, parent = task
        number = len(made.places)
        look = _look(wrapper, sheets)
        # Elements that look alike share one value, so that their styles are worked out once.
        made.places.append(Place(parent, looks.setdefault(look, look), _block(wrapper.etree_element, look.tag)))
        _fold(wrapper.etree_element, look.tag, number, parent, made)
        tasks += reversed(list(_inside(wrapper, look.tag, number)))
    return made


def _inside(
    wrapper: cssselect2.ElementWrapper, tag: str, number: int
) -> Iterator[tuple[cssselect2.ElementWrapper, int] | Piece]:
    element = wrapper.etree_element
    if tag == "img" and element.get("alt"):
        yield Piece(number, element.get("alt"), pictured=True)
    elif tag == "svg":
        if said := description(element):
            yield Piece(number, said, pictured=True)
        return
    if element.text and element.text.strip():
        yield Piece(number, element.text)
    children = wrapper.iter_children()
    for child in element:
        if isinstance(child.tag, str):
            inner = next(children)
            if inner.local_name not in _UNREAD:
                yield inner, number
        if child.tail and child.tail.strip():
            yield Piece(number, child.tail)


def _look(wrapper: cssselect2.ElementWrapper, sheets: Sheets) -> Look:
    element, tag = wrapper.etree_element, str(wrapper.local_name).lower()
    return Look(
        tag,
        _matched(sheets.matcher, wrapper),
        _matched(sheets.folded, wrapper) if tag == "details" else (),
        element.get("style", ""),
        tuple(_given(element, tag)),
        _silenced(element, tag),
    )


def _matched(matcher: cssselect2.Matcher, wrapper: cssselect2.ElementWrapper) -> tuple[Matched, ...]:
    return tuple((specificity, rule) for specificity, _, pseudo, rule in matcher.match(wrapper) if pseudo is None)


def _given(element: etree._Element, tag: str) -> Iterator[Declaration]:
    """What the browser's own sheet says (HTML 15.3), which any other sheet may overrule."""
    if element.get("hidden") == "until-found":
        yield _own("content-visibility", "hidden", 'by the attribute "hidden"')
    elif element.get("hidden") is not None:
        yield _own("display", "none", 'by the attribute "hidden"')
    elif element.get("popover") is not None:
        yield _own("display", "none", 'by the attribute "popover"')
    elif tag == "dialog" and element.get("open") is None:
        yield _own("display", "none", 'of a closed "dialog"')
    if tag == "font" and element.get("color"):
        yield _own("color", element.get("color", ""), 'by the attribute "color"')


@cache
def _own(name: str, value: str, place: str) -> Declaration:
    return Declaration(name, tuple(tinycss2.parse_component_value_list(value)), False, place)


def _silenced(element: etree._Element, tag: str) -> str:
    if tag in _NEVER:
        return f'the element "{tag}"'
    if element.get("aria-hidden", "").lower() == "true":
        return 'the attribute "aria-hidden"'
    return 'the attribute "inert"' if element.get("inert") is not None else ""


def _block(element: etree._Element, tag: str) -> str:
    """The id of a block, or of a text of the theme's; what stands in a line may have an id and be neither."""
    name = element.get("id", "")
    in_line = tag in IN_LINES - {"time"} and "moment" not in element.get("class", "").split()
    return "" if in_line and not name.startswith("_") else name


def _fold(element: etree._Element, tag: str, number: int, parent: int, made: Document) -> None:
    above = element.getparent()
    if above is None or above.get("open") is not None or etree.QName(above).localname != "details":
        return
    if tag == "summary" and parent not in made.summaries and "".join(map(str, element.itertext())).strip():
        made.summaries[parent] = number
    else:
        made.folded[number] = parent
