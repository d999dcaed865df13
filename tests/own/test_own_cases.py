"""Every case in tests/cases/own: what a project's own checks find.

A case is a folder with `checks.yaml`, an article or several, and beside each as `.txt` all that is told of it; nothing
is told of `near-miss*.md`. What a source need not bring is said in pipeline/example.py.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.own import House, read_house
from tests.rules import FILES, STANDARDS, found, told

CASES = Path(__file__).parents[1] / "cases" / "own"
ARTICLES = sorted(CASES.glob("*/*.md"))


def house(folder: Path) -> House:
    """The checks of a case."""
    return read_house({"checks.yaml": (folder / "checks.yaml").read_bytes()}, STANDARDS.contracts, 5)


@pytest.mark.parametrize("case", ARTICLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_case_is_told_as_written_beside_it(case: Path) -> None:
    """Each finding with its place; a case without expectation gets one, to be looked at."""
    standards = replace(STANDARDS, house=house(case.parent))
    findings = told(found(case.read_bytes(), FILES, standards))
    if case.stem.startswith("near-miss"):
        assert findings == ""
        return
    expected = case.with_suffix(".txt")
    if not expected.exists():
        expected.write_text(findings, encoding="utf-8")
        pytest.fail(f"{expected.name} is written; read it and keep it if it is right")
    assert findings == expected.read_text(encoding="utf-8")
    assert findings


@pytest.mark.parametrize(
    "folder", sorted(path for path in CASES.iterdir() if path.is_dir()), ids=lambda path: path.name
)
def test_a_case_shows_what_is_found_and_what_is_not(folder: Path) -> None:
    """A check that always finds something, or never, would look right otherwise."""
    assert list(folder.glob("near-miss*.md"))
    assert list(folder.glob("*.txt"))
