"""A file that is written over another: whole, through links, and never in the place of what is no file."""

import os
from pathlib import Path

import pytest

from pipeline.diagnostics import EnvironmentFault
from pipeline.files import write_over


def test_file_takes_the_place_of_another(tmp_path: Path) -> None:
    """Nothing else is left in the folder."""
    path = tmp_path / "page.md"
    for content in (b"one", b"two"):
        write_over(path, content)
        assert path.read_bytes() == content
    assert [*tmp_path.iterdir()] == [path]


def test_link_stays_a_link(tmp_path: Path) -> None:
    """What it leads to is written, be it there or not."""
    path, target = tmp_path / "link", tmp_path / "target"
    path.symlink_to(target)
    for content in (b"one", b"two"):
        write_over(path, content)
        assert (path.is_symlink(), target.read_bytes()) == (True, content)


@pytest.mark.parametrize("linked", [False, True])
def test_pipe_stays_a_pipe(tmp_path: Path, *, linked: bool) -> None:
    """Such as /dev/stdout, which root could replace for everybody."""
    pipe, path = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    path.symlink_to(pipe)
    with pytest.raises(EnvironmentFault, match="no regular file"):
        write_over(path if linked else pipe, b"one")
    assert pipe.is_fifo()
    assert path.is_symlink()
    assert sorted(tmp_path.iterdir()) == [path, pipe]


def test_folder_stays_a_folder(tmp_path: Path) -> None:
    """With nothing new beside it."""
    with pytest.raises(EnvironmentFault, match="cannot write"):
        write_over(tmp_path, b"one")
    assert [*tmp_path.iterdir()] == []
    assert [*tmp_path.parent.glob(".*.new")] == []
