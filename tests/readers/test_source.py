"""Bytes that are an article, and bytes that are none."""

import dataclasses

import pytest

from pipeline.diagnostics import LimitError, UsageError
from pipeline.readers import Reading, Terms, read
from tests.readers.memory import HEAD, Memory, codes, read_bytes

ARTICLE = HEAD + "\n## One\n\n- *two*\n\n```\nthree\nfour\n```\n\n| a |\n|---|\n| b |\n: Caption\n"


def told(reading: Reading) -> list[tuple[str, str]]:
    """Return place and message of each finding."""
    return [(str(finding.at), finding.message) for finding in reading[1]]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_change_nothing(end: str, mark: str) -> None:
    """The same article, places among it, comes of line feeds, carriage returns and a byte order mark."""
    article, findings = read_bytes((mark + ARTICLE.replace("\n", end)).encode())
    expected, _ = read_bytes(ARTICLE.encode())
    assert not findings
    assert article is not None
    assert expected is not None
    assert dataclasses.replace(article, sources=()) == dataclasses.replace(expected, sources=())


def test_source_keeps_the_bytes_as_read() -> None:
    """What is attached to a PDF is the file itself."""
    content = ARTICLE.replace("\n", "\r\n").encode()
    article, _ = read_bytes(content)
    assert article is not None
    assert [(each.name, each.content) for each in article.sources] == [("article.md", content)]


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (b"---\nabc \xff", "article.md:2:5", "byte 0xFF at offset 8 is not UTF-8"),
        ("---\r\né".encode() + b"\xe9", "article.md:2:2", "byte 0xE9 at offset 7 is not UTF-8"),
        (b"---\n\xed\xa0\x80", "article.md:2:1", "byte 0xED at offset 4 is not UTF-8"),
        ("---\ntitle".encode("utf-16"), "article.md:1:1", "the file is in UTF-16"),
        (b"a\nb\x00c", "article.md:2:2", "character U+0000 cannot stand in a text"),
        (b"\x1b", "article.md:1:1", "character U+001B cannot stand in a text"),
        ("\ufffe".encode(), "article.md:1:1", "character U+FFFE cannot stand in a text"),
    ],
)
def test_bytes_that_are_no_text_are_placed(content: bytes, place: str, message: str) -> None:
    """The finding says which byte or character, on which line; nothing is guessed."""
    reading = read_bytes(content)
    assert reading[0] is None
    assert codes(reading) == ["not-text"]
    assert told(reading) == [(place, message)]


def test_binary_file_is_told_in_twenty_lines() -> None:
    """A file that is all control characters does not fill the screen."""
    assert codes(read_bytes(bytes(range(8)) * 1000)) == ["not-text"] * 20


def test_empty_file_lacks_front_matter() -> None:
    """Nothing at all is told on the first line."""
    assert told(read_bytes(b"")) == [("article.md:1:1", "the article has no front matter")]


def test_place_names_the_file_below_the_project() -> None:
    """The prefix stands before the name in every place."""
    _, findings = read(Memory({"article.md": b"[a](b)"}), "slug", terms=Terms("source/slug/"))
    assert {finding.at.file for finding in findings if finding.at} == {"source/slug/article.md"}


def test_file_over_the_limit_is_refused() -> None:
    """Ten megabytes are enough for a handbook."""
    with pytest.raises(LimitError):
        read_bytes(b"a" * 10_000_001)


def test_format_without_reader_is_refused() -> None:
    """The message names the formats that have one."""
    with pytest.raises(UsageError) as caught:
        read(Memory({"article.doc": b""}), "slug", "article.doc")
    assert caught.value.hint == "use .md"
