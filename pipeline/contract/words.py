"""Counts the words of blocks: the one count by which contracts go.

Text of paragraphs, lists, tables, quotations, boxes, captions and headings inside counts; notes, references, code in
blocks, texts of pictures and what the program adds do not.
"""

from collections.abc import Iterable, Iterator
from typing import get_args

from pipeline.model import Block, CodeBlock, Inline, Label, Part, References
from pipeline.model.walk import children, plain_text
from pipeline.model.words import count_words

_INLINES = get_args(Inline)
_LINES = (*get_args(Block), *get_args(Part))


def words(blocks: Iterable[object]) -> int:
    """How many words blocks have, with all that they hold."""
    return sum(count_words(line) for block in blocks for line in _lines(block))


def _lines(node: object) -> Iterator[str]:
    """Yield the text of each line of a block, a heading's and a cell's too."""
    waiting: list[object] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, CodeBlock | References):
            continue
        inside = list(children(one))
        yield plain_text(child for child in inside if isinstance(child, _INLINES) and not isinstance(child, Label))
        waiting.extend(child for child in inside if isinstance(child, _LINES))
