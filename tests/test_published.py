"""The published form of a source: the words of comments taken out, all else as it was."""

import re
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import has_errors
from pipeline.model import Article, SourceFile
from pipeline.published import digest, published
from tests.readers.dump import dump
from tests.readers.memory import HEAD, read_body, read_bytes

TABLE = "| h |\n|---|\n"
FACTS = ":::{key-facts}\n"

CASES = {
    "in a paragraph": ("one <!-- secret --> two\n", "one <!-- … --> two\n"),
    "alone": ("one\n\n<!-- secret -->\n\ntwo\n", "one\n\n<!-- … -->\n\ntwo\n"),
    "without blanks": ("one <!--secret--> two <!----> three\n", "one <!--…--> two <!----> three\n"),
    "over lines": ("a\n\n<!-- secret\n\n  secret\n-->\n\nd\n", "a\n\n<!-- …\n\n  …\n-->\n\nd\n"),
    "over lines of a paragraph": ("a <!-- secret\nsecret\n--> b\n", "a <!-- …\n…\n--> b\n"),
    "two on a line": ("<!-- secret --> <!-- secret -->\n", "<!-- … --> <!-- … -->\n"),
    "two in a paragraph": ("a <!-- secret --><!-- secret --> b\n", "a <!-- … --><!-- … --> b\n"),
    "behind a lone backtick": (
        "Use the ` key.\n\n<!-- secret -->\n\nPress ` again.\n",
        "Use the ` key.\n\n<!-- … -->\n\nPress ` again.\n",
    ),
    "between escaped backticks": ("\\` a <!-- secret --> b \\`\n", "\\` a <!-- … --> b \\`\n"),
    "in a quotation": ("> a\n>\n> <!-- secret\n> secret -->\n> b\n", "> a\n>\n> <!-- …\n> … -->\n> b\n"),
    "in a paragraph of a quotation": ("> a <!-- secret\n>   secret\nsecret --> b\n", "> a <!-- …\n>   …\n… --> b\n"),
    "in a list": ("- a\n\n  <!-- secret\n    secret -->\n- b\n", "- a\n\n  <!-- …\n    … -->\n- b\n"),
    "at the mark of an item": ("- <!-- secret -->\n\n  a\n", "- <!-- … -->\n\n  a\n"),
    "between tight items": ("- a\n  <!-- secret -->\n- b\n", "- a\n  <!-- … -->\n- b\n"),
    "between two lists": ("- a\n\n<!-- secret -->\n\n- b\n", "- a\n\n<!-- … -->\n\n- b\n"),
    "in a list in a quotation": ("> 1. <!-- secret\n>    secret --> \n", "> 1. <!-- …\n>    … --> \n"),
    "in a cell": (TABLE + "| a \\| <!-- secret \\| secret --> |\n", TABLE + "| a \\| <!-- … \\| … --> |\n"),
    "in a heading": ("## A <!-- secret --> b {#c}\n", "## A <!-- … --> b {#c}\n"),
    "in a note": (
        "a[^n]\n\n[^n]: b <!-- secret -->\n\n    <!-- secret\n    secret -->\n",
        "a[^n]\n\n[^n]: b <!-- … -->\n\n    <!-- …\n    … -->\n",
    ),
    "in a note in place": ("a^[b <!-- secret --> c]\n", "a^[b <!-- … --> c]\n"),
    "in a link": ("[a <!-- secret ] --> b](https://example.org/)\n", "[a <!-- … --> b](https://example.org/)\n"),
    "in a directive": (
        FACTS + "<!-- secret -->\na <!-- secret -->\n: b <!-- secret -->\n:::\n",
        FACTS + "<!-- … -->\na <!-- … -->\n: b <!-- … -->\n:::\n",
    ),
    "before what would be a description": ("a\n<!-- secret -->\n: b\n", "a\n<!-- … -->\n: b\n"),
    "with a fence in it": ("<!--\n```\n-->\nx <!-- secret -->\n", "<!--\n```\n-->\nx <!-- … -->\n"),
    "that keeps a line from being a fence": ("```a <!-- secret ` -->\nb\n", "```a <!-- … ` -->\nb\n"),
    "that keeps rows from being a table": ("a | <!-- b | c -->\n--- | ---\n", "a | <!-- … | … -->\n--- | ---\n"),
    "behind tabs": ("-\ta\n\n\t<!-- secret\n\tsecret -->\n", "-\ta\n\n\t<!-- …\n\t… -->\n"),
    "shown in fenced code": ("```html\n<!-- shown -->\n```\n", "```html\n<!-- shown -->\n```\n"),
    "shown in indented code": ("a\n\n    <!-- shown -->\n", "a\n\n    <!-- shown -->\n"),
    "shown in a code span": ("see `<!-- shown -->`.\n", "see `<!-- shown -->`.\n"),
    "escaped": ("see \\<!-- shown -->.\n", "see \\<!-- shown -->.\n"),
}
PARTS = (
    *(
        "<!-- secret -->",
        "<!--secret-->",
        "<!-- secret\nsecret\nsecret -->",
        "<!-- secret\n> secret -->",
        "<!-- secret\n",
    ),
    *("secret -->", "<!-- a | secret -->", "<!-- secret ` -->", "a", "b", "secret", " ", "\n", "\n\n", "\n> ", "> "),
    *("- ", "\n- ", "1. ", "  ", "    ", "\t", "`", "``", "\n```\n", "\\", "*", "_", "**", "|", "\n| a |\n|---|\n| "),
    *("\n: ", "[^a]", "\n\n[^a]: ", "^[", "]", "[", "](https://example.org/)", "é", "## ", "---", "===", "&amp;", "<"),
)
BODY = st.lists(st.sampled_from(PARTS), max_size=14).map("".join)


