"""Editions that an article names itself."""

from pathlib import Path

from .conftest import ARTICLE, Run
from .test_build import paths


def write(project: Path, line: str) -> None:
    """Put a line into the front matter of the project's article."""
    text = ARTICLE.replace("title:", f"{line}\ntitle:", 1)
    (project / "source" / "small" / "article.md").write_text(text, encoding="utf-8")


def test_article_is_built_in_the_editions_that_it_names(project: Path, run: Run) -> None:
    """Before those of the project, each once."""
    write(project, "editions: [epub, html, epub]")
    assert paths(run("build", "--no-pages").out) == ["output/small/small.epub", "output/small/index.html"]


def test_editions_that_are_asked_for_come_before_the_articles_own(project: Path, run: Run) -> None:
    """What is said at the command line holds."""
    write(project, "editions: [epub]")
    assert paths(run("build", "--no-pages", "-e", "html").out) == ["output/small/index.html"]
