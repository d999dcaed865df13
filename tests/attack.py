"""What an attack on the pipeline would leave behind: a file, a secret in an output, a connection, a trace of Python."""

import os
import socket
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.project import release

MARKER_NAME, MARKER = "PIPELINE_MARKER", "secret-7c1f0e"
ARTICLE = """---
title: A small article
date: 2026-01-02
version: "1"
lang: en
summary: It is here to be built.
license: CC-BY-4.0
permalink: https://example.org/small
{meta}
---

Opening words.

{body}
"""


@dataclass(frozen=True, slots=True)
class Target:
    """A project to attack, in a folder with a secret beside it, and a socket that listens."""

    folder: Path
    listener: socket.socket
    said: Callable[[], str]

    @property
    def project(self) -> Path:
        """The folder of the project."""
        return self.folder / "project"

    @property
    def canary(self) -> Path:
        """What must not come to be."""
        return self.folder / "canary"

    def aimed(self, text: str) -> str:
        """An attack, aimed at this canary, this secret and this socket."""
        names = {
            "CANARY": self.canary,
            "SECRETFILE": self.folder / "hidden" / "secret.png",
            "SECRETFOLDER": self.folder / "hidden",
            "PORT": self.listener.getsockname()[1],
            "MARKER_NAME": MARKER_NAME,
            "NESTED": "a = " + "[" * 5_000 + "]" * 5_000,
        }
        for name, value in names.items():
            text = text.replace(name, str(value))
        return text

    def lay_out(self, files: Mapping[str, str]) -> None:
        """Write files of the project; `-> target` is a symlink."""
        for name, text in files.items():
            path = self.project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text.startswith("-> "):
                path.symlink_to(self.aimed(text[3:]))
            else:
                path.write_text(self.aimed(text), encoding="utf-8")

    def build(self, article: Path, editions: str = "html,epub") -> tuple[int, str]:
        """Build, and see that the attack did nothing; returns the exit code and what was said."""
        before = self._there()
        with _environment():
            pages = () if "pdf" in editions else ("--no-pages",)
            code = main(["-C", str(self.project), "build", "-e", editions, *pages, str(article)])
        release()
        said = self.said()
        assert self._there() == before, "files outside of output/ have changed"
        self.assert_unharmed(said, code)
        return code, said

    def assert_unharmed(self, said: str, code: int) -> None:
        """Nothing ran, nothing was fetched, nothing leaked, and what is said is said in our own words."""
        assert code in {0, 1, 2, 4}, said
        assert "Traceback" not in said
        assert "a fault of the program itself" not in said
        assert not {"\x1b", "\x07", "\x9b"} & set(said)
        assert not self.canary.exists()
        assert not _is_reached(self.listener)
        assert MARKER not in said
        for path in (self.project / "output").rglob("*"):
            assert not path.is_file() or MARKER.encode() not in _laid_open(path)

    def _there(self) -> set[tuple[str, int]]:
        paths = (path for path in self.folder.rglob("*") if not path.is_relative_to(self.project / "output"))
        return {(str(path), path.lstat().st_mtime_ns) for path in paths if path != self.project}


@contextmanager
def target(folder: Path, said: Callable[[], str]) -> Iterator[Target]:
    """A project with a small article, to be attacked."""
    (folder / "hidden").mkdir()
    for name in ("secret.png", "secret.csv", "secret.md", "secret.bib", "secret.csl"):
        (folder / "hidden" / name).write_text(f"{MARKER}\n")
        (folder / name).write_text(f"{MARKER}\n")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield Target(folder, listener, said)


@contextmanager
def _environment() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, MARKER_NAME, MARKER)
        yield


def _is_reached(listener: socket.socket) -> bool:
    try:
        connection, _ = listener.accept()
    except BlockingIOError:
        return False
    connection.close()
    return True


def _laid_open(path: Path) -> bytes:
    """The bytes of a file, those of the files in a book laid open."""
    if path.suffix != ".epub":
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return b"\n".join(book.read(name) for name in book.namelist())
