"""Finds templates, fonts, contracts and checks: the project's own copy of each, else that which ships, if one does."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from pipeline.diagnostics import ConfigError, EnvironmentFault, LimitError
from pipeline.files.confine import ReadError, Refusal
from pipeline.files.store import Store

_EXTENDED = (".css", ".svg", ".toml", ".xhtml")
"""What a project's own file may say in part."""
_LIMIT = 32 * 1024 * 1024
_YAML_LIMIT = 64 * 1024
_FACTS = {
    Refusal.REMOTE: "leads out of its folder",
    Refusal.OUTSIDE: "leads out of its folder",
    Refusal.MALFORMED: "has a name that cannot be read",
    Refusal.MISSING: "is not there",
    Refusal.IRREGULAR: "is no regular file",
}
_LICENCE = re.compile(r"(.*[-_. ])?(licen[cs]e|copying|ofl|ufl)([-_. ].*)?", re.IGNORECASE)
"""The name of a file that holds one."""
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Templates:
    """What themes are made of, as values: the bytes of every file under `templates/`, and where the fonts lie."""

    files: Mapping[str, bytes]
    """Path below `templates/` → bytes, sorted by path, fonts included."""
    below: Mapping[str, bytes]
    """Path → the shipped bytes of tokens, words and templates: what the project's own does not say, these say."""
    fonts: tuple[Path, ...]
    """The font files that hold: the project's where it has one of the same path, else the shipped one."""
    own_fonts: tuple[str, ...] = ()
    """The paths of those that are the project's."""

    def __reduce__(self) -> tuple[object, ...]:
        """Let it travel to another process, which a mapping proxy alone does not."""
        return _templates, (dict(self.files), dict(self.below), self.fonts, self.own_fonts)


@dataclass(frozen=True, slots=True)
class ContractFile:
    """A contract as it is written.

    `file` is the project's file that holds it, as seen from the project; of one that only ships, that which would.
    """

    file: str
    content: bytes
    shipped: bool = False


def load_contracts(project: Path, source: str) -> Mapping[str, ContractFile]:
    """Return the contracts that hold for a project, by name: those in `contracts/` below its sources, else the shipped.

    Raises ConfigError for one that is no file inside that folder, LimitError for one of more than 64 KiB.
    """
    shipped, own = Store(_PACKAGE), Store(project / source)
    layers = ((shipped, True), (own, False)) if own.root.is_dir() else ((shipped, True),)
    made = {
        name: ContractFile(f"{source}/contracts/{name}.yaml", _yaml(store, source, "contract", name), is_shipped)
        for store, is_shipped in layers
        for name in _names(store, source, "contract")
    }
    return MappingProxyType(made)


def load_checks(project: Path, source: str) -> Mapping[str, bytes]:
    """Return the files of a project's own checks, in `checks/` below its sources, by their paths from it.

    Raises as `load_contracts` does.
    """
    store = Store(project / source)
    names = _names(store, source, "check") if store.root.is_dir() else ()
    return MappingProxyType({f"{source}/checks/{name}.yaml": _yaml(store, source, "check", name) for name in names})


def _yaml(store: Store, source: str, kind: str, name: str) -> bytes:
    """Return the bytes of a file in the folder of its kind."""
    path = f"{kind}s/{name}.yaml"
    what = f"the {kind} {source}/{path}"
    try:
        return store.read(path, _YAML_LIMIT)
    except ReadError as error:
        raise ConfigError(f"{what} {_FACTS[error.reason]}", error.hint) from error
    except LimitError as error:
        raise LimitError(f"{what} has more than {_YAML_LIMIT:,} bytes", "make it shorter") from error


def _names(store: Store, source: str, kind: str) -> tuple[str, ...]:
    """Return the names of the files in the folder of a kind; none where there is no such folder."""
    try:
        names = store.names(f"{kind}s")
    except ReadError as error:
        if error.reason is Refusal.MISSING:
            return ()
        raise ConfigError(f"the folder {source}/{kind}s {_FACTS[error.reason]}", error.hint) from error
    return tuple(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))


def load_templates(project: Path) -> Templates:
    """Return the templates that hold for a project: its `templates/` file by file over the shipped ones.

    Raises ConfigError for a file that cannot be read and for a font without its licence, and
    EnvironmentFault if the package lies there without its templates.
    """
    shipped, *_ = layers = _layers(project)
    stores = {path: store for store in layers for path in store.files() if _is_part(path)}
    files = {path: _template(stores[path], path) for path in sorted(stores)}
    below = {path: shipped.read(path, _LIMIT) for path in sorted(shipped.files()) if path.endswith(_EXTENDED)}
    fonts = tuple(stores[path].root / path for path in files if _is_font(path))
    own = tuple(path for path in files if _is_font(path) and stores[path] != shipped)
    for path in own:
        if not _has_licence(path, stores[path]):
            hint = "put the text of its licence into the same folder, as LICENSE.txt or OFL.txt"
            raise ConfigError(f"templates/{path} has no licence beside it", hint)
    return _templates(files, below, fonts, own)


def _template(store: Store, path: str) -> bytes:
    try:
        return store.read(path, _LIMIT)
    except ReadError as error:
        raise ConfigError(f"templates/{path} {_FACTS[error.reason]}", error.hint) from error


def _templates(
    files: dict[str, bytes], below: dict[str, bytes], fonts: tuple[Path, ...], own_fonts: tuple[str, ...]
) -> Templates:
    return Templates(MappingProxyType(files), MappingProxyType(below), fonts, own_fonts)


def _layers(project: Path) -> tuple[Store, ...]:
    """Return the shipped templates, and over them the project's if it has some of its own."""
    shipped, own = shipped_folder(), Path(os.path.realpath(project / "templates"))
    if os.path.lexists(project / "templates") and not own.is_dir():
        # A file, or a link that leads nowhere: the shipped ones would take its place without a word.
        raise ConfigError("templates is no folder", "put the project's templates into a folder, or remove it")
    return (Store(shipped), Store(own)) if own.is_dir() and own != shipped else (Store(shipped),)


def shipped_folder() -> Path:
    """Return where the shipped templates lie, to be read or copied; raises EnvironmentFault when they lie nowhere."""
    # In a wheel they lie inside the package; in a checkout, and so in an editable install, beside it.
    for folder in (_PACKAGE / "_templates", _PACKAGE.parent / "templates"):
        if folder.is_dir():
            return folder
    raise EnvironmentFault(f"cannot find the templates of the package in {_PACKAGE}", "install the package again")


def _is_part(path: str) -> bool:
    """Whether a theme is made of such a file; licences, scripts, copies of an editor lie beside."""
    return path.endswith((".csl", ".css", ".otf", ".svg", ".toml", ".ttf", ".woff2", ".xhtml"))


def _has_licence(path: str, store: Store) -> bool:
    return any(_LICENCE.fullmatch(name) for name in store.names(PurePosixPath(path).parent.as_posix()))


def _is_font(path: str) -> bool:
    return path.startswith("fonts/") and path.endswith((".otf", ".ttf", ".woff2"))
