"""Counts words as a reader would: the one count by which contracts go.

A word is what stands between spaces, dashes or slashes and has a letter or a digit, so that `don't`, `well-known` and
`3,800` are one each. Chinese and Japanese, which set no spaces, are counted by the character, as is usual there. Thai,
Lao, Khmer and Burmese set none either and are counted by the phrase: a contract for them asks for fewer.

Text of paragraphs, lists, tables, quotations, boxes, captions and headings inside counts; notes, references, code in
blocks, texts of pictures and what the program adds do not.
"""

import re
from collections.abc import Iterable, Iterator
from typing import get_args

from pipeline.model import Block, CodeBlock, Inline, Label, Part, References
from pipeline.model.walk import children, plain_text

_BETWEEN = re.compile(r"[\s\u2013-\u2015/\u2026\u200b]+")
_IDEOGRAPHS = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_INLINES = get_args(Inline)
_LINES = (*get_args(Block), *get_args(Part))


def count_words(text: str) -> int:
    """How many words a text has."""
    rest, characters = _IDEOGRAPHS.subn(" ", text)
    return characters + sum(any(map(str.isalnum, word)) for word in _BETWEEN.split(rest))


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
