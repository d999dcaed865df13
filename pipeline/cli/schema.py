"""`pipeline schema`: the JSON Schema of front matter, for editors that check while one writes."""

import json

import click

from pipeline.cli.options import shared


@click.command("schema")
@click.option(
    "--draft-07", "older", is_flag=True, help="Name draft 07 as its version, for editors that know no later one."
)
@shared
def command(older: bool) -> int:
    """Print the JSON Schema of the front matter, for editors.

    It is a schema of version 2020-12 that describes each key. It finds misspelled keys and values of the wrong kind;
    what needs a reckoning, such as the check digit of an ISBN, only a build finds.

    Example: pipeline schema > front-matter.schema.json
    """
    from pipeline.readers.markdown.front_matter_schema import DRAFT_07, json_schema
    from pipeline.writers import EDITIONS

    editions = [edition.name for edition in EDITIONS]
    made = json_schema(editions, DRAFT_07) if older else json_schema(editions)
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))
    return 0
