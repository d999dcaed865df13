"""The pages as they are laid out: each rule tells its fault at its line, and says nothing of what nearly has it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import layout
from pipeline.cli import main
from pipeline.files import load_templates
from pipeline.press import Press
from pipeline.press_facts import Layout
from tests.cli.conftest import ARTICLE, write_article
from tests.layout import CASES, found
from tests.rules import assert_told, name_of, named, told
from tests.sources import ROOT, edition, resolved

FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """One press for this module."""
    with Press(load_templates(ROOT).fonts) as press:
        yield press


@pytest.mark.parametrize("case", named(FOLDERS, "error*.md"), ids=name_of)
def test_a_fault_of_a_page_is_told_and_nothing_else(case: Path, press: Press) -> None:
    """By its own rule alone, where the file beside it says."""
    assert_told(case, found(case, press))


@pytest.mark.parametrize("case", named(FOLDERS, "near-miss*.md"), ids=name_of)
def test_of_a_page_that_nearly_has_a_fault_nothing_is_told(case: Path, press: Press) -> None:
    """A rule that says too much is soon no longer read."""
    assert told(found(case, press)) == ""


def test_every_rule_of_layout_has_both_kinds_of_case() -> None:
    """And no folder is of a rule that there is not."""
    assert [folder.name for folder in FOLDERS] == sorted(rule.code for rule in layout.RULES)
    assert all(list(folder.glob("error*.md")) and list(folder.glob("near-miss*.md")) for folder in FOLDERS)


def test_a_font_that_nothing_names_is_told_with_its_name() -> None:
    """The press knows no other fonts than those, so only its report can show one."""
    article, _ = resolved("Text.\n")
    laid_out = Layout((), ("Quay", "Source Serif 4"), ())
    findings = list(layout.findings(laid_out, article, edition("pdf"), {"Source Serif 4"}))
    assert [(each.code, each.message) for each in findings] == [
        ("unexpected-font", "PDF, A4: the font Quay is used, and nothing names it")
    ]


def test_of_a_draft_nothing_is_told() -> None:
    """Its pages have boxes that the published ones will not have."""
    article, _ = resolved("Text.\n")
    laid_out = Layout((), ("Quay",), ())
    assert list(layout.findings(laid_out, article, edition("pdf").as_draft(), set())) == []


COARSE = CASES / "low-resolution-image" / "error.md"
WAIVER = "<!-- allow: low-resolution-image because there is no better one -->\n\n"


def project(folder: Path, body: str, settings: str = "") -> Path:
    """A project with one article, whose picture is coarse."""
    article = write_article(folder / "source", "gate", ARTICLE + "\n" + body)
    (article / "gate.png").write_bytes((COARSE.parent / "gate.png").read_bytes())
    (folder / "pipeline.toml").write_text(settings, encoding="utf-8")
    return folder


def test_a_project_weighs_what_is_wrong_with_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As an error it keeps the edition from being published; an edition without pages has no part in it."""
    folder = str(project(tmp_path, COARSE.read_text("utf-8"), '[rules]\nlow-resolution-image = "error"\n'))
    assert main(["-C", folder, "build", "--edition", "pdf", "gate"]) == 1
    assert "error[low-resolution-image]" in capsys.readouterr().err
    assert main(["-C", folder, "build", "-q", "--edition", "html", "gate"]) == 0
    assert capsys.readouterr().err == ""
    assert [path.name for path in sorted((tmp_path / "output" / "gate").glob("*.*"))] == [
        "index.html",
        "manifest.json",
        "verification.json",
    ]


def test_what_is_wrong_with_pages_can_be_waived(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The manifest has the reason; a check, which makes no pages, does not call the waiver unused."""
    body = COARSE.read_text("utf-8").replace("![", f"{WAIVER}![")
    folder = str(project(tmp_path, body))
    assert main(["-C", folder, "check", "--strict", "gate"]) == 0
    assert main(["-C", folder, "build", "-q", "--edition", "pdf", "gate"]) == 0
    assert "low-resolution-image" not in capsys.readouterr().err
    (waived,) = json.loads((tmp_path / "output" / "gate" / "manifest.json").read_text("utf-8"))["waived"]
    assert waived["code"] == "low-resolution-image"
