"""Planted faults: a reader, a stage, a template, a style or a writer that goes wrong stops the build of every edition.

What is planted, and how it must be told, stands in benchmarks/sabotage/faults; the build is the real one, and what had
been published before stays as it was.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import pytest

from benchmarks.sabotage.faults import ALL, FAULTS, Fault
from benchmarks.sabotage.faults.article import BODY, FILES, FRONT_MATTER
from benchmarks.sabotage.faults.fault import in_code
from benchmarks.sabotage.faults.planted import Verdict, verdicts
from pipeline.files import Templates, load_templates
from pipeline.press import Press
from pipeline.produce import Order, produce
from pipeline.readers import read
from pipeline.readers.markdown import blocks
from pipeline.theme import load
from pipeline.workshop import Workshop
from tests.sources import ROOT, Folder, edition, examined_and_built

NAMED = {fault.name: fault for fault in FAULTS}
PLANTED = [(fault.name, name) for fault in FAULTS for name in fault.editions]
SOUND = Fault("nothing", "template", in_code(blocks, "read_rows", lambda sound: sound), ALL, ("lost-block",), "")


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """One press for all builds of this module."""
    with Press(_shipped().fonts) as press:
        yield press


@pytest.fixture(scope="module")
def judged(press: Press) -> Callable[[str], dict[str, Verdict]]:
    """What became of a fault in all editions in which it shows; the last one is kept for the next test."""

    def judge(name: str) -> dict[str, Verdict]:
        return {verdict.edition: verdict for verdict in verdicts(NAMED[name], _shipped(), press)}

    return lru_cache(maxsize=1)(judge)


@cache
def _shipped() -> Templates:
    return load_templates(ROOT)


def test_each_fault_has_a_name_of_its_own(tell: Callable[[str], None]) -> None:
    """And each stage has some."""
    stages = Counter(fault.stage for fault in FAULTS)
    tell(f"planted faults: {len(FAULTS)} ({', '.join(f'{name} {count}' for name, count in stages.items())})")
    assert len(NAMED) == len(FAULTS)
    assert len(FAULTS) >= 40
    assert set(stages) == {"reader", "resolve", "selection", "template", "style", "writer"}


def test_nothing_is_told_where_nothing_is_planted(press: Press) -> None:
    """So what is told of a fault is told because of it."""
    assert [(each.wrong, each.told) for each in verdicts(SOUND, _shipped(), press)] == [("not found", ())] * len(ALL)


@pytest.mark.parametrize(("fault", "name"), PLANTED)
def test_a_planted_fault_is_found(fault: str, name: str, judged: Callable[[str], dict[str, Verdict]]) -> None:
    """By its name, where it is, and nothing else; as an error, so that nothing is published."""
    verdict = judged(fault)[name]
    assert verdict.wrong == "", "\n".join(f"{each.at} {each.code} {each.message}" for each in verdict.told)


def _damaged(name: str) -> dict[str, bytes]:
    with NAMED[name].plant(_shipped().files) as files:
        return dict(files)


def test_an_unproved_layout_numbers_no_pages(press: Press) -> None:
    """A fault in the edition that gives the page numbers stops the others too, though it was not asked for."""
    article, _ = read(Folder({**FILES, "article.md": (FRONT_MATTER + BODY).encode()}), "short")
    assert article is not None
    theme = load(_damaged("a head for another article"), _shipped().fonts)
    built = examined_and_built(article, [edition("html")], edition("pdf"), Workshop(theme, press))
    assert [finding.code for finding in built.diagnostics] == ["lost-furniture"]


def test_a_fault_in_one_edition_keeps_all_from_being_published(tmp_path: Path) -> None:
    """The last edition alone is faulty; what was published before stays as it was, to the byte."""
    folder = tmp_path / "source" / "short"
    (folder / "images").mkdir(parents=True)
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    (folder / "article.md").write_text(FRONT_MATTER + BODY, encoding="utf-8")
    order = Order(tmp_path, folder, tmp_path / "output" / "short", ("html", "pdf", "epub"))
    assert produce(order).exit_code == 0
    published = {path.name: path.read_bytes() for path in order.output.iterdir() if path.is_file()}
    (folder / "article.md").write_text(FRONT_MATTER + BODY.replace("paragraph", "sentence"), encoding="utf-8")
    faulty = tmp_path / "faulty" / "templates" / "epub" / "content.xhtml"
    faulty.parent.mkdir(parents=True)
    faulty.write_bytes(_damaged("notes left out of the book")["epub/content.xhtml"])
    outcome = produce(replace(order, project=tmp_path / "faulty"))
    assert (outcome.exit_code, outcome.pieces) == (1, ())
    assert {path.name: path.read_bytes() for path in order.output.iterdir() if path.is_file()} == published
    partly = produce(replace(order, project=tmp_path / "faulty", partial=True))
    assert (partly.exit_code, [piece.edition for piece in partly.pieces]) == (1, ["html", "pdf"])
    # The old book would be another text than the page beside it.
    assert [path.name for path in partly.removed] == ["short.epub"]
    assert json.loads((order.output / "manifest.json").read_bytes())["lacking"] == ["epub"]


def test_an_edition_without_errors_is_not_published_with_the_pages_of_one_that_has(tmp_path: Path) -> None:
    """The print edition that numbers pages is faulty, so that nothing but paper may stand, and paper is faulty."""
    folder = tmp_path / "source" / "short"
    (folder / "images").mkdir(parents=True)
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    (folder / "article.md").write_text(FRONT_MATTER + BODY, encoding="utf-8")
    faulty = tmp_path / "templates" / "pdf" / "document.xhtml"
    faulty.parent.mkdir(parents=True)
    faulty.write_bytes(_damaged("a head for another article")["pdf/document.xhtml"])
    order = Order(tmp_path, folder, tmp_path / "output" / "short", ("html", "pdf"), partial=True)
    outcome = produce(order)
    assert (outcome.exit_code, outcome.pieces) == (1, ())
    assert not (order.output / "index.html").exists()
    # Nor with its pages on other sheets, wanted itself or not; what has none of them may stand.
    outcome = produce(replace(order, editions=("html", "booklet"), pages=False))
    assert (outcome.exit_code, [piece.edition for piece in outcome.pieces]) == (1, ["html"])
    assert {finding.code for finding in outcome.diagnostics} == {"lost-furniture"}
    assert json.loads((order.output / "manifest.json").read_bytes())["lacking"] == ["booklet"]
