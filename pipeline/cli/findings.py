"""Findings and errors as a command shows them: files named as seen from here, excerpts from the sources."""

import os
import re
import traceback
from dataclasses import replace
from functools import partial
from pathlib import Path

from pipeline import report
from pipeline.cli.environment import accessible
from pipeline.cli.say import columns, say
from pipeline.diagnostics import Diagnostic, Location, PipelineError, Severity
from pipeline.files import Store
from pipeline.report import Told
from pipeline.report.excerpt import Draw, excerpt, spoken

_LIMIT = 10_000_000
_LINE_END = re.compile("\r\n|\n|\r")


def seen_from_here(told: Told, project: Path) -> Told:
    """The same, with all files named as seen from the current directory."""

    def placed(finding: Diagnostic) -> Diagnostic:
        return replace(finding, at=_location(finding.at, project))

    return replace(
        told,
        findings=tuple(placed(finding) for finding in told.findings),
        waived=tuple((placed(finding), waiver) for finding, waiver in told.waived),
        at=_location(told.fault.at, project) if told.fault else None,
    )


def show_findings(told: Told, *, headed: bool, result: bool = False) -> None:
    """Print an article's findings and a blank line; `headed` when those of others follow."""
    if told.findings:
        drawn = report.text(told.findings, source_lines, told.name, headed=headed, draw=_draw(result=result))
        say(f"{drawn}\n", result=result)


def show_waived(told: Told, *, result: bool = False) -> None:
    """Print what waivers let stand in an article, with their reasons, and a blank line."""
    if told.waived:
        say(f"{report.waived_text(told.waived)}\n", result=result)


def show_error(told: Told, *, debug: bool) -> None:
    """Print what stopped an article, if anything did; with `debug`, where in the program."""
    if not told.fault:
        return
    if debug:
        traceback.print_exception(told.fault)
    say(report.error_text(told.fault.message, told.fault.hint, told.at or told.name, source_lines, _draw()))


def _draw(*, result: bool = False) -> Draw:
    """How places are shown there, in a line that is as wide as may be."""
    return drawn_in(columns(result=result))


def drawn_in(cells: int) -> Draw:
    """How places are shown: by a caret in a line of so many cells, or in words."""
    return partial(spoken if accessible() else excerpt, width=cells)


def errors_only(told: Told, *, strict: bool = False) -> Told:
    """The same without what blocks nothing, and without what was waived; in strict terms warnings block too."""
    heavy = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return replace(told, findings=tuple(one for one in told.findings if one.severity in heavy), waived=())


def here(path: Path) -> str:
    """A path as seen from the current directory, or in full when it lies outside."""
    whole = path.absolute()
    return whole.relative_to(Path.cwd()).as_posix() if whole.is_relative_to(Path.cwd()) else os.fspath(whole)


def source_lines(file: str) -> tuple[str, ...]:
    """The lines of a source file (CommonMark 0.31, 2.1), or none when it cannot be read."""
    path = Path(file)
    try:
        content = Store(path.parent).read(path.name, _LIMIT)
    except PipelineError:
        return ()
    return tuple(_LINE_END.split(content.decode("utf-8-sig", "replace")))


def _location(at: Location | None, project: Path) -> Location | None:
    return replace(at, file=here(project / at.file)) if at else None
