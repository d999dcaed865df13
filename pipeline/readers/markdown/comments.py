"""Notes where the author's comments stand in the source, so that nobody else ever gets to read them."""

import re
from collections.abc import Iterator

from pipeline.readers.markdown.grammar import Stretch, place
from pipeline.readers.markdown.ledger import Ledger

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
# Backticks and bars stay, and what escapes them: fences and the cells of a row are found before comments are.
_WORDS = re.compile(r"[^\s`|\\](?:[^\n`|\\]*[^\s`|\\])?")


def note_comments(content: str, start: int, stretches: tuple[Stretch, ...], ledger: Ledger) -> None:
    """Note the words of the comments in `content`, which begins at offset `start` of its block's content.

    What is noted stays within a line: marks of quotations and indentation between lines are not the comment's.
    """
    for first, end in _words(content):
        ledger.private.append((place(stretches, start + first), place(stretches, start + end - 1) + 1))


def _words(content: str) -> Iterator[tuple[int, int]]:
    for comment in _COMMENT.finditer(content):
        yield from (words.span() for words in _WORDS.finditer(content, *comment.span(1)))
