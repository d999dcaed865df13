"""What is published survives kills, failing disks and interruptions at every change that publishing makes on disk."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.diagnostics import EnvironmentFault
from pipeline.files import MANIFEST, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.files.conftest import Editions, Run

AUTHORS_NOTE = {"note.txt": b"a file that publishing does not know"}


@dataclass(frozen=True, slots=True)
class Scene:
    """A folder in which an old set stands beside a file of the author's, and the new set that is to replace it."""

    place: Path
    old: Editions
    new: Editions
    trace: Callable[..., Run]

    def folder(self, name: str) -> Path:
        """Return a fresh copy of that folder."""
        return shutil.copytree(self.place / "before", self.place / name)

    def changes(self) -> tuple[str, ...]:
        """Return what strace must be told to hit each change of an undisturbed publication, one after the other."""
        calls = self.trace(self.new, self.folder("undisturbed")).calls
        seen: Counter[str] = Counter()
        points = []
        for call, _ in calls:
            seen[call] += 1
            points.append(f"{call}:{{}}:when={seen[call]}")
        return tuple(points)

    def disturbed(self, fault: str, step: int = 1) -> list[tuple[str, Path, Run]]:
        """Publish once per change, or per every `step`-th, with that fault at it; two processes at a time."""

        def at(point: str) -> tuple[str, Path, Run]:
            folder = self.folder(re.sub(r"\W+", "-", point))
            return point, folder, self.trace(self.new, folder, point)

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(at, [point.format(fault) for point in self.changes()[::step]]))


@pytest.fixture
def scene(tmp_path: Path, make_editions: Callable[..., Editions], trace: Callable[..., Run]) -> Scene:
    """Give a scene in which each kind of change occurs: replaced, added and removed editions."""
    old = make_editions(1, "index.html", "a.epub", "a.pdf", "a.brief.pdf")
    new = make_editions(2, "index.html", "a.epub", "a.pdf", "a.notes.pdf")
    place = tmp_path / "scene"
    (place / "before").mkdir(parents=True)
    (place / "before" / "note.txt").write_bytes(AUTHORS_NOTE["note.txt"])
    old.publish_to(place / "before")
    return Scene(place, old, new, trace)


def assert_nothing_torn(found: Mapping[str, bytes], old: Editions, new: Editions) -> None:
    """Check that each edition is the whole old or the whole new one, and that a manifest names only what is there."""
    for name in old.files.keys() | new.files.keys():
        # One that only one of the sets has may be there or not.
        assert found.get(name) in (old.files.get(name), new.files.get(name)), f"{name} is torn"
    for row in json.loads(found.get(MANIFEST, b'{"editions": {}}'))["editions"].values():
        assert sha256(found[row["file"]]).hexdigest() == row["sha256"], f"the manifest is wrong about {row['file']}"


def test_a_kill_at_any_change_tears_nothing_and_the_next_run_finishes(
    scene: Scene, contents: Callable[[Path], dict[str, bytes]]
) -> None:
    """Whatever change SIGKILL forestalls, the set is old or new as soon as somebody prepares to publish again."""
    outcomes: Counter[str] = Counter()
    for _, folder, killed in scene.disturbed("signal=KILL"):
        assert killed.code == -9
        assert_nothing_torn(contents(folder), scene.old, scene.new)
        prepare(folder)
        recovered = contents(folder)
        assert recovered in ({**scene.old.published, **AUTHORS_NOTE}, {**scene.new.published, **AUTHORS_NOTE})
        outcomes["old" if recovered[MANIFEST] == scene.old.manifest else "new"] += 1
        scene.new.publish_to(folder)
        assert contents(folder) == {**scene.new.published, **AUTHORS_NOTE}
    assert min(outcomes["old"], outcomes["new"]) >= 15, outcomes


def test_kills_one_after_the_other_tear_nothing(scene: Scene, contents: Callable[[Path], dict[str, bytes]]) -> None:
    """Thirty seeded kills in one folder, so that recoveries are killed too, leave nothing torn and no litter."""
    draw, points, folder = random.Random(30), scene.changes(), scene.folder("again-and-again")  # noqa: S311 - a seed
    kills = 0
    for turn in range(30):
        editions = (scene.old, scene.new)[turn % 2]
        kills += scene.trace(editions, folder, draw.choice(points).format("signal=KILL")).code == -9
        assert_nothing_torn(contents(folder), scene.old, scene.new)
    assert kills >= 25
    scene.new.publish_to(folder)
    assert contents(folder) == {**scene.new.published, **AUTHORS_NOTE}


