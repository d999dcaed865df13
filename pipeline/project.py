"""What a process needs of a project for all its articles, and one of them read and examined by its standards."""

import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline import config, theme
from pipeline.examine import Examined, examine
from pipeline.files import Store, Templates, load_templates
from pipeline.judge import Standards, judge
from pipeline.readers import Reading, read
from pipeline.writers import EDITIONS


@dataclass(frozen=True, slots=True)
class Project:
    """A project's folder, its settings, and the templates that hold in it with the theme that is made of them."""

    folder: Path
    settings: config.Config
    templates: Templates
    theme: theme.Theme


@cache
def open_project(folder: Path) -> Project:
    """The project in a folder, made once: it is costly.

    Raises ConfigError and TemplateError for mistakes in it, EnvironmentFault when files cannot be read.
    """
    settings = config.load(folder)
    templates = load_templates(folder)
    return Project(folder, settings, templates, theme.load(templates.files, templates.fonts, templates.below))


def read_article(project: Project, folder: Path) -> Reading:
    """The article in a folder, which bears its name, and what its reader found; raises what `readers.read` does."""
    return read(Store(folder), folder.name, prefix=f"{_relative(folder, project.folder)}/")


def examined_article(project: Project, reading: Reading, today: datetime.date | None) -> Examined:
    """The article as it was read, resolved, with all that is found wrong with it.

    `today` is the day that waivers are measured against. Raises ConfigError when the theme has no words in the
    article's language.
    """
    article, findings = reading
    standards = Standards(project.settings.rules, today)
    if article is None:
        return Examined(None, judge(findings, (), standards).diagnostics)
    return examine(article, findings, project.theme, EDITIONS, standards)


def _relative(folder: Path, project: Path) -> str:
    return folder.relative_to(project).as_posix() if folder.is_relative_to(project) else folder.as_posix()
