"""Ctrl-C and SIGTERM end a build promptly: nothing replaced, nothing torn, no process left behind."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from .conftest import ARTICLE, COMMAND, write_article

# Two seconds are promised on a machine of one's own; one that has more to do than it has processors gets some more.
_BUSY = bool(os.environ.get("CI")) or os.getloadavg()[0] > (os.cpu_count() or 1)
PROMPT = 8.0 if _BUSY else 2.0
LONG = ARTICLE + "\n\n".join(f"Paragraph {number} of many. " + "Words and words. " * 40 for number in range(400))


@pytest.fixture
def long_project(tmp_path: Path) -> Path:
    """A project with two articles that take long, and an edition of each that was published before."""
    for slug in ("first", "second"):
        write_article(tmp_path / "source", slug, LONG)
        (tmp_path / "output" / slug).mkdir(parents=True)
        (tmp_path / "output" / slug / "index.html").write_text("old", encoding="utf-8")
    return tmp_path


def wait_until_begun(project: Path, process: subprocess.Popen[str]) -> None:
    """Wait until the command has taken the lock of the first article and started others, and a little longer."""
    deadline = time.monotonic() + 60
    while not ((project / "output/.first.lock").exists() and any(descendants(process.pid))):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)
    time.sleep(0.5)


def descendants(parent: int) -> Iterator[int]:
    """All processes below one, from /proc."""
    with suppress(FileNotFoundError):
        for child in Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split():
            yield int(child)
            yield from descendants(int(child))


def still_there(processes: Sequence[int]) -> list[int]:
    """Those that still run, after a moment for the system to end what lost its parent."""
    deadline = time.monotonic() + 1
    while time.monotonic() < deadline and any(is_alive(one) for one in processes):
        time.sleep(0.05)
    return [one for one in processes if is_alive(one)]


def is_alive(process: int) -> bool:
    """Whether a process still runs; a dead one that nobody collected does not."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted_build_ends_at_once_and_changes_nothing(
    jobs: str, number: signal.Signals, long_project: Path
) -> None:
    """Exit code 130; press and workers are gone; the old editions stand alone and whole."""
    process = subprocess.Popen(
        (COMMAND, "build", "--jobs", jobs), cwd=long_project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    wait_until_begun(long_project, process)
    family = tuple(descendants(process.pid))
    start = time.monotonic()
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert time.monotonic() - start < PROMPT
    assert (process.returncode, out, err.strip()) == (130, "", "interrupted")
    assert family
    assert still_there(family) == []
    for slug in ("first", "second"):
        files = [path for path in (long_project / "output" / slug).iterdir() if not path.name.startswith(".")]
        assert [(path.name, path.read_text(encoding="utf-8")) for path in files] == [("index.html", "old")]


@pytest.mark.parametrize("hangs", [False, True], ids=["", "the other hangs"])
def test_worker_that_is_killed_is_told_and_takes_nobody_along(long_project: Path, hangs: bool) -> None:
    """The system kills what eats its memory: exit code 5, and the other worker ends too, whether it can or not."""
    process = subprocess.Popen(
        (COMMAND, "build", "--jobs", "2"), cwd=long_project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    wait_until_begun(long_project, process)
    family = tuple(descendants(process.pid))
    workers = [one for one in family if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]
    if hangs:
        os.kill(workers[1], signal.SIGSTOP)
    os.kill(workers[0], signal.SIGKILL)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (5, "")
    assert err.startswith("error: a worker died\n  hint: ")
    assert still_there(family) == []
