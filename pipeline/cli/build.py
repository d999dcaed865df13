"""`pipeline build`: articles to editions, and what came of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from pipeline import config
from pipeline.cli.articles import DRAFTS, among, articles, of_different_names
from pipeline.cli.findings import errors_only, seen_from_here, show_error, show_findings, show_waived
from pipeline.cli.options import Settings, settings, shared, today
from pipeline.cli.say import say
from pipeline.cli.show import show_account, show_pieces, show_removed, show_steps
from pipeline.cli.watching import watcher
from pipeline.cli.work import Done, carry_out
from pipeline.diagnostics import UsageError
from pipeline.produce import Order
from pipeline.report import Told, summary


@click.command("build")
@click.argument("wanted", nargs=-1, metavar="[SLUG|PATH]...")
@click.option("-e", "--edition", "editions", multiple=True, metavar="NAME,NAME", help="The editions to build.")
@click.option("--partial", is_flag=True, help="Publish the editions that are proved, also when another is not.")
@click.option("--no-pages", is_flag=True, help="Put no page numbers of the print edition into the others.")
@click.option("--draft", is_flag=True, help="Make what can be made, whatever is wrong, in output/drafts/NAME/.")
@today
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Articles at a time.")
@shared
@click.pass_context
def command(ctx: click.Context, /, wanted: tuple[str, ...], editions: tuple[str, ...], jobs: int, **flags: bool) -> int:
    """Build articles: every edition proved complete, or none published.

    With `--partial`, those that are proved are published without the others; the command still ends with 1.

    What is published replaces what was: a file of the build before that is not made again is removed, and named.

    An article is named by its slug (its folder below `source/`) or by the path of a folder that holds an `article.md`.
    Without a name, all articles of the project are built. Without `--edition`, an article's editions are those that its
    front matter names, else the project's.

    With `--draft` nothing is published: what can be made of an article is made, with DRAFT on every page and each
    error and warning shown in its place, to be looked at. Drafts that were made end with 0, whatever was found.

    Example: pipeline build us-mission-to-nato --edition html,epub
    """
    said = settings(ctx)
    project = said.project.resolve()
    ordered = _orders(project, wanted, editions, pages=not flags["no_pages"])
    orders = [
        replace(_draft(order) if flags["draft"] else order, today=said.today, partial=flags["partial"])
        for order in ordered
    ]
    done = carry_out(orders, jobs, watcher(quiet=said.quiet))
    return _told(done, project, said, several=len(orders) > 1)


def _orders(project: Path, wanted: Sequence[str], editions: Sequence[str], *, pages: bool) -> tuple[Order, ...]:
    """What is to be built; raises UsageError for what does not exist."""
    settled = config.load(project)
    names = _editions(editions) if editions else _known_editions(settled.editions)
    if not names:
        raise UsageError("no edition is named", "name one, or leave `--edition` and `editions` out")
    return tuple(
        Order(project, folder, project / settled.output / folder.name, names, pages, asked=bool(editions))
        for folder in of_different_names(articles(project / settled.source, wanted))
    )


def _draft(order: Order) -> Order:
    """The order for drafts instead, in a folder that no edition is in."""
    return replace(order, draft=True, output=order.output.parent / DRAFTS / order.output.name)


def _editions(options: Sequence[str]) -> tuple[str, ...]:
    return _known_editions([name.strip() for option in options for name in option.split(",") if name.strip()])


def _known_editions(names: Sequence[str]) -> tuple[str, ...]:
    """The names, each once; raises UsageError for one that no row bears."""
    from pipeline.writers import EDITIONS

    known = [edition.name for edition in EDITIONS]
    for name in names:
        if name not in known:
            raise UsageError(f'there is no edition "{name}"', among(name, known, "editions"))
    return tuple(dict.fromkeys(names))


def _told(work: Iterator[Done], project: Path, said: Settings, *, several: bool) -> int:
    """Print what came of each order as it comes; returns the highest exit code."""
    code, everything, stopped = 0, list[Told](), list[str]()
    for done in work:
        outcome = done.outcome
        told = seen_from_here(Told(outcome.slug, outcome.diagnostics, outcome.waived, outcome.fault), project)
        everything.append(errors_only(told) if said.quiet else told)
        _tell(done, everything[-1], project, said, several=several)
        code = max(code, outcome.exit_code)
        stopped += [outcome.slug] if outcome.is_stopped else []
    findings = [finding for told in everything for finding in told.findings]
    if counted := summary(findings, sum(len(told.waived) for told in everything)):
        say(counted)
    if stopped and not said.quiet:
        named = f" {stopped[0]}" if len(stopped) == 1 else ""
        say(f"  hint: see drafts, with each finding in its place, by `pipeline build --draft{named}`")
    return code


def _tell(done: Done, told: Told, project: Path, said: Settings, *, several: bool) -> None:
    if said.verbose:
        show_steps(done)
    show_findings(told, headed=several)
    if said.verbose:
        show_waived(told)
    show_error(told, debug=said.debug)
    for fault in done.outcome.faults:
        show_error(seen_from_here(Told(done.outcome.slug, fault=fault), project), debug=said.debug)
    if not said.quiet:
        show_pieces(done.outcome.slug, done.outcome.pieces)
        show_account(done.outcome)
        show_removed(done.outcome.slug, done.outcome.removed)
