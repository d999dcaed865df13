"""Blocks that are not all that they look like: an announcement, a list, a table."""

from collections.abc import Iterator, Sequence

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.model import Article, Block, Cell, Edition, Image, List, Paragraph, Row, Section, Table, ThematicBreak
from pipeline.model.walk import Node, children, descend, plain_text
from pipeline.wording import in_words

LEAD_IN_WITHOUT_LIST = Rule(
    "lead-in-without-list",
    Severity.WARNING,
    "a paragraph ends with a colon, and nothing follows",
    "What was announced may have been lost when the text was put together; readers look for it.",
    wrong="The harbour has three parts:\n\n## The quay\n\nIt is of stone.\n",
    right="The harbour has three parts:\n\n- a quay,\n- a basin,\n- a lock.\n",
)
LIST_OF_ONE = Rule(
    "list-of-one",
    Severity.WARNING,
    "a list has a single item, and the number of it is not 1",
    "Mostly a sentence has begun with a number and a full stop, which opens a list: the sentence loses its year.",
    wrong="The harbour is old.\n\n1902. That was a good year for the town.\n",
    right="The harbour is old.\n\n1902\\. That was a good year for the town.\n",
)
TABLE_WITHOUT_HEADER = Rule(
    "table-without-header",
    Severity.WARNING,
    "a column of a table does not say what it holds",
    "Those who listen go from cell to cell, and hear the header of each to know what it is (WCAG 1.3.1).",
    wrong="| | |\n|---|---|\n| Quay | 12 m |\n",
    right="| Part | Depth |\n|---|---|\n| Quay | 12 m |\n",
)
RULES = (LEAD_IN_WITHOUT_LIST, LIST_OF_ONE, TABLE_WITHOUT_HEADER)

_HEAD_HINT = "write in the first row what each column holds"
_COLONS = (":", "：")


def check_lead_ins(article: Article, _: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for each paragraph that ends with a colon, at the end of what holds it or before a new beginning."""
    for around in _groups(article):
        for number, block in enumerate(around):
            after = around[number + 1] if number + 1 < len(around) else None
            is_last = after is None or isinstance(after, Section | ThematicBreak)
            if is_last and isinstance(block, Paragraph) and plain_text(block.children).rstrip().endswith(_COLONS):
                hint = "write what follows, or end the sentence with a full stop"
                yield Diagnostic(LEAD_IN_WITHOUT_LIST, "nothing follows the colon of this paragraph", block.at, hint)


def check_lists(article: Article, _: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for each list of a section with one item that counts from 2 or more, and goes on from no other."""
    for around in (article.blocks, *(node.children for node in descend(article.blocks) if isinstance(node, Section))):
        lists = [block for block in around if isinstance(block, List) and block.start and block.style == "decimal"]
        ends = {(block.start or 0) + len(block.items) for block in lists}
        for block in lists:
            if len(block.items) == 1 and block.start != 1 and block.start not in ends:
                hint = "put a backslash behind the number if a sentence begins with it, or count from 1"
                yield Diagnostic(LIST_OF_ONE, f"this list has one item, with the number {block.start}", block.at, hint)


def check_heads(article: Article, _: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for each table with columns without a head, but for the first, where rows may have theirs."""
    for table in (node for node in descend(_roots(article)) if isinstance(node, Table)):
        named, used = (tuple(_columns(rows)) for rows in (table.head, table.body))
        bare = [number for number in used if number not in named]
        if bare and not named:
            yield Diagnostic(TABLE_WITHOUT_HEADER, "the columns of this table have no heads", table.at, _HEAD_HINT)
        elif later := [str(number) for number in bare if number > 1]:
            message = f"nothing stands at the head of column {in_words(later)}"
            yield Diagnostic(TABLE_WITHOUT_HEADER, message, table.at, _HEAD_HINT)


def _columns(rows: Sequence[Row]) -> Iterator[int]:
    """The columns, counted from 1, in which any of the rows has something."""
    for number, column in enumerate(zip(*(row.cells for row in rows), strict=True), 1):
        if any(map(_holds, column)):
            yield number


def _holds(cell: Cell) -> bool:
    """Whether there is a text or a picture in it."""
    return any(isinstance(node, Image) or getattr(node, "text", "").strip() for node in descend(cell.children))


def _groups(article: Article) -> Iterator[Sequence[Node]]:
    """The blocks that follow one another: those of the article, of each note, and inside of each block or item."""
    yield article.blocks
    yield from (note.children for note in article.notes)
    for node in descend(_roots(article)):
        inside = [child for child in children(node) if isinstance(child, Block)]
        if inside:
            yield inside


def _roots(article: Article) -> tuple[Block, ...]:
    return *article.blocks, *(block for note in article.notes for block in note.children)
