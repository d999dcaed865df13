"""Text goes on before what has no room on its page, and is read in the order in which it was written."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.press import Press
from pipeline.tagged_pdf import read
from tests.press_case import page, png, press

STYLE = """
@page { size: 90mm 125mm; margin: 10mm }
html { font-family: "Source Serif 4"; font-size: 10pt; line-height: 14pt; orphans: 2; widows: 2 }
p, ul, figure, h2, h3 { margin: 0 0 7pt; font-size: 10pt }
h2, h3, .leads { break-after: avoid }
figure { break-inside: avoid }
img { display: block; width: 50mm; height: 50mm }
.below { break-before: avoid }
"""
LINES = "many words of a harbour that is kept open for all who come in by night or by day " * 3
"""A paragraph of so many lines that two of them and a figure have no room on a page, and four have."""


@pytest.fixture(scope="module", name="child")
def _child() -> Iterator[Press]:
    with press() as child:
        yield child


def pages(child: Press, body: str) -> list[list[str]]:
    """The ids of the blocks of each page, as they stand there from top to bottom, each once."""
    layout = child.render(page(body, STYLE, {"gate.png": png()})).layout
    return [list(dict.fromkeys(item.block for item in sheet.items)) for sheet in layout.sheets]


def figure(name: str, how: str = ' data-steps=""') -> str:
    """A figure that has a few lines' less room than half a page."""
    return f'<figure id="{name}"{how}><img src="asset:gate.png" alt="A gate"/></figure>'


def text(*names: str) -> str:
    """A paragraph for each name."""
    return "".join(f'<p id="{name}">{LINES}</p>' for name in names)


def section(*blocks: str) -> str:
    """A section with its blocks."""
    return f"<section>{''.join(blocks)}</section>"


BEFORE = text("one", "two")
TITLE = '<h2 id="title">Next</h2>'
TALL = '<h2 id="title" style="height: 40mm">Next</h2>'
LEAD = f'<p id="three" class="leads">All of these:</p><ul><li id="item">{LINES}</li></ul>'
CASES = {
    "text goes on before it": (
        section(BEFORE, figure("gate"), text("three", "four")),
        [["one", "two", "three"], ["three", "gate", "four"]],
    ),
    "without the mark it stays": (
        section(BEFORE, figure("gate", ""), text("three", "four")),
        [["one", "two"], ["gate", "three", "four"], ["four"]],
    ),
    "what has room stays": (section(text("one"), figure("gate"), text("three")), [["one", "gate", "three"], ["three"]]),
    "it steps into the section behind its own": (
        f"<article>{section(BEFORE, figure('gate'))}{section(TITLE, text('three', 'four'))}</article>",
        [["one", "two", "title", "three"], ["three", "gate", "four"]],
    ),
    "and into one within it": (
        section(BEFORE, figure("gate"), section(TITLE, text("three", "four"))),
        [["one", "two", "title", "three"], ["three", "gate", "four"]],
    ),
    "and out of one that ends": (
        f"<article>{section(section(BEFORE, figure('gate')))}{section(TITLE, text('three', 'four'))}</article>",
        [["one", "two", "title", "three"], ["three", "gate", "four"]],
    ),
    "it comes not between words and what they announce": (
        section(BEFORE, figure("gate"), LEAD, text("four")),
        [["one", "two", "three", "item"], ["item", "gate", "four"], ["four"]],
    ),
    "what belongs to it goes along": (
        section(BEFORE, figure("gate"), '<p id="source" class="below">A source</p>', text("three", "four")),
        [["one", "two", "three"], ["three", "gate", "source", "four"], ["four"]],
    ),
    "where nothing else has room it stays": (
        section(BEFORE, figure("gate"), figure("other")),
        [["one", "two"], ["gate", "other"]],
    ),
    "where the next section has no room it stays": (
        f"<article>{section(BEFORE, figure('gate'))}{section(TALL, text('three'))}</article>",
        [["one", "two"], ["gate", "title", "three"], ["three"]],
    ),
    "a section that begins with something else is left alone": (
        f"<article>{section(BEFORE, figure('gate'))}{section(TITLE, figure('other', ''))}</article>",
        [["one", "two"], ["gate"], ["title", "other"]],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_pages_have(case: str, child: Press) -> None:
    """Each page's blocks from top to bottom."""
    body, shown = CASES[case]
    assert pages(child, body) == shown


@pytest.mark.parametrize("case", CASES)
def test_tags_have_the_order_of_the_source(case: str, child: Press) -> None:
    """Who hears the page hears the figure where the author put it."""
    body, _ = CASES[case]
    root = read(child.render(page(body, STYLE, {"gate.png": png()})).pdf).root
    told = [element.id for element in root.walk() if element.id]
    assert told == sorted(told, key=lambda name: body.index(f'id="{name}"'))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["text", "figure", "title"]), min_size=1, max_size=12), st.integers(1, 6))
def test_nothing_is_lost_or_told_twice(child: Press, blocks: list[str], long: int) -> None:
    """Whatever stands on the pages: all blocks, each once, read as they were written."""
    parts = []
    for number, kind in enumerate(blocks):
        words = " ".join(LINES.split()[: long * 9])
        made = {
            "text": f'<p id="b{number}">{words}</p>',
            "figure": figure(f"b{number}"),
            "title": f'</section><section><h2 id="b{number}">Title</h2><p>{words}</p>',
        }
        parts.append(made[kind])
    body = f"<article><section>{''.join(parts)}</section></article>"
    result = child.render(page(body, STYLE, {"gate.png": png()}))
    placed = [item.block for sheet in result.layout.sheets for item in sheet.items]
    assert sorted({name for name in placed if name}) == sorted(f"b{number}" for number in range(len(blocks)))
    told = [element.id for element in read(result.pdf).root.walk() if element.id]
    assert told == [f"b{number}" for number in range(len(blocks))]
