"""What a text is, apart from how it looks: one entry per block, the same shape from the source and from each format."""

import re
import unicodedata
from dataclasses import dataclass, field

from pipeline.diagnostics import Location


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an entry's text: `link` (target), `lang` (tag), `image` (alt), `note` (note's id).

    `start` and `end` count the characters of the entry that are not white space.
    """

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True, order=True)
class PageStart:
    """The label of the page that begins at an offset, in characters that are not white space."""

    offset: int
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One block.

    `path` names the sections that it stands in, outermost first, its own heading not among them. `level` is that of a
    heading; of any other block the number of blocks around it inside its section (an item of a list: 1; its
    paragraph: 2). `text` is in Unicode's form NFC with single spaces; a block that only holds others has none.
    `pages` says which pages it is on, for media that have pages.
    """

    path: tuple[str, ...]
    kind: str
    level: int
    id: str
    lang: str
    text: str = ""
    spans: tuple[Span, ...] = ()
    pages: tuple[PageStart, ...] = ()
    at: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Trace:
    """The blocks in reading order, the notes' blocks in order of first call, and the text that the theme made."""

    blocks: tuple[Entry, ...]
    notes: tuple[Entry, ...]
    generated: tuple[Entry, ...]


_SPACE = re.compile(r"[\s]+")


def normal(text: str) -> str:
    """The text in NFC, white space (no-break spaces too) folded to single spaces, none at the ends."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def solid(text: str) -> str:
    """The text in NFC without white space: what a page of print can be held to."""
    return _SPACE.sub("", unicodedata.normalize("NFC", text))
