"""Logs of SARIF against the schema of version 2.1.0, which travels in an npm package."""

import json
from pathlib import Path

import jsonschema
import pytest

from pipeline.validators import NotRunError
from pipeline.validators.programs import node_module
from tests.cli.conftest import ARTICLE, run_in, write_article
from tests.cli.test_many_articles import WRONG, write_many
from tests.conformance.conftest import TOOLS
from tests.test_report_sarif import GOLDEN

pytestmark = pytest.mark.conformance
SCHEMA = ("@microsoft/jest-sarif", "lib/schemas/sarif-2.1.0-rtm.5.json")


@pytest.fixture(scope="module")
def schema() -> jsonschema.Draft4Validator:
    """The schema; where it is not installed, the tests are skipped."""
    try:
        text = node_module(TOOLS, *SCHEMA).read_text(encoding="utf-8")
    except NotRunError as error:
        pytest.skip(str(error))
    return jsonschema.Draft4Validator(json.loads(text))


def _faults(schema: jsonschema.Draft4Validator, content: str) -> list[str]:
    return [f"{fault.json_path}: {fault.message}" for fault in schema.iter_errors(json.loads(content))]


def test_golden_log_is_valid(schema: jsonschema.Draft4Validator) -> None:
    """It has something of everything that we write."""
    assert _faults(schema, GOLDEN.read_text(encoding="utf-8")) == []


def test_log_of_a_project_is_valid(schema: jsonschema.Draft4Validator, tmp_path: Path) -> None:
    """With findings, and an article that could not be checked."""
    write_many(tmp_path)
    write_article(tmp_path / "source", "odd", ARTICLE.replace("lang: en", "lang: eo"))
    said = run_in(tmp_path, "check", "--format", "sarif")
    assert (said.code, said.err) == (2, "")
    assert len(json.loads(said.out)["runs"][0]["results"]) == len(WRONG)
    assert _faults(schema, said.out) == []


@pytest.mark.parametrize(
    ("there", "wrong"),
    [
        ('"level": "error"', '"level": "fatal"'),
        ('"startLine": 1,', '"startLine": 0,'),
        ('"kind": "inSource"', '"a": 1'),
    ],
)
def test_schema_finds_what_is_wrong(schema: jsonschema.Draft4Validator, there: str, wrong: str) -> None:
    """A schema that lets everything pass would say nothing."""
    text = GOLDEN.read_text(encoding="utf-8")
    assert there in text
    assert _faults(schema, text.replace(there, wrong))
