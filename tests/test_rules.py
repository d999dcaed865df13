"""Every rule is declared once, stands in the table of all, and explains itself; its examples are what they say."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pipeline.diagnostics import Rule
from pipeline.rules import FAMILIES, rule, rules
from tests.rules import found, told

PACKAGE = Path(__file__).parents[1] / "pipeline"
WITHOUT_EXAMPLE: Mapping[str, str] = {
    "not-text": "bytes that are no text cannot be shown as one",
    "too-long": "more than 65,536 characters",
    "too-wide": "more than 100 columns",
    "data-too-large": "more than 50,000 cells",
    "long-code": "more than 1,000 lines",
    "citation-locale": "only a project whose theme has words for such a language can have it",
}
"""Rules that no example of a few lines shows, and why."""
ELSEWHERE = (
    "pipeline.writers",
    "pipeline.kept",
    "pipeline.brief",
    "pipeline.layout",
    "pipeline.leaks",
    "pipeline.paging",
    "pipeline.proved",
    "pipeline.proof",
    "pipeline.ink",
    "pipeline.verify",
    "pipeline.prove",
    "pipeline.validators",
)
"""What reports of finished files, where the source is not at fault."""


def declared() -> Iterator[tuple[str, str]]:
    """The module and the code of each rule that a module of the package makes."""
    for path in PACKAGE.rglob("*.py"):
        module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Rule":
                code = node.args[0]
                # Rules of a style sheet have no code.
                if isinstance(code, ast.Constant):
                    yield module, str(code.value)


NOT_OF_A_SOURCE = {code for module, code in declared() if module.startswith(ELSEWHERE)}


def test_every_declared_rule_is_in_the_table_once() -> None:
    """Who writes a rule and forgets its row would have one that nobody can look up."""
    assert sorted(code for _, code in declared()) == sorted(one.code for one in rules())


def test_a_rule_is_found_by_its_code() -> None:
    """An unknown code finds none."""
    assert [rule(one.code) for one in rules()] == list(rules())
    assert rule("no-such-rule") is None


def test_every_family_has_rules() -> None:
    """A row without any would be a family that only its name holds together."""
    assert len(FAMILIES) == len(dict(FAMILIES))


@pytest.mark.parametrize("one", rules(), ids=lambda one: one.code)
def test_a_rule_explains_itself(one: Rule) -> None:
    """A code of small words, a fact in lower case without full stop, and why it matters in whole sentences."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", one.code)
    assert re.match(r"[a-z]", one.summary)
    assert not one.summary.endswith(".")
    assert re.match(r"[A-Z]", one.why)
    assert re.search(r"[.!?]$", one.why)


@pytest.mark.parametrize("one", rules(), ids=lambda one: one.code)
def test_a_rule_has_examples_unless_none_can_show_it(one: Rule) -> None:
    """Both or none, and each ends its last line."""
    assert bool(one.wrong) == bool(one.right)
    assert bool(one.wrong) != (one.code in NOT_OF_A_SOURCE or one.code in WITHOUT_EXAMPLE)
    assert (one.wrong + one.right).endswith("\n") == bool(one.wrong)


@pytest.mark.parametrize("one", [one for one in rules() if one.wrong], ids=lambda one: one.code)
def test_the_wrong_example_is_reported_and_the_right_one_is_not(one: Rule) -> None:
    """By this rule, once, and by no other."""
    assert [finding.code for finding in found(one.wrong.encode())] == [one.code]
    assert told(found(one.right.encode())) == ""
