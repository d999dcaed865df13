r"""Smart typography: quotation marks, apostrophes, dashes, ellipses and spaces, after the language of each passage.

Decisions:
- A line is read as one, whatever its markup: a quotation may open before a stressed word and close after it.
- `--` is an en dash, `---` an em dash, `...` an ellipsis, as in Pandoc. What is set already stays as it is.
- An escaped mark (`\"`) or a character reference (`&quot;`) stays straight.
- Code, addresses, link targets, and cells of a table without a letter are left alone; alternative texts are text.
- A language without rules (typographic_rules.py) is left as it is written.
- `typography: false` in the front matter leaves everything as it is written.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import cast

from pipeline.model import (
    Article,
    Block,
    Cell,
    Foreign,
    Image,
    Inline,
    LineBreak,
    Metadata,
    NoteCall,
    Part,
    Text,
)
from pipeline.model.walk import Node, children, plain_text, rebuilt
from pipeline.resolve.quotation import quotation_marks
from pipeline.resolve.spacing import CITATION, Edit, signs, spaces
from pipeline.resolve.typographic_rules import rules_of

_AROUND = "\"'.,;:!?()[]{}<>“”‘’«»„"
"""What stands around an address and is no part of it."""
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|^(?:www\.|mailto:|tel:|doi:|10\.\d{4,9}/)|.@.")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of a line: its language, the offsets in it that are left alone; `fixed` where it only stands for code."""

    text: str
    lang: str
    kept: tuple[int, ...] = ()
    fixed: bool = False


def with_typography(article: Article) -> Article:
    """The article as a printer would set it."""
    meta = article.metadata
    if not meta.typography:
        return article
    notes = tuple(replace(note, children=_all(note.children, meta.lang)) for note in article.notes)
    return replace(article, metadata=_metadata(meta), blocks=_all(article.blocks, meta.lang), notes=notes)


def typeset(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces of a line, set after the rules of their languages."""
    text = "".join(piece.text for piece in pieces)
    starts = tuple(accumulate((len(piece.text) for piece in pieces), initial=0))
    kept = _kept(text, pieces, starts)
    rules = [rules_of(piece.lang) for piece in pieces]

    def home(at: int) -> int:
        return bisect_right(starts, at) - 1

    def may(edit: Edit) -> bool:
        start, last = edit[0], max(edit[0], edit[1] - 1)
        owner = home(start)
        return (
            start < len(text) and owner == home(last) and rules[owner] is not None and not any(kept[start : last + 1])
        )

    marks = quotation_marks(text, lambda at: rules[home(at)], kept)
    made: dict[tuple[int, int], str] = {(at, at + 1): mark for at, mark in marks.items()}
    made.update({edit[:2]: edit[2] for edit in signs(text) if may(edit)})
    for own in dict.fromkeys(each for each in rules if each is not None):
        made.update({edit[:2]: edit[2] for edit in spaces(text, own) if may(edit) and rules[home(edit[0])] is own})
    return tuple(_edited(pieces, starts, sorted((*span, new) for span, new in made.items())))


def _kept(text: str, pieces: Sequence[Piece], starts: Sequence[int]) -> bytearray:
    """Which characters are left alone: escaped ones, code, addresses."""
    kept = bytearray(len(text))
    for piece, start in zip(pieces, starts, strict=False):
        for at in range(len(piece.text)) if piece.fixed else piece.kept:
            kept[start + at] = 1
    for word in _WORD.finditer(text):
        core = word[0].strip(_AROUND)
        if _ADDRESS.search(core):
            start = word.start() + word[0].index(core)
            kept[start : start + len(core)] = b"\1" * len(core)
    return kept


def _edited(pieces: Sequence[Piece], starts: Sequence[int], edits: Sequence[Edit]) -> Iterator[Piece]:
    """Each piece with the edits that begin in it; they are sorted and do not overlap."""
    index = 0
    for piece, start in zip(pieces, starts, strict=False):
        parts: list[str] = []
        moves: list[tuple[int, int]] = []
        cursor = grown = 0
        while index < len(edits) and edits[index][0] < start + len(piece.text):
            first, end, new = edits[index]
            parts += (piece.text[cursor : first - start], new)
            cursor = end - start
            grown += len(new) - (end - first)
            moves.append((cursor, grown))
            index += 1
        parts.append(piece.text[cursor:])
        yield replace(piece, text="".join(parts), kept=tuple(_moved(piece.kept, moves)))


def _moved(kept: Iterable[int], moves: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Offsets after the edits, each of which ends at an offset and has made the text so much longer."""
    for at in kept:
        index = bisect_right(moves, at, key=lambda move: move[0]) - 1
        yield at + (moves[index][1] if index >= 0 else 0)


def _metadata(meta: Metadata) -> Metadata:
    """The front matter with what is printed as text set; names and keywords are as they are written."""
    title, subtitle, summary, publisher = (
        _text(each, meta.lang) for each in (meta.title, meta.subtitle, meta.summary, meta.publisher)
    )
    outline = tuple(replace(promise, title=_text(promise.title, meta.lang)) for promise in meta.outline)
    return replace(meta, title=title, subtitle=subtitle, summary=summary, publisher=publisher, outline=outline)


def _text(text: str, lang: str) -> str:
    return typeset((Piece(text, lang),))[0].text


def _all(blocks: tuple[Block, ...], lang: str) -> tuple[Block, ...]:
    return tuple(cast("Block", _block(block, lang)) for block in blocks)


def _block(node: Block | Part, lang: str) -> Block | Part:
    """A block with its lines set, and with all blocks in it."""
    lang = getattr(node, "lang", "") or lang
    if isinstance(node, Cell) and not any(char.isalpha() for char in plain_text(node.children)):
        return node
    line = tuple(child for child in children(node) if isinstance(child, Inline))
    words = iter(typeset(tuple(piece for child in line for piece in _pieces(child, lang))))
    return rebuilt(node, lambda child: _child(child, lang, words))


def _child(node: Node, lang: str, words: Iterator[Piece]) -> Node:
    return _block(node, lang) if isinstance(node, Block | Part) else _inline(node, lang, words)


def _pieces(node: Inline, lang: str) -> Iterator[Piece]:
    """The pieces of an inline, in the order in which `_inline` takes them back."""
    inner = node.lang if isinstance(node, Foreign) else lang
    below = tuple(child for child in children(node) if isinstance(child, Inline))
    if isinstance(node, Text):
        yield Piece(node.text, lang, node.kept)
    for child in below:
        yield from _pieces(child, inner)
    if not below and not isinstance(node, Text):
        yield Piece(_stand_in(node), lang, fixed=True)


def _stand_in(node: Inline) -> str:
    """What stands in a line for something without text: a call is no character, code and a picture are a letter."""
    if isinstance(node, NoteCall):
        return ""
    if isinstance(node, LineBreak):
        return "\n"
    return CITATION if node.kind == "citation" else "x"


def _inline(node: Node, lang: str, words: Iterator[Piece]) -> Node:
    if isinstance(node, Text):
        piece = next(words)
        return replace(node, text=piece.text, kept=piece.kept)
    if not any(isinstance(child, Inline) for child in children(node)):
        next(words)
        # An alternative text is a line of its own.
        return replace(node, alt=_text(node.alt, lang)) if isinstance(node, Image) else node
    inner = node.lang if isinstance(node, Foreign) else lang
    return rebuilt(node, lambda child: _inline(child, inner, words))
