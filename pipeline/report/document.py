"""Findings as one document of JSON, for programs: an editor, a server that builds, a table of what is open."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from pipeline.diagnostics import Diagnostic, Location
from pipeline.model import Waiver
from pipeline.report import Told, place

SCHEMA = 1
"""Raised when a key changes its meaning or goes; a new key does not raise it."""
# Valid in JSON (RFC 8259, 7), but obeyed by terminals, ends of lines to some programs, or no text at all.
_HIDDEN = re.compile("[\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def document(told: Iterable[Told], **further: object) -> bytes:
    """All that is told, in UTF-8 with a line end: `schema`, `articles` checked, `findings`, those waived and accepted.

    Each finding has code, severity, file, line, column, length, message and hint; what has no place, null for it. What
    stopped a check is a finding too, whose code is null. `further` keys stand behind these.
    """
    everything = tuple(told)
    table = {
        "schema": SCHEMA,
        "articles": sum(not each.fault for each in everything),
        "findings": [entry for each in everything for entry in _entries(each)],
        "waived": [_waived(*pair, each.name) for each in everything for pair in each.waived],
        "accepted": [_finding(one, each.name) for each in everything for one in sorted(each.accepted, key=place)],
    }
    return written(table | further)


def written(table: Mapping[str, object]) -> bytes:
    """A document of JSON as it is sent and kept: in UTF-8 with a line end, nothing in it that hides."""
    return f"{drawn(table, indent=2)}\n".encode()


def drawn(value: object, indent: int | None = None) -> str:
    """A value in JSON, on one line when there is no indentation."""
    return _HIDDEN.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent))


def _entries(told: Told) -> Iterator[dict[str, object]]:
    for finding in sorted(told.findings, key=place):
        yield _finding(finding, told.name)
    if told.fault:
        fault = {"message": told.fault.message, "hint": told.fault.hint}
        yield _entry(None, "error", told.at, told.name) | fault


def _finding(finding: Diagnostic, name: str) -> dict[str, object]:
    entry = _entry(finding.code, finding.severity, finding.at, name)
    return entry | {"message": finding.message, "hint": finding.hint}


def _waived(finding: Diagnostic, waiver: Waiver, name: str) -> dict[str, object]:
    until = waiver.until.isoformat() if waiver.until else None
    return _finding(finding, name) | {"reason": waiver.reason, "until": until}


def _entry(code: str | None, severity: str, at: Location | None, name: str) -> dict[str, object]:
    return {
        "code": code,
        "severity": str(severity),
        "file": at.file if at else name or None,
        "line": at.line if at else None,
        "column": at.column if at else None,
        "length": at.length if at else None,
    }


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
