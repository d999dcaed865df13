"""`pipeline prove`: what the files lack that other tools made of an article."""

from pathlib import Path

import click

from pipeline import config
from pipeline.cli.articles import named
from pipeline.cli.findings import errors_only, here, seen_from_here, show_error, show_findings
from pipeline.cli.options import Settings, settings, shared
from pipeline.cli.say import say
from pipeline.diagnostics import UsageError
from pipeline.prove import Looked, Proven, prove
from pipeline.report import Told, safe, summary


@click.command("prove")
@click.argument("article", metavar="ARTICLE")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@shared
@click.pass_context
def command(ctx: click.Context, article: str, files: tuple[str, ...], form: str) -> int:
    """Tell what is missing in files that other tools made of an article.

    Each FILE, HTML, EPUB or tagged PDF, is read back and compared with the article's blocks, their order, the levels of
    its headings, its links, its notes, and what stands for its pictures. What a tool adds, such as contents or numbers,
    is counted and not accused; nor are its own quotation marks and dashes.

    Example: pipeline prove us-mission-to-nato paper.epub paper.pdf
    """
    said = settings(ctx)
    project = said.project.resolve()
    proven = prove(project, _folder(project, article), [_path(name) for name in files])
    told = seen_from_here(Told(proven.slug, proven.findings, fault=proven.fault), project)
    if form == "json":
        from pipeline.report.document import document

        click.echo(document([told], editions=[_entry(proven.slug, each) for each in proven.files]), nl=False)
    else:
        _tell(errors_only(told) if said.quiet else told, proven, said)
    return proven.exit_code


def _folder(project: Path, article: str) -> Path:
    found = named(project / config.load(project).source, article)
    if len(found) != 1:
        raise UsageError(f"{article} holds {len(found)} articles", "name one of them")
    return found[0]


def _path(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise UsageError(f"there is no file {name}", "name HTML, EPUB or PDF that was made of the article")
    return path.resolve()


def _tell(told: Told, proven: Proven, said: Settings) -> None:
    """Print what was found, then a line for each file, then how much of it there is."""
    show_findings(told, headed=False, result=True)
    if not said.quiet:
        for each in proven.files:
            click.echo(_fact(proven.slug, each))
        if proven.unread:
            click.echo(safe(f"{proven.slug} has errors of its own: errors={proven.unread}; see `pipeline check`"))
    show_error(told, debug=said.debug)
    if told.findings:
        say(summary(told.findings), result=True)


def _fact(slug: str, looked: Looked) -> str:
    """One file on one line: slug, name, whether anything is missing, then `name=value`, the path last."""
    found = looked.comparison
    counts = f"blocks={found.found}/{found.written} beyond={found.beyond} " if found else ""
    verdict = "unreadable" if not found else "incomplete" if looked.diagnostics else "complete"
    return safe(f"{slug} {looked.path.name} {verdict} {counts}path={here(looked.path)}")


def _entry(slug: str, looked: Looked) -> dict[str, object]:
    """One file as an object of JSON."""
    found = looked.comparison
    return {
        "article": slug,
        "file": here(looked.path),
        "complete": bool(found) and not looked.diagnostics,
        "written": found.written if found else None,
        "found": found.found if found else None,
        "beyond": found.beyond if found else None,
    }
