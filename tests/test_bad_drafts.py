"""Drafts of every case in tests/cases/bad: what can be read is shown, in each format, and no edition is touched."""

from pathlib import Path

import pytest
from lxml import html

from pipeline.cli import main
from tests.test_bad_input import BAD, hashes, lay_out, published

__all__ = ["published"]

ALIKE = ("own-check-", "token")
"""Beginnings of the names of mistakes in a project's own files."""


def _drawn() -> list[Path]:
    """All cases; of those that are alike, and stop a draft as they stop a build, the first."""
    every = sorted(path for path in BAD.iterdir() if path.is_dir())
    alike = [path for path in every if path.name.startswith(ALIKE) and "error[" not in _expected(path)]
    first = {next(path for path in alike if path.name.startswith(each)) for each in ALIKE}
    return [path for path in every if path in first or path not in alike]


def _expected(case: Path) -> str:
    return (case / "expected.txt").read_text(encoding="utf-8")


CASES = _drawn()
FAULTS = {
    "chart-address": 4,
    "front-matter-faults": 2,
    "output-of-the-article-a-file": 0,
    "output-of-the-article-a-link": 0,
}
"""The exit codes of cases that lack a chart or a language besides, or whose fault lies where no draft does."""
IN_ALL_FORMATS = ("front-matter-no-yaml", "csv-ragged", "too-deep", "tables", "tasks-and-notes", "chart-series")


def drafted(case: Path, published: Path, project: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """Draft a case in a project of its own; returns the exit code."""
    lay_out(case, project, published)
    before = hashes(project / "output")
    monkeypatch.chdir(project)
    code = main(["build", "case", "--draft", *words])
    after = hashes(project / "output")
    assert {name: digest for name, digest in after.items() if not name.startswith("drafts/")} == before
    return code


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_bad_input_can_be_looked_at(
    case: Path, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A web page with a box for what is wrong, whatever else is at fault; never a traceback."""
    code = drafted(case, published, tmp_path, monkeypatch, "--edition", "html")
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    assert "fault of the program" not in told.err
    # What is at fault beside the article keeps its code; what there is, is drafted without it.
    expected = _expected(case)
    built, unread = int(expected.rpartition(" ")[2]), "article.md" in expected and "error[not-text]" in expected
    assert code == (1 if unread else FAULTS.get(case.name, built if built > 1 else 0)), told.err
    page = tmp_path / "output" / "drafts" / "case" / "draft.html"
    assert page.exists() or unread or built > 1
    assert not page.exists() or html.fromstring(page.read_bytes()).findtext(".//p[@id='_draft']")


@pytest.mark.parametrize("name", IN_ALL_FORMATS)
def test_bad_input_is_printed_and_packed_too(
    name: str, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All three formats, each proved to hold what the draft has."""
    assert drafted(BAD / name, published, tmp_path, monkeypatch, "--edition", "html,pdf,epub") == 0
    told = capsys.readouterr()
    assert [line.split()[1] for line in told.out.splitlines()] == ["html", "pdf", "epub"]
