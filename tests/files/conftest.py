"""Sets of editions, and the processes that publish them: plain, killed, or with a system call that fails."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import which

import pytest

from pipeline.files import MANIFEST, publish

PUBLISHER = (sys.executable, "-B", str(Path(__file__).with_name("publisher.py")))
# Nothing of the test run (coverage, its own Python path) may add system calls of its own.
ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])}
CHANGES = "write,fchmod,chmod,fsync,link,linkat,mkdir,rename,rmdir,unlink,unlinkat"


@dataclass(frozen=True, slots=True)
class Editions:
    """A set of editions, as values and as a folder of files from which a process publishes it."""

    files: Mapping[str, bytes]
    source: Path

    @property
    def manifest(self) -> bytes:
        """A manifest that names each file with its digest."""
        rows = {name: {"file": name, "sha256": sha256(content).hexdigest()} for name, content in self.files.items()}
        return json.dumps({"editions": rows}).encode()

    @property
    def published(self) -> dict[str, bytes]:
        """What the folder holds once this set stands in it."""
        return {**self.files, MANIFEST: self.manifest}

    def publish_to(self, folder: Path) -> None:
        """Publish in this process."""
        publish(folder, self.files, self.manifest)


@dataclass(frozen=True, slots=True)
class Run:
    """A publication by a process of its own: its exit code (negative: the signal), its words, its changes on disk."""

    code: int
    words: str
    calls: tuple[tuple[str, str], ...]


@pytest.fixture
def make_editions(tmp_path: Path) -> Callable[..., Editions]:
    """Give a function that makes a set of the names asked for, its bytes drawn from a seed."""

    def make(seed: int, *names: str, size: int = 40_000) -> Editions:
        draw = random.Random(seed)  # noqa: S311 - test data
        files = {name: draw.randbytes(size) for name in names}
        editions = Editions(files, tmp_path / f"set-{seed}")
        editions.source.mkdir()
        for name, content in editions.published.items():
            (editions.source / name).write_bytes(content)
        return editions

    return make


@pytest.fixture
def run() -> Callable[..., Run]:
    """Give a function that publishes a set from a process, started through the words of another program if any."""

    def start(editions: Editions, folder: Path, *before: str, times: int = 1) -> Run:
        command = (*before, *PUBLISHER, str(editions.source), str(folder), str(times))
        done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=60)
        return Run(done.returncode, done.stderr, ())

    return start


@pytest.fixture
def trace(run: Callable[..., Run], tmp_path: Path) -> Callable[..., Run]:
    """Give a function that publishes under strace and lists the changes; `faults` are what strace shall inject."""
    if not which("strace"):
        pytest.skip("strace is not installed")
    if subprocess.run(("strace", "-o", os.devnull, "true"), capture_output=True, check=False).returncode:
        pytest.skip("strace may not trace here (a container without SYS_PTRACE)")

    def start(editions: Editions, folder: Path, *faults: str) -> Run:
        log = tmp_path / f"{folder.name}.log"
        inject = [f"--inject={fault}" for fault in faults]
        # Twice as fast, but strace 6.1 then injects no signals.
        filtered = () if "signal" in "".join(faults) else ("--seccomp-bpf",)
        strace = ("strace", "-f", *filtered, "-qq", "-y", "-e", "signal=none", "-e", f"trace={CHANGES}")
        done = run(editions, folder, *strace, *inject, "-o", str(log))
        lines = (line.split(maxsplit=1)[1] for line in log.read_text().splitlines())
        calls = ((line.partition("(")[0], line.partition("(")[2]) for line in lines if "(" in line)
        return Run(done.code, done.words, tuple(calls))

    return start


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a disk of 512 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk), capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    yield disk / "article"
    subprocess.run(("umount", disk), check=True)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all that stands in a folder, hidden files included."""
    return {path.name: path.read_bytes() if path.is_file() else b"a folder" for path in folder.iterdir()}


@pytest.fixture(name="contents")
def contents_fixture() -> Callable[[Path], dict[str, bytes]]:
    """Give the function that reads a folder's files by name."""
    return contents
