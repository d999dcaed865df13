"""Which articles a command means: slugs of the project, paths to folders, or all there are."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from pipeline.diagnostics import PipelineError, UsageError
from pipeline.files import Store

ENTRY = "article.md"


def articles(project: Path, source: str, wanted: Sequence[str]) -> tuple[Path, ...]:
    """The folders of the wanted articles in the order given, each once; all of the project when none is named.

    Raises UsageError for what is no article, and for two articles of one name: their files would be the same.
    """
    known = _known(project / source)
    if not wanted and not known:
        raise UsageError(
            f"there is no article in {project / source}",
            f"run it in the folder of a project: one with {source}/NAME/{ENTRY}",
        )
    folders = [_folder(project / source, known, name) for name in wanted] or [project / source / name for name in known]
    for folder in folders:
        if not folder.name or not folder.name.isprintable() or folder.name.startswith("."):
            raise UsageError(
                f"{folder} gives its article no name", "rename the folder: its name becomes that of the files"
            )
    return _without_doubles(folders)


def nearest(name: str, known: Iterable[str], what: str) -> str:
    """A hint that names the nearest of what there is, and all of it."""
    names = tuple(known)
    near = get_close_matches(name, names, 1)
    listed = f"{what}: {', '.join(names)}" if names else f"there are no {what}"
    return f"did you mean `{near[0]}`? ({listed})" if near else f"use one of the {listed}" if names else listed


def _known(source: Path) -> tuple[str, ...]:
    store = Store(source)
    try:
        return tuple(name for name in store.names() if store.has(f"{name}/{ENTRY}"))
    except PipelineError:
        return ()


def _folder(source: Path, known: Sequence[str], name: str) -> Path:
    if name in known:
        return source / name
    path = Path(name)
    folder = (path.parent if path.name == ENTRY else path).resolve()
    if Store(folder).has(ENTRY):
        return folder
    if "/" in name:
        raise UsageError(f"there is no {ENTRY} in {name}", "name a folder that holds one, or a slug of this project")
    raise UsageError(f'there is no article "{name}"', nearest(name, known, "articles"))


def _without_doubles(folders: Iterable[Path]) -> tuple[Path, ...]:
    chosen: dict[str, Path] = {}
    for folder in folders:
        before = chosen.setdefault(folder.name, folder)
        if before.resolve() != folder.resolve():
            raise UsageError(
                f'two articles are called "{folder.name}": {before} and {folder}',
                "build them one at a time, or rename one",
            )
    return tuple(chosen.values())
