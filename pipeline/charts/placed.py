"""Words of a drawing by where they begin: to cut it to them, and for programs that know no `text-anchor`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.drawing import SVG, canonical

Measure = Callable[[str, float, int], float]
"""How long a text is, in pixels: its letters, their size, their weight."""
_TRANSLATE = re.compile(r"translate\(([-\d.]+)[ ,]+([-\d.]+)\)")
_SHARES = {"middle": 0.5, "end": 1.0}
"""The share of a text that stands before its place."""
_WIDER = 1.1
"""So much wider may a text be in the face of a reader's own program."""
_BOLD = {"bold": 700, "normal": 400}


@dataclass(frozen=True, slots=True)
class _Words:
    """An element with words of its own, where they begin, and how long they are."""

    element: etree._Element
    start: float
    length: float

    @property
    def moves(self) -> bool:
        """Whether they stand about or before their place."""
        return _inherited(self.element, "text-anchor") in _SHARES


def placed(drawing: bytes, measure: Measure) -> bytes:
    """The drawing whose words begin at their place and are as long as in our face.

    It is left as it is where it cannot be told what their place is.
    """
    root = etree.fromstring(drawing)
    try:
        found = list(_words(root, measure))
    except ValueError:
        return drawing
    for words in found:
        share = _SHARES.get(_inherited(words.element, "text-anchor"), 0.0)
        words.element.set("x", _number(_x(words.element) - share * words.length))
        # Another face, as that of a reader's own program, is drawn in the room of ours (SVG 1.1, 10.5).
        words.element.set("textLength", _number(words.length))
        words.element.set("lengthAdjust", "spacingAndGlyphs")
    for element in root.iter():
        element.attrib.pop("text-anchor", "")
    return canonical(root)


def fitted(drawing: bytes, plot: float, measure: Measure) -> bytes:
    """The drawing as wide as what it shows: its words, and a plot that is `plot` pixels wide and begins at the origin.

    A heading that stands to the left of all else is moved to where that begins.
    """
    root = etree.fromstring(drawing)
    origin = _shift(root[0])
    words = list(_words(root, measure))
    left = min([origin, *(each.start for each in words if each.moves)])
    for each in words:
        if each.start < left:
            each.element.set("x", _number(_x(each.element) + left - each.start))
    ends = (max(each.start, left) + each.length * (1 if each.moves else _WIDER) for each in words)
    width = max(origin + plot, *ends) - left + 1
    height = root.get("height", "")
    root.set("width", _number(width))
    root.set("viewBox", f"{_number(left)} 0 {_number(width)} {height}")
    return canonical(root)


def _words(root: etree._Element, measure: Measure) -> Iterator[_Words]:
    for element in root.iter(f"{{{SVG}}}text", f"{{{SVG}}}tspan"):
        if text := (element.text or "").strip():
            size = float(_inherited(element, "font-size").removesuffix("px") or 16)
            weight = _inherited(element, "font-weight")
            length = measure(text, size, _BOLD.get(weight) or int(weight or 400))
            share = _SHARES.get(_inherited(element, "text-anchor"), 0.0)
            yield _Words(element, _origin(element) + _x(element) - share * length, length)


def _inherited(element: etree._Element, name: str) -> str:
    while (value := element.get(name)) is None:
        above = element.getparent()
        if above is None:
            return ""
        element = above
    return str(value)


def _origin(element: etree._Element) -> float:
    """How far to the right all shifts around an element move it."""
    return _shift(element) + sum(map(_shift, element.iterancestors()))


def _shift(element: etree._Element) -> float:
    found = _TRANSLATE.fullmatch(element.get("transform", ""))
    return float(found[1]) if found else 0.0


def _x(element: etree._Element) -> float:
    """Where an element puts its words, before any shift; raises ValueError for what goes on where others end."""
    above = element.getparent()
    if element.get("x") is not None or above is None or element.tag != f"{{{SVG}}}tspan":
        return float(element.get("x", "0"))
    if element.getprevious() is not None or (above.text or "").strip():
        raise ValueError("words that follow others have no place of their own")
    return _x(above)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