@pytest.mark.parametrize(("fault", "step"), [("error=EIO", 1), ("error=ENOSPC", 3)])
def test_a_change_that_fails_leaves_everything_as_it_was(
    fault: str, step: int, scene: Scene, contents: Callable[[Path], dict[str, bytes]]
) -> None:
    """Whatever the disk refuses, nothing has changed (exit 5), or the set is there without it (exit 0)."""
    codes: Counter[int] = Counter()
    for point, folder, run in scene.disturbed(fault, step):
        codes[run.code] += 1
        found = contents(folder)
        if run.code == 0:
            assert not point.startswith("fsync")
            found.pop(".publish", None)
            assert found == {**scene.new.published, **AUTHORS_NOTE}
        else:
            assert run.code == 5, run.words
            assert re.match(
                rf"cannot [a-z ]+ \S*{folder.name}\S*: (input/output error|no space left on device)\n", run.words
            )
            assert found == {**scene.old.published, **AUTHORS_NOTE}
    assert codes[5] >= 30 / step


@pytest.mark.parametrize("signal", ["signal=TERM", "signal=INT"])
def test_an_interruption_at_any_change_takes_everything_back(
    signal: str, scene: Scene, contents: Callable[[Path], dict[str, bytes]]
) -> None:
    """SIGTERM and SIGINT end with 130 and without litter; the set is the old one, or the new one if it was in place."""
    for _, folder, run in scene.disturbed(signal, step=5):
        assert run.code == 130, run.words
        assert contents(folder) in ({**scene.old.published, **AUTHORS_NOTE}, {**scene.new.published, **AUTHORS_NOTE})


def test_changes_become_durable_in_the_order_that_a_power_cut_needs(
    make_editions: Callable[..., Editions], trace: Callable[..., Run], tmp_path: Path
) -> None:
    """Each file is flushed before it gets its name, and each state of the folder before the next one begins."""
    folder = tmp_path / "article"
    make_editions(1, "index.html").publish_to(folder)
    calls = trace(make_editions(2, "index.html"), folder).calls
    order = [f"{call} {_target(rest, folder)}" for call, rest in calls if call in {"fsync", "rename"}]
    assert order[order.index("fsync .publish/new/index.html") :] == [
        "fsync .publish/new/index.html",
        "fsync .publish/new/manifest.json",
        "fsync .publish/new",
        "fsync .publish/old",
        "fsync .publish/journal.part",
        "rename .publish/journal",
        "fsync .publish",
        "rename .publish/old/manifest.json",
        "fsync .",
        "rename index.html",
        "fsync .",
        "rename manifest.json",
        "fsync .",
    ]


def _target(arguments: str, folder: Path) -> str:
    """Return the last path among a call's arguments as strace prints them, relative to the folder."""
    path = re.findall(r'[<"]([^<>"]+)[>"]', arguments)[-1]
    return str(Path(path).relative_to(folder))


def test_a_full_disk_leaves_everything_as_it_was(
    small_disk: Path,
    make_editions: Callable[..., Editions],
    run: Callable[..., Run],
    contents: Callable[[Path], dict[str, bytes]],
) -> None:
    """A set that does not fit beside the old one changes nothing; once there is room it can be published."""
    old, new = (
        make_editions(1, "index.html", "a.epub", size=100_000),
        make_editions(2, "index.html", "a.epub", size=200_000),
    )
    old.publish_to(small_disk)
    full = run(new, small_disk)
    assert full.code == 5
    assert re.match(r"cannot write \S+/index.html: no space left on device\nfree some space", full.words)
    assert contents(small_disk) == old.published
    make_editions(3, "index.html", "a.epub", size=90_000).publish_to(small_disk)


def test_a_file_size_limit_leaves_everything_as_it_was(
    tmp_path: Path,
    make_editions: Callable[..., Editions],
    run: Callable[..., Run],
    contents: Callable[[Path], dict[str, bytes]],
) -> None:
    """A limit on the size of files (RLIMIT_FSIZE) is a fault of the environment, and nothing has changed."""
    old, folder = make_editions(1, "index.html"), tmp_path / "article"
    old.publish_to(folder)
    limited = run(make_editions(2, "index.html"), folder, "prlimit", "--fsize=20000")
    assert limited.code == 5
    assert "index.html: file too large\nraise the limit on file sizes" in limited.words
    assert contents(folder) == old.published


def test_a_folder_that_cannot_be_written_is_told_before_any_work(
    small_disk: Path, make_editions: Callable[..., Editions], contents: Callable[[Path], dict[str, bytes]]
) -> None:
    """On a disk mounted read-only, getting ready fails at once, with the path and what to do."""
    old = make_editions(1, "index.html")
    old.publish_to(small_disk)
    subprocess.run(("mount", "-o", "remount,ro", small_disk.parent), check=True)
    begin = time.monotonic()
    with pytest.raises(EnvironmentFault, match=r"cannot \w+ \S+: read-only file system") as fault:
        prepare(small_disk)
    # At once means without a wait; a machine with other work may take the process away for a second or two.
    assert time.monotonic() - begin < 5
    assert "choose another output folder" in fault.value.hint
    assert contents(small_disk) == old.published
