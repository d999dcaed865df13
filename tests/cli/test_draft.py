"""`pipeline build --draft`: what there is of an article, whatever is wrong with it, where no edition is."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ARTICLE, Run, write_article

UNFINISHED = ARTICLE.replace("license: CC-BY-4.0\n", "").replace(
    "## Second part", "## Second part\n\nSee [](#nowhere)."
)


@pytest.fixture
def unfinished(project: Path) -> Path:
    """A project whose one article lacks its license, and refers to nothing."""
    (project / "source" / "small" / "article.md").write_text(UNFINISHED, encoding="utf-8")
    return project


def test_drafts_lie_apart_and_end_with_0(unfinished: Path, run: Run) -> None:
    """With their findings told, under names that no edition has, and without a manifest."""
    said = run("build", "small", "--draft")
    assert said.code == 0
    assert "error[missing-metadata]" in said.err
    assert "error[broken-reference]" in said.err
    made = sorted(path.name for path in (unfinished / "output" / "drafts" / "small").iterdir())
    assert made == ["draft.html", "draft.json", "small.draft.epub", "small.draft.pdf"]
    assert not (unfinished / "output" / "small").exists()


def test_errors_that_stop_a_build_say_how_to_see_a_draft(unfinished: Path, run: Run) -> None:
    """One line at the end; nothing is left of the build."""
    said = run("build", "small")
    assert said.code == 1
    assert said.err.endswith("  hint: see drafts, with each finding in its place, by `pipeline build --draft small`\n")
    assert not (unfinished / "output").exists()


def test_a_draft_leaves_editions_as_they_are(unfinished: Path, run: Run) -> None:
    """And a later build leaves the draft."""
    editions, drafts = (unfinished / "output" / name for name in ("small", "drafts/small"))
    (unfinished / "source" / "small" / "article.md").write_text(ARTICLE, encoding="utf-8")
    run("build", "small", "--edition", "html")
    before = {path.name: path.read_bytes() for path in editions.iterdir()}
    (unfinished / "source" / "small" / "article.md").write_text(UNFINISHED, encoding="utf-8")
    assert run("build", "small", "--draft", "--edition", "html").code == 0
    assert {path.name: path.read_bytes() for path in editions.iterdir()} == before
    assert run("build", "small", "--edition", "html").code == 1
    assert (drafts / "draft.html").exists()


def test_a_new_draft_takes_away_files_of_the_one_before(unfinished: Path, run: Run) -> None:
    """So that no old text lies beside a new one; its record names what there is."""
    run("build", "small", "--draft", "--edition", "html,epub")
    said = run("build", "small", "--draft", "--edition", "html")
    assert "small removed path=output/drafts/small/small.draft.epub" in said.out
    record = json.loads((unfinished / "output" / "drafts" / "small" / "draft.json").read_bytes())
    assert list(record["drafts"]) == ["html"]
    assert {finding["code"] for finding in record["findings"]} == {"missing-metadata", "broken-reference"}


@pytest.mark.parametrize("name", ["drafts", "site"])
def test_no_article_takes_a_reserved_name(name: str, project: Path, run: Run) -> None:
    """Its editions would lie among those of others."""
    write_article(project / "source", name)
    said = run("build", name)
    assert (said.code, said.out) == (2, "")
    assert f'no article can be called "{name}"' in said.err


def test_no_draft_is_made_of_what_is_no_text(unfinished: Path, run: Run) -> None:
    """There is nothing to show."""
    (unfinished / "source" / "small" / "article.md").write_bytes(b"\xff\xfe\x00")
    said = run("build", "small", "--draft")
    assert said.code == 1
    assert not (unfinished / "output").exists()


def test_what_stops_one_draft_does_not_stop_the_others(unfinished: Path, run: Run) -> None:
    """A mistake in a template keeps its exit code, and the other drafts are there."""
    template = unfinished / "templates" / "pdf" / "document.xhtml"
    template.parent.mkdir(parents=True)
    template.write_text("{{ nothing.here }}", encoding="utf-8")
    said = run("build", "small", "--draft")
    assert said.code == 2
    assert "no draft of the PDF, A4" in said.err
    made = {path.name for path in (unfinished / "output" / "drafts" / "small").iterdir()}
    assert made == {"draft.html", "draft.json", "small.draft.epub"}


def test_a_language_without_words_is_drafted_in_english(unfinished: Path, run: Run) -> None:
    """The fault is told and keeps its code."""
    article = unfinished / "source" / "small" / "article.md"
    article.write_text(UNFINISHED.replace("lang: en", "lang: sw"), encoding="utf-8")
    said = run("build", "small", "--draft", "--edition", "html")
    assert said.code == 2
    assert 'no words for the language "sw"' in said.err
    assert (unfinished / "output" / "drafts" / "small" / "draft.html").exists()
