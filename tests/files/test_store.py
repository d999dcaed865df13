"""A store reads with a limit, lists in one order, and names the path when it fails."""

from pathlib import Path

import pytest

from pipeline.diagnostics import LimitError
from pipeline.files import ReadError, Store


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    """The limit is the largest size allowed, in bytes."""
    (tmp_path / "a").write_bytes(b"12345")
    assert Store(tmp_path).read("a", limit=5) == b"12345"


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    """One byte more is a limit hit while working: exit code 4, with path and limit."""
    (tmp_path / "a").write_bytes(b"123456")
    with pytest.raises(LimitError, match=rf"cannot read {tmp_path}/a: it has more than 5 bytes") as hit:
        Store(tmp_path).read("a", limit=5)
    assert hit.value.exit_code == 4


def test_a_file_that_tells_no_size_is_limited_by_what_is_read() -> None:
    """Files below /proc say that they have no bytes; the count while reading stops them."""
    if not Path("/proc/self/status").exists():
        pytest.skip("there is no /proc")
    with pytest.raises(LimitError, match="more than 10 bytes"):
        Store(Path("/proc/self")).read("status", limit=10)


def test_names_are_sorted_and_hidden_ones_left_out(tmp_path: Path) -> None:
    """The order is that of code points, whatever the file system gives."""
    for name in ("b", "é", "B", ".hidden", "a"):
        (tmp_path / name).touch()
    assert Store(tmp_path).names() == ("B", "a", "b", "é")


def test_files_lists_a_tree_and_enters_no_linked_folder(tmp_path: Path) -> None:
    """A link that leads in a circle is listed and not followed."""
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / "b" / "c" / "d").touch()
    (tmp_path / "a").touch()
    (tmp_path / "b" / "circle").symlink_to("..")
    assert Store(tmp_path).files() == ("a", "b/c/d", "b/circle")


def test_a_missing_folder_is_told_with_its_path(tmp_path: Path) -> None:
    """Listing what is not there is refused like reading it."""
    with pytest.raises(ReadError, match=rf"cannot read {tmp_path}/none: there is no such file"):
        Store(tmp_path).names("none")


def test_has_tells_files_from_folders_and_what_is_not_there(tmp_path: Path) -> None:
    """Only a regular file inside counts."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    store = Store(tmp_path)
    assert [store.has(name) for name in ("file", "folder", "none", "../file")] == [True, False, False, False]
