"""`pipeline cite`: how others cite an article, or a page of it."""

import click

from pipeline.cite import reference
from pipeline.cli.articles import articles
from pipeline.cli.findings import seen_from_here, show_findings
from pipeline.cli.options import settings, shared, today
from pipeline.diagnostics import UsageError, has_errors
from pipeline.project import examined_article, open_project, read_article
from pipeline.report import Told, safe


@click.command("cite")
@click.argument("wanted", metavar="SLUG|PATH")
@click.option("--page", default="", metavar="LABEL", help="A page of the print edition that numbers all others.")
@today
@shared
@click.pass_context
def command(ctx: click.Context, wanted: str, page: str) -> int:
    """Print how to cite an article, or a page of it.

    The reference is in the article's own citation style. With `--page` it names that page, with an address that
    leads to it in the web page. Which pages there are, the editions say that were built last.

    Example: pipeline cite us-mission-to-nato --page 7
    """
    said = settings(ctx)
    project = open_project(said.project.resolve())
    folder, *others = articles(project.folder / project.settings.source, (wanted,))
    if others:
        raise UsageError(f"{wanted} holds several articles", "name one of them")
    examined = examined_article(project, read_article(project, folder), said.today)
    if examined.article is None or has_errors(examined.diagnostics):
        show_findings(seen_from_here(Told(folder.name, examined.diagnostics), project.folder), headed=False)
        return 1
    click.echo(safe(reference(examined.article, page, project)))
    return 0
