"""What holds for all tests: a skip says why, and fails the run where everything must run (`CI` is set)."""

import os
from collections.abc import Callable

import pytest

_TOLD = pytest.StashKey[list[str]]()


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Say something at the end of the run: how much was compared."""
    return request.config.stash.setdefault(_TOLD, []).append


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
    if told := terminalreporter.config.stash.get(_TOLD, []):
        terminalreporter.section("counts")
        terminalreporter.write_line("\n".join(told))
    reasons = _reasons(terminalreporter)
    if reasons:
        terminalreporter.section(f"{len(reasons)} skipped; with CI set this is a failure")
        terminalreporter.write_line("\n".join(reasons))
