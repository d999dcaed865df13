"""Publishes a set of editions and its manifest together: all new or all old, whatever happens meanwhile."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from pipeline.diagnostics import PipelineError, RefusedError
from pipeline.files.disk import make_folder
from pipeline.files.journal import MANIFEST, carry_out, clear, is_plain, recover, stage, undo, work_folder
from pipeline.files.lock import locked


def prepare(folder: Path, wait: float = 30.0) -> None:
    """Make a folder ready to be published to, before any work is done for it.

    It is made if missing, what a killed run left in it is finished, and that it can be written is tried out. Raises
    RefusedError if it is a symlink, EnvironmentFault if it cannot be written, if what was left cannot be understood, or
    if another process holds its lock for `wait` seconds.
    """
    if folder.is_symlink():
        # What lies where it leads may be somebody's, and would be replaced.
        raise RefusedError(f"{folder} is a symlink", "remove it, or make it a folder")
    make_folder(folder)
    with locked(folder, wait):
        recover(folder)
        make_folder(work_folder(folder))
        clear(folder)


def abandon(folder: Path) -> None:
    """Remove a folder that was made ready and to which nothing was published; one that holds anything stays."""
    with suppress(OSError):
        folder.rmdir()


def publish(
    folder: Path, files: Mapping[str, bytes], manifest: bytes, wait: float = 30.0, record: str = MANIFEST
) -> tuple[str, ...]:
    """Replace the set of editions in a folder by `files` (plain name → bytes), and its record by `manifest`.

    The record is `manifest.json`, for drafts DRAFT. Editions that the old one names and the new set lacks are removed,
    so that no edition links a stale one; their names are returned. What no record names is left alone. If anything
    fails (EnvironmentFault) or interrupts, everything is put back as it was; a process killed outright leaves each file
    whole, and the next run finishes. Files have mode 0644 and folders 0755, whatever the umask.
    """
    _check(files, manifest)
    make_folder(folder)
    with locked(folder, wait):
        recover(folder)
        stale = [name for name, _ in _named(_read(folder / record)) if is_plain(name)]
        try:
            publication = stage(folder, {**files, record: manifest}, stale, record)
            carry_out(publication)
            # The set is in place; what cannot be cleared now, the next run clears.
            with suppress(PipelineError):
                clear(folder)
        except BaseException:
            # If even this fails, the journal stays and the next run does it; what failed first is what is told.
            with suppress(PipelineError):
                undo(folder)
            raise
        return tuple(name for name in publication.old if name not in publication.new)


def _check(files: Mapping[str, bytes], manifest: bytes) -> None:
    """Raise ValueError for what no caller may do: odd names, a manifest that names other bytes than are published."""
    for name in files:
        if not is_plain(name):
            raise ValueError(f"{name!r} is no plain name for an edition")
    for name, digest in _named(manifest):
        if name not in files or sha256(files[name]).hexdigest() != digest:
            raise ValueError(f"the manifest names other bytes for {name!r} than are published")


def _read(record: Path) -> bytes:
    try:
        return record.read_bytes()
    except OSError:
        return b""


def _named(manifest: bytes) -> Iterator[tuple[str, str]]:
    """Yield (file, SHA-256) of each object below the manifest's `editions`, or a draft's `drafts`, that has both."""
    with suppress(ValueError, AttributeError, RecursionError):
        told = json.loads(manifest)
        yield from _files_in([told.get("editions"), told.get("drafts")])


def _files_in(value: object) -> Iterator[tuple[str, str]]:
    match value:
        case {"file": str(name), "sha256": str(digest)}:
            yield name, digest
        case dict():
            for inner in value.values():
                yield from _files_in(inner)
        case list():
            for inner in value:
                yield from _files_in(inner)
        case _:
            pass
