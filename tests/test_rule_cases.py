"""Every case in tests/cases/rules: an error is reported, and nothing else; of a near miss nothing is.

A case is `<code>/error*.md` with an `.txt` beside it that says what is found, or `<code>/near-miss*.md`; the files that
they use lie beside them or in pipeline/examples. What a source need not bring is said in pipeline/example.py.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.rules import families, rule
from tests.rules import CASES, assert_told, found, name_of, named, told

TESTS = Path(__file__).parent
ELSEWHERE: Mapping[str, str] = {
    # Sources too long to be kept, which a script writes.
    "too-long": "cases/bad/long-word/expected.txt",
    "data-too-large": "cases/bad/csv-large/expected.txt",
    # A theme that knows a language which citations have no words for.
    "citation-locale": "resolve/test_citations.py::test_language_without_a_locale_is_told",
}
"""Rules without cases, and where each is shown: what a command prints, or a test."""
FINISHED = {"editions", "proof", "validators"}
"""Families of rules about finished files, whose faults tests plant, naming the rule that must find them."""
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())


@pytest.mark.parametrize("case", named(FOLDERS, "error*.md"), ids=name_of)
def test_an_error_is_reported_and_nothing_else(case: Path) -> None:
    """Of its own rule alone, where the file beside it says."""
    assert_told(case, found(case.read_bytes(), case.parent))


@pytest.mark.parametrize("case", named(FOLDERS, "near-miss*.md"), ids=name_of)
def test_of_a_near_miss_nothing_is_reported(case: Path) -> None:
    """A rule that says too much is soon no longer read."""
    assert told(found(case.read_bytes(), case.parent)) == ""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_folder_of_cases_belongs_to_a_rule(folder: Path) -> None:
    """And has both kinds of case."""
    assert rule(folder.name) is not None
    assert list(folder.glob("error*.md"))
    assert list(folder.glob("near-miss*.md"))


def test_every_rule_has_cases_or_a_test_that_plants_its_fault() -> None:
    """A rule that nothing has ever shown may never have worked."""
    shown = {folder.name for cases in (CASES, CASES.parent / "layout") for folder in cases.iterdir()} | set(ELSEWHERE)
    planted = "".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("*.py") if path != Path(__file__))
    reported = {one.code for family, ones in families() if family not in FINISHED for one in ones}
    assert sorted(reported - shown) == []
    made = [one.code for family, ones in families() if family in FINISHED for one in ones]
    assert [code for code in made if f'"{code}"' not in planted and f"[{code}]" not in planted] == []


@pytest.mark.parametrize(("code", "test"), ELSEWHERE.items())
def test_a_rule_without_cases_is_shown_by_a_test(code: str, test: str) -> None:
    """Which is there, and names it."""
    file, _, name = test.partition("::")
    text = (TESTS / file).read_text(encoding="utf-8")
    assert rule(code) is not None
    assert f"[{code}]" in text if not name else code in text.partition(f"def {name}(")[2].partition("\ndef ")[0]
