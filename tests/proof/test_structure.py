"""One cause gives one finding: sections that are lost or moved, blocks that ran together, ids that are wrong."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Location
from pipeline.model import Entry, Span, Trace
from pipeline.model.trace import PageStart
from pipeline.proof import compare
from tests.sources import edition

WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grain", "heron", "inlet", "jetty")


def article(count: int, *, ids: bool = True) -> list[Entry]:
    """Return sections of a heading and nine paragraphs, one block a line, no two texts alike."""
    entries = []
    for line in range(1, count + 1):
        heading = line % 10 == 1
        path = () if heading else (f"b{line - (line - 1) % 10}",)
        text = " ".join(WORDS[line // base % 10] for base in (1000, 100, 10, 1)) + f" number {line}"
        name = f"b{line}" if ids or heading else ""
        at = Location("article.md", line)
        entries.append(Entry(path, "heading" if heading else "paragraph", 2 if heading else 0, name, "en", text, at=at))
    return entries


def told(promised: list[Entry], held: list[Entry], name: str = "html") -> list[tuple[str, int | None]]:
    """Return the rules and the lines of what is found."""
    found = compare(Trace(tuple(promised), (), ()), Trace(tuple(held), (), ()), edition(name)).diagnostics
    return [(each.code, each.at.line if each.at else None) for each in found]


def _joined(one: Entry, other: Entry) -> Entry:
    return replace(one, text=f"{one.text} {other.text}")


def _split(entry: Entry) -> list[Entry]:
    words = entry.text.split()
    return [replace(entry, text=" ".join(words[:3])), replace(entry, id="", text=" ".join(words[3:]))]


BOTH = pytest.mark.parametrize("ids", [True, False], ids=["with ids", "without ids"])


@BOTH
def test_a_lost_section_is_one_finding(ids: bool) -> None:
    """It stands at the heading."""
    blocks = article(60, ids=ids)
    assert told(blocks, blocks[:20] + blocks[30:]) == [("lost-block", 21)]


@BOTH
def test_a_moved_section_is_one_finding(ids: bool) -> None:
    """What is in it has moved with it."""
    blocks = article(60, ids=ids)
    assert told(blocks, blocks[:20] + blocks[30:] + blocks[20:30]) == [("moved-block", 21)]


@BOTH
def test_a_repeated_section_is_one_finding(ids: bool) -> None:
    """It stands where the section stands first."""
    blocks = article(60, ids=ids)
    assert told(blocks, blocks + blocks[20:30]) == [("repeated-block", 21)]


@BOTH
def test_blocks_that_ran_together_are_one_finding(ids: bool) -> None:
    """No word is lost."""
    blocks = article(60, ids=ids)
    assert told(blocks, [*blocks[:23], _joined(*blocks[23:25]), *blocks[25:]]) == [("wrong-level", 24)]


@BOTH
def test_a_block_that_fell_apart_is_one_finding(ids: bool) -> None:
    """No word is added."""
    blocks = article(60, ids=ids)
    assert told(blocks, [*blocks[:23], *_split(blocks[23]), *blocks[24:]]) == [("wrong-level", 24)]


def test_ids_that_changed_places_are_two_findings() -> None:
    """Each block has the id of the other; nothing has moved."""
    blocks = article(60)
    one, other = blocks[23:25]
    held = [*blocks[:23], replace(one, id=other.id), replace(other, id=one.id), *blocks[25:]]
    assert told(blocks, held) == [("lost-id", 24), ("lost-id", 25)]


def test_a_heading_without_its_id_does_not_accuse_its_section() -> None:
    """The path of what follows has no name for it."""
    blocks = article(60)
    named = [replace(entry, path=("",)) if entry.path == ("b21",) else entry for entry in blocks]
    assert told(blocks, [*named[:20], replace(blocks[20], id=""), *named[21:]]) == [("lost-id", 21)]


def test_a_heading_of_another_level_does_not_accuse_what_follows() -> None:
    """All sections after it are found in it."""
    blocks = article(60)
    inside = [replace(entry, path=("b11", *entry.path)) if entry.path == ("b21",) else entry for entry in blocks]
    held = [*inside[:20], replace(blocks[20], level=3, path=("b11",)), *inside[21:]]
    assert told(blocks, held) == [("wrong-level", 21)]


def test_a_quotation_that_is_none_does_not_accuse_what_it_holds() -> None:
    """Its paragraphs stand one level higher."""
    at = Location("article.md", 4)
    quote = Entry((), "quote", 0, "quote1", "en", at=at)
    inside = [Entry((), "paragraph", 1, f"p{number}", "en", f"Words {number}.") for number in (1, 2)]
    held = [replace(entry, level=0) for entry in inside]
    assert told([quote, *inside], list(held)) == [("wrong-level", 4)]
    assert told(list(held), [quote, *inside]) == [("wrong-level", None)]


def test_cells_of_one_table_are_told_together() -> None:
    """A lost column is one finding."""
    row = [
        Entry((), kind, level, "", "en", text)
        for kind, level, text in (("row", 1, ""), ("cell", 2, "a"), ("cell", 2, "b"))
    ]
    table = [Entry((), "table", 0, "t", "en"), *row, *row, *row]
    named = [replace(entry, id=f"c{number}", at=Location("article.md", number)) for number, entry in enumerate(table)]
    assert told(named, [entry for entry in named if entry.text != "b"]) == [("lost-cell", 3)]


def test_a_language_of_the_whole_is_told_once() -> None:
    """A document that says no language says none of each block."""
    blocks = article(60)
    assert told(blocks, [replace(entry, lang="") for entry in blocks]) == [("lost-language", 1)]


def test_what_belongs_to_a_lost_block_goes_with_it() -> None:
    """Labels, numbers, ways back; other pieces that are lost in a row are one finding."""
    blocks = article(3)
    names = ("_label.b2", "_number.b2", "_back.b2.1", "_colophon.1", "_colophon.2")
    made = [Entry((), name[1:].partition(".")[0], 0, name, "en", f"made {name}") for name in names]
    held = Trace((blocks[0], blocks[2]), (), ())
    found = compare(Trace(tuple(blocks), (), tuple(made)), held, edition("epub")).diagnostics
    assert [each.code for each in found] == ["lost-furniture", "lost-block"]
    assert found[0].message.endswith("; so with 1 more")


def test_a_title_of_the_theme_belongs_to_no_section_that_is_called_so() -> None:
    """An article may have a section with the id "colophon"; the theme's is told where the whole begins."""
    blocks = article(3)
    named = [blocks[0], replace(blocks[1], id="colophon"), blocks[2]]
    title = Entry((), "title", 2, "_title.colophon", "en", "About this document")
    held = Trace(tuple(named), (), (replace(title, level=0),))
    (found,) = compare(Trace(tuple(named), (), (title,)), held, edition("html")).diagnostics
    assert found.message == 'web page: the title "About this document" is no heading, not of level 2'
    assert found.at == blocks[0].at


