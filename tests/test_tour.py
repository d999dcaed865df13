"""Each tour prints what it says, step by step, in an empty folder."""

import re
from pathlib import Path

import pytest

from pipeline.cli.rows import COMMANDS
from pipeline.diagnostics import PipelineError
from tests.tour import TARGET, TARGETS, played


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_tour_prints_what_it_says(target: Path, tmp_path: Path) -> None:
    """Every file, change and command of the page, in its order."""
    page = target.read_text(encoding="utf-8")
    assert played(page, tmp_path) == page, "run `make docs`, and read what has changed"


def test_tour_tells_every_exit_code() -> None:
    """Those of the exceptions, and those of findings and of an interrupt."""
    codes = {0, PipelineError.exit_code, 130, *(int(kind.exit_code) for kind in PipelineError.__subclasses__())}
    told = re.findall(r"^\| (\d+) \|", TARGET.read_text(encoding="utf-8"), re.MULTILINE)
    assert {int(code) for code in told} == codes


def test_tour_shows_the_commands_of_checks() -> None:
    """Each with its real output."""
    page = TARGET.read_text(encoding="utf-8")
    wanted = {"check", "contract", "rules", "build"} & {row.name for row in COMMANDS}
    assert {name for name in wanted if f"$ pipeline {name}" not in page} == set()
