"""References and reads stay inside their folder, whatever they are made of and whoever swaps links meanwhile."""

import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.files import ReadError, Refusal, Store, resolve_reference

CANARY = b"a secret outside the folder"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a folder with an image in it, beside it a canary, and links of every kind between them."""
    root = tmp_path / "article"
    (root / "images").mkdir(parents=True)
    (root / "images" / "map.png").write_bytes(b"a map")
    for outside in ("outside", "article_secret"):
        (tmp_path / outside).mkdir()
        (tmp_path / outside / "canary").write_bytes(CANARY)
    (root / "link-in").symlink_to("images/map.png")
    (root / "link-in-absolute").symlink_to(root / "images" / "map.png")
    (root / "folder-in").symlink_to("images")
    (root / "link-out").symlink_to("../outside/canary")
    (root / "link-out-absolute").symlink_to(tmp_path / "outside" / "canary")
    (root / "link-chain").symlink_to("link-out")
    (root / "link-sibling").symlink_to(f"{root}_secret/canary")
    (root / "folder-out").symlink_to("../outside")
    (root / "loop").symlink_to("loop")
    (root / "device").symlink_to("/dev/zero")
    (root / "environment").symlink_to("/proc/self/environ")
    os.mkfifo(root / "pipe")
    return root


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("map.png", "map.png"),
        ("images/map.png", "images/map.png"),
        ("./images//map.png", "images/map.png"),
        ("images/../data/a.csv", "data/a.csv"),
        ("images/a%20map.png", "images/a map.png"),
        ("caf%C3%A9.png", "café.png"),
        ("café.png", "café.png"),
        ("100%25.png", "100%.png"),
        ("what%3F.png", "what?.png"),
        ("...png", "...png"),
        ("a..b/c", "a..b/c"),
    ],
)
def test_a_reference_inside_becomes_a_decoded_path(reference: str, path: str) -> None:
    """Escapes are decoded once, dots worked out."""
    assert resolve_reference(reference) == path


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        ("../map.png", Refusal.OUTSIDE),
        ("images/../../map.png", Refusal.OUTSIDE),
        ("..", Refusal.OUTSIDE),
        ("%2e%2e/map.png", Refusal.OUTSIDE),
        ("images/%2E%2E/%2e%2e/map.png", Refusal.OUTSIDE),
        ("..%2fmap.png", Refusal.OUTSIDE),
        ("%252e%252e/map.png", Refusal.MALFORMED),
        ("%25252e%25252e/map.png", Refusal.MALFORMED),
        ("/etc/passwd", Refusal.OUTSIDE),
        ("%2fetc/passwd", Refusal.OUTSIDE),
        ("file:///etc/passwd", Refusal.OUTSIDE),
        ("FILE:etc/passwd", Refusal.OUTSIDE),
        ("file%3a///etc/passwd", Refusal.OUTSIDE),
        ("data:text/plain,x", Refusal.OUTSIDE),
        ("C:/map.png", Refusal.OUTSIDE),
        ("http://127.0.0.1/map.png", Refusal.REMOTE),
        ("HTTPS://example.org/map.png", Refusal.REMOTE),
        ("http%3A//127.0.0.1/map.png", Refusal.REMOTE),
        ("//example.org/map.png", Refusal.REMOTE),
        ("%2f%2fexample.org/map.png", Refusal.REMOTE),
        (r"..\map.png", Refusal.MALFORMED),
        ("..%5cmap.png", Refusal.MALFORMED),
        ("map.png\0.txt", Refusal.MALFORMED),
        ("map.png%00.txt", Refusal.MALFORMED),
        ("map\n.png", Refusal.MALFORMED),
        ("map.png%ff", Refusal.MALFORMED),
        ("map\ud800.png", Refusal.MALFORMED),
        ("map.png?size=2", Refusal.MALFORMED),
        ("map.png#top", Refusal.MALFORMED),
        ("", Refusal.MALFORMED),
        (".", Refusal.MALFORMED),
        ("images/..", Refusal.MALFORMED),
    ],
)
def test_a_reference_that_could_lead_out_is_refused(reference: str, reason: Refusal) -> None:
    """The reason is a stable word, the message shows the reference on one printable line, the hint says what to do."""
    with pytest.raises(ReadError) as refused:
        resolve_reference(reference)
    assert refused.value.reason is reason
    assert refused.value.message.isprintable()
    assert refused.value.hint
    assert refused.value.exit_code == 1


@pytest.mark.parametrize("path", ["images/map.png", "link-in", "link-in-absolute", "folder-in/map.png"])
def test_a_file_inside_is_read_also_through_links_that_stay_inside(path: str, root: Path) -> None:
    """A symlink counts as what it leads to."""
    assert Store(root).read(path, limit=100) == b"a map"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("../outside/canary", Refusal.OUTSIDE),
        ("../article_secret/canary", Refusal.OUTSIDE),
        ("/etc/passwd", Refusal.OUTSIDE),
        ("images\0", Refusal.OUTSIDE),
        ("link-out", Refusal.OUTSIDE),
        ("link-out-absolute", Refusal.OUTSIDE),
        ("link-chain", Refusal.OUTSIDE),
        ("link-sibling", Refusal.OUTSIDE),
        ("folder-out/canary", Refusal.OUTSIDE),
        ("device", Refusal.OUTSIDE),
        ("environment", Refusal.OUTSIDE),
        ("loop", Refusal.OUTSIDE),
        ("pipe", Refusal.IRREGULAR),
        ("images", Refusal.IRREGULAR),
        ("images/none.png", Refusal.MISSING),
        ("none/map.png", Refusal.MISSING),
        ("images/map.png/more", Refusal.MISSING),
        ("long" * 100, Refusal.MISSING),
    ],
)
def test_what_is_outside_or_no_file_is_refused_at_once(path: str, reason: Refusal, root: Path) -> None:
    """No byte is read and nothing waits, be it a pipe or an endless device."""
    begin = time.monotonic()
    with pytest.raises(ReadError) as refused:
        Store(root).read(path, limit=10**6)
    assert refused.value.reason is reason
    # A pipe or a device would keep it for ever; a machine with other work only for a second or two.
    assert time.monotonic() - begin < 5


def test_a_device_inside_is_refused_at_once(root: Path) -> None:
    """Being inside the root does not make an endless device a file."""
    try:
        os.mknod(root / "zero", 0o020644, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("only root may make devices")
    with pytest.raises(ReadError, match=r"cannot read \S+/zero: it is no regular file"):
        Store(root).read("zero", limit=10)


@contextmanager
def swapped(name: Path, *acts: Callable[[Path], object]) -> Iterator[None]:
    """Put one thing after the other under a name, each in one step, as fast as possible, during the block."""
    stop = threading.Event()

    def swap() -> None:
        spare = name.with_name("spare")
        while not stop.is_set():
            for act in acts:
                act(spare)
                spare.replace(name)

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@pytest.mark.parametrize(
    ("inside", "outside", "path"),
    [
        (lambda spare: spare.symlink_to("images/map.png"), "../outside/canary", "moving"),
        (lambda spare: spare.write_bytes(b"a map"), "../outside/canary", "moving"),
        (lambda spare: spare.symlink_to("images"), "../outside", "moving/canary"),
    ],
    ids=["link", "file", "folder"],
)
def test_what_is_swapped_for_a_link_during_the_read_leaks_nothing(
    inside: Callable[[Path], object], outside: str, path: str, root: Path
) -> None:
    """A thousand reads and more of a name that changes between inside and outside give the inner bytes or a refusal."""
    (root / "images" / "canary").write_bytes(b"a map")
    inside(root / "moving")
    outcomes: Counter[bytes | Refusal] = Counter()
    with swapped(root / "moving", lambda spare: spare.symlink_to(outside), inside):
        # How often each is met depends on the machine; both must be, or the race was none.
        while outcomes.total() < 1000 or not (outcomes[b"a map"] and outcomes[Refusal.OUTSIDE]):
            assert outcomes.total() < 100_000, outcomes
            try:
                outcomes[Store(root).read(path, limit=100)] += 1
            except ReadError as refused:
                outcomes[refused.reason] += 1
    assert outcomes.keys() <= {b"a map", Refusal.OUTSIDE}
