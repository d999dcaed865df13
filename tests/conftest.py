"""What holds for all tests: a skip says why, and fails the run where everything must run; what ran is counted."""

import os
import re
from collections.abc import Callable, Generator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from tests.tour import played

# Where a run decides, the same sources are drawn each time: what is found by chance is found by those who can mend it.
# No example has a time of its own anywhere: the first one loads what the others use.
settings.register_profile("told", deadline=None)
settings.register_profile("decided", deadline=None, derandomize=True, database=None)
settings.load_profile("told")
if os.environ.get("CI"):
    settings.load_profile("decided")

_TOLD = pytest.StashKey[list[str]]()
# What is counted → the test that does it once per case; a test may say how many examples it took (`record_property`).
_CASES = {
    "examples of CommonMark and GFM read": "test_commonmark.py::test_an_example_becomes_what_the_specification_says[",
    "constructs built and proved": "test_constructs.py::test_examples_are_built_and_proved_without_a_finding[",
    "reader cases": "test_cases.py::test_case_is_read_as_written_beside_it[",
    "rules shown by an error and a near miss": "test_rule_cases.py::test_a_folder_of_cases_belongs_to_a_rule[",
    "errors reported by their rule alone": "test_rule_cases.py::test_an_error_is_reported_and_nothing_else[",
    "near misses of which nothing is reported": "test_rule_cases.py::test_of_a_near_miss_nothing_is_reported[",
    "cases of a project's own checks": "test_own_cases.py::test_a_case_is_told_as_written_beside_it[",
    "bad-input cases": "test_bad_input.py::test_bad_input_is_told_and_publishes_nothing[",
    "escapes tried, none of which did anything": "test_escapes.py::",
    "template bombs stopped": "test_limits.py::test_a_bomb_is_stopped[",
    "faults planted and found, each in each edition that it touches": "test_faults.py::test_a_planted_fault_is_found[",
}
EXAMPLES, TRIED = "examples", "tried"


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Say something at the end of the run: how much was compared."""
    return request.config.stash.setdefault(_TOLD, []).append


@pytest.fixture(scope="session")
def toured(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], tuple[str, Path]]:
    """Play a tour once for all: the page with what its commands print now, and the project that they have made."""

    @cache
    def play(target: Path) -> tuple[str, Path]:
        project = tmp_path_factory.mktemp(target.stem)
        return played(target.read_text(encoding="utf-8"), project), project

    return play


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Note with a property how many examples it was tried with; Hypothesis has just told its plugin."""
    yield
    if told := getattr(item, "hypothesis_statistics", ""):
        item.user_properties.append((TRIED, sum(map(int, re.findall(r"(\d+) passing", told)))))


def _sum(reports: list[pytest.TestReport], name: str) -> int:
    return sum(int(str(value)) for report in reports for key, value in report.user_properties if key == name)


def _counts(reporter: pytest.TerminalReporter) -> list[str]:
    """One line per kind of case that ran and passed, and one for the properties."""
    passed = [report for report in reporter.stats.get("passed", []) if report.when == "call"]
    lines = []
    for kind, test in _CASES.items():
        ran = [report for report in passed if test in report.nodeid]
        examples = _sum(ran, EXAMPLES)
        lines += [f"{kind}: {len(ran)}" + (f", with {examples} examples" if examples else "")] if ran else []
    properties = [report for report in passed if any(key == TRIED for key, _ in report.user_properties)]
    tried = f"properties: {len(properties)}, tried with {_sum(properties, TRIED)} examples"
    return [*lines, tried] if properties else lines


def _reasons(reporter: pytest.TerminalReporter) -> list[str]:
    """One line per skipped test or module."""
    skipped = reporter.stats.get("skipped", [])
    return [f"{report.nodeid}: {report.longrepr[2] if report.longrepr else ''}" for report in skipped]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in which a test was skipped although nothing may be missing."""
    reporter = session.config.pluginmanager.getplugin("terminalreporter")
    strict = os.environ.get("CI", "").lower() not in {"", "0", "false"}
    if strict and session.exitstatus == pytest.ExitCode.OK and _reasons(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what tests told of their counts, how many were skipped, and why."""
    if told := [*terminalreporter.config.stash.get(_TOLD, []), *_counts(terminalreporter)]:
        terminalreporter.section("counts")
        terminalreporter.write_line("\n".join(told))
    reasons = _reasons(terminalreporter)
    if reasons:
        terminalreporter.section(f"{len(reasons)} skipped; with CI set this is a failure")
        terminalreporter.write_line("\n".join(reasons))
