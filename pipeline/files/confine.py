"""Keeps every read inside one folder, whatever a reference says and whoever swaps a link meanwhile."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from errno import EINVAL, ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR, ENXIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote

from pipeline.diagnostics import PipelineError
from pipeline.files.disk import act


class Refusal(StrEnum):
    """Why a read is refused; the words are stable, so that a rule may be chosen by them."""

    REMOTE = "remote"
    OUTSIDE = "outside"
    MALFORMED = "malformed"
    MISSING = "missing"
    IRREGULAR = "irregular"

    @property
    def fact(self) -> str:
        """What is told of a file of the article, behind its name: the message of the error has the machine's path."""
        return _FACTS[self]


_FACTS = {
    Refusal.REMOTE: "is remote",
    Refusal.OUTSIDE: "leads out of the article's folder",
    Refusal.MALFORMED: "is no path",
    Refusal.MISSING: "is not there",
    Refusal.IRREGULAR: "is no regular file",
}


class ReadError(PipelineError):
    """A file that may not or cannot be read; its author can mend it, so it becomes a finding (exit code 1)."""

    def __init__(self, reason: Refusal, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.reason = reason


_KEEP_BESIDE = "keep the file in the article's folder and refer to it from there"
_SPELL = "write the path with / between folders and %-escapes for what a URL cannot hold"

# Each is looked for in the reference as written and again once decoded; the first that matches is told.
_SHAPES = (
    (re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]"), Refusal.MALFORMED, "holds a control character", _SPELL),
    (re.compile(r"\\"), Refusal.MALFORMED, "holds a backslash", _SPELL),
    (re.compile(r"^(?:(?:https?|wss?|s?ftps?):|//)", re.IGNORECASE), Refusal.REMOTE, "is remote", _KEEP_BESIDE),
    (re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE), Refusal.OUTSIDE, "names a scheme", _KEEP_BESIDE),
    (re.compile(r"^/"), Refusal.OUTSIDE, "is an absolute path", _KEEP_BESIDE),
)


def resolve_reference(reference: str, folder: str = "") -> str:
    """Return the relative path that a reference of an article means: decoded once, `.` and `..` worked out.

    `folder` is that of the file in which the reference stands, relative like the path that comes back.
    Raises ReadError for whatever could lead out of the folder: remote, scheme, absolute, `..` above the top,
    backslash, control character, and each of these percent-encoded once or twice (RFC 3986, sections 2.1 and 5.2.4).
    """
    _refuse_shapes(reference, reference)
    if re.search("[?#]", reference):
        raise _refused(reference, Refusal.MALFORMED, "has a query or a fragment", "write %3F for ? and %23 for #")
    decoded = _decoded(reference)
    _refuse_shapes(reference, decoded)
    try:
        names = confined(f"{folder}/{decoded}" if folder else decoded)
    except ReadError as error:
        raise _refused(decoded, error.reason, "leads out of the folder it belongs to", error.hint) from error
    if not names or "/".join(names) == folder:
        raise _refused(reference, Refusal.MALFORMED, "names no file", _SPELL)
    return "/".join(names)


def confined(path: str) -> tuple[str, ...]:
    """Return the names along a relative path, without `.` and `..`; raises ReadError if it would leave the folder."""
    if path.startswith("/") or "\0" in path:
        raise _refused(path, Refusal.OUTSIDE, "is no relative path", _KEEP_BESIDE)
    names: list[str] = []
    for name in path.split("/"):
        if name == ".." and not names:
            raise _refused(path, Refusal.OUTSIDE, "leads out of the folder it belongs to", _KEEP_BESIDE)
        if name == "..":
            names.pop()
        elif name not in {"", "."}:
            names.append(name)
    return tuple(names)


def open_inside(root: Path, relative: str, flags: int) -> int:
    """Open a file or folder below `root`, never outside it, and return its descriptor.

    A symlink is followed when its target lies inside; the target is then walked from `root` through descriptors with
    O_NOFOLLOW, so that a link put there after the check opens nothing. Nothing opened this way blocks (FIFO). Raises
    ReadError for what cannot be opened or lies outside.
    """
    path, names = root / relative, confined(relative)
    with act("read", path):
        try:
            # Not Path.resolve, which raises RuntimeError for a link that leads in a circle.
            top = Path(os.path.realpath(root))
            real = Path(os.path.realpath(top.joinpath(*names)))
            if real.is_relative_to(top):
                return _walk(top, real.relative_to(top).parts, flags)
        except OSError as error:
            if error.errno not in _REFUSED_BY_SYSTEM:
                raise
            reason, fact, hint = _REFUSED_BY_SYSTEM[error.errno]
            raise ReadError(reason, f"cannot read {path}: {fact}", hint) from error
    hint = "put a copy of the file there instead of the link"
    raise ReadError(Refusal.OUTSIDE, f"cannot read {path}: a symlink leads out of {root}", hint)


@contextmanager
def open_file(root: Path, relative: str) -> Iterator[BinaryIO]:
    """Open a regular file below `root` as `open_inside` does; raises ReadError for a folder, pipe or device."""
    descriptor = open_inside(root, relative, 0)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        fact = f"cannot read {root / relative}: it is no regular file"
        raise ReadError(Refusal.IRREGULAR, fact, "refer to a regular file")
    with os.fdopen(descriptor, "rb") as stream:
        yield stream


_MISSING = (Refusal.MISSING, "there is no such file", "check the spelling, or add the file")
_REFUSED_BY_SYSTEM = {
    ENOENT: _MISSING,
    ENOTDIR: _MISSING,
    ENAMETOOLONG: (Refusal.MISSING, "its name is too long", "use a shorter name"),
    ELOOP: (Refusal.OUTSIDE, "it is a symlink that cannot be followed", "put a regular file there"),
    # A link that another process replaced by a file between two looks at it.
    EINVAL: (Refusal.OUTSIDE, "it changed while it was looked up", "let no other program write there meanwhile"),
    ENXIO: (Refusal.IRREGULAR, "it is no regular file", "refer to a regular file"),
}


def _walk(top: Path, names: tuple[str, ...], flags: int) -> int:
    """Open the last name from descriptor to descriptor; a symlink anywhere on the way is an error."""
    safe = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NOCTTY | os.O_NONBLOCK
    folder = os.open(top, safe & ~os.O_NOFOLLOW | os.O_DIRECTORY)
    try:
        for name in names[:-1]:
            inner = os.open(name, safe | os.O_DIRECTORY, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(names[-1] if names else ".", safe | flags, dir_fd=folder)
    finally:
        os.close(folder)


def _decoded(reference: str) -> str:
    try:
        decoded = unquote(reference, errors="strict")
    except UnicodeDecodeError as error:
        raise _refused(reference, Refusal.MALFORMED, "is not UTF-8 once decoded", _SPELL) from error
    # A name that decodes again would mean one file to us and another to whoever decodes it next.
    if unquote(decoded, errors="replace") != decoded:
        raise _refused(reference, Refusal.MALFORMED, "is encoded twice", "encode each character once")
    return decoded


def _refuse_shapes(reference: str, form: str) -> None:
    for shape, reason, fact, hint in _SHAPES:
        if shape.search(form):
            raise _refused(reference, reason, fact, hint)


def _refused(reference: str, reason: Refusal, fact: str, hint: str) -> ReadError:
    # Control characters and half a surrogate pair would break the message; ascii() spells them out.
    shown = reference if reference.isprintable() else ascii(reference)[1:-1]
    return ReadError(reason, f'the reference "{shown}" {fact}', hint)
