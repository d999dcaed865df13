"""Findings as a log of SARIF: as it is written beside, the same when lines have moved, within GitHub's limits."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity, UsageError
from pipeline.model import Waiver
from pipeline.report import Told
from pipeline.report.sarif import MOST, log

GOLDEN = Path(__file__).parent / "golden" / "findings.sarif"
STUB = Rule(
    "stub-section", Severity.ERROR, "a section is too short", "Readers were promised it.", "```\nx\n```\n", "y\n"
)
STALE = Rule("stale-date", Severity.WARNING, "a date is old", "It may be wrong.", yields=True)
FILE = "source/b ü:r/article.md"
SOURCE = ("## Opening {#open}", "", "It opened in 2019, they say, and \U0001f389 closed since.", "It opened in 2019.")
OLD = Diagnostic(STALE, "2019 is [long](1) past", Location(FILE, 3, 14, 4), "write `{.dated}` after it")
TOLD = (
    Told(
        FILE,
        (OLD, replace(OLD, at=Location(FILE, 4, 14, 4)), Diagnostic(STUB, "is short", Location(FILE, 1, 1, 40))),
        (
            (
                Diagnostic(STALE, "an emoji", Location(FILE, 3, 34)),
                Waiver("stale-date", "we know", Location(FILE, 2), 3),
            ),
        ),
    ),
    Told("/elsewhere/article.md", (Diagnostic(STUB, "has no place"),)),
    Told("source/large/article.md", fault=UsageError("is too large", "split it"), at=Location("source/large/a.md", 2)),
    Told(fault=UsageError('there is no article "x"')),
)


def _lines(file: str) -> tuple[str, ...]:
    return SOURCE if file == FILE else ()


def _run(*told: Told, source: tuple[str, ...] = SOURCE) -> dict[str, Any]:
    (run,) = json.loads(log(told, lambda file: source if file == FILE else ()))["runs"]
    return dict(run)


def test_log_is_as_it_is_written_beside() -> None:
    """Rules, results, what is waived, what could not be checked; a clock or a folder of this machine would show."""
    drawn = log(TOLD, _lines)
    if not GOLDEN.exists():
        GOLDEN.write_bytes(drawn)
        pytest.fail(f"{GOLDEN.name} was missing and has been written: read it")
    assert drawn == GOLDEN.read_bytes()


def test_fingerprints_survive_lines_that_move() -> None:
    """Two places of which all is equal stay two; nothing that stands before, or farther off, makes others of them."""
    same = Diagnostic(STALE, "old", Location(FILE, 1, 14, 4)), Diagnostic(STALE, "old", Location(FILE, 2, 14, 4))
    source = ("It opened in 2019, they say, and closed.",) * 2
    moved = tuple(replace(each, at=Location(FILE, at.line + 1, at.column + 7, 4)) for each in same if (at := each.at))
    longer = ("A line before.", *(f"Anyhow {line} And more." for line in source))
    before, after = _run(Told(FILE, same), source=source), _run(Told(FILE, moved), source=longer)
    prints = [[one["partialFingerprints"] for one in run["results"]] for run in (before, after)]
    assert prints[0] == prints[1]
    assert prints[0][0] != prints[0][1]


def test_region_ends_in_its_line() -> None:
    """Whatever a finding says; a text region ends behind the last character of its line at most (3.30.8)."""
    (result,) = _run(Told(FILE, (Diagnostic(STUB, "m", Location(FILE, 1, 4, 900)),)))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": len(SOURCE[0]) + 1}


def test_results_are_ranked_and_have_room() -> None:
    """What is let stand is left out first, then what is light; how many is said."""
    warnings = tuple(Diagnostic(STALE, str(number)) for number in range(MOST))
    waived = ((Diagnostic(STUB, "known"), Waiver("stub-section", "we know", Location(FILE, 1), 1)),)
    run = _run(Told(FILE, (*warnings, Diagnostic(STUB, "heavy")), waived))
    assert len(run["results"]) == MOST
    assert run["results"][0]["message"]["text"] == "heavy."
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["stale-date", "stub-section"]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert (note["level"], note["message"]["text"]) == (
        "warning",
        "2 more results left out: a run has room for 25,000.",
    )


def test_results_name_their_rules() -> None:
    """By code and by index, both the same (3.27.6)."""
    run = _run(*TOLD)
    rules = run["tool"]["driver"]["rules"]
    assert {(result["ruleId"], rules[result["ruleIndex"]]["id"]) for result in run["results"]} == {
        (code, code) for code in ("stale-date", "stub-section")
    }


def test_signs_that_a_viewer_obeys_are_shown() -> None:
    """Marks of direction and the like stand in no message."""
    (result,) = _run(Told(FILE, (Diagnostic(STUB, "a\u202eb\x1b"),)))["results"]
    assert result["message"]["text"] == "a\ufffdb\ufffd."
