"""Publishing replaces a set of editions as one, and touches nothing else."""

from __future__ import annotations

import os
import random
import stat
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.diagnostics import EnvironmentFault
from pipeline.files import DRAFT, MANIFEST, prepare, publish
from pipeline.files.journal import stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.files.conftest import Editions, Run

    Make = Callable[..., Editions]
    Contents = Callable[[Path], dict[str, bytes]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the path of an output folder that does not exist yet, nor the one above it."""
    return tmp_path / "output" / "article"


def test_a_first_set_is_all_that_the_folder_holds(folder: Path, make_editions: Make, contents: Contents) -> None:
    """The editions and the manifest, and no file of the publishing itself."""
    editions = make_editions(1, "index.html", "a.epub")
    editions.publish_to(folder)
    assert contents(folder) == editions.published


def test_editions_that_are_no_longer_made_are_removed(folder: Path, make_editions: Make, contents: Contents) -> None:
    """What only the old manifest names goes; what no manifest names stays."""
    make_editions(1, "index.html", "a.epub", "a.pdf").publish_to(folder)
    (folder / "note.txt").write_bytes(b"the author's")
    new = make_editions(2, "index.html")
    new.publish_to(folder)
    assert contents(folder) == {**new.published, "note.txt": b"the author's"}


def test_any_sequence_of_sets_leaves_the_last_one(folder: Path, make_editions: Make, contents: Contents) -> None:
    """Forty seeded sets of one to five editions, one after the other, some with the author's files between."""
    draw = random.Random(40)  # noqa: S311 - a seed
    authors: dict[str, bytes] = {}
    for seed in range(40):
        names = draw.sample(["index.html", "a.epub", "a.pdf", "a.brief.pdf", "a.two-up.pdf"], draw.randint(1, 5))
        editions = make_editions(seed, *names, size=draw.randint(0, 3000))
        editions.publish_to(folder)
        assert contents(folder) == {**editions.published, **authors}
        if draw.random() < 0.3:
            authors[f"{seed}.txt"] = b"the author's"
            (folder / f"{seed}.txt").write_bytes(b"the author's")


@pytest.fixture
def strict_umask() -> Iterator[None]:
    """Let nobody else read what this process makes."""
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.usefixtures("strict_umask")
def test_modes_do_not_depend_on_the_umask(folder: Path, make_editions: Make) -> None:
    """What is published can be served: files 0644, folders 0755."""
    make_editions(1, "index.html").publish_to(folder)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, folder.parent, *folder.iterdir())}
    assert modes == {"article": 0o755, "output": 0o755, "index.html": 0o644, MANIFEST: 0o644}


def test_a_link_in_place_of_an_edition_is_replaced_not_followed(
    folder: Path, make_editions: Make, contents: Contents
) -> None:
    """What the link leads to keeps its bytes."""
    folder.mkdir(parents=True)
    (folder.parent / "elsewhere").write_bytes(b"not ours")
    (folder / "index.html").symlink_to("../elsewhere")
    editions = make_editions(1, "index.html")
    editions.publish_to(folder)
    assert contents(folder) == editions.published
    assert (folder.parent / "elsewhere").read_bytes() == b"not ours"


def test_a_folder_in_place_of_an_edition_stops_before_anything_changes(
    folder: Path, make_editions: Make, contents: Contents
) -> None:
    """The message names it and says to move it away."""
    old = make_editions(1, "index.html")
    old.publish_to(folder)
    (folder / "a.pdf").mkdir()
    with pytest.raises(EnvironmentFault, match=r"cannot read \S+/a\.pdf: is a directory") as fault:
        make_editions(2, "index.html", "a.pdf").publish_to(folder)
    assert fault.value.hint.startswith("move away the folder")
    assert contents(folder) == {**old.published, "a.pdf": b"a folder"}


def test_a_file_in_place_of_the_folder_is_told(folder: Path, make_editions: Make) -> None:
    """The folder cannot be made, and the message says of which path that is true."""
    folder.parent.mkdir()
    folder.write_bytes(b"")
    with pytest.raises(EnvironmentFault, match=rf"cannot make the folder {folder}: file exists"):
        make_editions(1, "index.html").publish_to(folder)


