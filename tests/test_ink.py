"""What is said of texts that nobody sees: one finding for each block, at its line, with what hides it."""

from pipeline.diagnostics import Location
from pipeline.ink import UNSEEN_TEXT, findings
from pipeline.model import Edition, Entry, Trace, Unseen, Why

PAPER = Edition("pdf", "", "paper", "", "PDF, A4")


def entry(kind: str, name: str, text: str = "", level: int = 0, path: tuple[str, ...] = ()) -> Entry:
    """A block on a line of its own, known by its number."""
    return Entry(path, kind, level, name, "en", text, at=Location("article.md", len(name) + len(text)))


def piece(name: str, text: str, why: Why = Why.COVERED, page: str = "3", by: str = "") -> Unseen:
    """A text that nobody sees."""
    return Unseen(name, text, why, page, by)


BLOCKS = (
    entry("heading", "one", "First", 2),
    entry("paragraph", "one.p1", "A word of it.", path=("one",)),
    entry("table", "t", path=("one",)),
    entry("row", "t.r1", level=1, path=("one",)),
    entry("cell", "t.r1.c1", "A", 2, ("one",)),
    entry("cell", "t.r1.c2", "B", 2, ("one",)),
    entry("heading", "two", "Second", 2),
    entry("paragraph", "two.p1", "The end.", path=("two",)),
)
NOTES = (entry("note", "note-n"), entry("paragraph", "note-n.p1", "A note.", 1))
TRACE = Trace(BLOCKS, NOTES, (entry("back", "_back.note-n.1", "Back"), entry("contents", "_contents.one", "First")))


def told(*pieces: Unseen) -> list[str]:
    """What is said of the pieces, without the edition."""
    return [one.message.removeprefix("PDF, A4") for one in findings(TRACE, pieces, PAPER)]


def test_nothing_unseen_is_nothing_said() -> None:
    """The usual case."""
    assert findings(TRACE, (), PAPER) == ()


def test_block_is_told_once_with_its_pages_at_its_line() -> None:
    """However many lines it has in print."""
    (one,) = findings(TRACE, (piece("one.p1", "A word "), piece("one.p1", "of it.", page="4")), PAPER)
    assert one.rule == UNSEEN_TEXT
    assert one.at == BLOCKS[1].at
    assert one.message == 'PDF, A4, pages 3 to 4: nobody sees the paragraph "A word of it.", since it is covered'


def test_part_of_a_block_is_told_with_the_block() -> None:
    """The words that are missing, and those around them."""
    assert told(piece("one.p1", "word")) == [
        ', page 3: nobody sees the word "word" in the paragraph "A word of it.", since it is covered'
    ]


def test_words_of_which_some_are_seen_are_told_so() -> None:
    """A line under a stamp is not all lost, and neither is the block whose only line it is."""
    (said,) = told(Unseen("one.p1", "A word of it.", Why.COVERED, "3", partly=True))
    words = 'all of the words "A word of it." in the paragraph "A word of it."'
    assert said == f", page 3: nobody sees {words}, since it is covered"


def test_reasons_are_all_told() -> None:
    """Each once, with what hides it where that is known."""
    (said,) = told(piece("one.p1", "A"), piece("one.p1", "word", Why.STYLE, "", "opacity: 0"), piece("one.p1", "of"))
    assert said.endswith("since it is covered or is hidden by the style (opacity: 0)")


def test_what_the_same_declaration_hides_is_one_finding() -> None:
    """Told at the first block, with the number of the others; what nothing is known to hide is told apart."""
    by = '"display: none" of "p"'
    hidden = [
        piece(name, text, Why.STYLE, "", by) for name, text in (("one.p1", "A word of it."), ("note-n.p1", "A note."))
    ]
    said = told(*hidden)
    assert len(said) == 1
    assert said[0].endswith(f"since it is hidden by the style ({by}); so with 1 more")


def test_whole_table_is_one_finding() -> None:
    """And so is what holds the only two texts."""
    (said,) = told(piece("t.r1.c1", "A"), piece("t.r1.c2", "B"))
    assert said == ', page 3: nobody sees the table "A" with the 2 texts in it, since it is covered'


def test_many_texts_of_a_list_are_one_finding() -> None:
    """Told at the first of them; the others are counted."""
    texts = [entry("paragraph", f"p{number}", f"Text {number}", level=2) for number in range(9)]
    items = [one for text in texts for one in (entry("item", f"i.{text.id}", level=1), text)]
    found = findings(
        Trace((entry("list", "l"), *items), (), ()), [piece(one.id, one.text) for one in texts[2:8]], PAPER
    )
    (one,) = found
    assert one.at == texts[2].at
    assert one.message.endswith('the paragraph "Text 2", since it is covered; so with 5 more in the list "Text 0"')


def test_whole_section_is_one_finding() -> None:
    """The section after it has one of its own."""
    texts = [piece(one.id, one.text) for one in BLOCKS if one.text]
    assert [said.partition("sees ")[2] for said in told(*texts[:-1])] == [
        'the section "First" with the 4 texts in it, since it is covered',
        'the heading "Second", since it is covered',
    ]


def test_what_goes_with_a_block_is_not_told_beside_it() -> None:
    """The way back from a note that is not seen; alone it is told, at the note."""
    back = piece("_back.note-n.1", "Back")
    assert len(told(piece("note-n", "1"), piece("note-n.p1", "A note."), back)) == 1
    (alone,) = findings(TRACE, (back,), PAPER)
    assert (alone.at, alone.message) == (
        NOTES[0].at,
        'PDF, A4, page 3: nobody sees the way back from the note "Back", since it is covered',
    )


def test_generated_texts_of_a_kind_are_one_finding() -> None:
    """Every head of every page."""
    assert told(*(piece(f"_page.{page}.head", "Title", page=str(page)) for page in range(2, 6))) == [
        ', pages 2 to 5: nobody sees the head of page 2 "Title", since it is covered; so with 3 more'
    ]


def test_many_findings_are_counted() -> None:
    """Who reads twenty of them mends the cause."""
    blocks = tuple(entry("paragraph", f"p{number}", f"Text {number}") for number in range(50))
    found = findings(Trace(blocks, (), ()), [piece(one.id, one.text) for one in blocks[::2]], PAPER)
    assert len(found) == 21
    assert found[-1].message == "PDF, A4: nobody sees 5 more blocks"
