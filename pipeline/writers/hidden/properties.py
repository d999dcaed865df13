"""The properties that decide whether a text is seen, and what each shorthand says of them."""

from collections.abc import Callable, Mapping

from pipeline.writers.hidden.values import Tokens, told

Part = Callable[[Tokens], Tokens]
"""Takes from the value of a shorthand what it says of one property."""


def whole(value: Tokens) -> Tokens:
    """All of a value."""
    return value


def _side(number: int) -> Part:
    """One of four sides: top, right, bottom, left."""

    def part(value: Tokens) -> Tokens:
        parts = told(value)
        order = (number, number % 2, 0) if number != 3 else (3, 1, 0)
        return next(((parts[each],) for each in order if each < len(parts)), ())

    return part


def _first(value: Tokens) -> Tokens:
    return told(value)[:1]


def _last(value: Tokens) -> Tokens:
    return told(value)[-1:]


_PLAIN = (
    "animation-fill-mode",
    "animation-name",
    "background-color",
    "background-image",
    "bottom",
    "clip",
    "clip-path",
    "color",
    "color-scheme",
    "contain",
    "content",
    "content-visibility",
    "display",
    "filter",
    "float",
    "font-size",
    "height",
    "left",
    "letter-spacing",
    "line-height",
    "margin-left",
    "margin-right",
    "margin-top",
    "mask-image",
    "max-height",
    "max-width",
    "opacity",
    "overflow-x",
    "overflow-y",
    "padding-left",
    "position",
    "right",
    "scale",
    "text-fill-color",
    "text-indent",
    "text-security",
    "top",
    "transform",
    "translate",
    "visibility",
    "white-space",
    "width",
    "zoom",
)
"""The properties by which a text can be hidden, or shown again."""
_VENDORS = ("clip-path", "filter", "mask-image", "text-fill-color", "text-security", "transform")
"""Those that browsers know by an older name too."""
_SHORT: Mapping[str, tuple[tuple[str, Part], ...]] = {
    "animation": (("animation-name", whole), ("animation-fill-mode", whole)),
    "background": (("background-color", whole), ("background-image", whole)),
    "block-size": (("height", whole),),
    "font": (("font-size", whole),),
    "inline-size": (("width", whole),),
    "inset": (("top", _side(0)), ("right", _side(1)), ("bottom", _side(2)), ("left", _side(3))),
    "inset-block": (("top", _first), ("bottom", _last)),
    "inset-block-end": (("bottom", whole),),
    "inset-block-start": (("top", whole),),
    "inset-inline": (("left", _first), ("right", _last)),
    "inset-inline-end": (("right", whole),),
    "inset-inline-start": (("left", whole),),
    "margin": (("margin-top", _side(0)), ("margin-right", _side(1)), ("margin-left", _side(3))),
    "margin-block": (("margin-top", _first),),
    "margin-block-start": (("margin-top", whole),),
    "margin-inline": (("margin-left", _first), ("margin-right", _last)),
    "margin-inline-end": (("margin-right", whole),),
    "margin-inline-start": (("margin-left", whole),),
    "mask": (("mask-image", whole),),
    "max-block-size": (("max-height", whole),),
    "max-inline-size": (("max-width", whole),),
    "overflow": (("overflow-x", _first), ("overflow-y", _last)),
    "overflow-block": (("overflow-y", whole),),
    "overflow-inline": (("overflow-x", whole),),
    "padding": (("padding-left", _side(3)),),
    "padding-inline": (("padding-left", _first),),
    "padding-inline-start": (("padding-left", whole),),
}
PROPERTIES: Mapping[str, tuple[tuple[str, Part], ...]] = {
    **{name: ((name, whole),) for name in _PLAIN},
    **_SHORT,
    **{f"-webkit-{name}": ((name, whole),) for name in _VENDORS},
    "-webkit-mask": (("mask-image", whole),),
    "all": tuple((name, whole) for name in _PLAIN),
}
"""What each property of a sheet says of those above."""


def interesting(name: str) -> bool:
    """Whether a property can hide a text or show it again, be it as a variable."""
    return name in PROPERTIES or name.startswith("--")
