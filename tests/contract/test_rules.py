"""The examples of the rules of contracts show what they say."""

from pathlib import Path

import pytest

from pipeline.contract import RULES
from pipeline.diagnostics import Rule
from tests.rules import FILES, found, told

DOCS = Path(__file__).parents[2] / "docs" / "contracts.md"


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.code)
def test_the_wrong_example_has_the_fault_and_the_right_one_none(one: Rule) -> None:
    """The fault of the rule, and no other."""
    assert {finding.code for finding in found(one.wrong.encode())} == {one.code}
    assert told(found(one.right.encode())) == ""


def test_the_contract_of_the_examples_is_in_the_documentation() -> None:
    """Else nobody could tell why they are right or wrong."""
    _, _, contract = (FILES / "contracts" / "notice.yaml").read_text(encoding="utf-8").partition("\n")
    assert f"```yaml\n{contract}```\n" in DOCS.read_text(encoding="utf-8")