@pytest.mark.parametrize("name", ["", "..", "../a.pdf", "/a.pdf", "sub/a.pdf", ".hidden", MANIFEST, "a\0.pdf"])
def test_an_edition_needs_a_plain_name(name: str, folder: Path) -> None:
    """A name that leads elsewhere, hides, or is the manifest's is a mistake of the program; nothing is made."""
    with pytest.raises(ValueError, match="no plain name"):
        publish(folder, {name: b""}, b"{}")
    assert not folder.exists()


@pytest.mark.parametrize("row", ['{"file": "a.pdf", "sha256": "00"}', '{"file": "b.pdf", "sha256": "00"}'])
def test_a_manifest_that_names_other_bytes_is_not_published(row: str, folder: Path) -> None:
    """A wrong digest or a file that is not there is a mistake of the program; nothing is made."""
    with pytest.raises(ValueError, match="names other bytes"):
        publish(folder, {"a.pdf": b"bytes"}, f'{{"editions": [{row}]}}'.encode())
    assert not folder.exists()


@pytest.mark.parametrize(
    "manifest",
    [
        b'{"editions": [{"file": "../precious", "sha256": ""}, {"file": "..", "sha256": ""}]}',
        b'{"editions": {"html": {"file": "", "sha256": ""}}}',
        b'{"inputs": [{"file": "note.txt", "sha256": ""}]}',
        b'{"editions": ' + b"[" * 100_000,
        b"no JSON \xff",
        b"[]",
    ],
)
def test_a_strange_old_manifest_removes_nothing(
    manifest: bytes, folder: Path, make_editions: Make, contents: Contents
) -> None:
    """Whoever wrote it, only plain names below its editions count."""
    folder.mkdir(parents=True)
    for path in (folder.parent / "precious", folder / "note.txt"):
        path.write_bytes(b"kept")
    (folder / MANIFEST).write_bytes(manifest)
    editions = make_editions(1, "index.html")
    editions.publish_to(folder)
    assert contents(folder) == {**editions.published, "note.txt": b"kept"}
    assert (folder.parent / "precious").read_bytes() == b"kept"


@pytest.mark.parametrize(
    "journal",
    [
        b"",
        b"no JSON \xff",
        b"[" * 100_000,
        b"{}",
        b'{"new": 1, "old": 2}',
        b'{"new": {}, "old": ["../precious"]}',
        b'{"new": {}, "old": []}',
        b'{"new": {"a.pdf": ""}, "old": ["../precious"]}',
        b'{"new": {"../precious": ""}, "old": []}',
        b'{"new": {"a.pdf": ""}, "old": [".hidden"]}',
        b'{"new": {"a.pdf": ""}, "old": [7]}',
    ],
)
def test_a_journal_that_is_not_ours_stops_before_anything_changes(
    journal: bytes, folder: Path, make_editions: Make, contents: Contents
) -> None:
    """Nothing is removed, in the folder or outside, and the only copies of an old set stay where they are."""
    editions = make_editions(1, "index.html")
    editions.publish_to(folder)
    precious, work = folder.parent / "precious", folder / ".publish"
    (work / "old").mkdir(parents=True)
    for path in (precious, folder / ".hidden", work / "old" / "a.pdf"):
        path.write_bytes(b"kept")
    (work / "journal").write_bytes(journal)
    for attempt in (prepare, editions.publish_to):
        with pytest.raises(EnvironmentFault, match=r"journal is damaged") as told:
            attempt(folder)
        assert str(work / "old") in told.value.hint
    assert precious.read_bytes() == (work / "old" / "a.pdf").read_bytes() == b"kept"
    assert contents(folder) == {**editions.published, ".hidden": b"kept", ".publish": b"a folder"}


def test_a_journal_that_was_never_finished_is_cleared(folder: Path, make_editions: Make, contents: Contents) -> None:
    """Before it bears its name nothing has changed, so what stands in the folder stays as it is."""
    editions = make_editions(1, "index.html")
    editions.publish_to(folder)
    (folder / ".publish" / "new").mkdir(parents=True)
    (folder / ".publish" / "journal.part").write_bytes(b'{"new": {"index')
    prepare(folder)
    assert contents(folder) == editions.published


