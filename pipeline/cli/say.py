"""Says what is text for people: coloured where that is a terminal, plain where it is piped."""

import sys

import click

from pipeline.cli.environment import is_drawn


def say(text: str, *, result: bool = False) -> None:
    """Print findings, errors and the like: to standard error, unless they are what the command was asked for."""
    if is_drawn(sys.stdout if result else sys.stderr):
        from pipeline.cli.terminal import print_text

        print_text(text, result=result)
    else:
        click.echo(text, err=not result)


def columns(*, result: bool = False) -> int:
    """How many cells a line may take there."""
    if not is_drawn(sys.stdout if result else sys.stderr):
        from pipeline.report import WIDTH

        return WIDTH
    from pipeline.cli.terminal import width

    return width(result=result)
