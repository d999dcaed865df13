"""What has no room: text that reaches out of the page's area, and tables that are wider than what they stand in."""

from collections.abc import Iterator

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.layout.pages import Pages, Placed
from pipeline.model import Block, Part, Table
from pipeline.model.walk import descend
from pipeline.press_facts import Item

TEXT_OVERFLOW = Rule(
    "text-overflow",
    Severity.WARNING,
    "text reaches into the margin of a page",
    "A printer may cut it off, and what is next to it is hard to read. Text that leaves the paper is `unseen-text`.",
    yields=True,
)
TABLE_TOO_WIDE = Rule(
    "table-too-wide",
    Severity.WARNING,
    "a table is wider than the room that it has",
    "It reaches into the margin, or over what stands beside it. What of it leaves the paper is `unseen-text`.",
    yields=True,
)
RULES = (TEXT_OVERFLOW, TABLE_TOO_WIDE)

_SLACK = 1.0
"""Points by which letters and borders may stand out: a letter that leans, half of a rule."""
_MILLIMETRE = 72 / 25.4


def findings(pages: Pages) -> Iterator[Diagnostic]:
    """The first place of each table and of each other block that reaches out, but not what leaves the paper."""
    told: set[str] = set()
    for placed in pages.placed():
        item = placed.item
        if item.kind == "table" and item.right - item.left > item.across + _SLACK and item.block not in told:
            told |= _inside(pages, item.block)
            if not _leaves_paper(pages, placed):
                yield _too_wide(pages, placed)
    for placed in pages.placed():
        sheet = pages.sheets[placed.page - 1]
        if placed.item.kind in {"line", "note"} and placed.item.block not in told:
            beyond = _beyond(placed.item, sheet.area)
            if beyond > _SLACK and _beyond(placed.item, (0, 0, sheet.width, sheet.height)) <= 0:
                told.add(placed.item.block)
                yield _overflow(pages, placed, beyond)


def _inside(pages: Pages, table: str) -> set[str]:
    """The ids of a table and of all that is in it."""
    nodes = descend((pages.blocks[table],)) if table in pages.blocks else ()
    return {table, *(node.id for node in nodes if isinstance(node, Block | Part))}


def _leaves_paper(pages: Pages, table: Placed) -> bool:
    sheet, inside = pages.sheets[table.page - 1], _inside(pages, table.item.block)
    paper = 0, 0, sheet.width, sheet.height
    return any(_beyond(item, paper) > 0 for item in sheet.items if item.kind == "line" and item.block in inside)


def _too_wide(pages: Pages, placed: Placed) -> Diagnostic:
    item, block = placed.item, pages.blocks.get(placed.item.block)
    what = "a table" if isinstance(block, Table) or block is None else f"what is set in columns in a {block.kind}"
    wide, room = item.right - item.left, item.across
    fact = f"{what} is {wide / _MILLIMETRE:.0f} mm wide and has room for {room / _MILLIMETRE:.0f} mm"
    hint = "give it fewer columns or shorter words, or make two of it"
    return pages.found(TABLE_TOO_WIDE, placed.page, fact, pages.at(item.block), hint)


def _overflow(pages: Pages, placed: Placed, beyond: float) -> Diagnostic:
    words = placed.item.text.strip()
    shown = words if len(words) <= 40 else f"{words[:39]}…"
    fact = f'"{shown}" reaches {beyond / _MILLIMETRE:.1f} mm into the margin'
    hint = "make it narrower, or give it a place where it may break; mend the style that puts it there"
    return pages.found(TEXT_OVERFLOW, placed.page, fact, pages.at(placed.item.block), hint)


def _beyond(item: Item, area: tuple[float, float, float, float]) -> float:
    """By how many points something stands out of an area, on the side on which it does so most."""
    return max(area[0] - item.left, area[1] - item.top, item.right - area[2], item.bottom - area[3])
