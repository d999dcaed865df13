"""What every page template sees, whichever format it is for."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, cast

from pipeline.arrangement import has_endnotes
from pipeline.furniture import contents, furniture
from pipeline.mirror import mirrored
from pipeline.model import (
    Article,
    Block,
    Cell,
    Definitions,
    Edition,
    Image,
    List,
    NoteCall,
    NumeralStyle,
    Part,
    Quote,
    Section,
    Table,
    numeral,
)
from pipeline.model.language import direction
from pipeline.model.walk import children, descend, plain_text
from pipeline.theme import Theme
from pipeline.tokens import Tokens, of_edition

# Of a style sheet: nobody reads it in the page, which has its weight.
_WHITE = re.compile(r"\n\s+")
# From these depths on a level is indented less.
_DEEP, _DEEPER = 5, 14
# How many characters a column of a table costs besides those of its longest word; one with room for _LINE characters is
# read with ease.
_COLUMN, _LINE = 3, 20


class Row(NamedTuple):
    """How many characters a row has room for, half as many in another block, and the least that makes a column."""

    room: int
    least: int


# Columns narrower than six would hold no text: on paper such a table runs off the page, and is told. Nobody can scroll
# beyond the column of a telephone, where the letters of a word are better below each other than nowhere.
PAPER, PHONE = Row(62, 6), Row(40, 0)
# The millimetres of lines, and the points of tables, with which paper has that room.
_MEASURE, _SIZE = 120.0, 9.5
# How wide a character of a numeral is against a figure.
_WIDER: Mapping[NumeralStyle, float] = {
    "decimal": 1.0,
    "lower-alpha": 1.0,
    "upper-alpha": 1.4,
    "lower-roman": 0.75,
    "upper-roman": 1.1,
}


def values(article: Article, edition: Edition, theme: Theme, addresses: Mapping[str, str]) -> dict[str, object]:
    """The values of a page template.

    `article` is resolved; `made` maps the id of each generated text to the text (print it inside an element with that
    id, and print no other words); `made_links` maps it to the words of it that are a link, and to where that leads;
    `contents` are the sections that the contents list; `notes` maps a note's id to it, `endnotes` says whether they
    stand at the end; `addresses` gives for an asset's name what its `src` is in this format; `tokens` is tokens.toml,
    `words` the theme's words in the article's language (for attributes such as `aria-label`; visible words come from
    `made`); `deep` names the lists and quotations that are indented less, `room` the lists whose numbers need more of
    it, `crowded` the tables that have no room for whole words, with the widths of their columns, `stacked` those that
    are set cell below cell, with the heads of their columns, `widths` the widths that pictures have, `letters_wide`
    those of drawings in a book; `abroad` names the blocks and notes in which words of the theme, and a note itself,
    must say that they are in the article's language.
    """
    words, tokens = theme.words(article.metadata.lang), of_edition(theme.tokens, edition.options)
    row = _row_of(tokens, edition)
    pieces = furniture(article, edition, words)
    return {
        "article": article,
        "meta": article.metadata,
        "edition": edition,
        "made": {piece.id: piece.text for piece in pieces},
        "made_links": {piece.id: (piece.linked, piece.target) for piece in pieces if piece.linked},
        "contents": contents(article, edition),
        "notes": {note.id: note for note in article.notes},
        "endnotes": has_endnotes(article, edition),
        "addresses": addresses,
        "drawings": {},
        "broad": frozenset(),
        "letters_wide": {},
        "tokens": tokens,
        "words": words,
        "deep": deep(article),
        "abroad": abroad(article),
        "crowded": crowded(article, row),
        "stacked": stacked(article, row.room) if edition.options.get("tables") == "stacked" else {},
        "room": dict(_room(article)),
        "widths": sorted({node.width for node in descend(_all(article)) if isinstance(node, Image) and node.width}),
    }


def style(template: str, page: Mapping[str, object], theme: Theme, lang: str) -> str:
    """A style sheet for the values of a page, mirrored where the article is written from right to left."""
    css = _WHITE.sub("\n", theme.render(template, page))
    return mirrored(css) if direction(lang) == "rtl" else css


def quoted(text: str) -> str:
    """The text as it may stand in quotes in CSS: all but letters and figures by number (CSS Syntax 3, 4.3.7)."""
    return "".join(each if each.isalnum() or each == " " else f"\\{ord(each):x} " for each in text)


def deep(article: Article) -> dict[str, str]:
    """How deep each list and quotation stands inside of others, by its id: `deep` or `deeper`, others are left out."""
    found: dict[str, str] = {}
    for block in _all(article):
        _note_depth(block, 0, found)
    return found


def abroad(article: Article) -> frozenset[str]:
    """The ids of blocks, and of notes by their first calls, that stand where not the article's language is spoken."""
    return frozenset(name for block in _all(article) for name in _abroad(block, article.metadata.lang, abroad=False))


