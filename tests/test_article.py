"""The article that ships is in words of its own, says where it has its facts, and holds what it promises."""

import csv
import json
import re
from pathlib import Path
from shutil import copytree
from urllib.parse import urlsplit

import pytest

from pipeline.contract.matching import written
from pipeline.contract.words import words as count
from pipeline.project import examined_article, open_project, read_article
from tests.cli.conftest import run_in
from tests.own_words import hashes, longest_run, words
from tests.writers.books import members, repacked

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "source" / "us-mission-to-nato"
TEXT = (ARTICLE / "article.md").read_text(encoding="utf-8")
# The facts were gathered on a sheet that is not ours to ship; its hashes are.
SHEET = (Path(__file__).parent / "cases" / "own-words" / "fact-sheet.txt").read_text(encoding="utf-8").split()

LESSON = ROOT / "source" / "how-this-was-made"


def test_article_repeats_no_eight_words_of_its_fact_sheet() -> None:
    """The longest run that both have is printed."""
    run = longest_run(words(TEXT), SHEET)
    print(f"longest run in common: {len(run)} words: {' '.join(run)}")  # noqa: T201 - to be seen with `pytest -s`
    assert len(SHEET) > 4000
    assert 3 <= len(run) < 8


def test_a_copied_run_is_found_in_full() -> None:
    """Whatever stands around it, and however it is marked up."""
    known = tuple(hashes(words("We wrote that the binder’s bench has *nine* good tools and one bad lamp.")))
    copied = "They say the binder's bench has [nine](https://example.org/a) good [@b, p. 2] tools, and no lamp."
    assert " ".join(longest_run(words(copied), known)) == "the binders bench has nine good tools and"


def test_what_is_nowhere_else_has_no_run() -> None:
    """Nor have two words."""
    assert longest_run(words("one bad day"), tuple(hashes(words("one bad lamp")))) == ()


@pytest.mark.parametrize(
    ("what", "least", "most"),
    [
        (r"(?<=summary: >\n)(?:  .*\n)+", 80, 120),
        (r"(?<=---\n\n)The United States has one chair[\s\S]*(?=\n\[\^closed\]:)", 3800, 5500),
    ],
)
def test_texts_have_their_length(what: str, least: int, most: int) -> None:
    """The summary, and what there is to read, captions and options of charts among it."""
    found = re.search(what, TEXT)
    assert found
    assert least <= len(found[0].split()) <= most


@pytest.mark.parametrize(
    ("part", "least"),
    [(r"(?s):::\{timeline\}.*?:::\n", 15), (r"(?s):::\{key-facts\}.*?:::\n", 6)],
)
def test_each_entry_names_its_source(part: str, least: int) -> None:
    """A milestone or a key fact without a citation is a claim."""
    found = re.search(part, TEXT)
    assert found
    entries = re.findall(r"(?m)^: .*$", found[0])
    assert len(entries) >= least
    assert [entry for entry in entries if "[@" not in entry] == []


def test_each_reference_says_when_it_was_read() -> None:
    """And leads neither to a wiki nor to an outlet of a state."""
    works = json.loads((ARTICLE / "references.json").read_text(encoding="utf-8"))
    hosts = {urlsplit(work["URL"]).hostname for work in works}
    assert len(works) >= 30
    assert [work["id"] for work in works if not work.get("accessed")] == []
    assert [host for host in hosts if re.search(r"wiki|pravda|\bria\b|tass", host)] == []


def test_data_of_members_adds_up() -> None:
    """Each row counts the members before it and those that it names, to the 32 of today."""
    members = 0
    with (ARTICLE / "data" / "accessions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            members += len(row["countries"].split(", "))
            assert int(row["members"]) == members
    assert members == 32


def test_lesson_keeps_its_contract_in_every_edition() -> None:
    """Nothing is found of it, not even a warning, and it has 600 to 900 words, counted as contracts count."""
    project = open_project(ROOT)
    examined = examined_article(project, read_article(project, LESSON), None)
    assert examined.article is not None
    assert examined.article.metadata.contract == "lesson"
    assert (examined.diagnostics, examined.waived) == ((), ())
    assert 600 <= count(written(examined.article)) <= 900


def test_message_that_the_lesson_shows_is_what_the_program_says(tmp_path: Path) -> None:
    """After the same digit of the same cell was taken out of the finished e-book."""
    copytree(LESSON, tmp_path / "source" / LESSON.name)
    assert run_in(tmp_path, "build", "--edition", "epub", "--no-pages").code == 0
    book = tmp_path / "output" / LESSON.name / f"{LESSON.name}.epub"
    files = members(book.read_bytes())
    assert sum(content.count(b">297<") for content in files.values()) == 1
    book.write_bytes(repacked(b"", {name: content.replace(b">297<", b">29<") for name, content in files.items()}))
    shown = re.search(r"(?s)```\n(.*?)```", (LESSON / "article.md").read_text(encoding="utf-8"))
    assert shown
    assert shown[1] in run_in(tmp_path, "verify").out
