"""Which articles a command means: by slugs of the project, by paths, or all that there are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.diagnostics import PipelineError, UsageError
from pipeline.files import Store
from pipeline.wording import nearest

ENTRY = "article.md"
DRAFTS = "drafts"
_RESERVED: Mapping[str, str] = {DRAFTS: "all drafts", "site": "all pages that are uploaded"}
"""Folders of the output that hold no article's editions, and what they hold."""


def articles(source: Path, wanted: Sequence[str]) -> tuple[Path, ...]:
    """The folders of the wanted articles in the order given, each once; all of the project when none is named.

    Raises UsageError for what is no article.
    """
    folders = [folder for name in wanted for folder in named(source, name)] if wanted else _all(source)
    return tuple({folder.resolve(): folder for folder in reversed(folders)}.values())[::-1]


def named(source: Path, name: str) -> tuple[Path, ...]:
    """The folders of the articles that a word means: a slug, or a path.

    The path may be that of an article's folder, of any file in it, or of a folder with articles at any depth. Raises
    UsageError when there is none.
    """
    if "/" not in name and Store(source).has(f"{name}/{ENTRY}"):
        return (_nameable(source / name),)
    path = Path(name).resolve()
    found = tuple(_below(path)) or tuple(_around(path))
    if not found and "/" in name:
        raise UsageError(f"there is no {ENTRY} in {name}", "name a folder that holds one, or a slug of this project")
    if not found:
        raise UsageError(f'there is no article "{name}"', among(name, _known(source), "articles"))
    return tuple(_nameable(folder) for folder in found)


def of_different_names(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The same folders, each with a name for what is built.

    Raises UsageError for two of one name, since their articles would become the same files, and for names that are kept
    for what is no article's.
    """
    chosen: dict[str, Path] = {}
    for folder in folders:
        if folder.name in _RESERVED:
            hint = f"rename its folder: {_RESERVED[folder.name]} lie in its place"
            raise UsageError(f'no article can be called "{folder.name}"', hint)
        before = chosen.setdefault(folder.name, folder)
        if before != folder:
            raise UsageError(
                f'two articles are called "{folder.name}": {before} and {folder}',
                "build them one at a time, or rename one",
            )
    return tuple(chosen.values())


def among(name: str, known: Iterable[str], what: str) -> str:
    """A hint that names the nearest of what there is, and all of it."""
    names = tuple(known)
    listed = f"{what}: {', '.join(names)}" if names else f"there are no {what}"
    return nearest(name, names, f"use one of the {listed}" if names else listed, f"did you mean `{{}}`? ({listed})")


def _all(source: Path) -> list[Path]:
    """The articles that stand in the project's own folder of them."""
    known = _known(source)
    if not known:
        raise UsageError(
            f"there is no article in {source}",
            f"run it in the folder of a project: one with {source.name}/NAME/{ENTRY}",
        )
    return [_nameable(source / name) for name in known]


def _known(source: Path) -> tuple[str, ...]:
    return tuple(name for name in _names(source) if Store(source).has(f"{name}/{ENTRY}"))


def _names(folder: Path) -> tuple[str, ...]:
    try:
        return Store(folder).names()
    except PipelineError:
        return ()


def _below(folder: Path) -> Iterator[Path]:
    """Yield a folder that holds an article, else those below it, at any depth, in the order of their names."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        if Store(here).has(ENTRY):
            yield here
        else:
            # A link may lead in a circle.
            waiting += [here / name for name in reversed(_names(here)) if not (here / name).is_symlink()]


def _around(path: Path) -> Iterator[Path]:
    """Yield the folder of the article that a file is part of."""
    if path.is_file():
        yield from [folder for folder in path.parents if Store(folder).has(ENTRY)][:1]


def _nameable(folder: Path) -> Path:
    if not folder.name or not folder.name.isprintable() or folder.name.startswith("."):
        raise UsageError(f"{folder} gives its article no name", "rename the folder: its name becomes that of the files")
    return folder
