"""The damage harness finds what `verify` finds, can fail, and damages files without knowing who made them."""

import ast
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random

import pytest

from benchmarks.sabotage.court import court
from benchmarks.sabotage.damages import KINDS
from benchmarks.sabotage.judge import Court, Verdict
from benchmarks.sabotage.places import Source
from benchmarks.sabotage.run import Case, Outcome, cases, tried
from benchmarks.sabotage.table import lines, share
from pipeline.diagnostics import Diagnostic
from pipeline.project import release
from tests.sources import ROOT

MISSION = ROOT / "source" / "us-mission-to-nato"
KITCHEN_SINK = ROOT / "tests" / "conformance" / "kitchen-sink"
HARNESS = ROOT / "benchmarks" / "sabotage"
SEED = 7
EDITIONS = ("html", "epub", "pdf")


def seeded(seed: int) -> Random:
    """Numbers by which a damage can be repeated."""
    return Random(seed)  # noqa: S311  # it is no secret


class Blind(Court):
    """Who sees nothing."""

    def findings(self, edition: str, content: bytes) -> tuple[Diagnostic, ...]:
        """Nothing, whatever the file holds."""
        del edition, content
        return ()


@pytest.fixture(scope="module")
def courts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Court]]:
    """The article with everything in it, built in three editions."""
    yield {KITCHEN_SINK.name: court(ROOT, KITCHEN_SINK, tmp_path_factory.mktemp("court"), EDITIONS)}
    release()


def test_a_damage_of_each_kind_is_found(courts: Mapping[str, Court], tell: Callable[[str], None]) -> None:
    """By its name, at its place and with hardly anything else; of a hundred no more than two may be missed."""
    # All that is done to a page is done to a book too, which is looked at in half the time: page and paper take some
    # in turn; `make sabotage` does all.
    assert set(KINDS["html"]) <= set(KINDS["epub"])
    wanted = [*cases(SEED, 1, ("epub",)), *list(cases(SEED, 1, ("html",)))[::3], *list(cases(SEED, 1, ("pdf",)))[::3]]
    outcomes = [tried(case, courts) for case in wanted]
    told = list(lines(outcomes, SEED))
    tell(f"damages to finished files: {told[-1 - sum(not each.verdict.found for each in outcomes)]}")
    assert len(outcomes) >= 50
    assert share(outcomes) >= 0.95, "\n".join(told)


def test_undamaged_files_have_no_finding(courts: Mapping[str, Court]) -> None:
    """The judge hears nothing of what was published."""
    (judge,) = courts.values()
    assert {name: judge.findings(name, content) for name, content in judge.editions.items()} == dict.fromkeys(
        EDITIONS, ()
    )


def test_a_proof_that_finds_nothing_has_found_nothing(courts: Mapping[str, Court]) -> None:
    """What is counted is what was told, not what was damaged."""
    (judge,) = courts.values()
    blind = Blind.__new__(Blind)
    for name in ("_request", "_source", "_manifest", "editions", "_ready"):
        setattr(blind, name, getattr(judge, name))
    outcomes = [tried(Case("html", kind, SEED, 0), {KITCHEN_SINK.name: blind}) for kind in list(KINDS["html"])[:5]]
    assert share(outcomes) == 0
    assert {outcome.verdict.fault for outcome in outcomes} == {"not found"}


def test_what_is_told_under_another_name_or_place_is_no_find(courts: Mapping[str, Court]) -> None:
    """One damage judged by what was told of another one."""
    (judge,) = courts.values()
    content = judge.editions["html"]
    link, digit = (KINDS["html"][kind] for kind in ("link leads elsewhere", "digit dropped"))
    first, second = link(content, seeded(1)), digit(content, seeded(2))
    told = judge.findings("html", first.content)
    assert judge.verdict(first, told).found
    assert judge.verdict(second, told).fault.startswith("told as lost-link")
    assert judge.verdict(first, told * 4).fault == "told with 3 more"


def test_a_case_damages_the_same_bytes_again(courts: Mapping[str, Court]) -> None:
    """A miss can be repeated alone."""
    (judge,) = courts.values()
    for name, kinds in KINDS.items():
        one, other = (next(iter(kinds.values()))(judge.editions[name], seeded(5)) for _ in range(2))
        assert one.content == other.content
        assert one.content != judge.editions[name]


def test_what_damages_knows_nothing_of_the_package() -> None:
    """Nor of any library but those that read and write the formats."""
    allowed = {
        "benchmarks",
        "lxml",
        "zipfile",
        "pikepdf",
        "re",
        "io",
        "collections",
        "copy",
        "dataclasses",
        "functools",
    }
    files = sorted((HARNESS / "damages").glob("*.py"))
    names = {name for file in files for name in _imported(file)}
    assert len(files) > 8
    assert {name.split(".")[0] for name in names} <= allowed | {"itertools", "random", "typing"}
    assert {name for name in names if name.startswith("benchmarks")} <= {
        f"benchmarks.sabotage.damages{suffix}" for suffix in ("", *(f".{file.stem}" for file in files))
    }


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize(
    ("text", "line", "is_theme"),
    [
        ("Spofford becomes Deputy US Representative [5].", "1950-06", False),
        ("Answers to The Secretaries of State and Defense [3].", "Answers to", False),
        ("By The Handout Desk", "contributors:", True),
    ],
)
def test_a_text_is_found_where_it_was_written(text: str, line: str, is_theme: bool) -> None:
    """By its words alone."""
    place = Source(MISSION).place(text)
    assert place is not None
    written = (MISSION / "article.md").read_text(encoding="utf-8").splitlines()
    assert ("article.md", written.index(line) + 1) in place.lines
    assert len(place.lines) <= 4
    assert place.is_theme is is_theme


def test_a_text_that_nobody_wrote_is_found_nowhere() -> None:
    """The theme made it."""
    assert Source(MISSION).place("Back to text") is None


def test_a_miss_names_what_repeats_it() -> None:
    """And what was told instead."""
    outcome = Outcome(Case("pdf", "page lost", 3, 4), "small pdf", "page 2", Verdict("not found"), 1.0)
    assert list(lines([outcome], 3))[-1] == "MISS pdf:page lost:3:4 [small pdf] page 2: not found"
