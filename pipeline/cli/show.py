"""What a command says: plain lines when piped, a table and colours on a terminal; findings on standard error."""

import os
import re
import sys
import traceback
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from pipeline import report
from pipeline.cli.say import say
from pipeline.cli.work import Done, Silence, Watcher
from pipeline.diagnostics import Diagnostic, Location, PipelineError
from pipeline.files import Store
from pipeline.produce import Outcome, Piece

_LIMIT = 10_000_000
_LINE_END = re.compile("\r\n|\n|\r")


def show_pieces(slug: str, pieces: Iterable[Piece]) -> None:
    """Print what was published: a table on a terminal, and a blank line after it; else one line per edition."""
    made = tuple(pieces)
    if made and sys.stdout.isatty():
        from pipeline.cli.terminal import print_pieces

        print_pieces(slug, here(made[0].path.parent), made)
    elif made:
        click.echo("\n".join(fact(slug, piece) for piece in made))


def show_account(outcome: Outcome) -> None:
    """Print what became of the characters of a source that is published; a format may keep no account of them."""
    if not outcome.account.characters:
        return
    if sys.stdout.isatty():
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
        if sys.stdout.isatty():
            from pipeline.cli.terminal import print_quietly

            print_quietly(line)
        else:
            click.echo(line)


def fact(slug: str, piece: Piece) -> str:
    """One edition on one line: slug, edition, then `name=value` with the path last, since it may hold spaces."""
    extent = f"pages={piece.pages} " if piece.pages else ""
    return report.safe(
        f"{slug} {piece.edition} {extent}size={piece.size} sections={piece.sections}/{piece.promised} "
        f"blocks={piece.found}/{piece.written} seconds={piece.seconds:.1f} path={here(piece.path)}"
    )


def show_steps(done: Done) -> None:
    """Print each step of an order with its seconds."""
    for step, seconds in done.steps:
        say(f"{done.outcome.slug}: {step} {seconds:.2f} s")


def show_findings(slug: str, findings: Iterable[Diagnostic], project: Path) -> None:
    """Print an article's findings and a blank line; files are named as seen from the current directory."""
    placed = [_from_here(finding, project) for finding in findings]
    if placed:
        say(report.text(placed, source_lines, slug, _width()) + "\n")


def show_summary(findings: Iterable[Diagnostic]) -> None:
    """Print how many findings there are, if any."""
    if counted := report.summary(findings):
        say(counted)


def show_error(slug: str, error: PipelineError, project: Path, *, debug: bool) -> None:
    """Print what stopped an article; with `debug`, where in the program."""
    if debug:
        traceback.print_exception(error)
    say(report.error_text(error.message, error.hint, _location(error.at, project) or slug, source_lines))


def watcher(*, quiet: bool) -> Watcher:
    """Who shows on a terminal what is being done; says nothing when it is piped."""
    if quiet or not sys.stderr.isatty():
        return Silence()
    from pipeline.cli.terminal import Spinner

    return Spinner()


def here(path: Path) -> str:
    """A path as seen from the current directory, or in full when it lies outside."""
    whole = path.absolute()
    return whole.relative_to(Path.cwd()).as_posix() if whole.is_relative_to(Path.cwd()) else os.fspath(whole)


def source_lines(file: str) -> tuple[str, ...]:
    """The lines of a source file (CommonMark 0.31, 2.1), or none when it cannot be read."""
    path = Path(file)
    try:
        content = Store(path.parent).read(path.name, _LIMIT)
    except PipelineError:
        return ()
    return tuple(_LINE_END.split(content.decode("utf-8-sig", "replace")))


def _from_here(finding: Diagnostic, project: Path) -> Diagnostic:
    return replace(finding, at=_location(finding.at, project))


def _location(at: Location | None, project: Path) -> Location | None:
    return replace(at, file=here(project / at.file)) if at else None


def _width() -> int:
    if not sys.stderr.isatty():
        return report.WIDTH
    from pipeline.cli.terminal import width

    return width()
