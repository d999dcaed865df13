"""Ties the last words of each paragraph together, so that none ends in a line of one short word.

The engine breaks lines one after the other and knows nothing of the last. A no-break space in place of a space is read
back as the same text, since print has its lines' white space from the layout.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

Slot: TypeAlias = "tuple[Element, Literal['text', 'tail']]"
FEWEST: Final = 6  # characters that the last line has at least
_MOST: Final = 24  # characters that are tied together at most: a narrow column would break them anywhere
_LINE: Final = 30  # characters that have room in a line of a narrow column
_SPACES: Final = re.compile(r"([ \t\r\n]+)")
_NO_BREAK: Final = "\u00a0"


def tie_ends(root: Element) -> None:
    """Put no-break spaces before the last words of all paragraphs, as far as these are short."""
    for paragraph in root.iter("p"):
        slots = list(_slots(paragraph))
        if sum(len(getattr(*slot) or "") for slot in slots) > _LINE:
            _tie(slots)


def _slots(element: Element) -> Iterator[Slot]:
    """Where the texts of an element stand, but for those of notes, which are set elsewhere."""
    yield element, "text"
    for child in element:
        if child.tag != "aside":
            yield from _slots(child)
        yield child, "tail"


def _tie(slots: list[Slot]) -> None:
    texts = [_SPACES.split(getattr(element, name) or "") for element, name in slots]
    spaces: list[tuple[int, int]] = []
    count = 0
    for at, number in reversed([(at, number) for at, text in enumerate(texts) for number in range(len(text))]):
        text = texts[at][number]
        if text and not text.isspace():
            count += sum(not unicodedata.combining(char) for char in text)
        elif text and count >= FEWEST:
            break
        elif text and count:
            spaces.append((at, number))
            count += 1
    if spaces and count <= _MOST:
        for at, number in spaces:
            texts[at][number] = _NO_BREAK
        for (element, name), text in zip(slots, texts, strict=True):
            setattr(element, name, "".join(text))
