"""Gives each paragraph the measure in which its lines end best: the full one, or one a little narrower.

The engine fills one line after the other and knows nothing of the next: it has no `text-wrap: pretty` (CSS Text 4,
6.4.3). Lines are ragged, so nobody sees that a paragraph has less room; but a last line of one word, a line much
shorter than the one above, an address without its host, or a third hyphen in a row is seen.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout.inline import iter_line_boxes as engine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Untyped = Any
"""What the engine, which has no types, hands over and takes back."""

_NARROWER: Final = tuple(step / 50 for step in range(21))
"""Shares of the room that are left free, in the order in which they are tried."""
_MOST: Final = 0.2  # is left free by long paragraphs; titles and other short ones have two lines of about one length
_SHORT: Final = 2  # lines
_LEAST_ROOM: Final = 10  # times the size of the letters: narrower columns have no room to lose
_STEP: Final = 0.25  # of the room, by which two lines in a row may differ in length
_LAST: Final = 12  # characters that the last line has at least,
_LAST_WORDS: Final = 2  # and words,
_LONG: Final = 20  # but for one word that is as long as this
_LAST_WIDE: Final = 3
_HYPHENS: Final = ("\u2010", "-")
_AMID: Final = 0.25
_PAUSES: Final = (",", ";", ":", ".", "?", "!", "–", "—")
_PARTS: Final = 4  # of a word, at the end of a page
_PATH: Final = re.compile(r"/\S*-$")
_WITHIN: Final = re.compile(r"[A-Za-z0-9.][A-Za-z0-9]")
_SPACES: Final = re.compile(r"[ \u00a0]+")


@dataclass(frozen=True, slots=True)
class Line:
    """The text of a line, how long it is, and whether it ends within a word that has no hyphen there."""

    text: str
    width: float
    torn: bool = False


def iter_line_boxes(  # noqa: PLR0913, PLR0917 - as the engine has it
    context: Untyped,
    box: Untyped,
    position_y: float,
    bottom_space: float,
    skip: Untyped,
    block: Untyped,
    *given: Untyped,
) -> Iterator[Untyped]:
    """Yield the lines of a block as the engine's function does, each with the place at which the next begins."""
    lines = engine(context, box, position_y, bottom_space, skip, block, *given)
    if not _may_be_narrower(box, block):
        yield from lines
        return
    measure = _measure_of(context, box, position_y, block)
    while True:
        with _narrowed(block, measure):
            found = next(lines, None)
        if found is None:
            return
        line, after = found
        for _ in range(_PARTS):
            if after is None or not _parts_word_at_foot(context, line, bottom_space):
                break
            with _narrowed(block, line.width - 1):
                line, after = next(engine(context, box, line.position_y, bottom_space, skip, block, *given))
            lines = engine(context, box, line.position_y + line.height, bottom_space, after, block, *given)
        yield line, after
        skip = after


def _parts_word_at_foot(context: Untyped, line: Untyped, bottom_space: float) -> bool:
    """Whether a line ends in a hyphen, and has room for none below it: the engine has no `hyphenate-limit-last`."""
    below = line.position_y + 2 * line.height
    return _line(line).text.endswith(_HYPHENS[0]) and context.overflows_page(bottom_space, below)


def faults(lines: Sequence[Line], room: float) -> float:
    """How many faults the ends of the lines of a paragraph have that has so much room; some are half as bad."""
    steps = sum(abs(one.width - two.width) > _STEP * room for one, two in pairwise(lines[:-1]))
    # Worse than a step: who copies the line behind it copies no address.
    addresses = 2 * sum(line.torn or line.text.endswith("://") for line in lines[:-1])
    # A hyphen at the end may be taken for one that is part of the address; where a slash is near, it breaks there.
    paths = sum(bool(_PATH.search(line.text)) for line in lines[:-1])
    parted = [line.text.endswith(_HYPHENS) for line in lines]
    hyphens: float = sum(map(all, zip(parted, parted[1:], parted[2:], strict=False)))
    # What the last line begins with is easily read as a word.
    hyphens += sum(line.text.endswith(_HYPHENS[0]) for line in lines[-2:-1]) / 2
    return steps + addresses + paths + hyphens + (len(lines) > 1 and _is_short(lines[-1].text))


