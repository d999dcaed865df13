"""A style sheet for languages written from right to left: the same look with its left and its right exchanged."""

import re

_OTHER = {"left": "right", "right": "left"}
# What is kept: texts, addresses, and the side on which an author asked for a column.
_KEPT = r'"[^"]*"|\'[^\']*\'|url\([^)]*\)|\[data-align=[^{}]*\{[^{}]*\}'
_SIDES = re.compile(rf"(?P<kept>{_KEPT})|(?<![a-z0-9_])(?P<side>left|right)(?![a-z0-9_])")
# top, right, bottom, left (CSS Box Model 4, section 3.2)
_FOUR = re.compile(r"(?P<name>\b(?:margin|padding|inset|border-(?:width|style|color))\s*:\s*)(?P<values>[^;{}]+)")
_VALUE = re.compile(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+")


def mirrored(css: str) -> str:
    """The style sheet with all that it says of the left said of the right; a column keeps the side it was given."""
    turned = _SIDES.sub(lambda found: found["kept"] or _OTHER[found["side"]], css)
    return _FOUR.sub(lambda found: found["name"] + _turned(found["values"]), turned)


def _turned(values: str) -> str:
    four = _VALUE.findall(values)
    if len(four) != 4:
        return values
    top, right, bottom, left = four
    return f"{top} {left} {bottom} {right}{values[len(values.rstrip()) :]}"
