"""What a text announces and does not bring, block by block."""

from collections.abc import Iterator, Sequence

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.model import Article, Block, Edition, Paragraph, Section, ThematicBreak
from pipeline.model.walk import Node, children, descend, plain_text

LEAD_IN_WITHOUT_LIST = Rule(
    "lead-in-without-list",
    Severity.WARNING,
    "a paragraph ends with a colon, and nothing follows",
    "What was announced may have been lost when the text was put together; readers look for it.",
    wrong="The harbour has three parts:\n\n## The quay\n\nIt is of stone.\n",
    right="The harbour has three parts:\n\n- a quay,\n- a basin,\n- a lock.\n",
)
RULES = (LEAD_IN_WITHOUT_LIST,)

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
