"""Every rule is declared once, stands in the table of all, and explains itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.diagnostics import Rule
from pipeline.rules import rule, rules

PACKAGE = Path(__file__).parents[1] / "pipeline"


def declared() -> Iterator[str]:
    """The code of each rule that a module of the package makes."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Rule":
                code = node.args[0]
                # Rules of a style sheet have no code.
                if isinstance(code, ast.Constant):
                    yield str(code.value)


def test_every_declared_rule_is_in_the_table_once() -> None:
    """Who writes a rule and forgets its row would have one that nobody can look up."""
    assert sorted(declared()) == sorted(one.code for one in rules())


def test_a_rule_is_found_by_its_code() -> None:
    """An unknown code finds none."""
    assert [rule(one.code) for one in rules()] == list(rules())
    assert rule("no-such-rule") is None


@pytest.mark.parametrize("one", rules(), ids=lambda one: one.code)
def test_a_rule_explains_itself(one: Rule) -> None:
    """A code of small words, a fact, and why it matters in whole sentences."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", one.code)
    assert one.summary
    assert re.search(r"[.!?]$", one.why)
