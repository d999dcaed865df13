"""A folder has one writer at a time, and a dead one counts no more."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from pipeline.diagnostics import EnvironmentFault
from pipeline.files import locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.files.conftest import Editions, Run

HOLDER = """
import sys, pathlib
from pipeline.files import locked
with locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held_elsewhere(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold the lock during the block."""
    command = (sys.executable, "-c", HOLDER, str(folder))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_held_lock_is_told_with_the_process_that_holds_it(tmp_path: Path) -> None:
    """After the wait, exit code 5 and whom to wait for."""
    with held_elsewhere(tmp_path / "article") as holder:
        message = rf"cannot write {tmp_path}/article: it is locked by process {holder.pid}$"
        with pytest.raises(EnvironmentFault, match=message), locked(tmp_path / "article", wait=0.1):
            pytest.fail("the lock was given twice")


def test_the_lock_of_a_killed_process_is_taken_over(tmp_path: Path) -> None:
    """The kernel releases it with the process; the file that stays behind stops nobody."""
    with held_elsewhere(tmp_path / "article") as holder:
        holder.kill()
        holder.wait()
    assert (tmp_path / ".article.lock").read_text() == f"{holder.pid}\n"
    with locked(tmp_path / "article", wait=0):
        pass


def test_a_lock_excludes_other_threads_too(tmp_path: Path) -> None:
    """Of two threads that want the same folder, the second waits for the first."""
    entered: list[str] = []

    def enter() -> None:
        with locked(tmp_path / "article"):
            entered.append("second")

    with locked(tmp_path / "article"):
        thread = threading.Thread(target=enter)
        thread.start()
        thread.join(0.2)
        entered.append("first")
    thread.join()
    assert entered == ["first", "second"]


def test_two_publishers_at_once_leave_one_whole_set(
    tmp_path: Path, make_editions: Callable[..., Editions], run: Callable[..., Run], contents: Callable[[Path], object]
) -> None:
    """Two processes publish different sets twenty times each: all succeed, and the folder holds one of the two."""
    sets = make_editions(1, "index.html", "a.epub"), make_editions(2, "index.html", "a.pdf")
    with ThreadPoolExecutor(2) as pool:
        runs = pool.map(lambda editions: run(editions, tmp_path / "out", times=20), sets)
    assert [(done.code, done.words) for done in runs] == [(0, "")] * 2
    assert contents(tmp_path / "out") in [editions.published for editions in sets]
