"""docs/own-checks.md has all that a check can say, and its examples are read."""

import re
from pathlib import Path

import pytest

from pipeline.own import read_house
from pipeline.own.reading import CHECK_KEYS, KEYS, PHRASE_KEYS
from pipeline.own.tree import ATTRIBUTES, KINDS
from pipeline.rules import OWN, rules

PAGE = (Path(__file__).parents[2] / "docs" / "own-checks.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml[^\n]*\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_is_read(example: str) -> None:
    """As a file of checks."""
    made = read_house({"docs.yaml": example.encode()}, ("briefing",), 5)
    assert made.checks or made.phrases.promotion


def test_each_key_and_each_kind_is_documented() -> None:
    """With what is said of a key in the program; none besides."""
    rows = [f"| `{key}` | {meaning} |" for table in (KEYS, CHECK_KEYS, PHRASE_KEYS) for key, meaning in table.items()]
    assert [row for row in rows if row not in PAGE] == []
    assert listed("The kinds of nodes:") == KINDS
    assert listed("The attributes, which a node has when it has a value for them:") == ATTRIBUTES


def listed(head: str) -> tuple[str, ...]:
    """The words of the list below a line."""
    return tuple(re.findall(r"`([a-z-]+)`", PAGE.partition(head)[2].strip().partition("\n\n")[0]))


def test_no_rule_that_ships_has_a_code_of_own_checks() -> None:
    """An update would take a project's name away."""
    assert [one.code for one in rules() if one.code.startswith(OWN)] == []
