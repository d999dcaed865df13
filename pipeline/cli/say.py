"""Says what is not a result: on standard error, coloured where that is a terminal."""

import sys

import click


def say(text: str) -> None:
    """Print findings, errors and the like."""
    if sys.stderr.isatty():
        from pipeline.cli.terminal import print_text

        print_text(text)
    else:
        click.echo(text, err=True)
