"""Each tour prints what it says, step by step, in an empty folder."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from pipeline.cli.check import command
from pipeline.cli.rows import COMMANDS
from pipeline.diagnostics import PipelineError
from tests.sources import ROOT
from tests.templates_pictures import PAGE, PICTURE
from tests.tour import TARGET, TARGETS


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_tour_prints_what_it_says(target: Path, toured: Callable[[Path], tuple[str, Path]]) -> None:
    """Every file, change and command of the page, in its order."""
    assert toured(target)[0] == target.read_text(encoding="utf-8"), "run `make docs`, and read what has changed"


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


def test_tour_of_templates_names_every_block_and_has_every_picture() -> None:
    """The table has the blocks that the shipped templates have; pictures lie there, and stay small."""
    page = PAGE.read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `([a-z/.]+)`[^|]*\| (`[^|]+) \|$", page, re.MULTILINE))
    for name, blocks in listed.items():
        shipped = (ROOT / "templates" / name).read_text(encoding="utf-8")
        assert re.findall(r"`([a-z_]+)`", blocks) == re.findall(r"\{% block (\w+)", shipped)
    pictures = [PAGE.parent / picture["path"] for picture in PICTURE.finditer(page)]
    assert sorted(pictures) == sorted((PAGE.parent / "templates").iterdir())
    assert sum(path.stat().st_size for path in pictures) < 600_000


def test_what_is_shown_of_other_programs_fits_ours() -> None:
    """Each example of YAML can be read; the hooks and options that it names are there."""
    page = TARGETS[1].read_text(encoding="utf-8")
    examples = re.findall(r"^```yaml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert all(yaml.safe_load(example) for example in examples)
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    assert set(re.findall(r"- id: (\S+)", page)) == hooks
    options = {option for parameter in command.params for option in parameter.opts}
    named = re.findall(r"pipeline check ([^`\n]+)|`(--[^`]+)`|args: \[([^]]+)", page)
    assert set(re.findall(r"--[a-z]+", " ".join(" ".join(words) for words in named))) <= options
