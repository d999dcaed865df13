"""A contract is read strictly: each mistake is told with its place and what to write."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.contract import Contract, read_contract
from pipeline.contract.kinds import KINDS
from pipeline.contract.reading import CLAUSE_KEYS, KEYS
from pipeline.contract.values import Bounds, Clause, Component, Others
from pipeline.diagnostics import ConfigError
from pipeline.files import ContractFile, load_contracts

ROOT = Path(__file__).parents[2]
MISTAKES = tomllib.loads((ROOT / "tests" / "cases" / "contracts" / "mistakes.toml").read_text("utf-8"))
SECTION = "sections:\n  - id: a\n    title: A\n"
WHOLE = """\
description: "A\\n house."
metadata: [keywords]
words: {min: 2, max: 90}
components: {list: 2}
lead: {words: {min: 4}, components: {table or chart: 1}}
ordered: true
other-sections: {allowed: false, words: {min: 3}}
brief: [lead, a, c, list]
credited: [chart]
sections:
  - id: a
    title: A b
    aliases: [E, F]
    required: true
    words: {min: 1, max: 9}
    components: {list: 2}
    ordered: true
    other-sections: {allowed: false, words: {max: 7}}
    sections:
      - id: c
        title: {en: C, fr: D}
        required: false
"""


def read(text: str) -> Contract:
    """The contract that a text is."""
    return read_contract("house", ContractFile("house.yaml", text.encode()))


def test_a_contract_is_what_its_file_says() -> None:
    """What is not said asks for nothing."""
    made = read("description: A house.\n" + SECTION + "    words: {min: 3}\n    components: {figure or chart: 2}\n")
    (clause,) = made.whole.sections
    assert made.description == "A house."
    assert (clause.words, clause.components) == (Bounds(3), (Component(("figure", "chart"), 2),))
    assert made.whole.words == Bounds()
    assert (clause.required, clause.ordered, clause.others.allowed) == (True, False, True)


def test_a_title_is_that_of_the_language_or_of_its_base() -> None:
    """Else the English one, else the first."""
    (clause,) = read("sections:\n  - id: a\n    title: {fr: Un, en: One, pt-BR: Um}\n").whole.sections
    assert [clause.title(lang) for lang in ("fr", "fr-CA", "pt-BR", "pt", "el")] == ["Un", "Un", "Um", "One", "One"]


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_place(name: str) -> None:
    """Each stops the program, since the article would be held to something else."""
    case = MISTAKES[name]
    with pytest.raises(ConfigError) as caught:
        read(case["contract"])
    at = caught.value.at
    assert at
    assert at.file == "house.yaml"
    assert f"{at.line}:{at.column}+{at.length}: {caught.value}" == case["told"]
    assert caught.value.hint == case["hint"]


def test_bytes_that_are_no_text_are_told_with_their_line() -> None:
    """As in articles."""
    with pytest.raises(ConfigError, match=r"^byte 0xFF at offset 16 is not UTF-8$") as caught:
        read_contract("house", ContractFile("house.yaml", b"ordered: true\n# \xff\n"))
    assert (str(caught.value.at), caught.value.hint) == ("house.yaml:2:1", "save the file as UTF-8")


def test_a_mark_at_the_beginning_is_no_part_of_a_contract() -> None:
    """Some editors put one before UTF-8."""
    assert read_contract("house", ContractFile("house.yaml", b"\xef\xbb\xbfordered: true\n")).whole.ordered


def test_all_that_a_contract_can_say_is_read() -> None:
    """Each key has its value in it, those of sections too."""
    words, list_of_two = Bounds(1, 9), (Component(("list",), 2),)
    inner = Clause("c", {"en": "C", "fr": "D"}, required=False)
    section = Clause(
        "a", {"": "A b"}, ("E", "F"), True, words, list_of_two, (inner,), True, Others(False, Bounds(most=7))
    )
    whole = Clause("", {}, (), True, Bounds(2, 90), list_of_two, (section,), True, Others(False, Bounds(3)))
    lead = Clause("lead", words=Bounds(4), components=(Component(("table", "chart")),))
    made = Contract(
        "house", "house.yaml", False, whole, "A house.", lead, ("keywords",), ("lead", "a", "c", "list"), ("chart",)
    )
    assert read(WHOLE) == made
    assert read_contract("house", ContractFile("house.yaml", WHOLE.encode(), True)) == replace(made, shipped=True)


def test_sections_nest_as_deep_as_headings() -> None:
    """A sixth level would be one that no heading has."""
    deep = "{id: e, title: E}"
    for name in "dcba":
        deep = f"{{id: {name}, title: {name.upper()}, sections: [{deep}]}}"
    assert read(f"sections: [{deep}]\n").whole.sections[0].id == "a"
    with pytest.raises(ConfigError, match="sections are nested more than 5 deep"):
        read(f"sections: [{{id: z, title: Z, sections: [{deep}]}}]\n")


def test_three_contracts_ship_and_a_project_adds_or_overrides(tmp_path: Path) -> None:
    """By the name of the file."""
    own = tmp_path / "source" / "contracts"
    own.mkdir(parents=True)
    (own / "lesson.yaml").write_text("description: Ours.\n", "utf-8")
    (own / "notice.yaml").write_text("description: A notice.\n", "utf-8")
    (own / "README.md").write_text("No contract.\n", "utf-8")
    made = {name: read_contract(name, file) for name, file in load_contracts(tmp_path, "source").items()}
    assert sorted(made) == ["briefing", "lesson", "notice", "report"]
    assert {name for name, one in made.items() if one.shipped} == {"briefing", "report"}
    assert made["lesson"].description == "Ours."
    assert made["report"].file == "source/contracts/report.yaml"


@pytest.mark.parametrize("name", ["briefing", "lesson", "report"])
def test_a_shipped_contract_explains_itself(name: str) -> None:
    """It has a title in English and in French for each section, a comment at its head, and a short version."""
    file = load_contracts(ROOT, "source")[name]
    made = read_contract(name, file)
    assert made.description
    assert made.brief
    assert file.content.startswith(b"# ")
    assert all({"en", "fr"} <= set(clause.titles) for clause in made.whole.sections)


def test_each_key_and_each_component_is_documented() -> None:
    """In docs/contracts.md, with what is said of a key here."""
    told = (ROOT / "docs" / "contracts.md").read_text(encoding="utf-8")
    rows = [f"| `{key}` | {meaning} |" for key, meaning in (*KEYS.items(), *CLAUSE_KEYS.items())]
    rows += [f"| `{name}` | {kind.written} |" for name, kind in KINDS.items()]
    assert [row for row in rows if row not in told] == []
    assert re.findall(r"^\| `", told, re.MULTILINE) == ["| `"] * len(rows)
