"""What is told of a contract that is not kept: where, by which rule, in which words, and what to do."""

import tomllib
from pathlib import Path

import pytest

from pipeline.checks import had
from pipeline.contract import check_contract
from pipeline.contract.metadata import METADATA
from pipeline.files import ContractFile
from pipeline.model import Article
from pipeline.readers.markdown.front_matter_schema import json_schema
from pipeline.writers import EDITIONS
from tests.sources import FRONT_MATTER, resolved

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "contracts" / "told.toml").read_text("utf-8"))


def _article(body: str) -> Article:
    article, findings = resolved(body, {}, FRONT_MATTER.replace("summary:", "contract: house\nsummary:"))
    assert findings == ()
    return article


def _told(contract: str, body: str, *, shipped: bool = False) -> list[str]:
    article = _article(body)
    files = {"house": ContractFile("house.yaml", contract.encode(), shipped)}
    found = check_contract(article, had(article, EDITIONS), files)
    return [f"{each.at and each.at.line}: {each.code}: {each.message}: {each.hint}" for each in found]


@pytest.mark.parametrize("name", CASES)
def test_what_is_not_kept_is_told(name: str) -> None:
    """All of it, and nothing else."""
    case = CASES[name]
    assert _told(case["contract"], case["body"]) == case["told"]


@pytest.mark.parametrize(
    ("bounds", "advice"),
    [("min: 9", "write 8 words more, or lower `words.min`"), ("max: 0", "cut 1 word, or raise `words.max`")],
)
def test_a_shipped_contract_is_changed_in_a_copy(bounds: str, advice: str) -> None:
    """The file would be another one after each update."""
    (told,) = _told(f"words: {{{bounds}}}\n", "One.\n", shipped=True)
    assert told.endswith(f": {advice} in a copy of the contract, house.yaml")


@pytest.mark.parametrize(("name", "hint"), [("hous", "did you mean `house`?"), ("x", "write one of house, notice")])
def test_a_contract_that_does_not_exist_is_told_where_it_is_named(name: str, hint: str) -> None:
    """With the one that is meant, or with all."""
    article, _ = resolved("One.\n", {}, FRONT_MATTER.replace("summary:", f"contract: {name}\nsummary:"))
    files = {each: ContractFile(f"{each}.yaml", b"words: {min: 1}\n") for each in ("notice", "house")}
    (found,) = check_contract(article, had(article, EDITIONS), files)
    assert (found.code, found.message, found.hint) == ("unknown-contract", f'there is no contract "{name}"', hint)
    assert str(found.at) == "article.md:11:11"


def test_an_article_without_a_contract_is_held_to_nothing() -> None:
    """Whatever contracts there are."""
    article, _ = resolved("One.\n")
    assert list(check_contract(article, had(article, EDITIONS), {"a": ContractFile("a", b"words: {min: 9}\n")})) == []


def test_a_contract_can_ask_for_each_key_of_the_front_matter_and_no_other() -> None:
    """But for `contract` and `parts`, of which it is; `stands-in` is a value of the model that nobody can write."""
    properties = json_schema(())["properties"]
    assert isinstance(properties, dict)
    assert {key for key in METADATA if "." not in key} == properties.keys() - {"contract", "parts"}
    assert {key for key in METADATA if key.startswith("series.")} == {"series.title", "series.number"}
