"""How an element looks, as far as that decides whether its text is seen, and what hides that."""

from dataclasses import dataclass

from pipeline.contrast import contrast
from pipeline.model import Why
from pipeline.writers.hidden import boxes
from pipeline.writers.hidden.boxes import Box, Cause
from pipeline.writers.hidden.cascade import Chosen, Variables
from pipeline.writers.hidden.colours import CLEAR, LEAST_CONTRAST, Colour, canvas, colour, named, over
from pipeline.writers.hidden.values import Ruler, Tokens, functions, length, word, words
from pipeline.writers.hidden.views import View

_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "initial": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
}
_STEPS = {"smaller": 5 / 6, "larger": 6 / 5}
_SMALLER = {"sub", "sup", "small"}
"""What the browser itself sets smaller (HTML 15.3.4)."""
SMALLEST = 4.0
"""Letters under this size in CSS pixels (3 pt) cannot be read."""
FAINTEST = 0.1
"""What lets more than nine tenths of the ground through cannot be seen."""


@dataclass(frozen=True, slots=True)
class Ink:
    """What letters are drawn with, and on what; `by` say which declarations decide, "" for the browser's own."""

    colour: Colour
    fill: Colour | None
    ground: Colour | None
    by: str = ""
    ground_by: str = ""


@dataclass(frozen=True, slots=True)
class Letters:
    """The size of letters, by what they are shrunk beside it, and what decides that."""

    size: float
    shrunk: float = 1.0
    by: str = ""
    apart: Cause | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """How an element looks in one view.

    `gone` hides all that is in the element, whatever that says of itself; `veiled` what does not say otherwise; `away`
    is what moves its lines off. `text` and `picture` sum up what hides a text or a picture that stands in the element,
    `room` is how many characters it holds at the most, and what has the others cut away.
    """

    root: float
    dark: bool
    display: str
    variables: Variables
    letters: Letters
    ink: Ink
    opacity: float = 1.0
    indent: float = 0.0
    gone: Cause | None = None
    veiled: Cause | None = None
    away: Cause | None = None
    text: Cause | None = None
    room: tuple[Cause, float] | None = None

    @property
    def picture(self) -> Cause | None:
        """What hides a picture."""
        return self.gone or self.veiled


def of_document(view: View, schemes: frozenset[str]) -> Style:
    """What the root of a document inherits; `schemes` are the colour schemes that it declares in its head."""
    dark = view.dark and "dark" in schemes
    ground, ink = canvas(dark=dark)
    return Style(16.0, dark, "block", Variables(), Letters(16.0), Ink(ink, None, ground))


def styled(tag: str, parent: Style, said: Chosen, view: View, shut: Cause | None) -> Style:
    """How an element looks that stands in another; `shut` hides it whatever the sheets say."""
    letters = _letters(tag, parent, said, view)
    root = letters.size if tag == "html" else parent.root
    dark = _dark(parent, said, view)
    ruler = Ruler(letters.size, root, view)
    box = Box(said, ruler, boxes.display(tag, parent.display, said), parent.opacity)
    indent, away = _indent(parent, box)
    ink, gone, veiled = _ink(parent, said, dark=dark), parent.gone or shut or boxes.gone(box), _veiled(parent, said)
    text = gone or veiled or away or _too_small(letters) or _pale(ink)
    variables, opacity = said.variables, boxes.opacity(box)
    return Style(
        root, dark, box.display, variables, letters, ink, opacity, indent, gone, veiled, away, text, boxes.room(box)
    )


def _letters(tag: str, parent: Style, said: Chosen, view: View) -> Letters:
    around = parent.letters
    ruler = Ruler(around.size, parent.root, view)
    size, by = around.size, around.by
    value = said.value("font-size")
    if value:
        found = [_size(token, ruler) for token in value]
        known = next((each for each in found if each is not None), None)
        size, by = (size, by) if known is None else (known, said.by("font-size"))
    elif tag in _SMALLER:
        size *= _STEPS["smaller"]
    shrunk = around.shrunk
    for name in ("zoom", "scale", "transform"):
        factor = boxes.shrunk(name, said.value(name))
        if factor != 1.0:
            shrunk, by = shrunk * factor, said.by(name)
    return Letters(size, shrunk, by, _apart(around, said, ruler))


