"""`pipeline check`: all that is found wrong with articles, without making anything of them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

import click

from pipeline.cli.articles import ENTRY, articles
from pipeline.cli.baselines import keep, opened, settled
from pipeline.cli.findings import (
    errors_only,
    here,
    seen_from_here,
    show_error,
    show_findings,
    show_waived,
    source_lines,
)
from pipeline.cli.options import Settings, settings, shared, today
from pipeline.cli.say import say
from pipeline.cli.watching import watcher
from pipeline.diagnostics import PipelineError, UsageError
from pipeline.files import write_over
from pipeline.project import Project, examined_article, open_project, read_article
from pipeline.report import Lines, Told, in_all

_DOCUMENTS = ("json", "sarif")
"""The forms that can go into a file of their own."""
_UNREADABLE = "backslashreplace"
"""What becomes of half a character, which a name of a file may hold and UTF-8 cannot."""


@click.command("check")
@click.argument("wanted", nargs=-1, metavar="[SLUG|PATH]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "sarif", "github")),
    default="text",
    show_default=True,
    help="Text for people, a document of JSON or SARIF for programs, or annotations for GitHub Actions.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the document of JSON or SARIF into FILE, and tell the findings as text.",
)
@click.option(
    "--summary",
    "page",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Also write all findings as a page of Markdown into FILE.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Let what FILE has accepted stand, and make it smaller when something of that is gone.",
)
@click.option("--accept", is_flag=True, help="Write all that is found into the baseline.")
@click.option("--strict", is_flag=True, help="End with 1 for warnings too.")
@today
@shared
@click.pass_context
def command(
    ctx: click.Context, /, wanted: tuple[str, ...], form: str, *, accept: bool, strict: bool, **files: Path | None
) -> int:
    """Check articles without making anything of them.

    All findings in all articles are told at once. It ends with 1 when one of them is an error, since a build would then
    publish nothing. What keeps one article from being checked does not keep the others.

    An article is named by its slug, by the path of its folder or of a file in it, or by a folder that holds several.
    Without a name, all articles of the project are checked.

    A baseline holds findings that are accepted until somebody mends them: only what is new is told. It is written with
    `--accept`, and never grows without; where the variable CI is set, it does not change either.

    Example: pipeline check us-mission-to-nato --strict
    """
    said = settings(ctx)
    if files["output"] and form not in _DOCUMENTS:
        raise UsageError("--output is for a document", f"add `--format {_DOCUMENTS[0]}` or `--format {_DOCUMENTS[1]}`")
    if accept and not files["baseline"]:
        raise UsageError("--accept needs a baseline", "add `--baseline FILE`")
    kept = opened(files["baseline"], accept=accept) if files["baseline"] else None
    project = said.project.resolve()
    everything = tuple(seen_from_here(told, project) for told in _checked(project, wanted, said))
    now, everything = settled(kept, everything, project, _lines()) if kept else (None, everything)
    if form == "text" or files["output"]:
        _tell([errors_only(told, strict=strict) if said.quiet else told for told in everything], said)
    else:
        click.echo(_drawn(form, everything), nl=False)
    drawn = ((files["output"], form), (files["page"], "markdown"))
    acts = [partial(write_over, file, _drawn(form, everything)) for file, form in drawn if file]
    acts += [partial(keep, kept, now, quiet=said.quiet)] if kept and now else []
    return max(*(_done(act, said) for act in acts), *(_code(told, strict=strict) for told in everything), 0)


def _drawn(form: str, told: Sequence[Told]) -> bytes:
    """All that is told as a document, as annotations, or as a page of Markdown."""
    match form:
        case "json":
            from pipeline.report.document import document

            return document(told)
        case "sarif":
            from pipeline.report.sarif import log

            return log(told, _lines())
        case "github":
            from pipeline.report.github import commands

            return commands(told).encode(errors=_UNREADABLE)
        case _:
            from pipeline.report.markdown import page

            return page(told).encode(errors=_UNREADABLE)


def _lines() -> Lines:
    """The lines of sources; those read last are kept, since an article has few files and they come in its order."""
    return lru_cache(4)(source_lines)


def _done(act: Callable[[], None], said: Settings) -> int:
    """Write a file beside what is told; what keeps one from being written keeps no other from it."""
    try:
        act()
    except PipelineError as fault:
        show_error(Told(fault=fault), debug=said.debug)
        return fault.exit_code
    return 0


def _checked(folder: Path, wanted: Sequence[str], said: Settings) -> Iterator[Told]:
    """Yield what is found in each article, and before that what cannot be checked at all."""
    try:
        project = open_project(folder)
        found = [_found(folder / project.settings.source, names) for names in _each(wanted)]
    except PipelineError as fault:
        yield Told(fault=fault)
        return
    yield from (each for each in found if isinstance(each, Told))
    # One article may be meant by several words.
    folders = tuple({each.resolve(): each for several in found if not isinstance(several, Told) for each in several})
    progress = watcher(quiet=said.quiet)
    try:
        for number, article in enumerate(folders, 1):
            progress.begin(article.name, f"article {number} of {len(folders)}")
            yield _examined(project, article, said.today)
    finally:
        progress.rest()


def _each(wanted: Sequence[str]) -> list[Sequence[str]]:
    """The words one by one, so that one that means no article hides no other; without any, no word once."""
    return [(name,) for name in wanted] or [()]


def _found(source: Path, names: Sequence[str]) -> tuple[Path, ...] | Told:
    try:
        return articles(source, names)
    except UsageError as fault:
        return Told(fault=fault)


def _examined(project: Project, folder: Path, today: date | None) -> Told:
    name = here(folder / ENTRY)
    try:
        examined = examined_article(project, read_article(project, folder), today)
    except PipelineError as fault:
        return Told(name, fault=fault)
    return Told(name, examined.diagnostics, examined.waived)


def _tell(everything: Sequence[Told], said: Settings) -> None:
    """Print findings, since they are the result, where results go; what kept articles from being checked, as errors."""
    for told in everything:
        show_findings(told, headed=len(everything) > 1, result=True)
        if said.verbose:
            show_waived(told, result=True)
    for told in everything:
        show_error(told, debug=said.debug)
    checked = [told for told in everything if not told.fault]
    if checked and (any(told.findings for told in checked) or not said.quiet):
        if len(checked) < len(everything):
            say("")
        say(in_all(everything), result=True)


def _code(told: Told, *, strict: bool) -> int:
    if told.fault:
        return told.fault.exit_code
    return 1 if errors_only(told, strict=strict).findings else 0
