"""What takes a box away with all that is in it: not drawn, cut off, moved out of the window, shrunk to nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.model import Why
from pipeline.writers.hidden.cascade import Chosen
from pipeline.writers.hidden.shapes import WHOLE, leaves_nothing, moved, shrinks
from pipeline.writers.hidden.values import Ruler, Tokens, functions, length, number, told, word, words
from pipeline.writers.hidden.views import Node

IN_LINES = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd")
) | frozenset(("label", "mark", "q", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"))
"""Elements that stand in a line of their own accord (HTML 15.3)."""
_BLOCKS = {"inline": "block", "inline-block": "block", "contents": "contents", "none": "none"}
LEAST = 4.0
"""A box that is lower or narrower than this in CSS pixels shows no letter."""
_FAINTEST = 0.1


@dataclass(frozen=True, slots=True)
class Cause:
    """What hides a text: the kind of it, and what the file has for it."""

    why: Why
    by: str


@dataclass(frozen=True, slots=True)
class Box:
    """An element as a box: what is said of it, what it measures with, how it stands, the opacity around it."""

    said: Chosen
    ruler: Ruler
    display: str
    around: float

    @property
    def in_line(self) -> bool:
        """Whether it has no size of its own."""
        return self.display in {"inline", "contents"}


def display(tag: str, around: str, said: Chosen) -> str:
    """How an element stands: its `display`, as what is around it leaves it (CSS Display 3, 2.7)."""
    value = said.value("display")
    plain = "inline" if tag in IN_LINES else "block"
    kind = " ".join(sorted(words(value))) if value else plain
    kind = plain if kind == "initial" and plain == "block" else kind
    placed = word(said.value("position")) in {"absolute", "fixed"} or word(said.value("float")) in {"left", "right"}
    return _BLOCKS.get(kind, kind) if placed or "flex" in around or "grid" in around else kind


def reach(box: Box) -> float:
    """How far up or to the left nothing is moved that is still to be seen: half the window."""
    return box.ruler.view.width / 2


def opacity(box: Box) -> float:
    """What `opacity` and filters leave of an element, those around it taken together."""
    left = box.around
    for value in (box.said.value("opacity"), *(tuple(each.arguments) for each in _filters(box, "opacity"))):
        found = number(told(value)[0]) if told(value) else None
        left *= 1.0 if found is None else min(1.0, max(0.0, found))
    return left


def shrunk(name: str, value: Tokens) -> float:
    """By what `zoom`, `scale` or `transform` makes an element smaller."""
    return shrinks(name, value)


def gone(box: Box) -> Cause | None:
    """What takes the box away with all that is in it."""
    for name in box.said.declarations:
        if name in _RULES:
            why, hides = _RULES[name]
            value = box.said.value(name)
            if value and hides(box, value):
                return Cause(why, box.said.by(name))
    return None


def room(box: Box) -> tuple[Cause, float] | None:
    """How many characters a box holds at the very most that cuts what is more; None for one that grows with its text.

    On a screen one can scroll where a style lets one; paper does not scroll.
    """
    kinds = {"hidden", "clip"} | ({"auto", "scroll"} if box.ruler.view.medium == "print" else set())
    letter = _NARROWEST * box.ruler.size
    width, by = _smallest(box, ("width", "max-width"), float(box.ruler.view.width))
    if by and words(box.said.value("overflow-x")) & kinds and words(box.said.value("white-space")) & {"nowrap", "pre"}:
        return Cause(Why.CLIPPED, by), width / letter
    height, by = _smallest(box, ("height", "max-height"), None)
    if by and words(box.said.value("overflow-y")) & kinds:
        return Cause(Why.CLIPPED, by), width * height / (letter * _LOWEST * box.ruler.size)
    return None


_NARROWEST, _LOWEST = 0.25, 0.8
"""What a letter takes at the very least, in ems: less than the average of any typeface, and of any height of lines."""


def _smallest(box: Box, names: tuple[str, str], whole: float | None) -> tuple[float, str]:
    """The smaller of two sizes, with the declaration that says so; the whole where neither is known."""
    smallest, by = whole or 0.0, ""
    for name in names if not box.in_line else ():
        found = length(box.said.value(name)[0], box.ruler, whole) if box.said.value(name) else None
        if found is not None and (not by or found < smallest):
            smallest, by = found, box.said.by(name)
    return smallest, by


def _filters(box: Box, name: str) -> Iterator[Node]:
    return functions(box.said.value("filter"), name)


def _is(*names: str) -> "Hides":
    def hides(box: Box, value: Tokens) -> bool:
        del box
        return bool(words(value) & set(names))

    return hides


def _fades(box: Box, value: Tokens) -> bool:
    del value
    return opacity(box) < _FAINTEST <= box.around


def _blurs(box: Box, value: Tokens) -> bool:
    if _fades(box, value):
        return True
    radii = (length(told(each.arguments)[0], box.ruler) for each in _filters(box, "blur") if told(each.arguments))
    return any(radius is not None and radius > box.ruler.size / 2 for radius in radii)


def _clips(box: Box, axis: str) -> bool:
    """Whether what is larger than the box is cut; a box of no size cuts even where one could scroll."""
    kept = words(box.said.value(f"overflow-{axis}")) - {"visible", "initial"}
    return bool(kept or words(box.said.value("contain")) & {"paint", "strict", "content"})


def _no_size(axis: str) -> "Hides":
    def hides(box: Box, value: Tokens) -> bool:
        if box.in_line or not _clips(box, axis):
            return False
        found = length(value[0], box.ruler, float(box.ruler.view.width) if axis == "x" else None)
        return found is not None and found < LEAST

    return hides


def _no_lines(box: Box, value: Tokens) -> bool:
    """Lines without height in a box that cuts: the box has none either."""
    found = length(value[0], box.ruler, box.ruler.size)
    return not box.in_line and _clips(box, "y") and found is not None and found * box.ruler.size < LEAST


def _off(box: Box, value: Tokens, axis: str, sign: float) -> bool:
    """Whether it is moved out of the window, or by all its size; what is below can be scrolled to."""
    if not value:
        return False
    by = length(value[0], box.ruler, WHOLE * box.ruler.view.width)
    if by is None:
        return False
    return sign * by < -reach(box) or (axis == "x" and sign * by >= box.ruler.view.width)


def _placed(axis: str, sign: float) -> "Hides":
    def hides(box: Box, value: Tokens) -> bool:
        position = word(box.said.value("position"))
        if position in {"", "static", "sticky", "initial"}:
            return False
        view = box.ruler.view
        by = length(value[0], box.ruler, float(view.width))
        fixed = position == "fixed" and by is not None and abs(by) >= view.width
        return fixed or _off(box, value, axis, sign)

    return hides


def _margin(axis: str) -> "Hides":
    def hides(box: Box, value: Tokens) -> bool:
        found = length(value[0], box.ruler, float(box.ruler.view.width))
        return found is not None and found < -reach(box) and (axis == "x" or not box.in_line)

    return hides


def _transformed(box: Box, value: Tokens) -> bool:
    if box.in_line:
        return False
    right, down = moved(value, box.ruler)
    return right < -reach(box) or right >= box.ruler.view.width or down < -reach(box)


def _cut(box: Box, value: Tokens) -> bool:
    placed = word(box.said.value("position")) in {"absolute", "fixed"}
    return placed and leaves_nothing(value, box.ruler, LEAST)


def _shaped(box: Box, value: Tokens) -> bool:
    return leaves_nothing(value, box.ruler, LEAST)


def _masked(box: Box, value: Tokens) -> bool:
    """Whether a mask lies over it: what that leaves is not looked into."""
    del box
    return word(value) not in {"none", "initial"}


def _replaced(box: Box, value: Tokens) -> bool:
    """Whether a picture stands in its place (CSS Content 3, 1.1)."""
    del box
    pictures = functions(value, "url", "image-set", "linear-gradient", "radial-gradient")
    return any(token.type == "url" for token in value) or any(pictures)


Hides = Callable[[Box, Tokens], bool]
"""Whether a value of a property hides a box."""

_RULES: Mapping[str, tuple[Why, Hides]] = {
    "display": (Why.STYLE, _is("none")),
    "content-visibility": (Why.STYLE, _is("hidden")),
    "content": (Why.STYLE, _replaced),
    "opacity": (Why.TRANSPARENT, _fades),
    "filter": (Why.TRANSPARENT, _blurs),
    "clip": (Why.CLIPPED, _cut),
    "clip-path": (Why.CLIPPED, _shaped),
    "mask-image": (Why.CLIPPED, _masked),
    "height": (Why.CLIPPED, _no_size("y")),
    "max-height": (Why.CLIPPED, _no_size("y")),
    "width": (Why.CLIPPED, _no_size("x")),
    "max-width": (Why.CLIPPED, _no_size("x")),
    "line-height": (Why.CLIPPED, _no_lines),
    "left": (Why.OFF_PAGE, _placed("x", 1)),
    "right": (Why.OFF_PAGE, _placed("x", -1)),
    "top": (Why.OFF_PAGE, _placed("y", 1)),
    "bottom": (Why.OFF_PAGE, _placed("y", -1)),
    "margin-left": (Why.OFF_PAGE, _margin("x")),
    "margin-right": (Why.OFF_PAGE, _margin("x")),
    "margin-top": (Why.OFF_PAGE, _margin("y")),
    "transform": (Why.OFF_PAGE, _transformed),
    "translate": (Why.OFF_PAGE, _transformed),
}
