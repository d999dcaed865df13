"""A contract is read strictly: each mistake is told with its place and what to write."""

import re
from pathlib import Path

import pytest

from pipeline.contract import Contract, read_contract
from pipeline.contract.kinds import KINDS
from pipeline.contract.reading import CLAUSE_KEYS, KEYS
from pipeline.contract.values import Bounds, Component
from pipeline.diagnostics import ConfigError
from pipeline.files import ContractFile, load_contracts

ROOT = Path(__file__).parents[2]
SECTION = "sections:\n  - id: a\n    title: A\n"


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


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("- a\n", "1:1", 'the contract "house" holds no keys', "write one `key: value` per line"),
        ("word: {min: 3}\n", "1:1", '"word" is no key of a contract', "did you mean `words`?"),
        ("words: 300\n", "1:8", "`words` has no keys of its own", "write one `key: value` per line, indented"),
        ("words: {least: 3}\n", "1:9", '"least" is no bound', "write one of min, max"),
        ("words: {min: -3}\n", "1:14", '`min` is not a number, but "-3"', "write a whole number from 0 up"),
        ("ordered: yes\n", "1:10", '`ordered` is not "yes"', "write true or false"),
        ("metadata: keywords\n", "1:11", "`metadata` is no list", "write one `- entry` per line"),
        ("components: {table: 0}\n", "1:21", '`table` is not a number, but "0"', "write a whole number from 1 up"),
        ("brief: [a]\n" + SECTION.replace("id: a", "id: b"), "1:9", '"a" is no section or kind', None),
        ("sections:\n  - id: a\n", "2:5", "a section has no `title`", "add a line `title: …`"),
        ("sections:\n  - title: A\n", "2:5", "a section has no `id`", "add a line `id: …`"),
        (SECTION.replace("id: a", "id: A b"), "2:9", '"A b" is no id', None),
        (SECTION + "  - id: b\n    title: a\n", "5:12", 'two sections are called "a"', "give one another title"),
        (SECTION.replace("title: A", "title: {english!: A}"), "3:13", '"english!" is no language tag', None),
        (SECTION.replace("title: A", "title: ''"), "3:12", "`title` is empty", "write a text, or take the key away"),
        (SECTION + "    id: b\n", "4:5", 'the key "id" stands twice', "keep one"),
        ("description: !run a\n", "1:14", "the tag !run stands here", "take it away"),
        ("description: {{ 7 * 7 }}\n", "1:15", "a key is no text", None),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(text: str, place: str, message: str, hint: str | None) -> None:
    """Each stops the program, since the article would be held to something else."""
    with pytest.raises(ConfigError, match=f"^{re.escape(message)}$") as caught:
        read(text)
    assert str(caught.value.at).startswith(f"house.yaml:{place}")
    assert caught.value.hint
    assert hint is None or caught.value.hint == hint


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
