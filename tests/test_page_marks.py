"""Every page of print is marked in the other editions, before the words with which it begins."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pytest
from lxml import html as markup

from pipeline import theme
from pipeline.build import Built
from pipeline.files import load_templates
from pipeline.judge import Standards
from pipeline.model import Entry, Page, PageMap, Trace
from pipeline.model.trace import PageStart
from pipeline.paging import ambiguous, marked, page_map, within
from pipeline.press import Press
from pipeline.proof import compare
from pipeline.readers import read
from pipeline.workshop import Workshop
from tests import page_starts
from tests.proof.streams import trace_of
from tests.sources import FRONT_MATTER, ROOT, Folder, edition, examined_and_built

SMALL = """
html { hyphens: manual } @page { size: 210mm 110mm; @footnote { max-height: 30mm } } tr { break-inside: auto }
footer { break-before: page }
"""
"""Sheets with ten lines, so that pages begin within whatever is longer; the last begins with the colophon."""
TOP, BOTTOM = 25.0, 28.0


def _words(number: int, word: str = "word") -> str:
    """Words that no other place has, so that a page is found by them."""
    return " ".join(f"{word}{'abcdefghij'[count // 10 % 10]}{'klmnopqrst'[count % 10]}" for count in range(number))


BODY = f"""{_words(90)} [{_words(90, "linked")}](https://example.org/) and **{_words(60, "strong")}** last.

## Items and cells

- {_words(90, "item")}
- {_words(90, "other")}

| Left | Right |
| --- | --- |
| {_words(60, "left")} | {_words(60, "right")} |
| Short | {_words(60, "tall")} |

```
{chr(10).join(f"line {count} of code" for count in range(30))}
```

> {_words(90, "quoted")}

## Long words {{#page-turn}}

{" ".join(f"Donaudampfschifffahrtsgesellschaft{'abcdefghij'[count]}mitglied{{lang=de}}" for count in range(10))} \
{" ".join(f"well-{word}-known" for word in _words(90, "hyphen").split())}

:::{{only}} paper
{_words(120, "printed")}
:::

A note[^n] and the end.

[^n]: {_words(99, "noted")} {_words(99, "more")} {_words(99, "rest")}

    - {_words(60, "inner")}
"""


STYLE = Standards(severities=dict.fromkeys(("sentence-too-long", "hard-section")))
"""Words that are counted up end no sentence."""
READ: Mapping[str, Callable[[bytes], Mapping[str, page_starts.Start]]] = {
    "html": page_starts.of_page,
    "epub": page_starts.of_book,
}


@pytest.fixture(scope="module")
def small() -> Iterator[Built]:
    """The article on small sheets, in its three editions."""
    with Press(load_templates(ROOT).fonts) as press:
        yield _built(press, BODY)


def _built(press: Press, body: str) -> Built:
    templates = load_templates(ROOT)
    files = {**templates.files, "pdf/style.css": templates.files["pdf/style.css"] + f"\n{SMALL}\n".encode()}
    shop = Workshop(theme.load(files, templates.fonts), press)
    article, findings = read(Folder({"article.md": (FRONT_MATTER + body).encode()}), "short", "article.md")
    assert article is not None, findings
    wanted = [edition(name) for name in ("html", "epub", "pdf")]
    return examined_and_built(article, wanted, edition("pdf"), shop, STYLE)


def _content(built: Built, name: str) -> bytes:
    return next(made.rendered.content for made in built.editions if made.edition.name == name)


@pytest.mark.parametrize("name", READ)
def test_each_page_begins_where_its_mark_stands(name: str, small: Built) -> None:
    """Also those that begin within a paragraph, a link, an item, a cell, a line of code, a quotation or a note."""
    assert [each.message for each in small.diagnostics] == []
    pages = page_starts.printed(_content(small, "pdf"), TOP, BOTTOM)
    starts = READ[name](_content(small, name))
    assert [*starts] == [str(number) for number in range(1, len(pages) + 1)]
    wrong = [
        (label, page[:30], starts[label])
        for label, page in zip(starts, pages, strict=True)
        if not page.startswith("printed") and not starts[label].begins(page)
    ]
    assert wrong == []


def test_pages_begin_within_all_that_is_long(small: Built) -> None:
    """The article is such that they do; else the test before would say little."""
    assert small.pages is not None
    within_words = {page.block.rstrip("0123456789") for page in small.pages.pages if page.offset}
    assert within_words >= {"front.p", "items-and-cells.p", "items-and-cells.cell", "page-turn.p", "note-n.p"}
    assert any(page.block.startswith("items-and-cells.code-block") for page in small.pages.pages)
    assert small.pages.pages[-1].block == "_title.colophon"


@pytest.mark.parametrize("name", READ)
def test_what_an_edition_lacks_is_marked_at_its_next_block(name: str, small: Built) -> None:
    """Pages of a passage for paper alone, of which there is more than one, stand in their order."""
    starts = READ[name](_content(small, name))
    pages = page_starts.printed(_content(small, "pdf"), TOP, BOTTOM)
    only = [label for label, page in zip(starts, pages, strict=True) if page.startswith("printed")]
    assert len(only) > 1
    assert {starts[label].text[:6] for label in only} == {"Anote1"}


@pytest.mark.parametrize("name", READ)
def test_no_mark_is_within_a_word(name: str, small: Built) -> None:
    """White space, or the edge of a block, comes before each, also where a page begins with the rest of a word."""
    pages = page_starts.printed(_content(small, "pdf"), TOP, BOTTOM)
    assert any(page.startswith("known") for page in pages)
    starts = READ[name](_content(small, name))
    assert [start for start in starts.values() if not start.apart] == []


def test_a_web_page_says_nothing_at_a_mark(small: Built) -> None:
    """No role, no text, no focus, no name: the style draws the number."""
    root = markup.document_fromstring(_content(small, "html").decode())
    marks = [element for element in root.iter("span") if element.get("data-page")]
    assert {str(name): str(value) for name, value in marks[1].attrib.items()} == {"id": "page-2", "data-page": "2"}
    assert [mark.text or len(mark) for mark in marks] == [0] * len(marks)


TRACE = {
    "promised": """\
heading 1 #title: A title
paragraph 0 #one: First words of it all.
paragraph 0 #two: Second words go on.
list 0 #list:
item 1 #item:
paragraph 2 #inner: Third words within.
figure 0 #figure:  <image 0-0 A drawing>
""",
    "promised-notes": """\
note 0 #note:
paragraph 1 #note.p1: A note of words.
""",
}
ONE = trace_of(TRACE, "promised")


def _held(labels: str, **starts: str) -> Trace:
    """The trace as a file with these pages has it; `two="3:5"`: page 5 begins in the block "two" at the offset 3."""

    def with_pages(stream: str) -> Iterator[Entry]:
        for entry in getattr(ONE, stream):
            pages = (each.rpartition(":") for each in starts.get(entry.id.replace(".", "_"), "").split())
            yield replace(entry, pages=tuple(PageStart(int(offset or 0), label) for offset, _, label in pages))

    return replace(
        ONE, blocks=tuple(with_pages("blocks")), notes=tuple(with_pages("notes")), labels=tuple(labels.split())
    )


def _map(held: Trace) -> list[tuple[str, str, int]]:
    pages = page_map(edition("pdf"), "short", ONE, held).pages
    return [(page.label, page.block, page.offset) for page in pages]


def test_a_page_is_known_by_its_first_words() -> None:
    """Blocks before notes, whose words stand below them."""
    held = _held("1 2 3", title="1", one="5:2", two="3", note_p1="2")
    assert _map(held) == [("1", "title", 0), ("2", "one", 5), ("3", "two", 0)]


def test_a_page_of_notes_alone_is_known_by_them() -> None:
    """Where notes stand at the end of print."""
    assert _map(_held("1 2 3", title="1", note_p1="2 5:3")) == [
        ("1", "title", 0),
        ("2", "note.p1", 0),
        ("3", "note.p1", 5),
    ]


def test_a_page_of_a_picture_alone_is_known_by_it() -> None:
    """It has no words."""
    assert _map(_held("1 2", title="1", figure="2")) == [("1", "title", 0), ("2", "figure", 0)]


def test_a_page_of_the_themes_words_alone_is_marked_where_the_next_is() -> None:
    """The contents may fill a page; what stands behind the last words stands before the colophon."""
    held = _held("1 2 3 4", title="1", one="3")
    assert _map(held) == [("1", "title", 0), ("2", "one", 0), ("3", "one", 0), ("4", "_title.colophon", 0)]


@pytest.mark.parametrize(
    ("text", "offset", "expected"),
    [
        ("One amber birch.", 3, 3),
        ("One amber birch.", 5, 3),
        ("A well-known word.", 6, 1),
        ("At\u00a0last it\u00a0is.", 4, 2),
        ("港には船がある。", 3, 3),
        ("See 港には船がある。", 6, 6),
        ("ท่าเรือมีน้ำลึก", 7, 7),
    ],
)
def test_a_page_begins_before_the_word_that_it_begins_within(text: str, offset: int, expected: int) -> None:
    """In scripts that part no words by spaces it begins where the line was broken."""
    whole = trace_of({"promised": f"paragraph 0 #p: {text}"}, "promised")
    held = replace(whole, blocks=(replace(whole.blocks[0], pages=(PageStart(offset, "2"),)),), labels=("2",))
    assert [page.offset for page in page_map(edition("pdf"), "short", whole, held).pages] == [expected]


def _of(*pages: Page) -> PageMap:
    return PageMap("pdf", "PDF, A4", "short.pdf", pages)


@pytest.mark.parametrize(
    ("lacking", "expected"),
    [("one", ("two", 0)), ("one two", ("inner", 0)), ("one two list item inner figure", ("note.p1", 0))],
)
def test_a_page_of_a_block_that_is_not_there_moves_to_the_next(lacking: str, expected: tuple[str, int]) -> None:
    """To one that shows something: what only holds others has no place for a mark."""
    own = replace(ONE, blocks=tuple(entry for entry in ONE.blocks if entry.id not in lacking.split()))
    (page,) = within(_of(Page("2", "one", 5)), ONE, own).pages
    assert (page.block, page.offset) == expected


def test_a_page_behind_all_that_an_edition_has_stands_before_its_colophon() -> None:
    """Every edition has one."""
    (page,) = within(_of(Page("9", "note.p1", 3)), ONE, replace(ONE, notes=())).pages
    assert (page.block, page.offset) == ("_title.colophon", 0)


def _told(pages: PageMap, own: Trace = ONE) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in ambiguous(pages, own, edition("html"))]


def test_labels_that_repeat_are_told() -> None:
    """A project's own template may count its pages from one again."""
    assert _told(_of(Page("1", "one", 0), Page("2", "two", 0), Page("1", "inner", 0))) == [
        ("ambiguous-page", 'web page: 2 pages of the edition "pdf" have the label "1"')
    ]


def test_a_block_with_the_id_of_a_mark_is_told() -> None:
    """Else a link would lead to whichever comes first."""
    own = replace(ONE, blocks=(*ONE.blocks, replace(ONE.blocks[1], id="page-2")))
    assert _told(_of(Page("2", "two", 0)), own) == [
        ("ambiguous-page", 'web page: the id "page-2" is that of the mark of page 2')
    ]
    assert _told(_of(Page("3", "two", 0)), own) == []


def test_marks_that_are_promised_are_held() -> None:
    """A lost mark is told; what carries no pages must have none."""
    promised = marked(ONE, _of(Page("1", "title", 0), Page("2", "one", 10)))
    assert compare(promised, promised, edition("html")).holds
    assert [each.code for each in compare(promised, ONE, edition("html")).diagnostics] == ["lost-page-mark"] * 2
    assert [each.code for each in compare(ONE, promised, edition("epub")).diagnostics] == ["lost-page-mark"] * 2