def test_a_block_of_another_kind_elsewhere_is_known_by_its_id() -> None:
    """It has moved and changed; it is neither lost nor is another one there."""
    blocks = article(20)
    moved = replace(blocks[4], kind="item", path=blocks[15].path)
    assert {rule for rule, _ in told(blocks, [*blocks[:4], *blocks[5:], moved])} == {"moved-block", "wrong-level"}


def test_wrong_labels_of_pages_are_told_once() -> None:
    """Not at each page, nor wherever a page is named."""
    blocks = article(4)
    running = (
        Entry((), "running", 0, "_running.head", "en", "Top"),
        Entry((), "running", 0, "_running.foot", "en", "1.0"),
    )
    contents = (Entry((), "contents-page", 0, "_contents-page.b1", "en", "{page}"),)

    def held(labels: tuple[str, ...]) -> Trace:
        paged = (replace(one, pages=(PageStart(0, label),)) for one, label in zip(blocks, labels, strict=True))
        feet = ("1", "2 1.0", "1.0 3", "4 1.0")
        heads = [Entry((), "page", 0, f"_page.{label}.head", "en", "Top") for label in labels]
        ends = [
            Entry((), "page", 0, f"_page.{label}.foot", "en", text) for label, text in zip(labels, feet, strict=True)
        ]
        pages = [one for pair in zip(heads, ends, strict=True) for one in pair][1:]
        return Trace(tuple(paged), (), (replace(contents[0], text="1"), *pages))

    promised = Trace(tuple(blocks), (), (*contents, *running))
    right, wrong = (
        compare(promised, held(labels), edition("pdf")).diagnostics for labels in (tuple("1234"), tuple("5678"))
    )
    assert [each.message for each in right] == []
    assert [each.code for each in wrong] == ["lost-furniture"]
    assert wrong[0].message.endswith('the pages are labelled "5" to "8", not "1" to "4"')


def test_the_head_of_a_right_page_names_the_section_that_begins_there_first_or_goes_on() -> None:
    """Where several begin on a page, the first; on the next the last of them."""
    blocks = [
        replace(block, pages=(PageStart(0, label),))
        for block, label in zip(article(5), ("1", "3", "3", "3", "5"), strict=True)
    ]
    texts = {"head": "Top", "foot": "1.0", f"section.{blocks[1].id}": "One", f"section.{blocks[2].id}": "Two"}
    running = tuple(Entry((), "running", 0, f"_running.{name}", "en", text) for name, text in texts.items())

    def heads(*shown: str) -> list[str]:
        feet = ("1", "2 1.0", "1.0 3", "4 1.0", "1.0 5")
        made = [
            Entry((), "page", 0, f"_page.{number}.{place}", "en", text)
            for number, texts in enumerate(zip(("", *shown), feet, strict=True), 1)
            for place, text in zip(("head", "foot"), texts, strict=True)
            if text
        ]
        held = Trace(tuple(blocks), (), tuple(made))
        return [each.message for each in compare(Trace(tuple(blocks), (), running), held, edition("pdf")).diagnostics]

    assert heads("Top", "One", "Top", "Two") == []
    assert [told for told in heads("Top", "Two", "Top", "Two") if 'the head of page 3 is "Two", not "One"' in told]
    assert [told for told in heads("Top", "One", "Top", "One") if 'the head of page 5 is "One", not "Two"' in told]


