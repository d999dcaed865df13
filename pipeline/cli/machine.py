"""What this machine has of what the pipeline needs: packages, libraries, fonts, confinement, a place to write."""

import ctypes
import os
import platform
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from pipeline import __version__, config
from pipeline.diagnostics import EnvironmentFault, PipelineError
from pipeline.files import Templates, load_templates, shipped_folder
from pipeline.press import Press, PressJob, PressResult
from pipeline.press_fonts import installed
from pipeline.validators import VALIDATORS, NotRunError, Tools
from pipeline.writers.glyphs import SCRIPTS

_DISTRIBUTION = "article-pipeline"
_REINSTALL = f"install the package again: `pip install --force-reinstall {_DISTRIBUTION}`"
_HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz.0.dylib")


class State(StrEnum):
    """How a need is met; only what is missing keeps a build from working."""

    OK = "ok"
    NOTE = "note"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing needed: its name, what was found, and what to do when it is not there."""

    state: State
    name: str
    found: str
    hint: str = ""


def facts(project: Path) -> Iterator[Fact]:
    """Yield one fact after the other; the last ones start the press, which takes a second."""
    yield Fact(State.OK, "pipeline", __version__)
    yield Fact(State.OK, "python", platform.python_version())
    packages = [_package(requirement) for requirement in requires(_DISTRIBUTION) or () if ";" not in requirement]
    yield from packages
    if any(package.state is State.MISSING for package in packages):
        return  # what follows would need them
    yield _attempt("configuration", lambda: _configured(project))
    yield _attempt("templates", lambda: _themed(load_templates(project)))
    with suppress(PipelineError):
        yield from _fonts(load_templates(project))
        yield from _fallback_fonts(config.load(project).fallback_fonts)
    yield _harfbuzz()
    with suppress(PipelineError):
        yield from _validators(project, config.load(project).validators)
    with suppress(PipelineError):
        yield from _press(load_templates(project), config.load(project))
        yield _output(project / config.load(project).output)


def _attempt(name: str, look: Callable[[], str]) -> Fact:
    try:
        return Fact(State.OK, name, look())
    except PipelineError as error:
        return Fact(State.MISSING, name, f"{error.at}: {error.message}" if error.at else error.message, error.hint)


def _package(requirement: str) -> Fact:
    """Whether a package is there; of a pinned one, the pinned release (PEP 508)."""
    name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
    pinned = re.search(r"==([^;, ]+)", requirement)
    try:
        found = version(name)
    except PackageNotFoundError:
        return Fact(State.MISSING, name, "not installed", _REINSTALL)
    if pinned and found != pinned[1]:
        return Fact(State.MISSING, name, f"{found}, needs {pinned[1]}", _REINSTALL)
    return Fact(State.OK, name, found)


def _configured(project: Path) -> str:
    settings = config.load(project)
    return f"source in {settings.source}, output in {settings.output}, editions {', '.join(settings.editions)}"


def _themed(templates: Templates) -> str:
    """How many files a theme was made of; raises what making it does."""
    from pipeline import theme

    theme.load(templates.files, below=templates.below)
    return f"{len(templates.files)} files, the shipped ones in {shipped_folder()}"


def _fonts(templates: Templates) -> Iterator[Fact]:
    """Yield, for each family that the theme prints with, how many files hold it."""
    from pipeline import theme

    held = [family for path in templates.fonts if path.suffix in {".otf", ".ttf"} for family in _families(path)]
    for wanted in sorted(_printed_families(theme.load(templates.files, below=templates.below).tokens)):
        count = held.count(wanted)
        if count:
            yield Fact(State.OK, "font", f"{wanted} ({count} {'file' if count == 1 else 'files'})")
        else:
            yield Fact(
                State.MISSING, "font", wanted, "put its files into templates/fonts, or name another in tokens.toml"
            )


def _fallback_fonts(families: Iterable[str]) -> Iterator[Fact]:
    """Yield, for each family of the system that the project names, how many of its files there are."""
    for family in families:
        try:
            count = len(list(installed((family,))))
        except EnvironmentFault:
            package = next((each.package for each in SCRIPTS if each.family == family), "")
            hint = f"install it: `apt-get install {package}`" if package else "install it, or do not name it"
            yield Fact(State.MISSING, "fallback", f"{family} is not installed", hint)
        else:
            yield Fact(State.OK, "fallback", f"{family} ({count} {'file' if count == 1 else 'files'})")


def _printed_families(tokens: Mapping[str, object]) -> Iterator[str]:
    families = tokens.get("families")
    for family in families.values() if isinstance(families, dict) else ():
        if isinstance(family, dict) and isinstance(family.get("print"), str):
            yield family["print"]


def _families(path: Path) -> Iterable[str]:
    """The names that a font file gives its family, without its style and with it (OpenType, `name` 16 and 1)."""
    from fontTools.ttLib import TTFont, TTLibError

    with suppress(OSError, TTLibError), TTFont(path, lazy=True) as font:
        names = font["name"]
        return {str(name) for name in (names.getDebugName(16), names.getDebugName(1)) if name}
    return ()


def _harfbuzz() -> Fact:
    for name in _HARFBUZZ:
        with suppress(OSError, AttributeError):
            told = ctypes.CDLL(name).hb_version_string
            told.restype = ctypes.c_char_p
            return Fact(State.OK, "harfbuzz", told().decode("ascii"))
    return Fact(State.MISSING, "harfbuzz", "not found", "install it: `apt-get install libharfbuzz0b`")


def _validators(project: Path, settings: config.ValidatorSettings) -> Iterator[Fact]:
    """Yield whether each validator could run; no build needs one."""
    tools = Tools(project / settings.node_modules, settings.seconds)
    for each in VALIDATORS:
        try:
            yield Fact(State.OK, each.name, each.version(tools))
        except NotRunError as fault:
            yield Fact(State.NOTE, each.name, f"{each.title} {fault.message}", fault.hint)


def _press(templates: Templates, settings: config.Config) -> Iterator[Fact]:
    """Print one word, and yield what did it and how it was confined."""
    from pipeline.produce import WITHOUT_PRESS

    with Press(templates.fonts, fallbacks=settings.fallback_fonts) as press:
        try:
            result = press.render(_PAGE)
        except PipelineError as error:
            yield Fact(State.MISSING, "press", error.message, f"{error.hint}; {WITHOUT_PRESS}")
        else:
            yield from _printed(result)


_PAGE = PressJob(
    b'<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>Word</title></head>'
    b'<body><p id="word">Word</p></body></html>',
    "",
    {},
)


def _printed(result: PressResult) -> Iterator[Fact]:
    confinement = result.confinement
    yield Fact(State.OK, "pango", confinement.pango)
    yield Fact(State.OK, "press", f"{confinement.engine} prints a page of {len(result.pdf)} bytes")
    limits = (
        f"{confinement.memory // 1_000_000} MB, {confinement.cpu} s of processor, {confinement.wall:g} s by the clock"
    )
    yield Fact(State.OK, "limits", limits)
    if confinement.network == "unshared":
        yield Fact(State.OK, "network", "the press has none")
    else:
        hint = "allow user namespaces, if you print what others wrote"
        yield Fact(State.NOTE, "network", "the system lets nobody take it from the press", hint)


def _output(folder: Path) -> Fact:
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return Fact(State.OK, "output", f"{folder} can be written")
    hint = "give yourself access, or set another `output` in pipeline.toml"
    return Fact(State.MISSING, "output", f"{there} cannot be written", hint)
