"""Findings as a log of SARIF 2.1.0 (OASIS Standard with Errata 01), which code hosts and editors read.

It says nothing of the machine: no clock, no absolute path but of what lies outside. GitHub refuses more than 25,000
results in a run ("SARIF support for code scanning") and shows the heaviest first; what there is no room for is counted.
It works out `primaryLocationLineHash`, the one fingerprint that it compares, by itself when a log is uploaded.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from pipeline import __version__
from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Waiver
from pipeline.report import Lines, Told, place, safe
from pipeline.report.document import written
from pipeline.report.marks import Mark, marks
from pipeline.report.rule import RIGHT, WRONG, rule_text
from pipeline.wording import counted

MOST = 25_000
"""The results that a run may have."""
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_FINGERPRINT = "wordsAtPlace/v1"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_WIDTH = 78
_ACCEPTED: Mapping[str, object] = {"kind": "external", "status": "accepted", "justification": "it is in the baseline"}
_LINK = re.compile(r"\[([^\[\]]*)\](?=\()")


@dataclass(frozen=True, slots=True)
class _Result:
    """A finding in the article `name`, what it is known by, and what lets it stand."""

    name: str
    finding: Diagnostic
    mark: Mark
    suppressions: tuple[Mapping[str, object], ...] = ()


def log(told: Iterable[Told], lines: Lines) -> bytes:
    """All that is told as a log of one run (3.14), in UTF-8: the heaviest first, what is let stand last."""
    everything = tuple(told)
    results = sorted((result for each in everything for result in _results(each, lines)), key=_rank)
    kept = results[:MOST]
    rules = {result.finding.code: result.finding.rule for result in sorted(kept, key=lambda one: one.finding.code)}
    index = {code: number for number, code in enumerate(rules)}
    driver = {"name": "article-pipeline", "version": __version__, "rules": [_rule(rule) for rule in rules.values()]}
    run = {
        "tool": {"driver": driver},
        "invocations": [_invocation(everything, len(results) - len(kept))],
        "originalUriBaseIds": {_ROOT: {"description": _message("the folder in which the command ran")}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(result, index, lines) for result in kept],
    }
    return written({"version": "2.1.0", "$schema": _SCHEMA, "runs": [run]})


def _results(told: Told, lines: Lines) -> Iterator[_Result]:
    known = marks((*told.findings, *told.accepted, *(finding for finding, _ in told.waived)), lines)
    for finding in told.findings:
        yield _Result(told.name, finding, known[finding])
    for finding, waiver in told.waived:
        yield _Result(told.name, finding, known[finding], (_waived(waiver),))
    for finding in told.accepted:
        yield _Result(told.name, finding, known[finding], (_ACCEPTED,))


def _rank(result: _Result) -> tuple[bool, int, tuple[str, int, int], str]:
    weight = tuple(_LEVELS).index(result.finding.severity)
    return bool(result.suppressions), weight, place(result.finding), result.finding.code


def _rule(rule: Rule) -> dict[str, object]:
    """A reporting descriptor (3.49); its level is what the project makes of it."""
    return {
        "id": rule.code,
        "shortDescription": _message(f"{rule.summary}."),
        "fullDescription": _message(rule.why),
        "help": _message(rule_text(rule, rule.severity, _WIDTH)) | {"markdown": _escaped(_help(rule))},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _help(rule: Rule) -> str:
    """Why it matters, a wrong source and a right one, and how to let a finding stand, in Markdown."""
    parts = [rule.why]
    for label, source in ((WRONG, rule.wrong), (RIGHT, rule.right)):
        parts += [f"**{label}**", _fenced(source.strip("\n"))] if source else []
    return "\n\n".join((*parts, f"`pipeline rules {rule.code}` tells more."))


def _fenced(source: str) -> str:
    """A source between marks that are longer than any in it."""
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", source)), 0)
    return f"{fence}markdown\n{source}\n{fence}"


def _result(result: _Result, index: Mapping[str, int], lines: Lines) -> dict[str, object]:
    """A result (3.27); all have `suppressions`, or none may (3.27.23)."""
    finding = result.finding
    return {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _LEVELS[finding.severity],
        "message": _message(_said(finding.message, finding.hint)),
        "locations": _locations(finding.at, result.name, lines),
        "partialFingerprints": {_FINGERPRINT: _hash(result.mark)},
        "suppressions": list(result.suppressions),
    }


def _hash(mark: Mark) -> str:
    told = json.dumps([mark.rule, mark.text, mark.number])
    return sha256(told.encode()).hexdigest()[:32]


def _waived(waiver: Waiver) -> dict[str, object]:
    """A suppression (3.35) that stands in the source, for the reason that its author gives."""
    end = f" (until {waiver.until})" if waiver.until else ""
    return {"kind": "inSource", "status": "accepted", "justification": safe(waiver.reason + end)}


def _invocation(told: Sequence[Told], left_out: int) -> dict[str, object]:
    """The invocation (3.20): what could not be checked, and how many results there was no room for."""
    stopped = [each for each in told if each.fault]
    notes = [note for each in stopped for note in _notes(each)]
    if left_out:
        said = f"{counted(left_out, 'more result')} left out: a run has room for {MOST:,}."
        notes.append({"level": "warning", "message": _message(said)})
    return {"executionSuccessful": not stopped, "toolExecutionNotifications": notes}


def _notes(told: Told) -> Iterator[dict[str, object]]:
    if told.fault:
        said = _message(_said(told.fault.message, told.fault.hint))
        where = _locations(told.at, told.name, lambda _file: ())
        yield {"level": "error", "message": said, "locations": where}


def _locations(at: Location | None, name: str, lines: Lines) -> list[dict[str, object]]:
    """The place (3.28), of what has none its article as a whole; nothing for what belongs to no article."""
    file = at.file if at else name
    if not file:
        return []
    physical: dict[str, object] = {"artifactLocation": _artifact(file)}
    if at:
        physical["region"] = _region(at, lines(at.file))
    return [{"physicalLocation": physical}]


def _artifact(file: str) -> dict[str, object]:
    uri = quote(os.fsencode(file))
    return {"uri": f"file://{uri}"} if file.startswith("/") else {"uri": uri, "uriBaseId": _ROOT}


def _region(at: Location, source: Sequence[str]) -> dict[str, object]:
    """A text region (3.30) in one line: its end is no farther off than just behind the line's last character."""
    end = at.column + at.length
    if at.line <= len(source):
        end = max(at.column, min(end, len(source[at.line - 1]) + 1))
    return {"startLine": at.line, "startColumn": at.column, "endLine": at.line, "endColumn": end}


def _said(message: str, hint: str) -> str:
    return f"{message}. Hint: {hint}." if hint else f"{message}."


def _message(text: str) -> dict[str, object]:
    """A plain text message (3.11): no brace in it is a placeholder (3.11.5), and no brackets are a link (3.11.6)."""
    return {"text": _LINK.sub(r"\\[\1\\]", _escaped(text))}


def _escaped(text: str) -> str:
    return safe(text).replace("{", "{{").replace("}", "}}")
