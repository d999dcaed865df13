"""Help is quick, has an example each, and loads nothing that a build needs."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import __version__
from pipeline.cli.rows import COMMANDS

from .conftest import COMMAND, Run

HEAVY = {"weasyprint", "ebooklib", "pydantic", "markdown_it", "pypdfium2", "lxml", "jinja2", "rich", "pikepdf", "yaml"}
# Without the measurement of our tests, which would slow both sides of a comparison.
BARE = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def processor_seconds(*command: str | Path) -> float:
    """The least processor time of a command in five runs: what else the machine does counts little."""

    def once() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, env=BARE, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return min(once() for _ in range(5))


def test_help_takes_at_most_twice_the_time_of_click() -> None:
    """Who asks for help waits for nothing."""
    assert processor_seconds(COMMAND, "--help") <= 2 * processor_seconds(sys.executable, "-c", "import click")


@pytest.mark.parametrize("words", [["--help"], ["--version"]])
def test_help_loads_no_heavy_library(words: list[str]) -> None:
    """Commands and their libraries are imported on use."""
    code = f"import sys; from pipeline.cli import main; main({words}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run((sys.executable, "-c", code), env=BARE, capture_output=True, text=True, check=True)
    loaded = {module.split(".")[0] for module in done.stderr.split()}
    assert "click" in loaded
    assert not loaded & HEAVY


def test_help_lists_the_commands(run: Run) -> None:
    """Each with what it does."""
    told = run("--help").out
    assert [row.name for row in COMMANDS if f"{row.name} " not in told or row.summary[:30] not in told] == []


@pytest.mark.parametrize("name", [row.name for row in COMMANDS])
def test_command_help_has_an_example_and_says_what_its_row_says(name: str, run: Run) -> None:
    """The row's summary is the first sentence of the command's own help."""
    told = " ".join(run(name, "--help").out.split())
    assert f"Example: pipeline {name}" in told
    assert next(row.summary for row in COMMANDS if row.name == name) in told


def test_version_is_that_of_the_package(run: Run) -> None:
    """One line, for scripts."""
    assert run("--version").out == f"pipeline {__version__}\n"


def test_no_command_shows_help_and_is_an_error(run: Run) -> None:
    """A bare `pipeline` does nothing, so it is not a success."""
    said = run()
    assert said.code == 2
    assert "Commands:" in said.err
