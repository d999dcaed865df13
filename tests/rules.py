"""What is told of a source that shows a rule, as cases have it; pipeline/example.py says what it need not bring."""

from pathlib import Path

from pipeline.diagnostics import Diagnostic
from pipeline.example import FILES, found, standards

__all__ = ["CASES", "FILES", "STANDARDS", "found", "told"]

CASES = Path(__file__).parent / "cases" / "rules"
STANDARDS = standards()
_ENTRY = "article.md"


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
