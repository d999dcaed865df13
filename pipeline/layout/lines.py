"""Lines of text: how many characters those of the body have, and what is left for the last one of a paragraph."""

import unicodedata
from collections.abc import Iterable, Iterator

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.layout.pages import Pages, Placed
from pipeline.model import Block, LineBreak, Paragraph, Section
from pipeline.model.walk import descend

LINE_LENGTH = Rule(
    "line-length",
    Severity.WARNING,
    "the lines of the body have fewer than 45 characters or more than 80, on average",
    "In a longer line the eye misses the beginning of the next; a shorter one is over before it has begun.",
    yields=True,
)
SHORT_LAST_LINE = Rule(
    "short-last-line",
    Severity.WARNING,
    "the last line of a paragraph has fewer than six characters",
    "A single short word looks lost, and leaves a hole in the page.",
    yields=True,
)
RULES = (LINE_LENGTH, SHORT_LAST_LINE)

_FEWEST, _MOST = 45, 80
_ENOUGH = 10
"""How many full lines it takes to tell what the others of an edition are like."""
_SHORT, _LITTLE = 6, 40
"""Characters of the last line; and of a text so short that in a narrow column its lines are short anyway."""


def findings(pages: Pages) -> Iterator[Diagnostic]:
    """One of the length of lines for the whole edition, and one for each paragraph that ends in a short line."""
    yield from _length(pages)
    for name, block in pages.blocks.items():
        if isinstance(block, Paragraph):
            yield from _end(pages, name, block)


def _length(pages: Pages) -> Iterator[Diagnostic]:
    body = [pages.lines.get(block.id, ()) for block in _body(pages.article.blocks) if block.id]
    full = [placed for lines in body for placed in lines[:-1]]
    if len(full) < _ENOUGH:
        return
    average = sum(_width(placed.item.text) for placed in full) / len(full)
    if not _FEWEST <= average <= _MOST:
        first = full[0]
        fact = f"a line of the body has {average:.0f} characters on average, not {_FEWEST} to {_MOST}"
        hint = f"change `measure` of the page or `print.body` in templates/tokens.toml to have {66}, which reads best"
        yield pages.found(LINE_LENGTH, first.page, fact, pages.at(first.item.block), hint)


def _body(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """The paragraphs that stand in no box, list or quotation, whose lines go on as far as they can."""
    for block in blocks:
        if isinstance(block, Section):
            yield from _body(block.children)
        elif isinstance(block, Paragraph) and not _has_breaks(block):
            yield block


def _has_breaks(block: Paragraph) -> bool:
    """Whether the author has said where lines end."""
    return any(isinstance(node, LineBreak) for node in descend(block.children))


def _width(text: str) -> int:
    """How many characters a line has, white space at its ends and marks above others aside; a wide one counts twice."""
    shown = (char for char in text.strip() if not unicodedata.combining(char))
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in shown)


def _end(pages: Pages, name: str, block: Paragraph) -> Iterator[Diagnostic]:
    lines = pages.lines.get(name, ())
    # Scripts without spaces have no words that could be tied together.
    if len(lines) < 2 or _has_breaks(block) or not _has_words(lines) or _little(lines):
        return
    page, last = lines[-1].page, lines[-1].item.text.strip()
    if _width(last) < _SHORT:
        fact = f'the last line of a paragraph is only "{last}"'
        yield pages.found(SHORT_LAST_LINE, page, fact, block.at, "put a no-break space before it, or change the text")


def _little(lines: Iterable[Placed]) -> bool:
    return sum(_width(placed.item.text) for placed in lines) < _LITTLE


def _has_words(lines: Iterable[Placed]) -> bool:
    return any(" " in placed.item.text.strip() for placed in lines)
