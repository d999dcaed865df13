"""Findings for people and for programs: text with excerpt, caret and hint, and one document of JSON.

Pure: the lines of a source file come from a callable, and what comes back is text. Control characters of a source are
never passed on, since a terminal would obey them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.diagnostics import Diagnostic, Location, PipelineError, Severity
from pipeline.report.excerpt import WIDTH, Draw, cells, excerpt, safe
from pipeline.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    # Not loaded for an error that is told before any work.
    from pipeline.model import Waiver

__all__ = ["WIDTH", "Told", "cells", "error_text", "in_all", "place", "safe", "summary", "text", "waived_text"]

Lines = Callable[[str], Sequence[str]]
"""The lines of a source file by its name, without their ends; none when there is no such file."""
_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one article: its findings, and what kept it from being checked.

    A waiver lets those that are `waived` stand, a baseline has `accepted` others; neither count among the findings.
    `name` says of what that speaks which has no place; `at` is where the fault is, for one that has a place.
    """

    name: str = ""
    findings: tuple[Diagnostic, ...] = ()
    waived: tuple[tuple[Diagnostic, Waiver], ...] = ()
    fault: PipelineError | None = None
    at: Location | None = None
    accepted: tuple[Diagnostic, ...] = ()


def text(
    findings: Iterable[Diagnostic], lines: Lines, name: str = "", *, headed: bool = False, draw: Draw = excerpt
) -> str:
    """All findings in the order of their places, file by file, each with excerpt and hint, a blank line between.

    `name` says of what those are that have no place; `draw` shows the others'. A line before those of a file counts
    them, when there are several files, or when others follow in any case (`headed`).
    """
    placed = sorted(findings, key=place)
    files = [(file, tuple(group)) for file, group in groupby(placed, key=_file)]
    blocks: list[str] = []
    for file, group in files:
        source = lines(file) if file else ()
        if headed or len(files) > 1:
            blocks.append(_line(f"{file or name}: {_counts(group)}"))
        blocks.extend(_finding(finding, name, draw(finding.at, source)) for finding in group)
    return "\n\n".join(blocks)


def waived_text(waived: Iterable[tuple[Diagnostic, Waiver]]) -> str:
    """What waivers let stand, each finding with its reason and its last day, a blank line between."""
    return "\n\n".join(_waived(*each) for each in sorted(waived, key=lambda each: place(each[0])))


def error_text(message: str, hint: str, at: Location | str | None, lines: Lines, draw: Draw = excerpt) -> str:
    """What stopped the program, in the shape of a finding without a code; `at` may be the name of what was stopped."""
    head = _line(f"{at}: error: {message}" if at else f"error: {message}")
    drawn = draw(at, lines(at.file)) if isinstance(at, Location) else ()
    return "\n".join((head, *drawn, *_hint(hint)))


def in_all(told: Iterable[Told]) -> str:
    """How much is told of all articles: of what was found, let stand and accepted, and what could not be checked."""
    everything = tuple(told)
    checked = [each for each in everything if not each.fault]
    findings = [finding for each in checked for finding in each.findings]
    waived = sum(len(each.waived) for each in checked)
    accepted = sum(len(each.accepted) for each in checked)
    return summary(findings, waived, len(checked), len(everything) - len(checked), accepted)


def summary(
    findings: Iterable[Diagnostic], waived: int = 0, articles: int = 0, unchecked: int = 0, accepted: int = 0
) -> str:
    """How many findings of each severity in how many files, such as `2 errors, 1 warning in 1 file; 1 waived`.

    `articles` is how many were checked, `unchecked` how many could not be, `accepted` how many a baseline has; with no
    number of any kind, "".
    """
    found = tuple(findings)
    files = len({finding.at.file for finding in found if finding.at})
    checked = f" in {counted(articles, 'article')}" if articles else ""
    parts = [_counts(found) + (f" in {counted(files, 'file')}" if files else "")] if found else []
    parts += [f"no {'new ' if accepted else ''}findings{checked}"] if not found and (checked or waived) else []
    parts += [f"{waived} waived"] if waived else []
    parts += [f"{accepted} in the baseline"] if accepted else []
    parts += [f"{counted(articles, 'article')} checked"] if found and articles > 1 else []
    parts += [f"{unchecked} could not be checked"] if unchecked else []
    return "; ".join(parts)


def _counts(findings: Sequence[Diagnostic]) -> str:
    """How many there are of each severity, in the order of their weight."""
    counts = [(sum(finding.severity is severity for finding in findings), name) for severity, name in _NAMES.items()]
    return ", ".join(counted(count, name) for count, name in counts if count)


def place(finding: Diagnostic) -> tuple[str, int, int]:
    """Where a finding stands, to sort by: file, line and column; first of all what has no place."""
    at = finding.at
    return (at.file, at.line, at.column) if at else ("", 0, 0)


def _file(finding: Diagnostic) -> str:
    return finding.at.file if finding.at else ""


def _finding(finding: Diagnostic, name: str, drawn: Sequence[str]) -> str:
    where = str(finding.at or name)
    head = _line(f"{where}{': ' if where else ''}{finding.severity}[{finding.code}] {finding.message}")
    return "\n".join((head, *drawn, *_hint(finding.hint)))


def _waived(finding: Diagnostic, waiver: Waiver) -> str:
    end = f" (until {waiver.until})" if waiver.until else ""
    where = finding.at or waiver.at
    return _line(f"{where}: waived[{finding.code}] {finding.message}") + f"\n  because {_line(waiver.reason)}{end}"


def _hint(hint: str) -> tuple[str, ...]:
    return (f"  hint: {_line(hint)}",) if hint else ()


def _line(told: str) -> str:
    """On one line, so that nothing that a source says can look like another finding."""
    return safe(told.replace("\n", " "))
