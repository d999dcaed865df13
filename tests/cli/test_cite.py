"""`pipeline cite` says how to cite an article, and a page of it that the published editions have."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.model import Article, Page
from pipeline.produce import Order, produce
from pipeline.project import release
from pipeline.resolve import cited_at
from tests.cli.conftest import ARTICLE, Said, write_article
from tests.sources import resolved, theme_of_the_project

Cite = Callable[..., Said]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project with an article that is built, one that is not, one that knows no pages, and one that is none."""
    project = tmp_path_factory.mktemp("cited")
    for slug in ("small", "unbuilt", "unpaged", "broken"):
        write_article(project / "source", slug, ARTICLE.replace("example.org/small", f"example.org/{slug}"))
    for slug, pages in (("small", True), ("unpaged", False)):
        order = Order(project, project / "source" / slug, project / "output" / slug, ("html",), pages=pages)
        assert produce(order).exit_code == 0
    (project / "output" / "broken").mkdir()
    (project / "output" / "broken" / "manifest.json").write_text(json.dumps({"numbering": []}))
    yield project
    release()


@pytest.fixture
def cite(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cite:
    """What the command says in the project, in this process."""

    def asked(*words: str) -> Said:
        monkeypatch.chdir(project)
        capsys.readouterr()
        return Said(main(["cite", *words]), *capsys.readouterr())

    return asked


def test_a_page_is_cited_with_an_address_that_leads_to_its_mark(cite: Cite, project: Path) -> None:
    """The address is in the page that was built."""
    said = cite("small", "--page", "1")
    told = "“A small article,” Jan. 2026. [Online]. Available: https://example.org/small#page-1 (p. 1)\n"
    assert said == Said(0, told, "")
    assert 'id="page-1"' in (project / "output" / "small" / "index.html").read_text(encoding="utf-8")


def test_the_whole_is_cited_without_a_build(cite: Cite) -> None:
    """As its editions do themselves."""
    assert cite("unbuilt").out == "“A small article,” Jan. 2026. [Online]. Available: https://example.org/unbuilt\n"


WRONG = {
    ("small", "--page", "99"): 'small has no page "99"\n  hint: its pages: 1',
    ("small", "--page", " 1"): 'small has no page " 1"',
    ("unbuilt", "--page", "1"): "nothing is published in",
    ("unpaged", "--page", "1"): "the editions of unpaged were built without the pages of print",
    ("broken", "--page", "1"): "it does not list the pages",
    ("nothing", "--page", "1"): 'there is no article "nothing"',
    ("source", "--page", "1"): "source holds several articles",
    ("--page", "1"): "missing argument",
}


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_what_cannot_be_cited_is_told(words: tuple[str, ...], cite: Cite) -> None:
    """With what there is, or what to do first."""
    said = cite(*words)
    assert (said.code, said.out) == (2, "")
    assert WRONG[words] in said.err
    assert "hint:" in said.err


def test_an_article_with_errors_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It could not be published, and may lack what a reference says."""
    write_article(tmp_path / "source", "small", "No front matter.\n")
    monkeypatch.chdir(tmp_path)
    assert main(["cite", "small"]) == 1
    assert "error[front-matter]" in capsys.readouterr().err


STYLES = {
    "ieee": "[Online]. Available: https://example.org/short#page-7 (p. 7)",
    "apa": "A short piece: For the tests (Version 1, p.\u00a07). https://example.org/short#page-7",
}


def _article(style: str, doi: str = "") -> Article:
    article, _ = resolved("Words.\n")
    meta = article.metadata
    known = replace(meta, identifiers=replace(meta.identifiers, doi=doi))
    return replace(article, metadata=known, style=replace(article.style, name=style))


@pytest.mark.parametrize("style", STYLES)
def test_a_style_prints_the_page_where_it_has_a_place_for_it(style: str) -> None:
    """Where it has none, the page stands behind the reference."""
    told = cited_at(_article(style), Page("7", "", 0), theme_of_the_project().citation_styles)
    assert told.startswith("Ada Example")
    assert told.endswith(STYLES[style])


def test_a_style_that_prints_a_doi_gets_the_address_of_the_page_too() -> None:
    """A DOI leads to the whole."""
    told = cited_at(_article("ieee", "10.5281/zenodo.1"), Page("7", "", 0), theme_of_the_project().citation_styles)
    assert told.endswith("doi: 10.5281/zenodo.1. https://example.org/short#page-7 (p. 7)")


def test_a_style_that_cannot_be_used_cites_nothing() -> None:
    """The article is told of it when it cites."""
    assert cited_at(_article("nowhere"), Page("7", "", 0), theme_of_the_project().citation_styles) == ""
