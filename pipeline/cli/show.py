"""What came of a build as it says it: plain lines when piped, a table and colours on a terminal."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from pipeline import report
from pipeline.cli.environment import is_drawn
from pipeline.cli.findings import here
from pipeline.cli.say import say
from pipeline.cli.work import Done
from pipeline.produce import Outcome, Piece


def show_pieces(slug: str, pieces: Iterable[Piece]) -> None:
    """Print what was published: a table on a terminal, and a blank line after it; else one line per edition."""
    made = tuple(pieces)
    if made and is_drawn(sys.stdout):
        from pipeline.cli.terminal import print_pieces

        print_pieces(slug, here(made[0].path.parent), made)
    elif made:
        click.echo("\n".join(fact(slug, piece) for piece in made))


def show_account(outcome: Outcome) -> None:
    """Print what became of the characters of a source that is published; a format may keep no account of them."""
    if not outcome.account.characters:
        return
    if is_drawn(sys.stdout):
        from pipeline.cli.terminal import print_quietly

        print_quietly(f"{account_sentence(outcome)}\n")
    else:
        click.echo(account_fact(outcome))


def account_fact(outcome: Outcome) -> str:
    """The account on one line: slug, `account`, then `name=value`, each a number of characters."""
    account = outcome.account
    markup = account.characters - account.text - account.unread
    return report.safe(
        f"{outcome.slug} account characters={account.characters} text={account.text} markup={markup} "
        f"unread={account.unread}"
    )


def account_sentence(outcome: Outcome) -> str:
    """The account for people; what is unread though published, since a warning tells it, is not passed over."""
    account = outcome.account
    where = f"{account.text:,} in the text, {account.characters - account.text - account.unread:,} of markup"
    if account.unread:
        return f"Of {account.characters:,} characters of the source: {where}, {account.unread:,} unread, told above."
    return f"Every character of the source is accounted for: {where}."


def show_removed(slug: str, paths: Iterable[Path]) -> None:
    """Print one line for each file that the new set of editions does not have."""
    for path in paths:
        line = report.safe(f"{slug} removed path={here(path)}")
        if is_drawn(sys.stdout):
            from pipeline.cli.terminal import print_quietly

            print_quietly(line)
        else:
            click.echo(line)


def fact(slug: str, piece: Piece) -> str:
    """One edition on one line: slug, edition, then `name=value` with the path last, since it may hold spaces."""
    extent = f"pages={piece.pages} " if piece.pages else ""
    return report.safe(
        f"{slug} {piece.edition} {extent}size={piece.size} sections={piece.sections}/{piece.promised} "
        f"{piece.counted}={piece.found}/{piece.written} seconds={piece.seconds:.1f} path={here(piece.path)}"
    )


def show_steps(done: Done) -> None:
    """Print each step of an order with its seconds, then what part of them the proof has taken."""
    for step, seconds in done.steps:
        say(f"{done.outcome.slug}: {step} {seconds:.2f} s")
    if told := cost(done.steps):
        say(f"{done.outcome.slug}: {told}")


def cost(steps: Sequence[tuple[str, float]]) -> str:
    """The shares of the proof: of all steps, and of printing what it takes to look at print; "" for no proof."""
    from pipeline.writers import EDITIONS

    paper = [edition.title for edition in EDITIONS if edition.medium == "paper"]
    printing = sum(seconds for step, seconds in steps if step in paper)
    ink = sum(seconds for step, seconds in steps if step.removesuffix(": ink") in paper and step.endswith(": ink"))
    proof = sum(seconds for step, seconds in steps if step == "account" or step.endswith(": read back"))
    whole = sum(seconds for _, seconds in steps)
    if not any(step.endswith(": read back") for step, _ in steps):
        return ""
    told = f"account and reading back took {proof / whole:.1%} of the build"
    return f"{told}, the look at print {ink / printing:.1%} of printing" if printing else told
