"""The baseline that `pipeline check` is given: read before anything is checked, and smaller when findings are gone."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.baseline import Baseline, joined, of_all, parted, read, written
from pipeline.cli.articles import ENTRY
from pipeline.cli.environment import is_set
from pipeline.cli.say import say
from pipeline.diagnostics import UsageError
from pipeline.files import ReadError, Store, write_over
from pipeline.report import Lines, Told
from pipeline.report.marks import marks
from pipeline.wording import counted

_LIMIT = 10_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """A file with a baseline, what it held when the command began, and whether all that is found goes into it."""

    file: Path
    before: Baseline
    accept: bool


def opened(file: Path, *, accept: bool) -> Kept:
    """The baseline in a file; one that does not exist accepts nothing, and is written by `--accept` alone.

    Raises UsageError when there is none, ConfigError for one that is wrong.
    """
    if not os.path.lexists(file):
        if not accept:
            hint = "write it with `--accept`, which accepts all that is found now, and commit it"
            raise UsageError(f"there is no baseline {file}", hint)
        return Kept(file, Baseline(), accept)
    try:
        content = Store(file.parent).read(file.name, _LIMIT)
    except ReadError as error:
        raise UsageError(f"{file} is no baseline: {error.message}", "name a file") from error
    return Kept(file, read(content, str(file)), accept)


def settled(kept: Kept, told: Sequence[Told], project: Path, lines: Lines) -> tuple[Baseline, tuple[Told, ...]]:
    """The baseline from now on, and what is told with it: it never grows, unless all is accepted.

    What it has of articles that were not checked stays, as long as there are such articles.
    """
    names = {_article(each, project): each for each in told if each.name}
    checked = {article: each for article, each in names.items() if not each.fault}
    found = of_all((article, marks(each.findings, lines).values()) for article, each in checked.items())
    others = kept.before.of(lambda article: article not in checked and (project / article / ENTRY).is_file())
    now = joined(others, found if kept.accept else _less(kept.before, found))
    return now, tuple(parted(each, _article(each, project), now, lines) if each.name else each for each in told)


def keep(kept: Kept, now: Baseline, *, quiet: bool) -> None:
    """Write the baseline when it has changed, and say so; where CI is set a smaller one is only told of.

    Raises EnvironmentFault when it cannot be written.
    """
    if now == kept.before and not (kept.accept and not kept.file.exists()):
        return
    stays = not kept.accept and is_set("CI")
    if not stays:
        write_over(kept.file, written(now))
    if not quiet:
        say(_said(kept, now, stays=stays))


def _said(kept: Kept, now: Baseline, *, stays: bool) -> str:
    if kept.accept:
        return f"{kept.file}: {counted(now.size, 'finding')} accepted, {kept.before.size:,} before"
    gone = f"{kept.file}: {counted(kept.before.size - now.size, 'finding')} gone"
    return (
        f"{gone}\n  hint: run this where CI is not set, and commit the file" if stays else f"{gone}, {now.size:,} left"
    )


def _less(before: Baseline, found: Baseline) -> Baseline:
    """What is accepted and still there."""
    kept = {kind: min(count, found.counts.get(kind, 0)) for kind, count in before.counts.items()}
    return Baseline({kind: count for kind, count in kept.items() if count})


def _article(told: Told, project: Path) -> str:
    """The folder of an article as seen from the project, wherever the command runs."""
    return Path(os.path.relpath(Path(told.name).absolute().parent, project)).as_posix()