def test_a_call_without_its_number_is_told_as_such() -> None:
    """It is there, and nobody sees that."""
    one = Entry((), "paragraph", 0, "p", "en", "Words.1", (Span(6, 7, "note", "n"),), at=Location("article.md", 3))
    assert told([one], [replace(one, text="Words.", spans=(Span(6, 6, "note", "n"),))]) == [("lost-note", 3)]


def test_a_note_is_told_as_such() -> None:
    """Its call, its number, and all of it."""
    call = Entry(
        (), "paragraph", 0, "p1", "en", "Words12 more.", (Span(5, 7, "note", "n"),), at=Location("article.md", 1)
    )
    note = Entry((), "note", 0, "n", "en", spans=(Span(0, 0, "number", "12"),), at=Location("article.md", 9))
    text = Entry((), "paragraph", 1, "n.p1", "en", "Said so.", at=Location("article.md", 9))
    whole = Trace((call,), (note, text), ())
    for held, line in (
        (replace(whole, blocks=(replace(call, text="Words more.", spans=()),)), 1),
        (replace(whole, blocks=(replace(call, text="Words1 more.", spans=(Span(5, 6, "note", "n"),)),)), 1),
        (replace(whole, notes=(replace(note, spans=(Span(0, 0, "number", "1"),)), text)), 9),
        (replace(whole, notes=()), 9),
        (replace(whole, notes=(note,)), 9),
    ):
        found = compare(whole, held, edition("pdf")).diagnostics
        assert [(each.code, each.at.line if each.at else None) for each in found] == [("lost-note", line)]


def test_what_goes_with_a_lost_note_is_not_told() -> None:
    """Its ways back are gone with it; one that is missing beside a note that is there is told."""
    note = Entry((), "note", 0, "n", "en", at=Location("article.md", 9))
    text = Entry((), "paragraph", 1, "n.p1", "en", "Said so.", at=Location("article.md", 9))
    back = tuple(Entry((), "back", 0, f"_back.n.{number}", "en", f"Back {number}") for number in (1, 2, 3))
    whole = Trace((), (note, text), back)
    for held, rule in (
        (replace(whole, notes=(), generated=()), "lost-note"),
        (replace(whole, generated=back[1:]), "lost-furniture"),
    ):
        found = compare(whole, held, edition("html")).diagnostics
        assert [(each.code, each.at and each.at.line) for each in found] == [(rule, 9)]


ENTRIES = st.builds(
    Entry,
    st.sampled_from(((), ("a",), ("a", "b"))),
    st.sampled_from(("paragraph", "heading", "list", "item", "figure", "text", "note", "cell")),
    st.integers(0, 3),
    st.sampled_from(("", "a", "b", "c", "_label.a", "_page.1.head", "_page", "_contents-page.a")),
    st.sampled_from(("en", "fr", "")),
    st.sampled_from(("", "one", "one two", "one two three", "1")),
    st.lists(
        st.builds(
            Span,
            st.integers(0, 2),
            st.integers(0, 3),
            st.sampled_from(("link", "note", "image", "line")),
            st.just("#a"),
        ),
        max_size=2,
    ).map(tuple),
)
STREAMS = st.lists(ENTRIES, max_size=6).map(tuple)
TRACES = st.builds(Trace, STREAMS, STREAMS, STREAMS)


@pytest.mark.parametrize("name", ["html", "epub"])
@given(TRACES, TRACES)
def test_whatever_differs_is_found(name: str, one: Trace, other: Trace) -> None:
    """However little two traces have to do with one another: the proof holds where they are equal, and nowhere else."""
    for held in (one, other):
        proof = compare(one, held, edition(name))
        assert proof.holds == (one == held)
        assert not proof.holds or proof.found == proof.written


@given(TRACES, TRACES, st.sampled_from(("1", "iv", "")))
def test_nothing_is_too_odd_to_be_compared(one: Trace, other: Trace, label: str) -> None:
    """On paper too, with pages that are called anything."""
    running = tuple(Entry((), "running", 0, f"_running.{place}", "en", "Head") for place in ("head", "foot"))
    paged = tuple(replace(entry, pages=(PageStart(0, label),)) for entry in other.blocks)
    promised = replace(one, generated=(*(entry for entry in one.generated if entry.kind != "page"), *running))
    assert compare(promised, replace(other, blocks=paged), edition("pdf")).written >= len(one.blocks)
