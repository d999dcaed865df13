"""What is told of a source that shows a rule, as cases have it; pipeline/example.py says what it need not bring."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline.diagnostics import Diagnostic
from pipeline.example import FILES, found, standards

__all__ = ["CASES", "FILES", "STANDARDS", "assert_told", "found", "name_of", "named", "told"]

CASES = Path(__file__).parent / "cases" / "rules"
STANDARDS = standards()
_ENTRY = "article.md"


def named(folders: Iterable[Path], pattern: str) -> list[Path]:
    """The cases of all rules, a folder each, whose file's name begins so."""
    return [case for folder in folders for case in sorted(folder.glob(pattern))]


def name_of(case: Path) -> str:
    """The rule and the name of a case."""
    return f"{case.parent.name}/{case.stem}"


def assert_told(case: Path, findings: tuple[Diagnostic, ...]) -> None:
    """What the file beside the case says, of its rule alone; a case without one gets it, to be looked at."""
    expected = case.with_suffix(".txt")
    if not expected.exists():
        expected.write_text(told(findings), encoding="utf-8")
        pytest.fail(f"{name_of(case)}.txt is written; read it and keep it if it is right")
    assert told(findings) == expected.read_text(encoding="utf-8")
    assert {finding.code for finding in findings} == {case.parent.name}
    assert all(finding.hint for finding in findings)


def told(findings: tuple[Diagnostic, ...]) -> str:
    """Each finding as a case has it: place and length, weight, code, message, then the hint; other files are named."""
    return "".join(
        f"{_at(each)} {each.severity}[{each.code}] {each.message}\n  hint: {each.hint}\n" for each in findings
    )


def _at(finding: Diagnostic) -> str:
    at = finding.at
    if at is None:
        return "-"
    return f"{'' if at.file == _ENTRY else f'{at.file}:'}{at.line}:{at.column}+{at.length}"
