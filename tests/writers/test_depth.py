"""Forty levels of lists and quotations: every edition holds them, and print keeps them on few pages."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from pipeline.files import load_templates
from pipeline.press import Press
from pipeline.readers import read
from pipeline.tagged_pdf import page_count
from pipeline.theme import load
from pipeline.workshop import Workshop
from tests.sources import FRONT_MATTER, ROOT, Folder, edition, examined_and_built

LEVELS = 40
LEAD = "A paragraph before.\n\n" * 12


def _nested(marks: tuple[str, ...]) -> str:
    """One line on each level, the marks in turn."""
    lines, around = [], ""
    for level in range(LEVELS):
        mark = marks[level % len(marks)]
        lines += [f"{around}{mark}level {level + 1}\n", f"{around}{'>' if mark == '> ' else ''}\n"]
        around += mark if mark == "> " else " " * len(mark)
    return "".join(lines)


SOURCES = {
    "lists": "".join(f"{'  ' * level}- level {level + 1}\n" for level in range(LEVELS)),
    "quotations": _nested(("> ",)),
    "lists and quotations": _nested(("- ", "> ", "1. ")),
    "lists on one line": "- " * LEVELS + "level 40\n",
}


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    """One press for all builds of this module."""
    templates = load_templates(ROOT)
    with Press(templates.fonts) as press:
        yield Workshop(load(templates.files, templates.fonts), press)


@pytest.mark.parametrize("name", SOURCES)
def test_forty_levels_are_proved_in_every_edition(name: str, shop: Workshop) -> None:
    """Nothing is lost on the way down, and a list that begins amid a page goes on over the next."""
    article, findings = read(Folder({"article.md": (FRONT_MATTER + LEAD + SOURCES[name]).encode()}), "deep")
    assert article is not None
    built = examined_and_built(article, [edition(each) for each in ("html", "epub", "pdf", "pdf-letter")], None, shop)
    assert [finding.message for finding in (*findings, *built.diagnostics)] == []
    pages = [page_count(each.rendered.content) for each in built.editions if each.edition.name.startswith("pdf")]
    assert max(pages) <= 4


def test_deeper_levels_are_indented_less() -> None:
    """Each step of the print style is smaller than the one before, and forty of them leave room for words."""
    style = shop_style()
    steps = [float(style.split(rule)[1].split("padding-left: ")[1].split("mm")[0]) for rule in ("\nol {", *DEEP)]
    assert all(before > after for before, after in pairwise(steps))
    assert 5 * steps[0] + 9 * steps[1] + 26 * steps[2] < 85


DEEP = ("\n[data-deep] {", '\n[data-deep="deeper"] {')


def shop_style() -> str:
    """The print style as it ships."""
    return (ROOT / "templates" / "pdf" / "style.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("lines", [25, 26, 27])
def test_a_heading_stays_with_the_tasks_below_it(lines: int, shop: Workshop) -> None:
    """At the foot of a page both go over together, wherever the page ends."""
    body = "Line\\\n" * lines + "end.\n\n## Heading\n\n- [ ] One task.\n- [x] Two.\n"
    article, _ = read(Folder({"article.md": (FRONT_MATTER + body).encode()}), "tasks")
    assert article is not None
    held = examined_and_built(article, [edition("pdf")], None, shop).editions[0].proved.held.blocks
    pages = [entry.pages[0].label for entry in held if entry.text in {"Heading", "One task."}]
    assert len(set(pages)) == 1
