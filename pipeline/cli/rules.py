"""`pipeline rules`: what can be found wrong, all of it by family, or one rule with its documentation."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import click

from pipeline import config, rules
from pipeline.cli.environment import is_drawn
from pipeline.cli.findings import drawn_in
from pipeline.cli.options import settings, shared
from pipeline.cli.say import columns
from pipeline.diagnostics import Rule, Severity, UsageError
from pipeline.own import House
from pipeline.project import own_checks
from pipeline.report.excerpt import Draw
from pipeline.report.rule import rule_text
from pipeline.wording import meant

WIDTH = 78
"""Cells that prose is broken at, where the terminal is not narrower."""
_INDENT = 4
"""Cells before what is shown."""


@click.command("rules")
@click.argument("code", required=False)
@shared
@click.pass_context
def command(ctx: click.Context, code: str | None) -> int:
    """List the rules, or explain one.

    The list has each rule's code, what it weighs in this project, and what it finds; the project's own checks, which
    are files `checks/NAME.yaml` below its sources, come last. With a CODE: why it matters, a
    source that is wrong and one that is right, and how to let such a finding stand, where that is possible.

    Example: pipeline rules broken-reference
    """
    folder = settings(ctx).project.resolve()
    weights = (told := config.load(folder)).rules
    house = own_checks(folder, told)
    if code is None:
        _list((*rules.families(), *(((_FAMILY, house.rules),) if house.checks else ())), weights)
    elif own := house.named(code):
        _explain(own.rule, weights, str(own.at))
    else:
        _explain(_known(code, house), weights)
    return 0


_FAMILY = "own"
"""What the project's own checks are listed as."""
Families = Sequence[tuple[str, Sequence[Rule]]]


def _known(code: str, house: House) -> Rule:
    if known := rules.rule(code):
        return known
    codes = (one.code for one in (*rules.rules(), *house.rules))
    raise UsageError(f'there is no rule "{code}"', meant(code, codes, "see `pipeline rules` for all of them"))


def _list(families: Families, weights: Mapping[str, Severity | None]) -> None:
    """Print a table on a terminal; when piped a line per rule: code, weight, family, and the rest what it finds."""
    if is_drawn(sys.stdout):
        from pipeline.cli.terminal import print_rules

        print_rules({family: list(_rows(found, weights)) for family, found in families})
        return
    longest = max(len(one.code) for _, found in families for one in found)
    for family, found in families:
        for code, weight, fact in _rows(found, weights):
            click.echo(f"{code:<{longest}}  {weight:<7}  {family:<8}  {fact}")


def _rows(found: Sequence[Rule], weights: Mapping[str, Severity | None]) -> Iterator[tuple[str, str, str]]:
    for one in found:
        yield one.code, weights.get(one.code, one.severity) or "off", one.summary.rstrip(".")


def _explain(known: Rule, weights: Mapping[str, Severity | None], where: str = "") -> None:
    weight = weights.get(known.code, known.severity)
    cells = min(columns(result=True), WIDTH)
    shown = rule_text(known, weight, cells, where=where, told=_told(known, weight, drawn_in(cells - _INDENT)))
    if is_drawn(sys.stdout):
        from pipeline.cli.terminal import print_rule

        print_rule(shown)
    else:
        click.echo(shown)


def _told(known: Rule, weight: Severity | None, draw: Draw) -> str:
    """What is told of the wrong source in this project."""
    # It brings what reads and checks a source.
    from pipeline.example import told

    return told(replace(known, severity=weight) if weight else known, draw)
