"""`pipeline contract` shows what an article has of what its contract asks for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli import main
from tests.cli.conftest import ARTICLE, Said, write_article

Ask = Callable[[Path], Said]

CONTRACT = """\
metadata: [keywords]
sections:
  - id: first-part
    title: First part
    words: {min: 3}
    components: {footnotes: 1}
  - id: middle
    title: The middle
    words: {min: 20, max: 90}
  - id: second-part
    title: Second part
    sections:
      - {id: details, title: Details, required: false}
"""
KEPT = CONTRACT.replace("metadata: [keywords]\n", "").replace("The middle\n", "The middle\n    required: false\n")


def _project(folder: Path, contract: str, article: str = ARTICLE) -> Path:
    write_article(folder / "source", "small", article.replace("outline:", "contract: house\noutline:"))
    (folder / "source" / "contracts").mkdir()
    (folder / "source" / "contracts" / "house.yaml").write_text(contract, "utf-8")
    return folder


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """What the command says in a project, in this process."""

    def asked(project: Path) -> Said:
        monkeypatch.chdir(project)
        code = main(["contract", "small"])
        return Said(code, *capsys.readouterr())

    return asked


def test_a_contract_that_is_kept_is_shown_and_ends_with_0(tmp_path: Path, ask: Ask) -> None:
    """Sections in the order of the contract, the whole last."""
    said = ask(_project(tmp_path, KEPT))
    assert said.out == (
        "section        there       words  bounds     components\n"
        "(lead)         yes         2      any        –\n"
        "First part     yes         5      3 or more  footnotes 1/1\n"
        "The middle     not needed  –      20 to 90   –\n"
        "Second part    yes         2      any        –\n"
        "  Details      not needed  –      any        –\n"
        "whole article  yes         13     any        –\n"
        'small keeps the contract "house"\n'
    )
    assert (said.code, said.err) == (0, "")


def test_what_is_not_kept_is_marked_and_ends_with_1(tmp_path: Path, ask: Ask) -> None:
    """The table says what, `pipeline check` says where."""
    without = ARTICLE.replace("with a note", "with none").replace("[^n]", "")
    said = ask(_project(tmp_path, CONTRACT, without))
    assert said.code == 1
    assert [line.rstrip() for line in said.out.splitlines() if "!" in line] == [
        "(front matter)  incomplete !  –      –          keywords 0/1 !",
        "First part      yes           4      3 or more  footnotes 0/1 !",
        "The middle      missing !     –      20 to 90   –",
    ]
    assert said.out.endswith('small does not keep the contract "house": 3 errors; see `pipeline check small`\n')


def test_what_differs_between_editions_is_said(tmp_path: Path, ask: Ask) -> None:
    """A section that paper does not have, and the words that it has elsewhere."""
    body = ARTICLE.replace("## Second part\n", ":::{except} paper\n## Second part\n").replace("- Two\n", "- Two\n:::\n")
    said = ask(_project(tmp_path, KEPT, body))
    assert "Second part    not in pdf and pdf-letter !  2 " in said.out
    assert "13 in html and epub, 9 in pdf and pdf-letter" in said.out


def test_a_waiver_lets_a_missing_section_stand(tmp_path: Path, ask: Ask) -> None:
    """It stands in the place of the section, before the next one."""
    waived = ARTICLE.replace(
        "## Second part", "<!-- allow: missing-section because it comes later -->\n\n## Second part"
    )
    contract = CONTRACT.replace("metadata: [keywords]\n", "")
    said = ask(_project(tmp_path, contract, waived))
    assert said.out.endswith('small keeps the contract "house"; 1 let stand by waivers or settings\n')
    assert said.code == 0


def test_an_article_without_a_contract_is_told(tmp_path: Path, ask: Ask) -> None:
    """With the contracts that there are."""
    write_article(tmp_path / "source", "small")
    said = ask(tmp_path)
    assert said.code == 2
    assert said.err == (
        "small: error: the article names no contract\n"
        "  hint: write `contract: NAME` into its front matter (contracts: briefing, lesson, report)\n"
    )


def test_a_contract_with_a_mistake_is_told_with_its_line(tmp_path: Path, ask: Ask) -> None:
    """And an excerpt."""
    said = ask(_project(tmp_path, "wordz: {min: 3}\n"))
    assert said.code == 2
    assert said.err.startswith('source/contracts/house.yaml:1:1: error: "wordz" is no key of a contract\n  1 │ wordz')


def test_an_unknown_contract_is_a_finding(tmp_path: Path, ask: Ask) -> None:
    """With the nearest name."""
    write_article(tmp_path / "source", "small", ARTICLE.replace("outline:", "contract: brief\noutline:"))
    said = ask(tmp_path)
    assert said.code == 1
    assert "error[unknown-contract]" in said.err
    assert "did you mean `briefing`?" in said.err
