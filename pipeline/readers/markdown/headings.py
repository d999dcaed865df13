"""Reads headings, and gathers the blocks that follow each into its section."""

from collections.abc import Iterable

from pipeline.diagnostics import Rule, Severity
from pipeline.model import Around, Block, Heading, Section, around
from pipeline.readers.markdown.inlines import read_inlines
from pipeline.readers.markdown.ledger import Ledger, Node
from pipeline.readers.markdown.plain import speaks

HEADING_LEVEL = Rule(
    "heading-level",
    Severity.ERROR,
    "a heading is at a level that does not follow from the one before",
    (
        "Those who move by headings take a skipped level for a section that they have missed (WCAG 1.3.1). "
        "Level 1 is the title's, which stands in the front matter."
    ),
    wrong="## Opening hours\n\nFrom nine to six.\n\n#### Holidays\n\nClosed.\n",
    right="## Opening hours\n\nFrom nine to six.\n\n### Holidays\n\nClosed.\n",
)
PASSAGE_SECTION = Rule(
    "passage-section",
    Severity.ERROR,
    "what follows a passage of some editions would belong to a section that ends with the passage",
    "It would stand in one section where an edition has the passage, and in another where it has not.",
    wrong=(
        "## Opening hours\n\nFrom nine to six.\n\n:::{only} web\n### Today\n\nOpen.\n:::\n\nOn holidays it is closed.\n"
    ),
    right=(
        "## Opening hours\n\nFrom nine to six. On holidays it is closed.\n\n:::{only} web\n### Today\n\nOpen.\n:::\n"
    ),
)
EMPTY_HEADING = Rule(
    "empty-heading",
    Severity.ERROR,
    "a heading has no text",
    "It would be an empty line in the table of contents, and a heading without a name to those who listen.",
    wrong="##\n\nThe reading room is open to all.\n",
    right="## Opening hours\n\nThe reading room is open to all.\n",
)
RULES = (HEADING_LEVEL, PASSAGE_SECTION, EMPTY_HEADING)


def read_heading(node: Node, ledger: Ledger) -> tuple[Block, ...]:
    """Return a heading that says something; a level that is the title's becomes that of a section."""
    at, level = ledger.at(node.token), int(node.token.tag[1:])
    children = read_inlines(node.children[0].token, ledger)
    if level == 1:
        ledger.report(HEADING_LEVEL, "the heading is at level 1, which is the title's", at, "write ##")
    if not speaks(children):
        ledger.report(EMPTY_HEADING, "the heading has no text", at, "write the heading, or delete the line")
        return ()
    return (Heading(max(level, 2), children, at),)


def sections(blocks: Iterable[Block], ledger: Ledger) -> tuple[Block, ...]:
    """Return the blocks with every heading's section around what belongs to it."""
    top: list[Block] = []
    # One entry for each section that is open, outermost first.
    opened: list[tuple[Heading, list[Block]]] = []
    passages = around(ledger.passages)
    for block in blocks:
        if isinstance(block, Heading):
            _check_level(block, opened[-1][0].level if opened else 1, ledger)
            _close(opened, top, block.level)
        if left := _left_behind(block, opened, passages):
            message = f"the block would belong to a section that ends with its passage, at line {left.at.line}"
            hint = f"put it into the passage, or a heading before it: {'#' * left.level} or above"
            ledger.report(PASSAGE_SECTION, message, block.at, hint)
            _close(opened, top, left.level)
        if isinstance(block, Heading):
            opened.append((block, []))
        else:
            (opened[-1][1] if opened else top).append(block)
    _close(opened, top, 0)
    return tuple(top)


def _close(opened: list[tuple[Heading, list[Block]]], top: list[Block], level: int) -> None:
    while opened and opened[-1][0].level >= level:
        heading, children = opened.pop()
        (opened[-1][1] if opened else top).append(Section(heading, tuple(children)))


def _left_behind(block: Block, opened: list[tuple[Heading, list[Block]]], passages: Around) -> Heading | None:
    """Return the outermost open heading that stands in a passage in which the block does not."""
    inside = passages(block.at)
    return next((heading for heading, _ in opened if not set(passages(heading.at)) <= set(inside)), None)


def _check_level(heading: Heading, before: int, ledger: Ledger) -> None:
    if heading.level > before + 1:
        message = f"the heading is at level {heading.level}, the one above it at level {before}"
        ledger.report(HEADING_LEVEL, message, heading.at, f"write {'#' * (before + 1)}")
