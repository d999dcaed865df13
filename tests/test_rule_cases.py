"""Every case in tests/cases/rules: an error is reported, and nothing else; of a near miss nothing is.

A case is `<code>/error*.md` with an `.txt` beside it that says what is found, or `<code>/near-miss*.md`; the files that
they use lie beside them or in tests/cases/rules/files. What a source need not bring is said in tests/rules.py.
"""

from pathlib import Path

import pytest

from pipeline.rules import rule
from tests.rules import CASES, FILES, found, told

FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir() and path != FILES)


def named(pattern: str) -> list[Path]:
    """The cases of all rules whose file's name begins so."""
    return [case for folder in FOLDERS for case in sorted(folder.glob(pattern))]


def name_of(case: Path) -> str:
    """The rule and the name of a case."""
    return f"{case.parent.name}/{case.stem}"


@pytest.mark.parametrize("case", named("error*.md"), ids=name_of)
def test_an_error_is_reported_and_nothing_else(case: Path) -> None:
    """Of its own rule alone, where the file beside it says; a case without one gets it, to be looked at."""
    findings = found(case.read_bytes(), case.parent)
    expected = case.with_suffix(".txt")
    if not expected.exists():
        expected.write_text(told(findings), encoding="utf-8")
        pytest.fail(f"{name_of(case)}.txt is written; read it and keep it if it is right")
    assert told(findings) == expected.read_text(encoding="utf-8")
    assert {finding.code for finding in findings} == {case.parent.name}
    assert all(finding.hint for finding in findings)


@pytest.mark.parametrize("case", named("near-miss*.md"), ids=name_of)
def test_of_a_near_miss_nothing_is_reported(case: Path) -> None:
    """A rule that says too much is soon no longer read."""
    assert told(found(case.read_bytes(), case.parent)) == ""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_of_cases_belongs_to_a_rule(folder: Path) -> None:
    """And has both kinds of case."""
    assert rule(folder.name) is not None
    assert list(folder.glob("error*.md"))
    assert list(folder.glob("near-miss*.md"))
