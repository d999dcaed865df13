"""The command `pipeline`: options, call, print, exit."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from pipeline import __version__
from pipeline.cli.options import settings, shared
from pipeline.cli.rows import LazyGroup
from pipeline.cli.say import say
from pipeline.diagnostics import EnvironmentFault, PipelineError

INTERRUPTED = 130
FAULT = 1
"""A fault of the program itself."""


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True)
@click.option(
    "-C",
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The project's folder; this one by default.",
)
@click.version_option(__version__, "--version", message="%(prog)s %(version)s")
@shared
@click.pass_context
def group(ctx: click.Context, project: Path) -> None:
    """Turn one Markdown article into HTML, PDF and EPUB, and prove that each says the same.

    A project is a folder with `source/NAME/article.md` for each article. What is built lands in `output/NAME/`.

    It ends with 0 when all is well, 1 when an article has errors, 2 for what does not exist or is set wrongly, 3 for
    what is refused, 4 when a limit was hit, 5 when the machine lacks something, 130 when interrupted.

    Example: pipeline build us-mission-to-nato
    """
    ctx.obj = replace(settings(ctx), project=project)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code: the highest that applies."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Names in any script are printed, also where the locale knows ASCII only.
            stream.reconfigure(errors="backslashreplace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(words)
    except click.ClickException as error:
        return _refuse(error)
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except PipelineError as error:
        return _stop(error, words)
    except OSError as error:
        reason = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        return _stop(EnvironmentFault(f"the system refused: {reason}", "mend what it reports, then try again"), words)
    except Exception as error:  # noqa: BLE001 - whatever it is, its user gets one line
        return _confess(error, words)


def _run(words: list[str]) -> int:
    code = group.main(words, prog_name="pipeline", standalone_mode=False)
    return code if isinstance(code, int) else 0


def _refuse(error: click.ClickException) -> int:
    """Say what is wrong with the words of the command, in the shape of all other errors."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return error.exit_code
    message = error.format_message().rstrip(".")
    context = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "pipeline"
    say(f"error: {message[:1].lower()}{message[1:]}\n  hint: see `{context} --help`")
    return error.exit_code


def _stop(error: PipelineError, words: Sequence[str]) -> int:
    from pipeline.report import error_text

    _trace(words)
    say(error_text(error.message, error.hint, error.at, lambda _file: ()))
    return error.exit_code


def _confess(error: Exception, words: Sequence[str]) -> int:
    _trace(words)
    told = str(error).splitlines()[0] if str(error) else "no message"
    say(
        f"error: a fault of the program itself: {type(error).__name__}: {told}\n"
        "  hint: please report it with what `--debug` shows"
    )
    return FAULT


def _trace(words: Sequence[str]) -> None:
    # The options may not have been read when the error arose.
    if "--debug" in words:
        import traceback

        traceback.print_exc()
