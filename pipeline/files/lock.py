"""One writer at a time for a folder, also among processes; the lock of a dead one counts no more."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.diagnostics import EnvironmentFault
from pipeline.files.disk import FILE_MODE, act


@contextmanager
def locked(folder: Path, wait: float = 30.0) -> Iterator[None]:
    """Hold the lock of a folder; raises EnvironmentFault, naming who holds it, after `wait` seconds.

    The lock is the kernel's (flock), released when its process ends in whatever way. Its file stands beside the
    folder, not in it, and stays: removing it would let two processes lock two files of one name. Not re-entrant.
    """
    from filelock import FileLock, Timeout

    path = folder.parent / f".{folder.name}.lock"
    lock = FileLock(path, mode=FILE_MODE, fallback_to_soft=False)
    with act("lock", path):
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            message = f"cannot write {folder}: it is locked by {_holder(path)}"
            raise EnvironmentFault(message, "wait until that build has ended, or end it") from error
    try:
        _sign(path)
        yield
    finally:
        lock.release()


def _sign(path: Path) -> None:
    # On a full disk the lock holds without a name in it.
    with suppress(OSError):
        path.write_text(f"{os.getpid()}\n", encoding="ascii")


def _holder(path: Path) -> str:
    try:
        return f"process {int(path.read_text(encoding='ascii'))}"
    except (OSError, ValueError):
        return "another process"
