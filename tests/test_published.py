"""The published form of a source: comments blanked, all else as it was."""

import pytest

from pipeline.model import SourceFile
from pipeline.published import published

CASES = {
    "a comment": ("one <!-- secret --> two\n", "one  two\n"),
    "a comment over lines keeps their number": ("a\n<!-- b\nc -->\nd\n", "a\n\n\nd\n"),
    "a comment that never ends": ("a\n<!-- b\nc\n", "a\n\n\n"),
    "a comment in a fence is code": ("```html\n<!-- shown -->\n```\n", "```html\n<!-- shown -->\n```\n"),
    "a comment in a code span is code": ("see `<!-- shown -->`.\n", "see `<!-- shown -->`.\n"),
    "a fence in a comment opens nothing": ("<!--\n```\n-->\nx <!-- y -->\n", "\n\n\nx \n"),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_published_source_loses_comments_and_nothing_else(before: str, after: str) -> None:
    """Readers get the text without the author's own notes, on the same lines."""
    made = published(SourceFile("article.md", before.encode(), "text/markdown"))
    assert made.content.decode() == after


def test_published_data_stay_as_they_are() -> None:
    """Only the article itself can hold comments."""
    data = SourceFile("data/a.csv", b"<!-- 1 -->\n", "text/csv")
    assert published(data) is data
