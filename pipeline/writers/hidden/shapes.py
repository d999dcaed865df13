"""The geometry of a style: what a clip leaves of a box, where a transformation moves it, how small it makes it."""

from collections.abc import Sequence
from math import cos, radians, sqrt

from pipeline.writers.hidden.values import Ruler, Tokens, functions, length, number, told, word
from pipeline.writers.hidden.views import Node, parted

_BOX = 1000.0
"""The size of a box, in CSS pixels, where nobody knows it: percentages are of this, and tell the same of any."""
WHOLE = 0.6
"""What a percentage of a box that nobody measures here stands for, in windows: to be moved by 100 % is to be out of
sight, by 50 % is how a box is centred."""
_TURNS = {"deg": 1.0, "grad": 0.9, "rad": 57.29577951308232, "turn": 360.0}


def leaves_nothing(value: Tokens, ruler: Ruler, least: float) -> bool:
    """Whether a `clip` or a `clip-path` leaves less than `least` pixels of a box, or a shape that nobody knows here."""
    if any(token.type == "url" for token in value) or any(functions(value, "url")):
        return True
    return any(_SHAPES[shape.lower_name](shape, ruler) < least for shape in functions(value, *_SHAPES))


def moved(value: Tokens, ruler: Ruler) -> tuple[float, float]:
    """How far `transform` or `translate` moves a box to the right and down, in pixels."""
    if not any(token.type == "function" and token.lower_name not in {"calc", "min", "max", "clamp"} for token in value):
        return _step(value[:1], ruler), _step(value[1:2], ruler)
    right = down = 0.0
    for each in functions(value, *_MOVES):
        parts = [tuple(part) for part in parted(each.arguments)]
        name = each.lower_name
        if name.startswith("matrix"):
            at = (4, 5) if name == "matrix" else (12, 13)
            parts = [parts[place] for place in at if place < len(parts)]
        if name != "translatey":
            right += _step(parts[0], ruler) if parts else 0.0
        down += _step(parts[0] if name == "translatey" else (parts[1] if len(parts) > 1 else ()), ruler)
    return right, down


def shrinks(name: str, value: Tokens) -> float:
    """By what a value makes a box smaller, whichever way that is smallest; 1 if it does not."""
    if not value or word(value) in {"none", "normal", "initial", "reset"}:
        return 1.0
    if name == "zoom":
        # A zoom of nothing is none (CSS Viewport 1, 3.2).
        return _number(value[0]) or 1.0
    if name == "scale":
        return _least([_number(token) for token in value[:2]])
    factor = 1.0
    for each in functions(value, *_SCALES):
        factor *= _scale(each)
    return factor


_MOVES = ("translate", "translatex", "translatey", "translate3d", "matrix", "matrix3d")
_SCALES = ("scale", "scalex", "scaley", "scale3d", "matrix", "rotatex", "rotatey")


def _scale(each: Node) -> float:
    parts = [part for part in parted(each.arguments) if part]
    name = each.lower_name
    if name in {"rotatex", "rotatey"}:
        token = parts[0][0] if parts else None
        turned = float(token.value) * _TURNS.get(token.lower_unit, 0.0) if token and token.type == "dimension" else 0.0
        return abs(cos(radians(turned)))
    numbers = [_number(part[0]) for part in parts]
    if name == "matrix" and len(numbers) == 6:
        across, turned, leaning, down = numbers[:4]
        return min(abs(across * down - turned * leaning), 1.0)
    return _least(numbers[:2])


def _least(numbers: Sequence[float]) -> float:
    return min((abs(each) for each in numbers), default=1.0)


def _number(token: Node) -> float:
    found = number(token)
    return 1.0 if found is None else found


def _step(tokens: Sequence[Node], ruler: Ruler) -> float:
    """A part of a movement; that of a whole box leads out of every window."""
    plain = told(tokens)
    if not plain:
        return 0.0
    if plain[0].type == "percentage":
        return float(plain[0].value) / 100 * WHOLE * ruler.view.width
    return length(plain[0], ruler) or 0.0


def _inset(shape: Node, ruler: Ruler) -> float:
    """CSS Shapes 1, 3.1: how far in the four edges are."""
    edges = [_part(token, ruler) for token in _before_round(shape)]
    if not edges:
        return _BOX
    top, right, bottom, left = (edges[place] for place in _FOUR[min(len(edges), 4) - 1])
    return min(_BOX - top - bottom, _BOX - left - right)


_FOUR = ((0, 0, 0, 0), (0, 1, 0, 1), (0, 1, 2, 1), (0, 1, 2, 3))


def _rect(shape: Node, ruler: Ruler) -> float:
    """CSS Masking 1, 7.2 (`clip`) and CSS Shapes 1, 3.1: where the four edges are, from the left and the top."""
    edges = [None if word((token,)) == "auto" else _part(token, ruler) for token in _before_round(shape)]
    if len(edges) != 4:
        return _BOX
    top, right, bottom, left = edges
    height = _BOX if bottom is None else bottom - (top or 0.0)
    return min(height, _BOX if right is None else right - (left or 0.0))


def _xywh(shape: Node, ruler: Ruler) -> float:
    sizes = [_part(token, ruler) for token in _before_round(shape)]
    return min(sizes[2:4]) if len(sizes) == 4 else _BOX


def _round(shape: Node, ruler: Ruler) -> float:
    """A circle or an ellipse: twice its smallest radius, of those that are told."""
    radii: list[float] = []
    for token in told(shape.arguments):
        if word((token,)) == "at":
            break
        if token.type != "ident":
            radii.append(_part(token, ruler))
    return 2 * min(radii, default=_BOX)


def _polygon(shape: Node, ruler: Ruler) -> float:
    """The square root of the area (the formula of Gauss)."""
    points = [[_part(token, ruler) for token in part] for part in parted(shape.arguments)]
    corners = [(each[0], each[1]) for each in points if len(each) == 2]
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    return sqrt(abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2)


def _part(token: Node, ruler: Ruler) -> float:
    found = length(token, ruler, _BOX)
    return _BOX if found is None else found


def _before_round(shape: Node) -> Tokens:
    tokens: list[Node] = []
    for token in told(shape.arguments):
        if word((token,)) == "round":
            break
        if token.type != "literal":
            tokens.append(token)
    return tuple(tokens)


_SHAPES = {
    "inset": _inset,
    "rect": _rect,
    "xywh": _xywh,
    "circle": _round,
    "ellipse": _round,
    "polygon": _polygon,
}
