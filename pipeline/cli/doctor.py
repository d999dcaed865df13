"""`pipeline doctor`: what is installed, what is missing, and how to get it."""

import sys

import click

from pipeline.cli.environment import is_drawn
from pipeline.cli.machine import Fact, State, facts
from pipeline.cli.options import settings, shared
from pipeline.diagnostics import EnvironmentFault
from pipeline.report import safe


@click.command("doctor")
@shared
@click.pass_context
def command(ctx: click.Context) -> int:
    """Tell what is installed, what is missing and how to get it.

    Ends with 5 when something is missing that a build needs.

    Example: pipeline doctor
    """
    said = settings(ctx)
    worst = 0
    for fact in facts(said.project.resolve()):
        if fact.state is State.MISSING:
            worst = EnvironmentFault.exit_code
        if fact.state is State.MISSING or not said.quiet:
            _tell(fact)
    return worst


def _tell(fact: Fact) -> None:
    line = safe(f"{fact.state:<7} {fact.name:<15} {fact.found}")
    if is_drawn(sys.stdout):
        from pipeline.cli.terminal import print_fact

        print_fact(line, fact.state)
    else:
        click.echo(line)
    if fact.hint:
        click.echo(f"  hint: {fact.hint}")
