"""Three hundred articles, seven of which fail: each form tells of the seven, whole, and of nothing else."""

import json
import re
from pathlib import Path

import pytest

from .conftest import ARTICLE, run_in, write_article

MANY = 300
ROW = "\n| a | b |\n|---|---|\n| c |\n"
"""A finding that is a warning."""
# What is wrong with seven of them, by the number of the article: the rule, and its weight.
WRONG = {
    7: (ARTICLE.replace("Opening words.", "Opening <b>words."), "raw-html", "error"),
    61: (ARTICLE.replace("Some text", "See [there](#nowhere). Some text"), "broken-reference", "error"),
    100: (ARTICLE.replace("Some text", "TODO"), "placeholder", "error"),
    150: (ARTICLE.replace("Some text", "![A ferry](a.svg) Some text"), "image-missing", "error"),
    151: (ARTICLE + ROW, "short-row", "warning"),
    299: (ARTICLE.replace("title: A small article\n", ""), "missing-metadata", "error"),
    300: (ARTICLE.replace("Opening words.", "Opening <i>words."), "raw-html", "error"),
}
TOLD = [(f"source/article-{number:03}/article.md", code, weight) for number, (_, code, weight) in WRONG.items()]
RANKED = sorted(TOLD, key=lambda one: (one[2] != "error", one[0]))
LAST = "6 errors, 1 warning in 7 files; 300 articles checked"


def write_many(project: Path) -> None:
    """Write them into a project."""
    for number in range(1, MANY + 1):
        write_article(project / "source", f"article-{number:03}", WRONG[number][0] if number in WRONG else ARTICLE)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project."""
    project = tmp_path_factory.mktemp("many")
    write_many(project)
    return project


def test_log_page_and_text_tell_all(project: Path) -> None:
    """In one run: a log with the seven, ranked, a page whose table counts them, and text in the order of files."""
    said = run_in(project, "check", "--format", "sarif", "-o", "found.sarif", "--summary", "page.md")
    assert (said.code, said.err, said.out.splitlines()[-1]) == (1, "", LAST)
    heads = re.findall(r"^(\S+?):\d+:\d+: (\w+)\[([a-z-]+)\]", said.out, re.MULTILINE)
    assert [(file, code, weight) for file, weight, code in heads] == TOLD
    (run,) = json.loads((project / "found.sarif").read_text("utf-8"))["runs"]
    assert [(_file(one), one["ruleId"], one["level"]) for one in run["results"]] == RANKED
    page = (project / "page.md").read_text("utf-8")
    assert page.startswith(f"# 7 of 300 articles have findings\n\n{LAST}.\n\n| Rule |")
    assert re.findall(r"^\| `([a-z-]+)` \| \w+ \| (\d)", page, re.MULTILINE) == [
        ("raw-html", "2"), ("broken-reference", "1"), ("image-missing", "1"), ("missing-metadata", "1"),
        ("placeholder", "1"), ("short-row", "1"),
    ]  # fmt: skip
    assert re.findall(r"^## (\S+)$", page, re.MULTILINE) == [file for file, _, _ in TOLD]


def test_annotations_have_room(project: Path) -> None:
    """The heaviest first; nothing had to be told in the log alone."""
    said = run_in(project, "check", "--format", "github")
    *notes, last = said.out.splitlines()
    assert (said.code, said.err, last) == (1, "", LAST)
    heads = [re.match(r"::(\w+) file=([^,]+),.*title=([a-z-]+)::", note) for note in notes]
    assert [(head[2], head[3], head[1]) for head in heads if head] == RANKED
    assert len(notes) == len(RANKED)


def test_document_has_each_once(project: Path) -> None:
    """In the order of articles."""
    said = run_in(project, "check", "--format", "json")
    told = json.loads(said.out)
    assert (said.code, said.err, told["articles"]) == (1, "", MANY)
    assert [(one["file"], one["code"], one["severity"]) for one in told["findings"]] == TOLD


def _file(result: dict[str, list[dict[str, dict[str, dict[str, str]]]]]) -> str:
    return result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
