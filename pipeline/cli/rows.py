"""The commands: one row each, imported on use, so that `pipeline --help` loads none of their libraries."""

from dataclasses import dataclass
from importlib import import_module

import click

from pipeline.diagnostics import UsageError


@dataclass(frozen=True, slots=True)
class Row:
    """A command: its name, the module that holds it as `command`, and what the list of commands says about it."""

    name: str
    module: str
    summary: str


COMMANDS = (
    Row("build", "pipeline.cli.build", "Build articles: every edition proved complete, or none published."),
    Row("check", "pipeline.cli.check", "Check articles without making anything of them."),
    Row("contract", "pipeline.cli.contract", "Print what the contract of an article asks for against what is there."),
    Row("verify", "pipeline.cli.verify", "Prove finished files again, from the source and the files alone."),
    Row("prove", "pipeline.cli.prove", "Tell what is missing in files that other tools made of an article."),
    Row("cite", "pipeline.cli.cite", "Print how to cite an article, or a page of it."),
    Row("doctor", "pipeline.cli.doctor", "Tell what is installed, what is missing and how to get it."),
    Row("rules", "pipeline.cli.rules", "List the rules, or explain one."),
    Row("schema", "pipeline.cli.schema", "Print the JSON Schema of the front matter, for editors."),
)


class LazyGroup(click.Group):
    """A group of the commands above."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """The names of all commands, in the order of the rows."""
        return [row.name for row in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, from its module."""
        module = next((row.module for row in COMMANDS if row.name == cmd_name), None)
        if module is None:
            return super().get_command(ctx, cmd_name)
        command: click.Command = import_module(module).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names; raises UsageError when there is none."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            from pipeline.cli.articles import among

            raise UsageError(f'there is no command "{args[0]}"', among(args[0], self.list_commands(ctx), "commands"))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command asked for; SIGTERM ends it as Ctrl-C does."""
        from pipeline.files import interruptible

        with interruptible():
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """Write the list of commands from the rows, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(row.name, row.summary) for row in COMMANDS])
