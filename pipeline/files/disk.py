"""The few acts on disk that publishing is made of, each flushed, each naming path and act when it fails."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from pipeline.diagnostics import EnvironmentFault

FILE_MODE = 0o644
FOLDER_MODE = 0o755

_HINTS = {
    errno.ENOSPC: "free some space on that disk, then run the command again",
    errno.EDQUOT: "free some of your quota on that disk, then run the command again",
    errno.EROFS: "mount that disk so that it can be written, or choose another output folder",
    errno.EACCES: "give yourself access to that path, or choose another output folder",
    errno.EPERM: "give yourself access to that path, or choose another output folder",
    errno.EFBIG: "raise the limit on file sizes (`ulimit -f`)",
    errno.EIO: "check that disk, then run the command again",
    errno.ENOTDIR: "move away the file that stands where a folder is needed",
    errno.EEXIST: "move away the file that stands where a folder is needed",
    errno.EISDIR: "move away the folder that stands where a file is needed",
}


@contextmanager
def act(verb: str, path: Path) -> Iterator[None]:
    """Turn what the system refuses into an EnvironmentFault that names the act and the path."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno).lower() if error.errno else str(error)
        hint = _HINTS.get(error.errno or 0, "mend what the system reports, then run the command again")
        raise EnvironmentFault(f"cannot {verb} {path}: {reason}", hint) from error


def exists(path: Path) -> bool:
    """Whether anything bears that name, a symlink to nowhere included."""
    return os.path.lexists(path)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that does not exist yet and flush it to disk; its mode is 0644 whatever the umask."""
    with act("write", path):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE)
        with os.fdopen(descriptor, "wb") as stream:
            os.fchmod(descriptor, FILE_MODE)
            stream.write(content)
            stream.flush()
            os.fsync(descriptor)


def write_over(path: Path, content: bytes) -> None:
    """Write a file in the place of one that may be there, in one step: either stays whole.

    A link stays, and what it leads to is written. Nothing takes the place of a device or a pipe.
    """
    with act("write", path):
        if path.exists() and not path.is_file() and not path.is_dir():
            raise EnvironmentFault(f"cannot write {path}: it is no regular file", "name a file, or one that is new")
        target = path.resolve() if path.is_symlink() else path
        fresh = target.with_name(f".{target.name}.new")
        try:
            fresh.unlink(missing_ok=True)
            with fresh.open("xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)


def keep_copy(path: Path, copy: Path) -> None:
    """Give a file a second name that survives the first one's replacement; a copy where links are not possible."""
    try:
        copy.hardlink_to(path)
    except OSError:
        with act("read", path):
            content = path.read_bytes()
        write_new(copy, content)


def rename(path: Path, target: Path) -> None:
    """Put a file in the place of another, in one step."""
    with act("replace", target):
        path.replace(target)


def remove(path: Path) -> None:
    """Remove a file, if it is there."""
    with act("remove", path):
        path.unlink(missing_ok=True)


def flush_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    with act("flush", path):
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_folder(path: Path) -> None:
    """Make a folder and those above it, durable with mode 0755 whatever the umask; one that exists stays as it is."""
    if path.is_dir():
        return
    make_folder(path.parent)
    with act("make the folder", path):
        try:
            path.mkdir(FOLDER_MODE)
        except FileExistsError:
            # Another process was faster, or a file stands in the way.
            if path.is_dir():
                return
            raise
        path.chmod(FOLDER_MODE)
    flush_folder(path.parent)


def digest(path: Path) -> str | None:
    """Return the SHA-256 of a file's bytes in hexadecimal, or None if there is no such file."""
    with act("read", path), suppress(FileNotFoundError):
        return sha256(path.read_bytes()).hexdigest()
    return None
