"""How lines and notes are set where the engine alone would do worse."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.press import Press
from pipeline.press_measure import Line, faults
from tests.press_case import page, press

HYPHENS = """
@page { size: 62mm 120mm; margin: 5mm } html { font-family: "Source Serif 4"; font-size: 10pt }
p { hyphens: auto; hyphenate-limit-chars: 8 3 4; hyphenate-limit-zone: 5% }
"""


@pytest.fixture(scope="module", name="child")
def _child() -> Iterator[Press]:
    with press() as child:
        yield child


FULL, HALF = Line("many words that fill the line", 100.0), Line("few words in this", 60.0)
END = Line("the last words of it.", 70.0)


@pytest.mark.parametrize(
    ("many", "told"),
    [
        ([FULL, FULL, END], 0),
        ([Line("One", 20.0)], 0),
        ([FULL, HALF, FULL, END], 2),
        ([FULL, Line("few", 75.0), END], 0),
        ([FULL, Line("word.", 15.0)], 1),
        ([FULL, Line("so it is.", 30.0)], 1),
        ([FULL, Line("incomprehensible.", 60.0)], 1),
        ([FULL, Line("incomprehensibilities.", 70.0)], 0),
        ([FULL, Line("everybody\u00a0[7].", 70.0)], 1),
        ([FULL, Line("arguments\u00a0[16], [62].", 70.0)], 1),
        ([FULL, Line("a word that is parted be\u2010", 100.0), Line("fore the last line", 60.0)], 0.5),
        ([Line("https://example.org/a", 90.0, torn=True), FULL, END], 2),
        ([FULL, Line("28\u00a0November 2026.", 70.0)], 0),
        ([FULL, Line("読み物\u3002", 40.0)], 0),
        ([FULL, Line("\u3002", 10.0)], 1),
        ([Line("Available: https://", 90.0), FULL, END], 2),
        ([Line("https://example.org/of-the-", 90.0), FULL, END], 1),
        ([Line("https://example.org/", 90.0), FULL, END], 0),
        ([Line("a hy\u2010", 100.0), Line("phen and another", 100.0), END], 0),
        ([Line("a hy\u2010", 100.0), Line("phen and an\u2010", 100.0), Line("other-", 100.0), END], 1),
    ],
)
def test_ends_of_lines_have_faults(many: list[Line], told: float) -> None:
    """A step of over a quarter, a short last line, an address in parts, three hyphens in a row, one before the last."""
    assert faults(many, 100.0) == told


WORDS = "a an the of in port harbour reading papers commissioners lighthouse kept asked for by many since".split()  # noqa: SIM905 - easier to read


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=12, max_size=90), st.sampled_from(["ltr", "rtl"]))
def test_paragraphs_keep_words_and_room(child: Press, words: list[str], direction: str) -> None:
    """Whatever is mended: all words in their order, no line beyond the room, each from the side where lines begin."""
    style = f"{HYPHENS} body {{ margin: 0 }} p {{ direction: {direction}; hyphens: manual; margin: 0 }}"
    (sheet,) = child.render(page(f'<p id="p">{" ".join(words)}</p>', style)).layout.sheets
    assert " ".join(item.text.strip() for item in sheet.items).split() == words
    left, _, right, _ = sheet.area
    assert all(left - 0.1 <= item.left and item.right <= right + 0.1 for item in sheet.items)
    starts = {round(item.left - left if direction == "ltr" else right - item.right, 1) for item in sheet.items}
    assert starts == {0.0}


def test_no_word_is_parted_between_two_pages(child: Press) -> None:
    """Though some are between two lines (CSS Text 4, `hyphenate-limit-last: page`)."""
    chance = random.Random(8)  # noqa: S311 - for words
    long = ["internationally", "commissioners", "administration", "responsibilities", "of", "the"]
    text = " ".join(chance.choices(long, k=2000))
    style = f"{HYPHENS} @page {{ size: 62mm 40mm }} html {{ widows: 1; orphans: 1 }}"
    sheets = child.render(page(f'<p id="p">{text}</p>', style)).layout.sheets
    lines = [item.text.strip() for sheet in sheets for item in sheet.items]
    ends = [sheet.items[-1].text.strip() for sheet in sheets]
    assert sum(line.endswith("\u2010") for line in lines) > len(sheets) > 50
    assert not any(end.endswith("\u2010") for end in ends)


def test_few_paragraphs_end_badly(child: Press) -> None:
    """Of a hundred and twenty paragraphs, nearly all of those that the engine alone would end badly are mended."""
    chance = random.Random(8)  # noqa: S311 - for words
    texts = [" ".join(chance.choices(WORDS, k=chance.randint(30, 70))) for _ in range(120)]
    # What is set flush at the other side is left as the engine has it.
    alone, mended = (ending_badly(child, texts, align) for align in ("end", "start"))
    assert alone > 15
    assert mended < alone / 10


def ending_badly(child: Press, texts: list[str], align: str) -> int:
    """Return how many paragraphs have faults, when each is set on a page of its own."""
    style = f"""
    @page {{ size: 120mm 80mm; margin: 5mm }} html {{ font: 10pt "Source Serif 4" }}
    p {{ text-align: {align}; break-after: page }}
    """
    sheets = child.render(page("".join(f'<p id="p">{text}</p>' for text in texts), style)).layout.sheets
    told = 0
    for sheet in sheets:
        left, _, right, _ = sheet.area
        told += bool(faults([Line(item.text.strip(), item.right - item.left) for item in sheet.items], right - left))
    return told


def lines(child: Press, text: str) -> list[str]:
    """Return the lines in which a paragraph is set."""
    (sheet,) = child.render(page(f'<p id="p">{text}</p>', HYPHENS)).layout.sheets
    return [item.text.strip() for item in sheet.items]


def test_tied_words_have_no_hyphen(child: Press) -> None:
    """The same words are hyphenated where a space parts them."""
    loose, tied = (
        lines(child, f"Papers of the port are{gap}internationally{gap}known, and asked for by many.")
        for gap in (" ", "\u00a0")
    )
    assert any(line.endswith("\u2010") for line in loose), loose
    assert not any(line.endswith("\u2010") for line in tied), tied


@pytest.mark.parametrize(
    ("whole", "ends"),
    [
        ("e-book", "e-"),
        ("ISP-I-23-16", "ISP-"),
        ("(2014–2025)", "2014–"),
        ("September 2023", "\u2010"),
        ("so-called", ""),
    ],
)
def test_no_line_ends_within(child: Press, whole: str, ends: str) -> None:
    """Wherever in a line it stands; other compounds end lines behind their hyphens."""
    ended = set()
    for count in range(40):
        text = f"{'in of at by'[: count % 12]} {'harbour ' * (count // 6)}{whole} and the rest."
        ended |= {line for line in lines(child, text) if line.endswith(("-", "–", "\u2010"))}
    assert not ends or not any(line.endswith(ends) for line in ended), ended
    assert ends or any(line.endswith("so-") for line in ended), ended


def test_a_deck_ends_its_first_line_where_its_sense_has_a_pause(child: Press) -> None:
    """Where it has none, and in all that is no deck, lines are as full as they can be."""
    words = "How the seat at the harbour table works, and what is changing there now"
    deck, other = (
        child.render(page(f'<p id="p"{tag}>{words}</p>', HYPHENS.replace("62mm", "100mm"))).layout.sheets[0].items
        for tag in (' data-tag="Subtitle"', "")
    )
    assert [item.text.strip() for item in deck] == [
        "How the seat at the harbour table works,",
        "and what is changing there now",
    ]
    assert other[0].text.strip() != "How the seat at the harbour table works,"


def test_numbers_of_pages_are_measured_when_they_are_known(child: Press) -> None:
    """A paragraph that fits without them, and ends in one word with them, is set anew."""
    body = "".join(
        f"<p id='p{count}'>{'many words of the port ' * 3}{'m' * count} (page "
        f"<span class='page' style='--leads: url(\"#end\")'></span>) close.</p>"
        for count in range(60)
    )
    style = f"{HYPHENS.replace('62mm', '90mm')} .page::after {{ content: target-counter(var(--leads), page) }}"
    broken = f"{body}<p id='end' style='break-before: page'>The end of it.</p>"
    sheets = child.render(page(broken, style)).layout.sheets
    last = {item.block: item.text.strip() for sheet in sheets for item in sheet.items}
    assert len(last) == 61
    assert not any(" " not in text for text in last.values()), last


def test_a_note_stays_on_the_page_that_calls_it(child: Press) -> None:
    """Though a paragraph further down would have room for a line more without it."""
    style = """
    @page { size: 100mm 60mm; margin: 5mm; @footnote { margin-top: 4mm } }
    html { font-family: "Source Serif 4"; font-size: 10pt; line-height: 12pt; orphans: 2; widows: 2 }
    p { margin: 0 } .note { float: footnote }
    """
    # Room for eleven lines: one calls, the note has one, six follow.
    for filling in range(4, 9):
        above = "".join("<p>A line.</p>" for _ in range(filling))
        body = f'<p>Called<span class="note" id="note">The note.</span></p>{above}<p>{"many words " * 40}</p>'
        sheets = child.render(page(body, style)).layout.sheets
        noted = [number for number, sheet in enumerate(sheets) for item in sheet.items if item.block == "note"]
        assert set(noted) == {0}, filling
