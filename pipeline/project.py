"""What a process needs of a project for all its articles, opened once; and an article read and examined."""

import atexit
import datetime
import signal
import sys
import threading
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pipeline import config, theme
from pipeline.diagnostics import ConfigError, EnvironmentFault
from pipeline.examine import Examined, examine
from pipeline.files import ContractFile, Store, Templates, load_checks, load_contracts, load_templates
from pipeline.fonts import check as check_fonts
from pipeline.judge import Standards, judge
from pipeline.model import Edition
from pipeline.own import House, read_house
from pipeline.press import Limits, Press
from pipeline.press_fonts import installed
from pipeline.readers import Reading, Terms, read
from pipeline.rules import OWN
from pipeline.wording import meant
from pipeline.workshop import Watch, Workshop, unwatched
from pipeline.writers import EDITIONS

_MEGABYTE = 1_000_000
_OPEN = ExitStack()
"""What this process keeps open for its next orders."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project's folder, its settings, its templates with its theme, its contracts and its checks."""

    folder: Path
    settings: config.Config
    templates: Templates
    theme: theme.Theme
    contracts: Mapping[str, ContractFile]
    house: House


@cache
def open_project(folder: Path) -> Project:
    """The project in a folder, made once: it is costly.

    Raises ConfigError and TemplateError for mistakes in it, EnvironmentFault when files cannot be read.
    """
    settings = config.load(folder)
    templates = load_templates(folder)
    made = theme.load(templates.files, templates.fonts, templates.below)
    check_fonts(templates, made.tokens, settings.fallback_fonts)
    contracts, house = load_contracts(folder, settings.source), own_checks(folder, settings)
    return Project(folder, settings, templates, made, contracts, house)


def own_checks(folder: Path, settings: config.Config) -> House:
    """The project's own checks; raises ConfigError for a mistake in them, and for a setting that means none of them."""
    contracts = load_contracts(folder, settings.source)
    house = read_house(load_checks(folder, settings.source), contracts, settings.limits.pattern)
    codes = [one.code for one in house.rules]
    for code in settings.rules:
        if code.startswith(OWN) and code not in codes:
            hint = meant(code, codes, f"write such a check in {settings.source}/checks, or take the line out")
            raise ConfigError(f"rules.{code} in the settings is no check of the project", hint)
    return house


def read_article(project: Project, folder: Path, watch: Watch = unwatched) -> Reading:
    """The article in a folder, which bears its name, and what its reader found; raises what `readers.read` does."""
    prefix, limit = f"{_relative(folder, project.folder)}/", project.settings.limits.source * _MEGABYTE
    return read(Store(folder), folder.name, terms=Terms(prefix, limit, watch))


def examined_article(project: Project, reading: Reading, today: datetime.date | None) -> Examined:
    """The article as it was read, resolved, with all that is found wrong with it.

    `today` is the day that waivers and reviews are measured against. Raises ConfigError when the theme has no words in
    the article's language, or its contract has a mistake.
    """
    article, findings = reading
    standards = standards_of(project, today)
    if article is None:
        return Examined(None, judge(findings, (), standards).diagnostics)
    return examine(article, findings, project.theme, EDITIONS, standards)


def standards_of(project: Project, today: datetime.date | None) -> Standards:
    """What the project holds findings to."""
    return Standards(project.settings.rules, today, project.contracts, project.house)


def _relative(folder: Path, project: Path) -> str:
    return folder.relative_to(project).as_posix() if folder.is_relative_to(project) else folder.as_posix()


@cache
def open_workshop(folder: Path) -> Workshop:
    """What a process needs beside the project to make something of its articles; kept, since a press starts slowly."""
    project = open_project(folder)
    settings = project.settings
    limits = Limits(
        memory=settings.press.memory * _MEGABYTE,
        memory_per_thousand_words=settings.press.memory_per_thousand_words * _MEGABYTE,
        cpu=settings.press.cpu,
        cpu_per_thousand_words=settings.press.cpu_per_thousand_words,
        wall=settings.press.wall,
        wall_per_thousand_words=settings.press.wall_per_thousand_words,
    )
    press = _OPEN.enter_context(Press(project.templates.fonts, limits, settings.fallback_fonts))
    fonts = (*project.theme.fonts, *_fallbacks(settings.fallback_fonts))
    return Workshop(replace(project.theme, fonts=fonts), press, places=_places(folder))


def row(name: str, project: Project) -> Edition:
    """The edition of that name, with the options that the project's settings give it; raises LookupError for none."""
    known = {edition.name: edition for edition in EDITIONS}[name]
    base = row(known.base.name, project) if known.base else None
    return replace(known, options={**known.options, "attach-source": project.settings.attach_source}, base=base)


def release() -> None:
    """Ends the presses that this process keeps for its next orders; also done when it exits."""
    open_project.cache_clear()
    open_workshop.cache_clear()
    _OPEN.close()


@atexit.register
def _leave() -> None:
    # All is done: an interrupt now could only disturb the farewell.
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    release()


def _places(folder: Path) -> tuple[str, ...]:
    """The folders of this machine that no file may name: the project's, the user's, the program's."""
    return tuple(dict.fromkeys(map(str, (folder.resolve(), Path.home(), Path(sys.prefix)))))


def _fallbacks(families: tuple[str, ...]) -> tuple[Path, ...]:
    """The files of the fallback fonts, for the cover; where one is not installed, the press will say so."""
    try:
        return tuple(dict.fromkeys(installed(families)))
    except EnvironmentFault:
        return ()
