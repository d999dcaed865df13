"""`ACCESSIBLE=1`: plain lines also on a terminal, no caret as the only pointer; and what is drawn into no pipe."""

import re
from pathlib import Path

import pytest

from .conftest import ARTICLE, Run, run_in, write_article
from .test_terminal import on_terminal

DRAWN = re.compile(r"[\x1b\u2500-\u259f]|\r(?!\n)|^ *\^+\r?$", re.MULTILINE)
"""Sequences of a terminal, lines of boxes, lines that are written again, carets."""
CONTRACT = """\
description: A notice.
components: {table: 1}
sections:
  - id: first-part
    title: {en: First part}
    words: {min: 40}
  - id: ferry
    title: {en: The ferry}
"""
COMMANDS = {
    "check": ("check", "wrong"),
    "build": ("build", "wrong", "small", "-e", "html", "--no-pages"),
    "verify": ("verify", "small"),
    "contract": ("contract", "wrong"),
    "rules": ("rules",),
    "rule": ("rules", "raw-html"),
    "doctor": ("doctor",),
}
GOLDEN = Path(__file__).parents[1] / "golden" / "accessible"
COUNTED = re.compile(r"(?<==)\d[\d./]*")
"""Sizes, seconds and the like."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a good article and one that is not."""
    project = tmp_path_factory.mktemp("heard")
    write_article(project / "source", "small")
    article = ARTICLE.replace("outline:", "contract: notice\noutline:").replace("Opening words", "Opening <b>words")
    write_article(project / "source", "wrong", article)
    (project / "source" / "contracts").mkdir()
    (project / "source" / "contracts" / "notice.yaml").write_text(CONTRACT, encoding="utf-8")
    assert run_in(project, *COMMANDS["build"]).code == 1
    return project


@pytest.mark.parametrize("name", ["rules", "doctor"])
def test_a_terminal_gets_plain_lines(project: Path, name: str) -> None:
    """Nothing is drawn, coloured or written over; what is told hangs on the release and the machine."""
    told = on_terminal(project, *COMMANDS[name], ACCESSIBLE="1")
    assert told
    assert DRAWN.findall(told) == []


@pytest.mark.parametrize("name", ["build", "check", "contract", "rule", "verify"])
def test_what_is_told_is_as_it_is_written_beside(project: Path, name: str) -> None:
    """But for numbers that change with the program; what is missing is written, and fails until it is read."""
    told = on_terminal(project, *COMMANDS[name], ACCESSIBLE="1").replace("\r\n", "\n")
    assert DRAWN.findall(told) == []
    expected = GOLDEN / f"{name}.txt"
    if not expected.exists():
        expected.write_text(COUNTED.sub("N", told), encoding="utf-8")
        pytest.fail(f"{expected.name} was missing and has been written: read it")
    assert COUNTED.sub("N", told) == expected.read_text(encoding="utf-8")


def test_a_variable_that_says_no_changes_nothing(project: Path) -> None:
    """Carets and colours stay."""
    assert DRAWN.search(on_terminal(project, "check", "wrong", ACCESSIBLE="0"))


@pytest.mark.parametrize("name", ["build", "check", "contract", "rules"])
def test_nothing_is_written_over_in_a_pipe(run: Run, name: str) -> None:
    """No sequence of a terminal, no progress: what is piped is read later, or by programs."""
    said = run(*COMMANDS[name])
    assert re.findall("[\x1b\r]", said.out + said.err) == []


def test_a_pipe_is_heard_too(run: Run) -> None:
    """Who hears it may read through a pager."""
    said = run("check", "wrong", env={"ACCESSIBLE": "1"})
    assert said.out == (GOLDEN / "check.txt").read_text(encoding="utf-8")