def _size(token: object, ruler: Ruler) -> float | None:
    """CSS Fonts 4, 2.5; in the shorthand `font` a number without a unit is its weight or its line height."""
    name = word((token,))
    if name in _STEPS:
        return ruler.size * _STEPS[name]
    if name:
        return _SIZES.get(name)
    found = length(token, ruler, ruler.size)
    is_number = getattr(token, "type", "") == "number"
    return found if found is not None and (not is_number or found == 0) else None


def _apart(around: Letters, said: Chosen, ruler: Ruler) -> Cause | None:
    """Letters that stand on each other."""
    value = said.value("letter-spacing")
    if not value:
        return around.apart
    found = length(value[0], ruler)
    tight = found is not None and found <= -0.4 * ruler.size
    return Cause(Why.CLIPPED, said.by("letter-spacing")) if tight else None


def _dark(parent: Style, said: Chosen, view: View) -> bool:
    schemes = words(said.value("color-scheme"))
    if not schemes:
        return parent.dark
    return "dark" in schemes and (view.dark or "light" not in schemes)


def _ink(parent: Style, said: Chosen, *, dark: bool) -> Ink:
    ink, ground, by, ground_by = parent.ink.colour, parent.ink.ground, parent.ink.by, parent.ink.ground_by
    if value := said.value("color"):
        found = canvas(dark=dark)[1] if word(value) == "initial" else colour(value[0], ink, dark=dark)
        ink, by = found or ink, said.by("color")
    fill = parent.ink.fill
    if value := said.value("text-fill-color"):
        fill = None if word(value) in {"initial", "currentcolor"} else colour(value[0], ink, dark=dark)
        by = said.by("text-fill-color") if fill else by
    if said.value("background-color") or said.value("background-image"):
        ground = _ground(ground, said, ink, dark=dark)
        ground_by = said.by("background-color") or said.by("background-image")
    if parent.dark != dark and not said.value("color") and not by:
        ink = canvas(dark=dark)[1]
    if parent.dark != dark and not ground_by:
        ground = canvas(dark=dark)[0]
    return Ink(ink, fill, ground, by, ground_by)


def _ground(below: Colour | None, said: Chosen, ink: Colour, *, dark: bool) -> Colour | None:
    """The colour below letters; None where a picture lies there, which nobody looks into here."""
    if _painted(said.value("background-image")):
        return None
    found = named(said.value("background-color"), ink, dark=dark) or CLEAR
    if found[3] == 1.0:
        return found
    return None if below is None else over(found, below)


def _painted(value: Tokens) -> bool:
    gradients = (token for token in value if token.type == "function" and token.lower_name.endswith("gradient"))
    pictures = functions(value, "url", "image-set", "image", "cross-fade", "element", "paint")
    return any(token.type == "url" for token in value) or any(gradients) or any(pictures)


def _indent(parent: Style, box: Box) -> tuple[float, Cause | None]:
    """Where lines begin, and what moves them off; what stands in a line moves with it."""
    value = box.said.value("text-indent")
    found = length(value[0], box.ruler, float(box.ruler.view.width)) if value else None
    indent = parent.indent if found is None else found
    if box.display == "inline":
        return indent, parent.away
    padding = box.said.value("padding-left")
    begins = indent + ((length(padding[0], box.ruler, float(box.ruler.view.width)) or 0.0) if padding else 0.0)
    if begins < -boxes.reach(box) or begins >= box.ruler.view.width:
        return indent, Cause(Why.OFF_PAGE, box.said.by("text-indent")) if value else parent.away
    return indent, None


def _veiled(parent: Style, said: Chosen) -> Cause | None:
    """What is not drawn, though it keeps its place; an element may say otherwise than the one around it."""
    veiled = parent.veiled
    for name, hiding in (("visibility", {"hidden", "collapse"}), ("text-security", {"disc", "circle", "square"})):
        if value := said.value(name):
            if word(value) in hiding:
                return Cause(Why.STYLE, said.by(name))
            veiled = None
    return veiled


def _too_small(letters: Letters) -> Cause | None:
    small = letters.size * abs(letters.shrunk) < SMALLEST
    return Cause(Why.TOO_SMALL, letters.by) if small else letters.apart


def _pale(ink: Ink) -> Cause | None:
    """Letters without a colour, or with that of their ground."""
    shown = ink.fill or ink.colour
    if shown[3] < FAINTEST:
        return Cause(Why.TRANSPARENT, ink.by)
    if ink.ground is not None and contrast(over(shown, ink.ground), ink.ground) < LEAST_CONTRAST:
        return Cause(Why.GROUND, ink.by or ink.ground_by)
    return None
