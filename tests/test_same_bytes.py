"""The same source gives the same bytes, whatever machine and moment it is built on."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.model import Edition
from pipeline.writers import EDITIONS
from tests.sources import PLAIN, ROOT, edition

SOAK = bool(os.environ.get("SOAK"))
KITCHEN_SINK = ROOT / "tests" / "conformance" / "kitchen-sink"
FEW = ("html", "pdf", "epub", "booklet")
"""One edition of each writer: sizes of paper and orders of sheets are but numbers. With SOAK there are all."""
TOGETHER = [row for row in EDITIONS if (not row.like if SOAK else row.name in FEW)]
ALL = ",".join(row.name for row in TOGETHER)

Published = dict[str, bytes]


def _project(folder: Path, *, backwards: bool = False) -> Path:
    """A project with the kitchen-sink article, its files made in one order or the other."""
    article = folder / "source" / "book"
    names = sorted(path.relative_to(KITCHEN_SINK) for path in KITCHEN_SINK.rglob("*") if path.is_file())
    for name in reversed(names) if backwards else names:
        (article / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(KITCHEN_SINK / name, article / name)
    return folder


def _build(project: Path, editions: str, environment: dict[str, str], *prefix: str) -> Published:
    """Build in a process of its own, with a home of its own, and return what was published."""
    home = project / "home"
    home.mkdir()
    command = [*prefix, sys.executable, "-m", "pipeline", "build", "book", "--edition", editions]
    variables = {**os.environ, "HOME": str(home), **environment}
    subprocess.run(command, cwd=project, env=variables, check=True, capture_output=True, timeout=300)
    return {path.name: path.read_bytes() for path in (project / "output" / "book").iterdir() if path.is_file()}


def _locale() -> str:
    """A locale with rules of its own, if this machine has one; else what every machine has."""
    told = subprocess.run(("locale", "-a"), capture_output=True, text=True, check=True).stdout.split()
    return next((name for name in told if name.partition(".")[0] not in {"C", "POSIX"}), "C.UTF-8")


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The editions of the article, built by one command."""
    project = _project(tmp_path_factory.mktemp("together"))
    return _build(project, ALL, {"TZ": "UTC", "LC_ALL": "C", "LANGUAGE": "", "PYTHONHASHSEED": "1"})


def test_two_builds_give_the_same_bytes(together: Published, tmp_path: Path) -> None:
    """Folder depth, zone, locale, umask, hash seed, home, processors, order of files and clock leave no trace."""
    time.sleep(2.1)
    other = _project(tmp_path / "much" / "deeper" / "down" / "b", backwards=True)
    changed = {"TZ": "Asia/Tokyo", "LC_ALL": _locale(), "LANGUAGE": "fr:tr", "PYTHONHASHSEED": "77"}
    shell = ("sh", "-c", 'umask 077; exec taskset -c 0 "$@"', "sh")
    again = _build(other, ALL, changed, *shell)
    files = (row.file_name("book") for row in TOGETHER)
    assert sorted(together) == sorted([*files, "manifest.json", "verification.json"])
    assert [name for name in together if together[name] != again[name]] == []


@pytest.mark.parametrize("row", [*(PLAIN if SOAK else ()), edition("booklet")], ids=lambda row: row.name)
def test_an_edition_does_not_depend_on_the_others(row: Edition, together: Published, tmp_path: Path) -> None:
    """Built alone it is the same file, and the manifest says the same of it; no other stands beside it."""
    alone = _build(_project(tmp_path), row.name, {})
    name = row.file_name("book")
    assert sorted(alone) == sorted([name, "manifest.json", "verification.json"])
    assert alone[name] == together[name]
    assert _entries(alone) == {row.name: _entries(together)[row.name]}


def _entries(published: Published) -> dict[str, object]:
    entries: dict[str, object] = json.loads(published["manifest.json"])["editions"]
    return entries
