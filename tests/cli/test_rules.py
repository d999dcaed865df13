"""What `pipeline rules` says: a list of all, or one with its documentation."""

import re
from pathlib import Path

import pytest

from pipeline.diagnostics import Rule
from pipeline.report.rule import rule_text
from pipeline.rules import families, rules

from .conftest import Run
from .test_terminal import SEQUENCE, on_terminal


def test_list_has_a_line_per_rule(run: Run) -> None:
    """Code, weight, family, and what it finds: a line that can be cut and searched."""
    lines = [line.split(maxsplit=3) for line in run("rules").out.splitlines()]
    assert [line[0] for line in lines] == [one.code for one in rules()]
    assert ["raw-html", "error", "source", "the text holds HTML"] in lines
    assert {line[2] for line in lines} == {family for family, _ in families()}


def test_list_on_a_terminal_is_headed_by_family(project: Path) -> None:
    """Nothing is wider than the terminal, and what wraps stays in its column."""
    lines = SEQUENCE.sub("", on_terminal(project, "rules", columns=80)).splitlines()
    heads = [line.rstrip() for line in lines if line.rstrip() in dict(families())]
    assert heads == [family for family, _ in families()]
    assert max(len(line) for line in lines) <= 80
    assert {one.code for one in rules()} <= {line.split()[0] for line in lines if line.strip()}


def test_list_has_what_a_rule_weighs_in_the_project(project: Path, run: Run) -> None:
    """The project's own setting, also one that turns a rule off."""
    (project / "pipeline.toml").write_text("[rules]\nshort-row = 'off'\nstub-section = 'info'\n")
    told = run("rules").out
    assert re.search(r"^short-row +off ", told, re.MULTILINE)
    assert re.search(r"^stub-section +info ", told, re.MULTILINE)
    assert run("rules", "short-row").out.startswith("short-row: off in this project, warning in others\n")


@pytest.mark.parametrize(
    ("code", "told", "kept_back"),
    [
        ("short-row", "    <!-- allow: short-row because REASON (until 2027-01-31) -->\n", "neither waived"),
        ("stub-section", '    [rules]\n    stub-section = "off"\n', "neither waived"),
        ("raw-html", "It can be neither waived nor made lighter", "allow:"),
    ],
)
def test_rule_says_whether_it_can_be_waived(code: str, told: str, kept_back: str, run: Run) -> None:
    """And how, or that it cannot be."""
    said = run("rules", code)
    assert said.code == 0
    assert told in said.out
    assert kept_back not in said.out


@pytest.mark.parametrize("one", rules(), ids=lambda one: one.code)
def test_rule_is_told_with_its_documentation(one: Rule) -> None:
    """Why it matters, and its examples, which no line of prose runs into."""
    told = rule_text(one, one.severity, 78)
    assert told.startswith(f"{one.code}: {one.severity}\n\n")
    assert " ".join(one.why.split()) in " ".join(told.split())
    for source in (one.wrong, one.right):
        assert all(f"    {line}".rstrip() in told for line in source.strip("\n").splitlines() if line)
    prose = [line for line in told.splitlines() if not line.startswith("    ")]
    assert max(len(line) for line in prose) <= 78


def test_rule_shows_what_is_told_of_its_wrong_source(run: Run, project: Path) -> None:
    """With excerpt and caret, weighed as the project does."""
    (project / "pipeline.toml").write_text("[rules]\nshort-row = 'error'\n")
    told = run("rules", "short-row").out
    lines = [
        "Told",
        "",
        "    article.md:3:1: error[short-row] the row has 2 cells, the table 3 columns",
        "      3 │ | 2024 | 120   |",
        "        │ ^^^^^^^^^^^^^^^^",
        "      hint: write the cells that are missing",
    ]
    assert "\n".join(lines) in told
    assert "Told" not in run("rules", "lost-block").out


OWN = """\
checks:
  - code: own-plain-words
    message: '"{}" is not our wording'
    why: Plain words are read faster.
    words: [utilise]
"""


def test_own_checks_of_a_project_are_listed_and_explained(run: Run, project: Path) -> None:
    """Behind all others, with the place of each."""
    (project / "source" / "checks").mkdir(parents=True)
    (project / "source" / "checks" / "house.yaml").write_text(OWN)
    (project / "pipeline.toml").write_text("[rules]\nown-plain-words = 'info'\n")
    last = run("rules").out.splitlines()[-1]
    assert last.split(maxsplit=3) == ["own-plain-words", "info", "own", '"…" is not our wording']
    told = run("rules", "own-plain-words").out
    assert told.startswith("own-plain-words: info in this project, warning in others\n\n")
    assert "Plain words are read faster.\n\nIt is a check of this project, in source/checks/house.yaml:2:11.\n" in told
    assert run("rules", "own-plain-word").err.endswith("did you mean `own-plain-words`?\n")


def test_own_checks_on_a_terminal_have_a_head_of_their_own(project: Path) -> None:
    """As each family has."""
    (project / "source" / "checks").mkdir(parents=True)
    (project / "source" / "checks" / "house.yaml").write_text(OWN)
    lines = SEQUENCE.sub("", on_terminal(project, "rules", columns=80)).splitlines()
    assert "own" in [line.strip() for line in lines]


def test_unknown_rule_names_the_nearest(run: Run) -> None:
    """As for anything else that does not exist."""
    said = run("rules", "raw-htm")
    assert (said.code, said.out) == (2, "")
    assert said.err == 'error: there is no rule "raw-htm"\n  hint: did you mean `raw-html`?\n'
