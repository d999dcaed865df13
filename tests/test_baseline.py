"""A baseline: what it accepts, that it never grows by itself, and what is said of one that is wrong."""

from pathlib import Path

import pytest

from pipeline.baseline import Baseline, of_all, parted, read, written
from pipeline.diagnostics import ConfigError, Diagnostic, Location, Rule, Severity
from pipeline.report import Told, error_text
from pipeline.report.marks import marks

WRONG = sorted((Path(__file__).parent / "cases" / "baseline").glob("*.json"))
RULE = Rule("placeholder", Severity.ERROR, "a text is missing", "Nobody can read it.")
FILE = "source/a/article.md"


def _found(*lines: str) -> tuple[Told, tuple[str, ...]]:
    """An article of which each TODO is a finding."""
    places = [(number, line.index("TODO") + 1) for number, line in enumerate(lines, 1) if "TODO" in line]
    return Told(FILE, tuple(Diagnostic(RULE, "it is missing", Location(FILE, *at, 4)) for at in places)), lines


def _accepting(told: Told, lines: tuple[str, ...]) -> Baseline:
    return of_all([("a", marks(told.findings, lambda _file: lines).values())])


def _new(baseline: Baseline, told: Told, lines: tuple[str, ...]) -> list[int]:
    """The lines of what the baseline does not have."""
    left = parted(told, "a", baseline, lambda _file: lines)
    assert len(left.findings) + len(left.accepted) == len(told.findings)
    return [finding.at.line for finding in left.findings if finding.at]


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case.stem)
def test_wrong_baseline_is_told(case: Path) -> None:
    """By what is wrong with it, and what to do; what is written beside is what is told."""
    with pytest.raises(ConfigError) as caught:
        read(case.read_bytes(), case.name)
    told = error_text(caught.value.message, caught.value.hint, None, lambda _file: ()) + "\n"
    expected = case.with_suffix(".txt")
    if not expected.exists():
        expected.write_text(told, encoding="utf-8")
        pytest.fail(f"{expected.name} was missing and has been written: read it")
    assert told == expected.read_text(encoding="utf-8")


def test_no_depth_ends_the_program() -> None:
    """Whoever sends it in."""
    with pytest.raises(ConfigError, match="no baseline: it is not JSON"):
        read(b"[" * 1_000_000, "b.json")


def test_what_is_written_is_read_again() -> None:
    """Whatever words stand in it; each kind of finding has a line, in the order of articles."""
    baseline = Baseline({("z", "a", ""): 1, ("b", "r", 'say "\u202e\n\ud800"'): 12, ("b", "a", "ü"): 2})
    content = written(baseline)
    assert read(content, "b.json") == baseline
    assert [line.split(b'"')[3] for line in content.splitlines() if b"count" in line] == [b"b", b"b", b"z"]
    assert written(read(content, "b.json")) == content
    assert read(written(Baseline()), "b.json") == Baseline()


def test_lines_that_move_stay_accepted() -> None:
    """So do those whose surroundings change, but for the words beside what is accepted."""
    baseline = _accepting(*_found("The office is closed. Ask TODO for a key today please."))
    moved = _found("## New", "", "Now the office is closed. Ask TODO for a key today, please, or wait.")
    assert _new(baseline, *moved) == []
    assert _new(baseline, *_found("The office was closed, ask TODO for a key.")) == [1]


def test_one_more_of_a_kind_is_new() -> None:
    """It is the last of them."""
    baseline = _accepting(*_found("TODO", "TODO"))
    assert baseline.counts == {("a", "placeholder", "TODO"): 2}
    assert _new(baseline, *_found("TODO", "", "TODO", "TODO")) == [4]


def test_what_has_no_place_is_accepted_by_its_rule() -> None:
    """There are no words to know it by."""
    told = Told(FILE, (Diagnostic(RULE, "m"),))
    assert _new(_accepting(told, ()), told, ()) == []
    assert parted(told, "b", _accepting(told, ()), lambda _file: ()).findings == told.findings
