"""What a text is, apart from how it looks: one entry per block, the same shape from the source and from each format."""

import re
import unicodedata
from dataclasses import dataclass, field

from pipeline.diagnostics import Location


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an entry's text, by its kind, and what it says beside the text.

    `em`, `strong`, `code`, `strike`, `sub`, `sup`: that it is stressed, important, code, struck through, below or above
    the line.
    `link`: its target. `lang`: its tag. `image`: the alternative text. `picture`: the SHA-256 of what is shown, where a
    file holds it as it was given. `note`: the note's id. `number`: a note's own. `abbr`: what it is short for. `page`:
    the target whose page print names there. `start`: the first number of a list, as shown. `line`: a line of code.
    `task`: the box of a task and what is said in its place. `anchor`: the id of a passage. `start` and `end` count the
    characters of the entry that are not white space.
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

    `path` names the sections that it stands in, outermost first, its own heading not among them; of a generated text
    the block behind whose beginning it stands, where it must stand there. `level` is that of a
    heading; of any other block the number of blocks around it inside its section (an item of a list: 1; its
    paragraph: 2). `text` is in Unicode's form NFC with single spaces, that of code with its lines; a block that only
    holds others has none.
    `pages` says where pages begin in it: its own, or those of the print edition that it marks.
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
    """The blocks in reading order, the notes' blocks in order of first call, and the text that the theme made.

    `labels` are those of all pages in their order, for files that have pages.
    """

    blocks: tuple[Entry, ...]
    notes: tuple[Entry, ...]
    generated: tuple[Entry, ...]
    labels: tuple[str, ...] = ()


BOXES = ("☐", "☑")
"""What is seen of a task that is open, and of one that is done."""

_SPACE = re.compile(r"\s+")
_UNSEEN = dict.fromkeys(
    map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
"""Characters that steer the layout and have no shape of their own: a page of print does not give them back."""


def normal(text: str) -> str:
    """The text in NFC without unseen characters, white space folded to single spaces, none at the ends."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text.translate(_UNSEEN))).strip()


def solid(text: str) -> str:
    """The text in NFC without unseen characters and white space: what a page of print can be held to."""
    return _SPACE.sub("", unicodedata.normalize("NFC", text.translate(_UNSEEN)))


def verbatim(text: str) -> str:
    """The text of code: in NFC, its white space as it is but for what ends a line and the whole."""
    lines = (line.rstrip() for line in unicodedata.normalize("NFC", text.translate(_UNSEEN)).split("\n"))
    return "\n".join(lines).strip("\n")


def line_spans(text: str) -> tuple[Span, ...]:
    """A span `line` for each line of code that is not empty."""
    spans, start = [], 0
    for line in text.split("\n"):
        end = start + len(solid(line))
        if end > start:
            spans.append(Span(start, end, "line", ""))
        start = end
    return tuple(spans)