def _is_short(text: str) -> bool:
    """Whether a last line is; scripts that have no spaces have other words, and letters as wide as two."""
    if any(unicodedata.east_asian_width(char) in {"W", "F"} for char in text):
        return len(text) < _LAST_WIDE
    # A citation alone is no word.
    words = [word for word in _SPACES.split(text) if any(char.isalnum() for char in word) and not word.startswith("[")]
    return len(text) < _LAST or (len(words) < _LAST_WORDS and len("".join(words)) < _LONG)


def _may_be_narrower(box: Untyped, block: Untyped) -> bool:
    """Whether the lines are ragged at their end, and nothing in them is as wide as the room or moves them aside."""
    style = block.style
    ragged = style["text_align_all"] in {"start", "right" if style["direction"] == "rtl" else "left"}
    return (
        ragged
        and style["white_space"] == "normal"
        and block.width >= _LEAST_ROOM * style["font_size"]
        and not any(isinstance(child, boxes.ReplacedBox) or child.is_floated() for child in box.descendants())
    )


def _measure_of(context: Untyped, box: Untyped, position_y: float, block: Untyped) -> float:
    """The best measure, kept at the box, since pages are laid out again and paragraphs go on overleaf."""
    # What floats beside a paragraph does so at one place of a page; numbers of pages are known in later rounds alone.
    key = block.width, position_y if context.excluded_shapes else None, "".join(_texts(box))
    kept: dict[object, float] = box.__dict__.setdefault("measures", {})
    if key not in kept:
        kept[key] = _best(context, box, position_y, block)
    return kept[key]


def _best(context: Untyped, box: Untyped, position_y: float, block: Untyped) -> float:
    """The measure with the fewest faults, of these the widest; a line more is only taken for what it mends."""
    room: float = block.width
    costs: dict[float, float] = {}
    fewest = 0
    for share in _NARROWER:
        measure = room * (1 - share)
        with _narrowed(block, measure):
            # Wherever pages end: the place on the page matters for what floats beside alone.
            found = engine(context, box, position_y, 0, None, block, [], [], None, None)
            lines = [*_torn("".join(_texts(box)), [_line(line) for line, _ in found])]
        fewest = fewest or len(lines)
        if share > _MOST and fewest > _SHORT:
            break
        costs[measure] = faults(lines, room) + (len(lines) - fewest) / 2 + _broken_amid(block, lines)
        if not costs[measure]:
            break
    return min(costs, key=lambda measure: (costs[measure], -measure))


def _broken_amid(block: Untyped, lines: Sequence[Line]) -> float:
    """What it costs that a deck has no line that ends where its sense has a pause; less than any fault."""
    is_deck = block.element is not None and block.element.get("data-tag") == "Subtitle"
    return _AMID * (is_deck and len(lines) > 1 and not any(line.text.endswith(_PAUSES) for line in lines[:-1]))


@contextmanager
def _narrowed(block: Untyped, measure: float) -> Iterator[None]:
    """A block with so much room, at the side at which its lines begin."""
    place, room = block.position_x, block.width
    block.width = measure
    if block.style["direction"] == "rtl":
        block.position_x += room - measure
    try:
        yield
    finally:
        block.position_x, block.width = place, room


def _line(line: Untyped) -> Line:
    return Line("".join(_texts(line)).strip(), line.width)


def _texts(box: Untyped) -> Iterator[str]:
    return (child.text for child in box.descendants() if isinstance(child, boxes.TextBox))


def _torn(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a text, with those told that end within a word; scripts without spaces may break anywhere."""
    at = 0
    for line in lines:
        at = max(at, text.find(line.text, at) + len(line.text))
        yield replace(line, torn=bool(_WITHIN.match(text, at - 1)) and line.text.endswith(text[at - 1]))
