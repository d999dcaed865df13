"""The journal of one publication: it is carried out whole or taken back whole, whenever the process dies.

In the folder's `.publish/` lie `new/` (what is to come, flushed), `old/` (second names of what it replaces) and, once
both are complete, `journal` (the names and digests). Before `journal` exists nothing of the folder has changed: what is
left is thrown away. From then on, the old manifest is withdrawn, the editions are renamed into place, those no longer
made are removed, the new manifest follows, and the removal of `journal` ends it. So a manifest that stands in the
folder always names what stands there. Each step may be done twice; whoever comes next finishes (`recover`).
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

from pipeline.diagnostics import EnvironmentFault
from pipeline.files.disk import act, digest, exists, flush_folder, keep_copy, make_folder, remove, rename, write_new

MANIFEST = "manifest.json"
DRAFT = "draft.json"
RECORDS = (MANIFEST, DRAFT)
"""What names the files of a folder: of editions the manifest, of drafts a file that nobody takes for one."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What is to become of one folder: names with the SHA-256 of their new bytes, and the names that stood before.

    `record` is that one of RECORDS which names the others.
    """

    folder: Path
    new: Mapping[str, str]
    old: Collection[str]
    record: str = MANIFEST

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that it touches, the record left out."""
        return tuple(sorted({*self.new, *self.old} - {self.record}))


def is_plain(name: str) -> bool:
    """Whether an edition may bear that name: one that leads nowhere else, is not hidden and not a record's."""
    alone = bool(name) and name == Path(name).name and not name.startswith(".")
    return alone and name not in RECORDS and "\0" not in name


def work_folder(folder: Path) -> Path:
    """Return where a publication keeps its files until they are in place."""
    return folder / ".publish"


def stage(folder: Path, files: Mapping[str, bytes], stale: Iterable[str], record: str = MANIFEST) -> Publication:
    """Write all that a publication needs, its journal last, and return it; nothing in the folder has changed yet."""
    work = work_folder(folder)
    old = tuple(sorted(name for name in {*files, *stale} if exists(folder / name)))
    new = {name: sha256(content).hexdigest() for name, content in files.items()}
    publication = Publication(folder, new, old, record)
    for path in (work, work / "new", work / "old"):
        make_folder(path)
    for name, content in files.items():
        write_new(work / "new" / name, content)
    for name in old:
        # The record needs no second name: it is moved to `old/` when it is withdrawn.
        if name != record:
            keep_copy(folder / name, work / "old" / name)
    flush_folder(work / "new")
    flush_folder(work / "old")
    write_new(work / "journal.part", json.dumps({"new": new, "old": old, "record": record}).encode())
    rename(work / "journal.part", work / "journal")
    flush_folder(work)
    return publication


def carry_out(publication: Publication) -> None:
    """Put everything in its place; may be called again after an interruption at any point."""
    folder, record = publication.folder, publication.record
    new = work_folder(folder) / "new"
    if exists(new / record) and exists(folder / record):
        rename(folder / record, work_folder(folder) / "old" / record)
        # Durable before the first edition changes, or a power cut could leave the old manifest beside new editions.
        flush_folder(folder)
    for name in publication.names:
        if name not in publication.new:
            remove(folder / name)
        elif exists(new / name):
            rename(new / name, folder / name)
    flush_folder(folder)
    if exists(new / record):
        rename(new / record, folder / record)
    flush_folder(folder)
    remove(work_folder(folder) / "journal")


def take_back(publication: Publication) -> None:
    """Put everything back as it was; may be called again after an interruption at any point."""
    folder, record = publication.folder, publication.record
    old = work_folder(folder) / "old"
    if exists(old / record) or record not in publication.old:
        # What stands there is the new one; before the withdrawal it is the old one, which stays.
        remove(folder / record)
        flush_folder(folder)
    for name in publication.names:
        if exists(old / name):
            rename(old / name, folder / name)
        elif name not in publication.old:
            remove(folder / name)
    flush_folder(folder)
    if exists(old / record):
        rename(old / record, folder / record)
        flush_folder(folder)
    remove(work_folder(folder) / "journal")


def recover(folder: Path) -> None:
    """Finish what a killed process left: carried out if all of its new bytes are there unharmed, else taken back.

    Raises EnvironmentFault, and touches nothing, if there is a journal that we cannot have written.
    """
    publication = _read_journal(folder)
    if publication and _is_whole(publication):
        carry_out(publication)
        publication = None
    undo(folder, publication)


def undo(folder: Path, publication: Publication | None = None) -> None:
    """Take back what the journal tells of, if there is one, and remove every file that publishing made for itself."""
    publication = publication or _read_journal(folder)
    if publication:
        take_back(publication)
    clear(folder)


def clear(folder: Path) -> None:
    """Remove the work folder; what it is, or to where a link of that name leads, does not matter."""
    work = work_folder(folder)
    if work.is_dir() and not work.is_symlink():
        with act("remove", work):
            rmtree(work)
    else:
        remove(work)


def _read_journal(folder: Path) -> Publication | None:
    """Return the publication that is under way, or None if there is none."""
    work = work_folder(folder)
    # A link of that name is not ours, and neither is what lies where it leads.
    if work.is_symlink() or not exists(work / "journal"):
        return None
    with act("read", work / "journal"):
        journal = (work / "journal").read_bytes()
    publication = _understood(folder, journal)
    if publication is None:
        # It is renamed into place whole, so this is a fault of the disk or the work of another.
        fact = f"cannot finish the last publication to {folder}: {work / 'journal'} is damaged"
        hint = f"move what {work / 'old'} holds, the set that was replaced, back into {folder}, then remove {work}"
        raise EnvironmentFault(fact, hint)
    return publication


def _understood(folder: Path, journal: bytes) -> Publication | None:
    """Return what a journal tells, or None if `stage` cannot have written it: no name may lead out of the folder."""
    try:
        told = json.loads(journal)
    except (ValueError, RecursionError):
        return None
    match told:
        case {"new": dict(new), "old": list(old)} if new and (record := told.get("record", MANIFEST)) in RECORDS:
            ours = all(_is_ours(name, record) for name in (*new, *old))
            return Publication(folder, new, tuple(old), record) if ours else None
        case _:
            return None


def _is_ours(name: object, record: str) -> bool:
    return isinstance(name, str) and (name == record or is_plain(name))


def _is_whole(publication: Publication) -> bool:
    """Whether every new byte is there: still staged, or already in place."""
    new = work_folder(publication.folder) / "new"
    places = ((new / name, publication.folder / name, wanted) for name, wanted in publication.new.items())
    return all((digest(staged) or digest(placed)) == wanted for staged, placed, wanted in places)