def test_a_journal_behind_a_link_is_not_carried_out(folder: Path, make_editions: Make, contents: Contents) -> None:
    """A link in place of the work folder is removed, whatever journal lies where it leads."""
    editions = make_editions(1, "index.html")
    editions.publish_to(folder)
    (folder.parent / "strange").mkdir()
    (folder.parent / "strange" / "journal").write_bytes(b'{"new": {"index.html": "0"}, "old": []}')
    (folder / ".publish").symlink_to("../strange")
    prepare(folder)
    assert contents(folder) == editions.published
    assert "journal" in contents(folder.parent / "strange")


def test_a_link_in_place_of_the_work_folder_is_removed_not_entered(folder: Path, contents: Contents) -> None:
    """Nothing is written to or removed from where it leads."""
    folder.mkdir(parents=True)
    (folder.parent / "precious").mkdir()
    (folder.parent / "precious" / "note.txt").write_bytes(b"kept")
    (folder / ".publish").symlink_to("../precious")
    prepare(folder)
    assert contents(folder) == {}
    assert contents(folder.parent / "precious") == {"note.txt": b"kept"}


def test_a_disk_without_hard_links_is_published_to(
    folder: Path, make_editions: Make, trace: Callable[..., Run], contents: Contents
) -> None:
    """The old editions are then copied; they are put back all the same when the disk fails afterwards."""
    old, new = make_editions(1, "index.html", "a.pdf"), make_editions(2, "index.html", "a.pdf")
    old.publish_to(folder)
    last = sum(call == "rename" for call, _ in trace(new, folder.parent / "other").calls) + 1
    failing = trace(new, folder, "link,linkat:error=EPERM", f"rename:error=EIO:when={last}")
    assert (failing.code, contents(folder)) == (5, old.published)
    assert trace(new, folder, "link,linkat:error=EPERM").code == 0
    assert contents(folder) == new.published


def test_new_bytes_damaged_after_a_kill_are_not_published(
    folder: Path, make_editions: Make, trace: Callable[..., Run], contents: Contents
) -> None:
    """A recovery that finds other bytes than the journal names puts the old set back."""
    old, new = make_editions(1, "a.epub", "a.pdf"), make_editions(2, "a.epub", "a.pdf")
    old.publish_to(folder)
    # The renames: journal, old manifest, a.epub, then this one.
    assert trace(new, folder, "rename:signal=KILL:when=4").code == -9
    assert (folder / "a.epub").read_bytes() == new.files["a.epub"]
    (folder / ".publish" / "new" / "a.pdf").write_bytes(b"damaged")
    prepare(folder)
    assert contents(folder) == old.published


def test_a_first_set_damaged_after_a_kill_leaves_an_empty_folder(
    folder: Path, make_editions: Make, trace: Callable[..., Run], contents: Contents
) -> None:
    """Where nothing was, nothing is put back, and what is already in place goes."""
    # The renames: journal, a.epub, then a.pdf.
    assert trace(make_editions(1, "a.epub", "a.pdf"), folder, "rename:signal=KILL:when=3").code == -9
    assert (folder / "a.epub").exists()
    (folder / ".publish" / "new" / "a.pdf").unlink()
    prepare(folder)
    assert contents(folder) == {}


def test_drafts_are_replaced_by_what_their_record_names(folder: Path, contents: Contents) -> None:
    """As editions are, but that a manifest is neither written nor touched."""
    first = b'{"drafts": {"html": {"file": "draft.html", "sha256": "%s"}}}' % sha256(b"a").hexdigest().encode()
    publish(folder, {"draft.html": b"a"}, first, record=DRAFT)
    (folder / MANIFEST).write_bytes(b"{}")
    second = b'{"drafts": {"epub": {"file": "a.draft.epub", "sha256": "%s"}}}' % sha256(b"b").hexdigest().encode()
    assert publish(folder, {"a.draft.epub": b"b"}, second, record=DRAFT) == ("draft.html",)
    assert contents(folder) == {"a.draft.epub": b"b", DRAFT: second, MANIFEST: b"{}"}


def test_drafts_that_a_killed_process_left_are_finished(folder: Path, contents: Contents) -> None:
    """Their journal says which record is theirs."""
    folder.mkdir(parents=True)
    (folder / DRAFT).write_bytes(b"old")
    (folder / MANIFEST).write_bytes(b"{}")
    stage(folder, {"draft.html": b"a", DRAFT: b"new"}, (), DRAFT)
    prepare(folder)
    assert contents(folder) == {"draft.html": b"a", DRAFT: b"new", MANIFEST: b"{}"}
