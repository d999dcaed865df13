"""The same source gives the same bytes, whatever machine and moment it is built on."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.sources import ROOT

KITCHEN_SINK = ROOT / "tests" / "conformance" / "kitchen-sink"
EDITIONS = "html,pdf,pdf-letter,epub"


def _project(folder: Path, *, backwards: bool) -> Path:
    """A project with the kitchen-sink article, its files made in one order or the other."""
    article = folder / "source" / "book"
    names = sorted(path.relative_to(KITCHEN_SINK) for path in KITCHEN_SINK.rglob("*") if path.is_file())
    for name in reversed(names) if backwards else names:
        (article / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(KITCHEN_SINK / name, article / name)
    return folder


def _build(project: Path, home: Path, environment: dict[str, str], *prefix: str) -> dict[str, bytes]:
    """Build in a process of its own and return what was published."""
    home.mkdir()
    command = [*prefix, sys.executable, "-m", "pipeline", "build", "book", "--edition", EDITIONS]
    variables = {**os.environ, "HOME": str(home), **environment}
    subprocess.run(command, cwd=project, env=variables, check=True, capture_output=True, timeout=300)
    return {path.name: path.read_bytes() for path in (project / "output" / "book").iterdir() if path.is_file()}


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    """Folder depth, zone, locale, umask, hash seed, home, processors, order of files and clock leave no trace."""
    one = _project(tmp_path / "a", backwards=False)
    other = _project(tmp_path / "much" / "deeper" / "down" / "b", backwards=True)
    first = _build(one, tmp_path / "home", {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"})
    time.sleep(2.1)
    changed = {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77"}
    shell = ("sh", "-c", 'umask 077; exec taskset -c 0 "$@"', "sh")
    second = _build(other, tmp_path / "other-home", changed, *shell)
    assert sorted(first) == ["book.epub", "book.pdf", "book.pdf-letter.pdf", "index.html", "manifest.json"]
    assert [name for name in first if first[name] != second[name]] == []


def test_an_edition_does_not_depend_on_the_others(tmp_path: Path) -> None:
    """The book built alone is the book built with the rest."""
    project = _project(tmp_path, backwards=False)
    together = _build(project, tmp_path / "home", {})
    command = [sys.executable, "-m", "pipeline", "build", "book", "--edition", "epub"]
    subprocess.run(command, cwd=project, check=True, capture_output=True, timeout=300)
    assert (project / "output" / "book" / "book.epub").read_bytes() == together["book.epub"]
    assert not (project / "output" / "book" / "book.pdf").exists()
