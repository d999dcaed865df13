"""`pipeline verify`: whether finished files still hold what their source says."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from pipeline import config
from pipeline.cli.articles import articles
from pipeline.cli.findings import errors_only, here, seen_from_here, show_error, show_findings
from pipeline.cli.options import Settings, form, settings, shared, today
from pipeline.cli.say import say
from pipeline.cli.validators import asked, entries, known_validators, show_validators, unlooked
from pipeline.cli.watching import watcher
from pipeline.diagnostics import UsageError
from pipeline.report import Told, safe, summary
from pipeline.verify import Checked, Request, Verified, verify


@click.command("verify")
@click.argument("wanted", nargs=-1, metavar="[SLUG|PATH]...")
@form
@click.option("--rebuild", is_flag=True, help="Build the editions again too, and compare them byte for byte.")
@click.option("--validators", "ask", is_flag=True, help="Ask the validators of others too, those that are installed.")
@click.option(
    "--require", "required", multiple=True, metavar="NAME", help="Ask them, and fail unless this one has looked."
)
@today
@shared
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - click hands over what was said
    ctx: click.Context, wanted: tuple[str, ...], form: str, rebuild: bool, ask: bool, required: tuple[str, ...]
) -> int:
    """Prove finished files again, from the source and the files alone.

    Each file that an article's manifest names is read back, compared with what the source says now, and looked at for
    what nobody sees in it, more closely than a build does. A file with other bytes than were published is told apart
    from one that says something else.

    A PDF that is named by its path is proved by the source that it carries. Without a name, all articles of the project
    are verified.

    With --validators, EPUBCheck, Ace, the Nu Html Checker, axe and veraPDF look at the files too, those of them that
    are here, and what they find is told where it can be mended. The output says which of them have not looked.

    Example: pipeline verify us-mission-to-nato --rebuild
    """
    said = settings(ctx)
    project = said.project.resolve()
    known_validators(required)
    requests = _requests(project, wanted, said, rebuild=rebuild)
    everything = tuple(_verified(requests, said))
    outside = asked(requests, everything, said) if ask or required else ()
    everything = tuple(each.verified for each in outside) or everything
    told = [seen_from_here(_told(each), project) for each in everything]
    lacking = unlooked(outside, required)
    if form == "json":
        from pipeline.report.document import document

        editions = [_entry(each.slug, one) for each in everything for one in each.checked]
        further = {"validators": [entry for each in outside for entry in entries(each)]} if outside else {}
        click.echo(document(told, editions=editions, **further), nl=False)
    else:
        _tell([errors_only(each) if said.quiet else each for each in told], everything, said)
        show_validators(outside, said)
    for fault in lacking:
        show_error(Told(fault=fault), debug=False)
    return max([each.exit_code for each in everything] + [fault.exit_code for fault in lacking])


def _requests(project: Path, wanted: Sequence[str], said: Settings, *, rebuild: bool) -> tuple[Request, ...]:
    settled = config.load(project)
    files = [name for name in wanted if name.lower().endswith(".pdf") and Path(name).is_file()]
    others = [name for name in wanted if name not in files]
    if files and rebuild:
        raise UsageError("a PDF by itself cannot be built again", "name the article that it was made from")
    folders = articles(project / settled.source, others) if others or not wanted else ()
    output = project / settled.output
    return (
        *(Request(project, None, Path(name).resolve(), today=said.today) for name in files),
        *(Request(project, folder, output / folder.name, rebuild, said.today) for folder in folders),
    )


def _verified(requests: Sequence[Request], said: Settings) -> Iterator[Verified]:
    progress = watcher(quiet=said.quiet)
    for request in requests:
        yield verify(request, partial(progress.begin, request.slug))
        progress.rest()


def _told(verified: Verified) -> Told:
    return Told(verified.slug, verified.diagnostics, fault=verified.fault)


def _tell(told: Sequence[Told], everything: Sequence[Verified], said: Settings) -> None:
    """Print what was found, edition by edition where that is asked for, and what stopped it."""
    for each, verified in zip(told, everything, strict=True):
        show_findings(each, headed=len(told) > 1, result=True)
        if not said.quiet:
            for checked in verified.checked:
                click.echo(_fact(verified.slug, checked))
    for each in told:
        show_error(each, debug=said.debug)
    findings = [finding for each in told for finding in each.findings]
    if findings:
        say(summary(findings), result=True)


def _fact(slug: str, checked: Checked) -> str:
    """One edition on one line: slug, edition, whether it is proved, then `name=value`, the path last."""
    proved = checked.proved
    counts = (
        f"{proved.proof.counted}={proved.proof.found}/{proved.proof.written} unseen={len(proved.unseen)} "
        if proved
        else ""
    )
    rebuilt = {None: "", True: "rebuilt=same ", False: "rebuilt=differs "}[checked.rebuilt]
    verdict = "proved" if checked.holds else "unproved"
    return safe(f"{slug} {checked.edition.name} {verdict} {counts}{rebuilt}path={here(checked.path)}")


def _entry(slug: str, checked: Checked) -> dict[str, object]:
    """One edition as an object of JSON."""
    proved = checked.proved
    return {
        "article": slug,
        "edition": checked.edition.name,
        "file": here(checked.path),
        "sha256": checked.sha256,
        "proved": checked.holds,
        "written": proved.proof.written if proved else None,
        "found": proved.proof.found if proved else None,
        "unseen": len(proved.unseen) if proved else None,
        "rebuilt": checked.rebuilt,
    }
