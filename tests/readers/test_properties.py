"""What holds for every text: reading ends without an exception, no word is lost, and places are right."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.diagnostics import has_errors
from pipeline.model import Text
from pipeline.model.walk import descend
from pipeline.readers.markdown.grammar import PlacedBlocks, PlacedInlines
from tests.readers.memory import HEAD, read_body, read_bytes

WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
MARKS = (
    *"*_`[](){}#!|\\ \n\taé",
    *("**", "``", "## ", "> ", "- ", "1. ", ": ", ":::", ":::{timeline}", ":::{figure} x", ":alt: x", "[^a]", "[^a]: "),
    *("^[", "{#id}", "{lang=fr}", "|---|", "&amp;", "&#12;", "<!--", "-->", "<b>", "```", "~~~", "---", "===", "\n\n"),
    *("~", "~~", "^", "- [x] ", "    ", "  \n", "1950-06", "https:"),
)
SOURCE = st.lists(st.one_of(st.sampled_from(MARKS), WORD), max_size=40).map("".join)
PARAGRAPHS = st.lists(st.lists(WORD, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=5)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """Whatever a file holds, the answer is a value."""
    article, findings = read_bytes(content)
    assert article is not None or has_errors(findings)


@given(st.text(max_size=100))
@settings(deadline=None)
def test_any_front_matter_is_read_or_refused(text: str) -> None:
    """Whatever stands between the lines of hyphens, the answer is a value."""
    article, findings = read_bytes(f"---\n{text}\n---\n".encode(errors="replace"))
    assert article is not None or has_errors(findings)


@given(SOURCE)
@settings(deadline=None, max_examples=300)
def test_any_body_is_read_with_right_places(body: str) -> None:
    """Marks in any order raise nothing, and every finding and every text has its place inside the file."""
    article, findings = read_body(body)
    assert article is not None
    lines = (HEAD + body).split("\n")
    notes = [block for note in article.notes for block in note.children]
    places = [node.at for node in descend([*article.blocks, *notes]) if hasattr(node, "at")]
    for at in [*places, *(finding.at for finding in findings if finding.at)]:
        assert 1 <= at.line <= len(lines)
        assert 1 <= at.column <= len(lines[at.line - 1]) + 1


@given(SOURCE)
@settings(deadline=None, max_examples=300)
def test_text_begins_with_the_character_at_its_place(body: str) -> None:
    """Where a text says it stands, the source has its first character."""
    article, _ = read_body(body)
    assert article is not None
    lines = (HEAD + body).split("\n")
    for node in descend(article.blocks):
        if isinstance(node, Text) and re.match(r"\w", node.text):
            there = lines[node.at.line - 1][node.at.column - 1 :]
            assert there.startswith((node.text[0], "\\", "&"))


@given(SOURCE)
@settings(deadline=None, max_examples=300)
def test_own_loops_of_the_parser_read_as_the_library_does(body: str) -> None:
    """The two loops that note places change nothing else."""
    own, library = (MarkdownIt("commonmark").enable("table") for _ in range(2))
    own.block, own.inline = PlacedBlocks(), PlacedInlines()
    own.configure("commonmark").enable("table")
    assert own.render(body) == library.render(body)


@given(PARAGRAPHS)
@settings(deadline=None)
def test_every_word_of_plain_paragraphs_arrives(paragraphs: list[str]) -> None:
    """The words come out in order, each paragraph a block."""
    article, findings = read_body("\n\n".join(paragraphs))
    assert article is not None
    assert not findings
    assert [[node.text for node in descend([block]) if isinstance(node, Text)] for block in article.blocks] == [
        [paragraph] for paragraph in paragraphs
    ]
