"""The options that commands share: those of all, accepted before the name or after it, and those of several."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the project is, how much is to be said, and what day it is, for commands that need to know."""

    project: Path = field(default_factory=Path)
    verbose: bool = False
    quiet: bool = False
    debug: bool = False
    today: date | None = None


def settings(ctx: click.Context) -> Settings:
    """What was said before the command's name and after it, together."""
    root = ctx.find_root()
    if not isinstance(root.obj, Settings):
        root.obj = Settings()
    said: Settings = root.obj
    return said


def shared(function: Callable[P, R]) -> Callable[P, R]:
    """Give a command the options that all share."""
    for flags, name, meaning in reversed(_FLAGS):
        option = click.option(*flags, name, is_flag=True, expose_value=False, callback=_keep, help=meaning)
        function = option(function)
    return function


def _keep_day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    del parameter
    try:
        day = date.fromisoformat(value) if value else date.today()  # noqa: DTZ011 - the day where the editor is
    except ValueError as error:
        raise click.BadParameter(f'"{value}" is no day; write year-month-day, such as 2027-01-31') from error
    ctx.find_root().obj = replace(settings(ctx), today=day)


today = click.option(
    "--today",
    expose_value=False,
    callback=_keep_day,
    metavar="DATE",
    help="The day that waivers and reviews are measured against; the present one by default.",
)
"""The option that says what day it is; no byte of an edition knows it."""

form = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="Text for people, or one document of JSON for programs.",
)
"""The option that says for whom findings are told."""

_FLAGS = (
    (("-v", "--verbose"), "verbose", "Show each step with its time, and what waivers let stand."),
    (("-q", "--quiet"), "quiet", "Show nothing but errors."),
    (("--debug",), "debug", "Show where in the program an error arose."),
)


def _keep(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    said = settings(ctx)
    ctx.find_root().obj = replace(
        said,
        verbose=said.verbose or (value and parameter.name == "verbose"),
        quiet=said.quiet or (value and parameter.name == "quiet"),
        debug=said.debug or (value and parameter.name == "debug"),
    )
