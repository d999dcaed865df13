"""Colours of a style sheet as red, green, blue and alpha, and how well one can be told from another."""

from collections.abc import Sequence

from tinycss2.color5 import Color, parse_color

from pipeline.writers.hidden.values import Tokens
from pipeline.writers.hidden.views import Node

Colour = tuple[float, float, float, float]
"""Red, green, blue and alpha, each from 0 to 1; the first three as sRGB has them."""

WHITE, BLACK = (1.0, 1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 1.0)
DARK = (0.07, 0.07, 0.07, 1.0)
"""The ground of a page that leaves dark colours to the browser."""
CLEAR = (0.0, 0.0, 0.0, 0.0)

LEAST_CONTRAST = 1.25
"""Under this ratio letters are no longer told from their ground; our own colours have 4.5 and more."""

# From XYZ to linear sRGB: CSS Color 4, 19; the first for light of D65, the second for that of D50.
_TO_RGB = {
    "xyz-d65": (
        (3.2409699, -1.5373832, -0.4986108),
        (-0.9692436, 1.8759675, 0.0415551),
        (0.0556301, -0.2039770, 1.0569715),
    ),
    "xyz-d50": (
        (3.1341359, -1.6173863, -0.4906619),
        (-0.9787955, 1.9162544, 0.0334427),
        (0.0719553, -0.2289769, 1.4053861),
    ),
}


def colour(token: Node, current: Colour | None, *, dark: bool) -> Colour | None:
    """The colour that a token names; None for one that names none, or one that cannot be worked out."""
    if token.type == "ident" and token.lower_value in {"canvas", "canvastext"}:
        return canvas(dark=dark)[token.lower_value == "canvastext"]
    try:
        parsed = parse_color(token, ["dark" if dark else "light"])
        if parsed == "currentcolor":
            return current
        return None if parsed is None else _plain(parsed)
    except (NotImplementedError, TypeError, ValueError, AttributeError):
        return None  # mixed and relative colours, which the library cannot read


def named(tokens: Tokens, current: Colour | None, *, dark: bool) -> Colour | None:
    """The first colour among the tokens."""
    found = (colour(token, current, dark=dark) for token in tokens)
    return next((each for each in found if each is not None), None)


def canvas(*, dark: bool) -> tuple[Colour, Colour]:
    """Ground and letters of a page that sets none."""
    return (DARK, WHITE) if dark else (WHITE, BLACK)


def over(upper: Colour, lower: Colour) -> Colour:
    """What is seen of a colour on another that is opaque."""
    red, green, blue, alpha = upper
    mixed = [top * alpha + below * (1 - alpha) for top, below in zip((red, green, blue), lower, strict=False)]
    return mixed[0], mixed[1], mixed[2], 1.0


def _plain(parsed: Color) -> Colour:
    if parsed.space in {"srgb", "hsl", "hwb"}:
        return _clipped(parsed.to("srgb").coordinates, parsed.alpha)
    space = "xyz-d65" if parsed.space in {"oklab", "oklch", "xyz-d65", "xyz"} else "xyz-d50"
    seen = parsed.to(space).coordinates
    linear = [sum(a * b for a, b in zip(row, seen, strict=True)) for row in _TO_RGB[space]]
    return _clipped([_curved(each) for each in linear], parsed.alpha)


def _curved(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _clipped(parts: Sequence[float | None], alpha: float) -> Colour:
    red, green, blue = (min(1.0, max(0.0, part or 0.0)) for part in parts)
    return red, green, blue, alpha
