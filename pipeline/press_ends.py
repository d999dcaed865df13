"""Ties the last words of each paragraph together, so that none ends in a line of one word.

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
_FEWEST: Final = 12  # characters that the last line has at least, and two words
_MOST: Final = 30  # characters that are tied together at most: a narrow column would break them anywhere
_LINES: Final = {"p": 40, "h1": 20}  # characters that have room in a line: of a narrow column, of a title
_SPACES: Final = re.compile(r"([ \t\r\n]+)")
_NO_BREAK: Final = "\u00a0"


def tie_ends(root: Element) -> None:
    """Put no-break spaces before the last words of all paragraphs and of the title, as far as these are short."""
    for tag, room in _LINES.items():
        for text in root.iter(tag):
            slots = list(_slots(text))
            if sum(len(getattr(*slot) or "") for slot in slots) > room:
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
    count = words = 0
    for at, number in reversed([(at, number) for at, text in enumerate(texts) for number in range(len(text))]):
        text = texts[at][number]
        if text and not text.isspace():
            count += sum(not unicodedata.combining(char) for char in text)
            # A citation goes with its word, and so does what is joined to one already.
            words += len([word for word in text.split(_NO_BREAK) if any(char.isalpha() for char in word)])
        elif text and count >= _FEWEST and words > 1:
            break
        elif text and count:
            spaces.append((at, number))
            count += 1
    if spaces and count <= _MOST:
        for at, number in spaces:
            texts[at][number] = _NO_BREAK
        for (element, name), text in zip(slots, texts, strict=True):
            setattr(element, name, "".join(text))
