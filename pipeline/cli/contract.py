"""`pipeline contract`: the contract of an article against what is there, as a table."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from pipeline import report
from pipeline.checks import had
from pipeline.cli.articles import articles
from pipeline.cli.environment import accessible, is_drawn
from pipeline.cli.findings import seen_from_here, show_error, show_findings
from pipeline.cli.options import Settings, settings, shared, today
from pipeline.cli.say import say
from pipeline.contract import check_contract, contract_of
from pipeline.contract.table import Cell, Row, rows
from pipeline.diagnostics import Diagnostic, PipelineError, UsageError, has_errors
from pipeline.project import Project, examined_article, open_project, read_article
from pipeline.report import Told, safe
from pipeline.writers import EDITIONS


@click.command("contract")
@click.argument("wanted", metavar="SLUG|PATH")
@today
@shared
@click.pass_context
def command(ctx: click.Context, wanted: str) -> int:
    """Print what the contract of an article asks for against what is there.

    The article names its contract in the front matter, `contract: briefing`. Contracts ship as `briefing`, `report` and
    `lesson`; a file `contracts/NAME.yaml` below the project's sources overrides or adds one. It ends with 1 when the
    article does not keep its contract.

    Example: pipeline contract us-mission-to-nato
    """
    said = settings(ctx)
    project = open_project(said.project.resolve())
    folder, *others = articles(project.folder / project.settings.source, (wanted,))
    if others:
        raise UsageError(f"{wanted} holds several articles", "name one of them")
    try:
        return _told(project, folder, said)
    except PipelineError as fault:
        show_error(seen_from_here(Told(folder.name, fault=fault), project.folder), debug=said.debug)
        return fault.exit_code


def _told(project: Project, folder: Path, said: Settings) -> int:
    """Print the table, or why there is none; returns the exit code."""
    examined = examined_article(project, read_article(project, folder), said.today)
    article = examined.article
    if article is None:
        return _refused(folder.name, examined.diagnostics, project)
    if not article.metadata.contract:
        known = ", ".join(sorted(project.contracts))
        hint = f"write `contract: NAME` into its front matter (contracts: {known})"
        raise UsageError("the article names no contract", hint)
    own = had(article, EDITIONS)
    found = tuple(check_contract(article, own, project.contracts))
    contract = contract_of(article, project.contracts)
    if contract is None:
        return _refused(folder.name, found, project)
    places = {(each.code, each.at) for each in found}
    counted = [each for each in examined.diagnostics if (each.code, each.at) in places]
    told = verdict(folder.name, contract.name, counted, standing=len(found) - len(counted))
    _show(rows(article, own, contract, found), safe(told))
    return int(has_errors(counted))


def _refused(slug: str, findings: Sequence[Diagnostic], project: Project) -> int:
    show_findings(seen_from_here(Told(slug, tuple(findings)), project.folder), headed=False)
    say(report.summary(findings))
    return 1


def verdict(slug: str, contract: str, findings: Sequence[Diagnostic], *, standing: int) -> str:
    """Whether the article keeps its contract, and how many findings waivers or settings let stand."""
    if has_errors(findings):
        told = f'{slug} does not keep the contract "{contract}": {counted(findings)}; see `pipeline check {slug}`'
    else:
        told = f'{slug} keeps the contract "{contract}"' + (f": {counted(findings)}" if findings else "")
    return f"{told}; {standing} let stand by waivers or settings" if standing else told


def counted(findings: Sequence[Diagnostic]) -> str:
    """How many findings there are of each severity."""
    return report.summary([replace(each, at=None) for each in findings])


def _show(table: Sequence[Row], told: str) -> None:
    if is_drawn(sys.stdout):
        from pipeline.cli.terminal import print_contract

        print_contract(table, told)
    else:
        click.echo(f"{safe(spoken(table) if accessible() else plain(table))}\n{told}")


def spoken(table: Sequence[Row]) -> str:
    """The table with a line for each row, on which every number says what it counts."""
    return "\n".join(f"{row.name}: {'; '.join(_row(row))}" for row in table)


def _row(row: Row) -> tuple[str, str, str]:
    words = f"{_heard('words', row.words)}, bounds {row.bounds}"
    return _heard("there", row.there), words, _heard("components", row.components)


def _heard(name: str, cell: Cell) -> str:
    return f"{name} {'none' if cell.text == '–' else cell.text}" + (
        "" if cell.kept else ", which does not keep the contract"
    )


def plain(table: Sequence[Row]) -> str:
    """The table in columns of text: what does not keep the contract is marked with an exclamation mark."""
    lines = [("section", "there", "words", "bounds", "components"), *(_cells(row) for row in table)]
    widths = [max(report.cells(line[column]) for line in lines) for column in range(4)]
    return "\n".join(
        "  ".join((*(_padded(cell, width) for cell, width in zip(line, widths, strict=False)), line[4])).rstrip()
        for line in lines
    )


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - report.cells(cell))


def _cells(row: Row) -> tuple[str, str, str, str, str]:
    marked = (row.there, row.words, row.components)
    there, words, components = (cell.text if cell.kept else f"{cell.text} !" for cell in marked)
    return f"{'  ' * row.depth}{row.name}", there, words, row.bounds, components
