"""`pipeline rules`: what can be found wrong, all of it by family, or one rule with its documentation."""

import sys
from collections.abc import Iterator, Mapping

import click

from pipeline import config, rules
from pipeline.cli.environment import is_drawn
from pipeline.cli.options import settings, shared
from pipeline.cli.say import columns
from pipeline.diagnostics import Rule, Severity, UsageError
from pipeline.report.rule import rule_text
from pipeline.wording import meant

WIDTH = 78
"""Cells that prose is broken at, where the terminal is not narrower."""


@click.command("rules")
@click.argument("code", required=False)
@shared
@click.pass_context
def command(ctx: click.Context, code: str | None) -> int:
    """List the rules, or explain one.

    The list has each rule's code, what it weighs in this project, and what it finds. With a CODE: why it matters, a
    source that is wrong and one that is right, and how to let such a finding stand, where that is possible.

    Example: pipeline rules broken-reference
    """
    weights = config.load(settings(ctx).project.resolve()).rules
    if code is None:
        _list(weights)
    else:
        _explain(_known(code), weights)
    return 0


def _known(code: str) -> Rule:
    if known := rules.rule(code):
        return known
    codes = (one.code for one in rules.rules())
    raise UsageError(f'there is no rule "{code}"', meant(code, codes, "see `pipeline rules` for all of them"))


def _list(weights: Mapping[str, Severity | None]) -> None:
    """Print a table on a terminal; when piped a line per rule: code, weight, family, and the rest what it finds."""
    if is_drawn(sys.stdout):
        from pipeline.cli.terminal import print_rules

        print_rules({family: list(_rows(found, weights)) for family, found in rules.families()})
        return
    for family, found in rules.families():
        for code, weight, fact in _rows(found, weights):
            click.echo(f"{code:<{_longest()}}  {weight:<7}  {family:<8}  {fact}")


def _rows(found: tuple[Rule, ...], weights: Mapping[str, Severity | None]) -> Iterator[tuple[str, str, str]]:
    for one in found:
        yield one.code, weights.get(one.code, one.severity) or "off", one.summary.rstrip(".")


def _longest() -> int:
    return max(len(one.code) for one in rules.rules())


def _explain(known: Rule, weights: Mapping[str, Severity | None]) -> None:
    told = rule_text(known, weights.get(known.code, known.severity), min(columns(result=True), WIDTH))
    if is_drawn(sys.stdout):
        from pipeline.cli.terminal import print_rule

        print_rule(told)
    else:
        click.echo(told)
