"""`pipeline schema` agrees with the reader wherever a schema can, and says what it is about."""

import json
import re
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest
import yaml

from pipeline.readers.markdown.front_matter import read_front_matter
from tests.constructs import article, cases
from tests.sources import ROOT

from .conftest import run_in

Mapping = dict[str, Any]  # a schema is JSON of many shapes
GOOD = {
    **{f"{case.name}:{each.line}": article(each.text) for case in cases() for each in case.examples if each.keys},
    **{
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in (
            ROOT / "source" / "us-mission-to-nato" / "article.md",
            ROOT / "tests" / "conformance" / "kitchen-sink" / "article.md",
            ROOT / "tests" / "cases" / "reader" / "front-matter-good.md",
        )
    },
}
BASE = """\
title: T
lang: en
date: 2026-01-02
version: "1"
license: CC-BY-4.0
permalink: https://example.org/t
summary: S.
"""
# Lines that take the place of those with the same key.
WRONG = [
    "titel: T",
    'title: ""',
    "title: [T]",
    "lang: en_GB",
    "date: 2 January 2026",
    "updated: 2026-1-2",
    "updated:",
    "series:",
    "subtitle:",
    "license: CC BY/4.0",
    "permalink: example.org/t",
    "keywords: one, two",
    "contributors: Ada",
    "contributors: [{role: editor}]",
    "contributors: [{name: Ada, mail: a@example.org}]",
    "contributors: [{name: Ada, orcid: 0000-0002-1825}]",
    "contributors: [{name: Ada, ror: 05dxps05}]",
    "contributors: [{name: Ada, url: www.example.org}]",
    "series: Papers",
    "identifiers: {doi: 11.1000/1}",
    "identifiers: {isbn: 978-0-306-40615-7}",
    "identifiers: {isbn: {epub: 0-306-40615-2}}",
    "identifiers: {issn: 20493630}",
    "contact: the desk",
    "related: [{title: R, url: https://example.org/r, relation: translated}]",
    "contract: A Brief",
    "editions: html",
    "review-by: soon",
    "accessibility: good",
    "outline: One",
    "outline: [{One: Two}]",
    "outline: [[One]]",
    "references:",
    "references: [[works.json]]",
    "references: {works: works.json}",
    "citation-style:",
    "citation-style: [ieee]",
]
# A schema cannot reckon, nor know a list of licences.
BEYOND_A_SCHEMA = [
    "date: 2026-02-30",
    "license: CC-BY-9.0",
    "contributors: [{name: Ada, orcid: 0000-0002-1825-0098}]",
    "identifiers: {isbn: {epub: 978-0-306-40615-8}}",
]


class Core(yaml.SafeLoader):
    """Reads YAML as editors do: with the core schema of YAML 1.2 (10.3.2)."""


Core.yaml_implicit_resolvers = {}
for tag, form, first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", "n~"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), [*first, ""])


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> jsonschema.Draft202012Validator:
    """What the command prints."""
    said = run_in(tmp_path_factory.mktemp("any"), "schema")
    assert (said.code, said.err) == (0, "")
    return jsonschema.Draft202012Validator(json.loads(said.out))


def read(front_matter: str) -> tuple[bool, object]:
    """Whether the reader takes it, and its value as an editor sees it."""
    return not read_front_matter(front_matter, "article.md", 1, "any")[1], yaml.load(front_matter, Core)  # noqa: S506 - a safe loader


def with_line(line: str) -> str:
    """The base with a line."""
    key = line.partition(":")[0]
    return "".join(f"{each}\n" for each in BASE.splitlines() if each.partition(":")[0] != key) + f"{line}\n"


def test_schema_is_one(schema: jsonschema.Draft202012Validator) -> None:
    """By the metaschema that it names."""
    said = cast("dict[str, object]", schema.schema)
    assert said["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(said)


def test_every_key_is_described_and_every_example_is_right(schema: jsonschema.Draft202012Validator) -> None:
    """An editor shows the description, and offers the examples."""
    said = cast("Mapping", schema.schema)
    for mapping in (said, *said["$defs"].values()):
        for name, key in mapping["properties"].items():
            assert str(key.get("description", "")).endswith("."), name
            for example in key.get("examples", []):
                schema.evolve(schema={**key, "$defs": said["$defs"]}).validate(example)


@pytest.mark.parametrize("name", GOOD)
def test_schema_takes_what_the_reader_takes(name: str, schema: jsonschema.Draft202012Validator) -> None:
    """Each front matter of the documentation, of the articles and of the reader's cases."""
    good, value = read(GOOD[name][4:].partition("\n---\n")[0] + "\n")
    assert good
    assert [error.message for error in schema.iter_errors(value)] == []


@pytest.mark.parametrize("line", ["title: 1984", "version: 1.10", "keywords: [true, 7]", 'lang: "no"'])
def test_schema_takes_numbers_where_the_reader_takes_them_for_text(
    line: str, schema: jsonschema.Draft202012Validator
) -> None:
    """An editor sees a number, and must not complain of it."""
    good, value = read(with_line(line))
    assert (good, schema.is_valid(value)) == (True, True)


@pytest.mark.parametrize("line", [*WRONG, *(f"# {key}" for key in ("title", "date", "license"))])
def test_schema_refuses_what_the_reader_refuses(line: str, schema: jsonschema.Draft202012Validator) -> None:
    """Each fault alone; the last ones are missing keys."""
    text = re.sub(rf"(?m)^{line[2:]}:.*\n", "", BASE) if line.startswith("#") else with_line(line)
    good, value = read(text)
    assert (good, schema.is_valid(value)) == (False, False)


@pytest.mark.parametrize("line", BEYOND_A_SCHEMA)
def test_what_must_be_reckoned_only_the_reader_refuses(line: str, schema: jsonschema.Draft202012Validator) -> None:
    """The command's help says so."""
    good, value = read(with_line(line))
    assert (good, schema.is_valid(value)) == (False, True)


def test_schema_knows_the_editions(schema: jsonschema.Draft202012Validator) -> None:
    """Their names come from the rows."""
    assert schema.is_valid(read(with_line("editions: [html, pdf-letter]"))[1])
    assert not schema.is_valid(read(with_line("editions: [epub3]"))[1])
    assert not schema.is_valid(read(with_line("identifiers: {isbn: {paperback: 978-0-306-40615-7}}"))[1])


def test_editors_of_an_older_draft_get_the_same(tmp_path: Path) -> None:
    """The keywords are those of both drafts; only the dialect is another."""
    older = json.loads(run_in(tmp_path, "schema", "--draft-07").out)
    newer = json.loads(run_in(tmp_path, "schema").out)
    jsonschema.Draft7Validator.check_schema(older)
    assert older.pop("$schema") == "http://json-schema.org/draft-07/schema#"
    assert older == {key: value for key, value in newer.items() if key != "$schema"}
    assert not jsonschema.Draft7Validator(older).is_valid(read(with_line("series: Papers"))[1])


def test_documentation_says_how_an_editor_finds_it() -> None:
    """The command stands in the page of the source language."""
    assert "pipeline schema --draft-07 >" in (ROOT / "docs" / "source.md").read_text(encoding="utf-8")
