"""A long work in several files: read as one text, told apart in every place, and nothing runs on between them."""

from collections.abc import Callable

import pytest

from pipeline.diagnostics import Location, has_errors
from pipeline.model import Article, Figure, Link, NoteCall, Section, Text
from pipeline.model.walk import descend
from pipeline.readers import Reading, Terms, read
from tests.readers.memory import HEAD, Memory, codes
from tests.timing import ratio

DOT = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'


def work(parts: str, body: str = "", /, **files: str | bytes) -> Reading:
    """Return what is read from article.md, which lists these parts, and from files whose names end in `.md`."""
    contents = {name.replace("__", "/"): text for name, text in files.items()}
    named = {name if "." in name else f"{name}.md": text for name, text in contents.items()}
    bytes_of = {name: text if isinstance(text, bytes) else text.encode() for name, text in named.items()}
    head = HEAD.replace("summary: S\n", f"summary: S\nparts: {parts}\n")
    return read(Memory({"article.md": (head + body).encode(), **bytes_of}), "book", terms=Terms("source/book/"))


def sound(reading: Reading) -> Article:
    """Return the article of a reading without errors."""
    article, findings = reading
    assert article is not None
    assert findings == ()
    return article


def told(reading: Reading) -> list[str]:
    """Return the findings as people read them, without hints."""
    return [f"{finding.at}: {finding.code}: {finding.message}" for finding in reading[1]]


def test_parts_come_behind_the_article_in_the_order_of_the_list() -> None:
    """What stands in article.md is first; a section goes on in the next part until a heading ends it."""
    reading = work("[b.md, sub/a.md]", "Lead.\n", b="## B\n\nText.", sub__a="Still B.\n\n## A\n")
    article = sound(reading)
    assert [block.kind for block in article.blocks] == ["paragraph", "section", "section"]
    assert isinstance(article.blocks[1], Section)
    assert [str(block.at) for block in article.blocks[1].children] == [
        "source/book/b.md:3:1",
        "source/book/sub/a.md:1:1",
    ]
    assert [source.name for source in article.sources] == ["article.md", "b.md", "sub/a.md"]


def test_notes_addresses_and_links_span_the_parts() -> None:
    """A note is called in one file and written in another, and so is the address of a link."""
    article = sound(
        work(
            "[a.md, b.md]",
            "One[^n] [site][s].\n",
            a="Two[^m] [there](#b).\n\n[^n]: N.\n",
            b="## B {#b}\n\n[^m]: M.\n\n[s]: https://example.org/\n",
        )
    )
    assert [note.at.file for note in article.notes] == ["source/book/a.md", "source/book/b.md"]
    calls = [node for node in descend(article.blocks) if isinstance(node, NoteCall)]
    assert [call.at for call in calls] == [
        Location("source/book/article.md", 11, 4, 4),
        Location("source/book/a.md", 1, 4, 4),
    ]
    assert [node.target for node in descend(article.blocks) if isinstance(node, Link)] == ["https://example.org/", "#b"]


def test_nothing_runs_on_from_one_part_into_the_next() -> None:
    """Neither a paragraph, nor a list, nor a caption, nor attributes."""
    article, findings = work(
        "[a.md, b.md, c.md]", "one", a="two\n\n- item", b="- item\n\n| a |\n|---|\n\n{lang=fr}\n", c=": no caption\n"
    )
    assert article is not None
    assert [block.kind for block in article.blocks] == ["paragraph", "paragraph", "list", "list", "table", "paragraph"]
    assert [str(finding.at) for finding in findings] == ["source/book/b.md:6:1"]


@pytest.mark.parametrize(
    ("open_end", "code"),
    [
        (":::{key-facts}\na\n: b\n", "unclosed-directive"),
        ("```\ncode\n", "unclosed-code"),
        ("<!-- a\n", "unclosed-comment"),
    ],
)
def test_what_a_part_leaves_open_ends_with_it(open_end: str, code: str) -> None:
    """With the error of what is open, at its place; the next part is read as if nothing were."""
    article, findings = work("[a.md, b.md]", a=f"A.\n\n{open_end}", b="B.\n")
    assert article is not None
    assert [(finding.code, str(finding.at)) for finding in findings] == [(code, "source/book/a.md:3:1")]
    last = article.blocks[-1]
    assert (last.kind, last.at) == ("paragraph", Location("source/book/b.md", 1, 1, 2))


def test_places_are_right_in_every_part() -> None:
    """Line and column of each text, whatever ends the lines and whether the last line has an end."""
    article = sound(
        work("[a.md, b.md]", "é *x*", a="> - *a*\r\n\r\nb\r\n", b="\ufeff## C\n\n| *d* |\n|---|\n| \\| *e* |")
    )
    texts = {
        node.text: str(node.at) for node in descend(article.blocks) if isinstance(node, Text) and node.text.isalpha()
    }
    assert texts == {
        "x": "source/book/article.md:11:4",
        "a": "source/book/a.md:1:6",
        "b": "source/book/a.md:3:1",
        "C": "source/book/b.md:1:4",
        "d": "source/book/b.md:3:4",
        "e": "source/book/b.md:5:7",
    }  # fmt: skip


