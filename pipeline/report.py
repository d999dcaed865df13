"""Findings as text for people: place, rule and message, the line of the source with a caret, and the hint.

Pure: the lines of a source file come from a callable, and what comes back is text. Control characters of a source are
never passed on, since a terminal would obey them.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from pipeline.diagnostics import Diagnostic, Location, Severity

Lines = Callable[[str], Sequence[str]]
"""The lines of a source file by its name, without their ends; none when there is no such file."""

_TAB = 4
_BEFORE = 40
"""Cells shown before the caret at most where a line is too long to be shown whole."""
WIDTH = 110
"""Cells that an excerpt takes at most; a paragraph on one line would bury its caret."""
# C0, DEL, C1, and what turns the direction of a line around (Unicode Standard Annex 9, 2).
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def text(findings: Iterable[Diagnostic], lines: Lines, name: str = "", width: int = WIDTH) -> str:
    """All findings in the order of their places, file by file, each with excerpt and hint, a blank line between.

    `name` says of what those are that have no place; excerpts are at most `width` cells wide.
    """
    placed = sorted(findings, key=_place)
    blocks: list[str] = []
    for file, group in groupby(placed, key=_file):
        source = lines(file) if file else ()
        blocks.extend(_finding(finding, source, name, width) for finding in group)
    return "\n\n".join(blocks)


def error_text(message: str, hint: str, at: Location | str | None, lines: Lines) -> str:
    """What stopped the program, in the shape of a finding without a code; `at` may be the name of what was stopped."""
    head = safe(f"{at}: error: {message}" if at else f"error: {message}")
    excerpt = _excerpt(at, lines(at.file), WIDTH) if isinstance(at, Location) else ()
    return "\n".join((head, *excerpt, *_hint(hint)))


def summary(findings: Iterable[Diagnostic]) -> str:
    """How many findings of each severity in how many files, such as `2 errors, 1 warning in 1 file`; "" for none."""
    found = tuple(findings)
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    counts = [(sum(finding.severity is severity for finding in found), name) for severity, name in names.items()]
    parts = ", ".join(_counted(count, name) for count, name in counts if count)
    files = len({finding.at.file for finding in found if finding.at})
    return f"{parts} in {_counted(files, 'file')}" if files else parts


def safe(line: str) -> str:
    """The text without characters that a terminal would obey."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", line)


def _counted(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def _place(finding: Diagnostic) -> tuple[str, int, int]:
    at = finding.at
    return (at.file, at.line, at.column) if at else ("", 0, 0)


def _file(finding: Diagnostic) -> str:
    return finding.at.file if finding.at else ""


def _finding(finding: Diagnostic, source: Sequence[str], name: str, width: int) -> str:
    place = str(finding.at or name)
    head = safe(f"{place}{': ' if place else ''}{finding.severity}[{finding.code}] {finding.message}")
    return "\n".join((head, *_excerpt(finding.at, source, width), *_hint(finding.hint)))


def _hint(hint: str) -> tuple[str, ...]:
    return (f"  hint: {safe(hint)}",) if hint else ()


def _excerpt(at: Location | None, source: Sequence[str], width: int) -> tuple[str, ...]:
    """The line of a place and its caret, or nothing when the place is not in the file."""
    if at is None or not 1 <= at.line <= len(source):
        return ()
    number = str(at.line)
    shown, start, carets = _window(source[at.line - 1], at, width - len(f"  {number} │ "))
    return f"  {number} │ {shown}".rstrip(), f"  {' ' * len(number)} │ {' ' * start}{'^' * carets}"


def _window(line: str, at: Location, width: int) -> tuple[str, int, int]:
    """The part of a line to show, and in cells where its caret starts and how wide it is."""
    first = min(max(at.column - 1, 0), len(line))
    # What is far off would never be shown, and a line may have a million characters.
    near = line[max(0, first - 3 * width) : first + 3 * width]
    before, marked, after = (safe(part) for part in _split(near, min(first, 3 * width), at.length))
    if _cells(before) > _BEFORE and _cells(before + marked + after) > width:
        before = "…" + _last_cells(before, _BEFORE - 1)
    room = max(width - _cells(before), 2)
    if _cells(marked + after) > room:
        tail = _first_cells(marked + after, room - 1)
        marked, after = tail[: len(marked)], tail[len(marked) :] + "…"
    return before + marked + after, _cells(before), max(1, _cells(marked))


def _split(line: str, first: int, length: int) -> tuple[str, str, str]:
    """What stands before, at and after the place; tabs are spread first, since their width hangs on what is before."""
    before = _spread(line[:first], "")
    marked = _spread(line[first : first + length], before)
    return before, marked, _spread(line[first + length :], before + marked)


def _spread(part: str, before: str) -> str:
    spread = ""
    for character in part:
        column = _cells(before + spread)
        spread += " " * (_TAB - column % _TAB) if character == "\t" else character
    return spread if "\t" in part else part


def _cells(line: str) -> int:
    """How many cells of a terminal a text takes: wide characters two, combining ones none."""
    if line.isascii():
        return len(line)
    from rich.cells import cell_len

    return cell_len(line)


def _first_cells(line: str, cells: int) -> str:
    end = len(line)
    while _cells(line[:end]) > cells:
        end -= 1
    return line[:end]


def _last_cells(line: str, cells: int) -> str:
    start = 0
    while _cells(line[start:]) > cells:
        start += 1
    return line[start:]