def article_of(content: bytes) -> Article:
    """Return what is read from these bytes, which hold no error."""
    article, findings = read_bytes(content)
    assert article is not None
    assert not has_errors(findings)
    return article


def attached(content: bytes) -> bytes:
    """Return the published form of an article's bytes."""
    return published(article_of(content).sources[0]).content


def unplaced(article: Article) -> str:
    """Return what an article says, with the lines where it stands, without columns and lengths."""
    return re.sub(r"( \d+):\d+\+\d+", r"\1", dump(article, ()))


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_published_source_loses_the_words_of_comments_and_nothing_else(before: str, after: str) -> None:
    """Readers get the text without the author's own notes, on the same lines, and read the same article."""
    made = attached((HEAD + before).encode())
    assert made.decode() == HEAD + after
    assert unplaced(article_of(made)) == unplaced(article_of((HEAD + before).encode()))


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_byte_order_mark_and_line_ends_stay(mark: str, end: str) -> None:
    """Only the words go, wherever they stand in the bytes."""
    before, after = (mark + (HEAD + each).replace("\n", end) for each in CASES["in a note"])
    assert attached(before.encode()).decode() == after


def test_words_in_a_comment_of_an_alternative_text_are_taken_out() -> None:
    """A picture's own text, and that of a picture in it, is text like any other."""
    source = "é ![a <!-- secret --> ![b <!-- secret --> c](x) <!-- secret -->](none.png)\n"
    article, _ = read_body(source + "\n:::{figure} none.png\n:alt: a <!-- secret -->\n\nb <!-- secret -->\n:::\n")
    assert article is not None
    made = published(article.sources[0]).content.decode()
    assert "secret" not in made
    assert made.count("<!-- … -->") == 5


def test_comment_in_the_front_matter_is_its_value() -> None:
    """What stands in a value is shown, and so it stays."""
    content = HEAD.replace("summary: S", "summary: S <!-- shown -->").encode()
    assert attached(content) == content


def test_published_data_stay_as_they_are() -> None:
    """What the reader found nothing private in is not touched."""
    data = SourceFile("data/a.csv", b"<!-- 1 -->\n", "text/csv")
    assert published(data) is data


@given(BODY)
@settings(deadline=None, max_examples=400)
def test_published_source_is_read_as_the_same_article(body: str) -> None:
    """Whatever marks stand around comments, their words go, what is left means the same, and all else arrives."""
    article, findings = read_body(body)
    assert article is not None
    if has_errors(findings):
        return
    made = published(article.sources[0])
    again = article_of(made.content)
    assert unplaced(again) == unplaced(article)
    assert made.content.count(b"secret") == unplaced(article).count("secret")
    assert published(again.sources[0]).content == made.content


def test_the_digest_is_that_of_the_file_that_readers_have() -> None:
    """No word of a comment is in it, nor what the editor put at the ends of lines; parts follow one another."""
    texts = ("one <!-- secret --> two\r\n", "one <!-- other --> two\n", "one <!-- … --> two\n")
    digests = {digest(article_of((HEAD + text).encode())) for text in texts}
    assert digests == {sha256((HEAD + texts[-1]).encode()).hexdigest()}