def test_pictures_are_found_from_the_folder_of_their_part() -> None:
    """As a part is moved with its pictures; a way up leads anywhere in the article's folder."""
    body = ":::{figure} dot.svg\n:alt: A dot\n:::\n\n![Same dot](../sub/dot.svg) and ![another](../dot.svg).\n"
    article = sound(work("[sub/a.md]", sub__a=body, **{"sub__dot.svg": DOT, "dot.svg": DOT}))
    figures = [node for node in descend(article.blocks) if isinstance(node, Figure)]
    assert [figure.image.asset for figure in figures] == ["sub/dot.svg"]
    assert sorted(article.assets) == ["dot.svg", "sub/dot.svg"]
    out = work("[sub/a.md]", sub__a="![x](../../y.png)\n")
    assert told(out)[0].startswith("source/book/sub/a.md:1:1: asset-outside: ")


def test_comments_of_parts_are_private() -> None:
    """Each file's own spans, as its bytes have them."""
    article = sound(work("[a.md]", "x <!-- one -->\n", a="\ufeffé\r\n\r\n<!-- two -->\r\n"))
    words = [source.content.decode()[start:end] for source in article.sources for start, end in source.private]
    assert words == ["one", "two"]


def test_notes_and_addresses_written_twice_name_both_places() -> None:
    """The finding is at the second, and says where the first is."""
    reading = work(
        "[a.md, b.md]", "x[^n] [y]\n", a="[^n]: A.\n\n[y]: https://a.org/\n", b="\n[^n]: B.\n\n[y]: https://b.org/\n"
    )
    assert told(reading) == [
        'source/book/b.md:2:1: duplicate-footnote: the note "n" is written twice, first at source/book/a.md:1:1',
        'source/book/b.md:4:1: duplicate-reference: the label "y" is defined twice, first at source/book/a.md:3:1',
    ]


WRONG = {
    "missing": ("[a.md]", {}, '9:9: part-missing: the part "a.md" is not there'),
    "outside": ("[../a.md]", {}, '9:9: part-outside: the reference "../a.md" leads out of the folder it belongs to'),
    "remote": ("['https://a.org/a.md']", {}, '9:9: part-outside: the reference "https://a.org/a.md" is remote'),
    "no Markdown": ("[a.csv]", {}, '9:9: part-format: the part "a.csv" does not end in .md'),
    "twice": ("[a.md, ./a.md]", {"a": "x\n"}, '9:15: part-twice: the part "./a.md" is listed twice'),
    "itself": ("[article.md]", {}, "9:9: part-cycle: article.md lists itself as a part"),
}


@pytest.mark.parametrize(("listed", "files", "message"), WRONG.values(), ids=WRONG)
def test_wrong_entry_of_the_list_is_told_at_its_place(listed: str, files: dict[str, str], message: str) -> None:
    """What else there is, is read."""
    reading = work(listed, "Lead.\n", **files)
    assert told(reading) == [f"source/book/article.md:{message}"]
    assert reading[0] is not None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\n---\nx\n", "a.md:1:1: part-front-matter: the part a.md has an empty front matter"),
        ("---\ntitle: T\n---\nx\n", "a.md:1:1: part-front-matter: the part a.md has front matter of its own"),
        ("---\nparts: [b.md]\n---\nx\n", "a.md:2:8: part-cycle: a.md is a part and lists parts"),
    ],
)
def test_front_matter_of_a_part_is_told(text: str, message: str) -> None:
    """And its lines are no text; the places of what follows stay right."""
    reading = work("[a.md]", a=text)
    assert told(reading) == [f"source/book/{message}"]
    assert reading[0] is not None
    assert reading[0].blocks[-1].at.line == text.count("\n")


def test_part_may_begin_with_a_break() -> None:
    """Three hyphens are a break between passages, unless they begin front matter."""
    article = sound(work("[a.md]", a="---\n\nText.\n\n---\n"))
    assert [block.kind for block in article.blocks] == ["break", "paragraph", "break"]


def test_part_that_is_no_text_is_told_with_its_name() -> None:
    """And the article goes on without it."""
    reading = work("[a.md, b.md]", a=b"\xff\xfea", b="B.\n")
    assert told(reading) == ["source/book/a.md:1:1: not-text: the file is in UTF-16"]
    assert reading[0] is not None


def test_list_of_parts_that_is_none_is_told_once() -> None:
    """By the front matter's own rules."""
    assert codes(work("a.md")) == ["invalid-metadata"]


def _chapter(number: int, words: int) -> str:
    sentences = "".join(f"Word {each} of *chapter* {number}, with a [link](#c{number}). " for each in range(words // 8))
    lines = sentences.replace(". ", ".\n").splitlines(keepends=True)
    text = "".join(line + ("\n" if index % 8 == 7 else "") for index, line in enumerate(lines))
    return f"## Chapter {number} {{#c{number}}}\n\nA note[^n{number}].\n\n{text}\n\n[^n{number}]: Of {number}.\n"


def test_many_parts_are_read_as_fast_as_one_file(tell: Callable[[str], None]) -> None:
    """Seconds of the processor per word: those of parts against those of the same text in one file, at most 1.5.

    Ten files more to open, confine and join cost 1.1 to 1.2 of the time; each read twice would cost 2.
    """
    count, words = 10, 1000
    chapters = {f"c{number}": _chapter(number, words) for number in range(count)}
    listed = f"[{', '.join(f'{name}.md' for name in chapters)}]"
    assert not has_errors(work(listed, **chapters)[1])
    found = ratio(lambda: work("[]", "\n".join(chapters.values())), lambda: work(listed, "", **chapters), 1.5)
    tell(f"{count} parts of {words} words: read in {found:.2f} of the time of one file")
    assert found <= 1.5
