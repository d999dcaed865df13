"""The real command in a child process, in a small project of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("pipeline")

ARTICLE = """\
---
title: A small article
date: 2026-01-02
version: "1"
lang: en
summary: It is here to be built. It is short.
license: CC-BY-4.0
permalink: https://example.org/small
outline:
  - First part
  - Second part
---

Opening words.

## First part

Some text with a note.[^n]

## Second part

- One
- Two

[^n]: The note.
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a run of the command said, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


def write_article(source: Path, slug: str, text: str = ARTICLE) -> Path:
    """Write an article into a folder of sources; returns its folder."""
    folder = source / slug
    folder.mkdir(parents=True)
    (folder / "article.md").write_text(text, encoding="utf-8")
    return folder


def run_in(folder: Path, *words: str | Path, env: dict[str, str] | None = None) -> Said:
    """Run the command in a folder, its output piped."""
    done = subprocess.run(
        (COMMAND, *words), cwd=folder, env={**os.environ, **(env or {})}, capture_output=True, text=True, check=False,
        encoding="utf-8", timeout=120,
    )  # fmt: skip
    return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one small article."""
    write_article(tmp_path / "source", "small")
    return tmp_path


@pytest.fixture
def run(project: Path) -> Run:
    """A function that runs the command in the project."""
    return lambda *words, env=None: run_in(project, *words, env=env)


@dataclass(frozen=True, slots=True)
class Built:
    """A project that was built, and what the command said of it."""

    project: Path
    said: Said


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A project whose article was built in all its editions, once for all tests that only look."""
    project = tmp_path_factory.mktemp("built")
    write_article(project / "source", "small")
    return Built(project, run_in(project, "build", "small"))
