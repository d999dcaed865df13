"""The line of a source with a caret under its place, in the cells of a terminal; or its place in words."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from pipeline.diagnostics import Location

Draw = Callable[[Location | None, Sequence[str]], tuple[str, ...]]
"""Gives the lines that show a place in its source."""
WIDTH = 110
"""Cells that an excerpt takes at most; a paragraph on one line would bury its caret."""
_TAB = 4
_JOINER = "\u200d"
"""Makes one emoji of two."""
_BEFORE = 40
"""Cells shown before the caret at most where a line is too long to be shown whole."""
# C0, DEL, C1, and what turns the direction of a line around (Unicode Standard Annex 9, 2).
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def safe(line: str) -> str:
    """The text without characters that a terminal would obey."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", line)


def excerpt(at: Location | None, source: Sequence[str], width: int = WIDTH) -> tuple[str, ...]:
    """The line of a place and its caret, or nothing when the place is not in the file."""
    if at is None or not 1 <= at.line <= len(source):
        return ()
    number = str(at.line)
    shown, start, carets = _window(source[at.line - 1], at, width - len(f"  {number} │ "))
    return f"  {number} │ {shown}".rstrip(), f"  {' ' * len(number)} │ {' ' * start}{'^' * carets}"


def spoken(at: Location | None, source: Sequence[str], width: int = WIDTH) -> tuple[str, ...]:
    """The columns of a place and the words there, for who hears or feels them and sees no caret."""
    if at is None or not 1 <= at.line <= len(source):
        return ()
    line = source[at.line - 1]
    marked = line[at.column - 1 : at.column - 1 + at.length]
    said = f"  column {at.column}" + (f" to {at.column + len(marked) - 1}" if len(marked) > 1 else "")
    room = width - cells(said) - len(': ""')
    shown = safe(marked[: 3 * width].replace("\t", " "))
    shown = shown if cells(shown) <= room else _first_cells(shown, room - 1) + "…"
    return (f'{said}: "{shown}"' if shown.strip() else said,)


def _window(line: str, at: Location, width: int) -> tuple[str, int, int]:
    """The part of a line to show, and in cells where its caret starts and how wide it is."""
    first = min(max(at.column - 1, 0), len(line))
    # What is far off would never be shown, and a line may have a million characters.
    near = line[max(0, first - 3 * width) : first + 3 * width]
    before, marked, after = (safe(part) for part in _split(near, min(first, 3 * width), at.length))
    lead = min(_BEFORE, width // 2)
    if cells(before) > lead and cells(before + marked + after) > width:
        before = "…" + _last_cells(before, lead - 1)
    room = max(width - cells(before), 2)
    if cells(marked + after) > room:
        tail = _first_cells(marked + after, room - 1)
        marked, after = tail[: len(marked)], tail[len(marked) :] + "…"
    # Joined with what is before it: parts of a sequence of emoji are measured together.
    start = cells(before)
    return before + marked + after, start, max(1, cells(before + marked) - start)


def _split(line: str, first: int, length: int) -> tuple[str, str, str]:
    """What stands before, at and after the place; tabs are spread first, since their width hangs on what is before."""
    before = _spread(line[:first], "")
    marked = _spread(line[first : first + length], before)
    return before, marked, _spread(line[first + length :], before + marked)


def _spread(part: str, before: str) -> str:
    spread, *pieces = part.split("\t")
    for piece in pieces:
        spread += " " * (_TAB - cells(before + spread) % _TAB) + piece
    return spread


def cells(line: str) -> int:
    """How many cells of a terminal a text takes: wide characters two, combining ones none."""
    if line.isascii():
        return len(line)
    from rich.cells import cell_len

    # Else an environment variable would have a say.
    return cell_len(line, "latest")


def _first_cells(line: str, most: int) -> str:
    """The beginning of a line that fits; no emoji is left to join what comes behind."""
    end = bisect_left(range(len(line) + 1), True, key=lambda end: cells(line[:end]) > most) - 1
    return line[:end].rstrip(_JOINER)


def _last_cells(line: str, most: int) -> str:
    """The end of a line that fits; it begins with a whole character, not with a mark or the rest of a sequence."""
    start = bisect_left(range(len(line)), True, key=lambda start: cells(line[start:]) <= most)
    while 0 < start < len(line) and (line[start - 1] == _JOINER or not cells(line[start])):
        start += 1
    return line[start:]