def crowded(article: Article, row: Row = PAPER) -> dict[str, tuple[float, ...]]:
    """The widths of the columns, in percent, of each table in which words must be broken to have room side by side."""
    return dict(_crowded(_all(article), row, row.room))


def stacked(article: Article, room: int) -> dict[str, tuple[str, ...]]:
    """The heads of the columns of each table that is set cell below cell, since not even short lines have room."""
    tables = (node for node in descend(_all(article)) if isinstance(node, Table) and node.head)
    return {
        table.id: tuple(plain_text(cell.children) for cell in table.head[-1].cells)
        for table in tables
        if sum(width + _COLUMN for width in _comfortable(table)) > room
    }


def _row_of(tokens: Tokens, edition: Edition) -> Row:
    """What a row of a table has room for in an edition."""
    if edition.medium != "paper":
        return PHONE if edition.medium == "ebook" else PAPER
    pages = cast("Mapping[str, Mapping[str, float]]", tokens["pages"])
    sizes = cast("Mapping[str, float]", tokens["print"])
    measure = pages[edition.options["page"]]["measure"]
    return PAPER._replace(room=round(PAPER.room * (measure / _MEASURE) * (_SIZE / sizes["table"])))


def _comfortable(table: Table) -> Iterator[int]:
    """How many characters each column wants in a line: its longest text in two lines, or a line of _LINE characters.

    A head has as many lines as it has words.
    """
    rows = (row.cells for row in (*table.head, *table.body))
    for column in zip(*rows, strict=True):
        longest = max((len(plain_text(cell.children)) for cell in column[len(table.head) :]), default=0)
        yield max(min(math.ceil(longest / 2), _LINE), *(_longest(cell) for cell in column), 0)


def _abroad(node: object, own: str, *, abroad: bool) -> Iterator[str]:
    lang = getattr(node, "lang", "")
    abroad = lang != own if lang else abroad
    if abroad and isinstance(node, NoteCall):
        # On paper a note stands where it is first called.
        yield from (node.note,) * (node.call <= 1)
    elif abroad and isinstance(node, Block | Part):
        yield node.id
    for child in children(node):
        yield from _abroad(child, own, abroad=abroad)


def _room(article: Article) -> Iterator[tuple[str, int]]:
    """For each list whose numbers are wide, its id and the width of the widest, in figures."""
    for node in descend(_all(article)):
        if isinstance(node, List) and node.start is not None:
            numbers = range(node.start, node.start + len(node.items))
            widest = max((len(numeral(number, node.style)) for number in numbers), default=0)
            needed = round(widest * _WIDER[node.style])
            if needed > 2:
                yield node.id, needed


def _crowded(nodes: Iterable[object], row: Row, room: int) -> Iterator[tuple[str, tuple[float, ...]]]:
    for node in nodes:
        if isinstance(node, Table):
            rows = ([_longest(cell) for cell in each.cells] for each in (*node.head, *node.body))
            wanted = [max(column) + _COLUMN for column in zip(*rows, strict=True)]
            most = _most(wanted, room)
            if row.least <= most < max(wanted, default=0):
                widths = [min(each, most) for each in wanted]
                yield node.id, tuple(round(100 * width / sum(widths), 2) for width in widths)
        else:
            yield from _crowded(children(node), row, room if isinstance(node, Section) else row.room // 2)


def _most(wanted: Iterable[float], room: float) -> float:
    """The width that each column may have at most, so that all have room; those that want less leave it to others."""
    most, left = 0.0, float(room)
    ordered = sorted(wanted)
    for number, width in enumerate(ordered):
        most = left / (len(ordered) - number)
        if width > most:
            return most
        left -= width
    return float(room)


def _longest(cell: Cell) -> int:
    return max(map(len, re.split(r"[\s-]+", plain_text(cell.children))))


def _note_depth(node: object, depth: int, found: dict[str, str]) -> None:
    if isinstance(node, List | Quote | Definitions):
        if depth >= _DEEP:
            found[node.id] = "deeper" if depth >= _DEEPER else "deep"
        depth += 1
    for child in children(node):
        if isinstance(child, Block | Part):
            _note_depth(child, depth, found)


def _all(article: Article) -> tuple[Block, ...]:
    return *article.blocks, *(block for note in article.notes for block in note.children)
