"""Findings as workflow commands of GitHub Actions, which shows them beside the lines of a change.

Its documentation ("Workflow commands", "Setting an error message") gives the form; the runner shows ten annotations of
each weight for a step and drops others without a word, so here the rest is told as plain lines of the log.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.diagnostics import Location, Severity
from pipeline.report import Told, in_all, place, safe
from pipeline.wording import counted

MOST = 10
"""The annotations of one weight that are shown for a step."""
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


@dataclass(frozen=True, slots=True)
class _Note:
    """What is said at a place, or of the article `name`; what stopped a check has no code."""

    severity: Severity
    name: str
    at: Location | None
    code: str
    message: str
    hint: str


def commands(told: Iterable[Told]) -> str:
    """The lines for the log: annotations, the heaviest first, what there is no room for, and how many there are."""
    everything = tuple(told)
    notes = [note for each in everything for note in _notes(each)]
    ranked = sorted(notes, key=lambda note: (tuple(_COMMANDS).index(note.severity), bool(note.code)))
    lines: list[str] = []
    for severity, group in groupby(ranked, key=lambda note: note.severity):
        lines += _of_weight(_COMMANDS[severity], [*group])
    lines.append(in_all(everything))
    return "".join(f"{line}\n" for line in lines if line)


def _notes(told: Told) -> Iterator[_Note]:
    if told.fault:
        yield _Note(Severity.ERROR, told.name, told.at, "", told.fault.message, told.fault.hint)
    for one in sorted(told.findings, key=place):
        yield _Note(one.severity, told.name, one.at, one.code, one.message, one.hint)


def _of_weight(command: str, notes: list[_Note]) -> Iterator[str]:
    for note in notes[:MOST]:
        yield _command(command, note)
    if len(notes) > MOST:
        yield f"{counted(len(notes) - MOST, f'more {command}')}, for which a step has no room:"
    for note in notes[MOST:]:
        said = ": ".join(str(part) for part in (note.at or note.name, note.code, note.message) if part)
        yield "  " + safe(said.replace("\n", " "))


def _command(command: str, note: _Note) -> str:
    where: dict[str, object] = {"file": note.at.file if note.at else note.name}
    if note.at:
        where |= {"line": note.at.line, "col": note.at.column, "endColumn": note.at.column + note.at.length}
    said = ",".join(f"{key}={_property(value)}" for key, value in (where | {"title": note.code}).items() if value)
    return f"::{command} {said}::{_data(note.message)}" + (f"%0Ahint: {_data(note.hint)}" if note.hint else "")


def _data(text: str) -> str:
    return safe(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(value: object) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")
