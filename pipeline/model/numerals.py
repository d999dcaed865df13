"""How the items of a list are counted."""

from collections.abc import Iterable
from typing import Literal

NumeralStyle = Literal["decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"]

LARGEST_ROMAN = 3999
_ROMAN: tuple[tuple[int, str], ...] = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def numeral(number: int, style: NumeralStyle) -> str:
    """The number as a list shows it, as CSS Counter Styles 3 counts; letters and Roman numbers begin at 1."""
    if style == "decimal" or number < 1:
        return str(number)
    text = "".join(_letters(number)) if style.endswith("alpha") else "".join(_roman(number))
    return text.upper() if style.startswith("upper") else text


def _letters(number: int) -> Iterable[str]:
    found: list[str] = []
    while number:
        number, rest = divmod(number - 1, 26)
        found.insert(0, chr(ord("a") + rest))
    return found


def _roman(number: int) -> Iterable[str]:
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        yield letters * count
