"""Where pages break: lines that stand alone before or behind a break, headings too, and a last page of little."""

from collections.abc import Iterator
from itertools import pairwise

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.layout.pages import Pages, Placed
from pipeline.model import Heading, Paragraph
from pipeline.press_facts import Item, Sheet
from pipeline.wording import counted

WIDOW = Rule(
    "widow",
    Severity.WARNING,
    "the last line of a paragraph stands alone at the head of a page",
    "A reader who turns the page finds the end of a thought without its beginning.",
    yields=True,
)
ORPHAN = Rule(
    "orphan",
    Severity.WARNING,
    "the first line of a paragraph stands alone at the foot of a page",
    "A thought that has just begun breaks off, and looks like a line that was forgotten.",
    yields=True,
)
STRANDED_HEADING = Rule(
    "stranded-heading",
    Severity.WARNING,
    "a heading has fewer than two lines of what follows on its page",
    "It announces what is not there, and stands over nothing.",
    yields=True,
)
NEARLY_EMPTY_LAST_PAGE = Rule(
    "nearly-empty-last-page",
    Severity.WARNING,
    "the last page has less than a sixth of its height filled",
    "It costs a sheet of paper, and looks like a mistake.",
    yields=True,
)
RULES = (WIDOW, ORPHAN, STRANDED_HEADING, NEARLY_EMPTY_LAST_PAGE)

_LEAST = 2
"""How many lines must stand together."""
_FILLED = 1 / 6
_MEND = "let the style keep them together, or shorten or lengthen the text before by a line"
_END = "_title."
"""What the ids of headings begin with that the theme makes, of the colophon and of notes: there the text ends."""


def findings(pages: Pages) -> Iterator[Diagnostic]:
    """Every line and every heading that a page break parts from what it belongs to; the last page, if it has little."""
    for name, block in pages.blocks.items():
        if isinstance(block, Paragraph):
            yield from _parted(pages, name)
    yield from _stranded(pages)
    yield from _last(pages)


def _parted(pages: Pages, block: str) -> Iterator[Diagnostic]:
    on = [placed.page for placed in pages.lines.get(block, ())]
    if not on or on[0] == on[-1]:
        return
    at = pages.at(block)
    if on.count(on[0]) < _LEAST:
        yield pages.found(ORPHAN, on[0], "the first line of a paragraph stands alone at the foot", at, _MEND)
    if on.count(on[-1]) < _LEAST:
        yield pages.found(WIDOW, on[-1], "the last line of a paragraph stands alone at the head", at, _MEND)


def _stranded(pages: Pages) -> Iterator[Diagnostic]:
    text = [placed for placed in pages.placed() if placed.item.kind != "note"]
    levels = {name: block.level for name, block in pages.blocks.items() if isinstance(block, Heading)}
    told = 0
    for index, (placed, following) in enumerate(pairwise(text)):
        name = placed.item.block
        # One that stands right above another goes where that goes.
        if name not in levels or following.item.block == name or index < told:
            continue
        lines, told = _following(text, index, levels)
        if told:
            fact = f"a heading has {counted(lines, 'line')} of what follows on its page"
            hint = "let the style keep it with the lines behind it, or change the text before by some lines"
            yield pages.found(STRANDED_HEADING, placed.page, fact, pages.at(name), hint)


def _following(text: list[Placed], index: int, levels: dict[str, int]) -> tuple[int, int]:
    """How many lines of what a heading heads stand on its page, and where its page ends if they are too few, else 0."""
    page, level = text[index].page, levels[text[index].item.block]
    lines: set[float] = set()
    for number, (at, item) in enumerate(((each.page, each.item) for each in text[index + 1 :]), index + 1):
        if item.block.startswith(_END) or levels.get(item.block, 7) <= level:
            break
        if at != page:
            return len(lines), number
        if item.block not in levels:
            # A picture is no line, and as much as many.
            lines.update((item.top,) if item.kind == "line" else (item.top, item.bottom))
        if len(lines) >= _LEAST:
            break
    return len(lines), 0


def _last(pages: Pages) -> Iterator[Diagnostic]:
    if len(pages.sheets) < 2:
        return
    filled = _filled(pages.sheets[-1])
    if filled < _FILLED:
        number = len(pages.sheets)
        own = [placed for placed in pages.placed() if placed.item.block in pages.blocks]
        last = next((one for one in own if one.page == number), own[-1] if own else None)
        fact = f"the last page is filled to {filled:.0%} of its height"
        hint = "shorten the text by as much, or let the style set it closer"
        yield pages.found(NEARLY_EMPTY_LAST_PAGE, number, fact, pages.at(last.item.block) if last else None, hint)


def _filled(sheet: Sheet) -> float:
    """The share of the height of a page's area that its text takes, the notes at its foot included."""
    foot = [item for item in sheet.items if item.kind == "note"]
    text = [item for item in sheet.items if item.kind != "note"]
    return (_height(text, sheet.area[1]) + _height(foot, min((item.top for item in foot), default=0))) / (
        sheet.area[3] - sheet.area[1]
    )


def _height(items: list[Item], top: float) -> float:
    return max((item.bottom for item in items), default=top) - top
