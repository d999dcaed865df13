"""Follows the blocks of the article through the source, and claims the marks that each must have."""

import re
from collections.abc import Callable, Iterable, Mapping

from pipeline.model import (
    Admonition,
    Attribution,
    Caption,
    Cell,
    Chart,
    CodeBlock,
    Credit,
    Definitions,
    Description,
    Event,
    Figure,
    Heading,
    Item,
    KeyFacts,
    List,
    Listing,
    Moment,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    ReferenceItem,
    References,
    Row,
    Section,
    Table,
    Term,
    ThematicBreak,
    Timeline,
    Title,
)
from pipeline.model.blocks import Block, Part
from pipeline.model.walk import children
from pipeline.readers.markdown.account.claims import View, cell_view
from pipeline.readers.markdown.account.code import claim_code, claim_listing
from pipeline.readers.markdown.account.evidence import Evidence, claim_attributes
from pipeline.readers.markdown.account.inlines import claim_inlines
from pipeline.readers.markdown.account.text import follow

NOTE = re.compile(r"\[\^([^\s\[\]]+)\]:")
_BREAK = re.compile(r"([-*_])(?:[ \t]*\1){2,}(?=[ \t]*(?:\n|\Z))")
_HASHES = re.compile(r"#{1,6}(?=[ \t\n]|\Z)")
_CLOSING_HASHES = re.compile(r"[ \t]+(#+)[ \t]*(?=\n|\Z)")
_TRAILING = re.compile(r"[ \t]*(?=\{[^{}\n]*\}[ \t]*(?:#+[ \t]*)?(?:\n|\Z))")
_UNDERLINE = re.compile(r"[ \t]*\n[ \t>]*(=+|-+)[ \t]*(?=\n|\Z)")
_ITEM = re.compile(r"(?:[-+*]|(?P<number>\d{1,9})[.)])(?=[ \t\n]|\Z)")
_BOX = re.compile(r"[ \t]+(?P<box>\[(?P<checked>[ xX])\])(?=[ \t\n])")
_DESCRIPTION = re.compile(r"[:~](?=[ \t])")
_DESCRIPTION_BEFORE = re.compile(r"([:~])[ \t]+(?:\{[^{}\n]*\}[ \t]*\n[ \t>]*)*\Z")
_CAPTION = re.compile(r":[ \t]+")
_BLANK_LINES = re.compile(r"[ \t>\n]*")
_PREFIX = re.compile(r"[ \t>]*")
_SEPARATOR = re.compile(r"[ \t>]*([|:-][|:\- \t]*)(?=\n|\Z)")


def claim_blocks(nodes: Iterable[object], evidence: Evidence, depth: int = 0) -> int:
    """Claim what stands for blocks and what is in them, and return where the last of it ends."""
    return max((claim_block(node, evidence, depth) for node in nodes if isinstance(node, Block | Part)), default=0)


def claim_block(node: Block | Part, evidence: Evidence, depth: int) -> int:
    """Claim what stands for a block and what is in it, and return where it ends; `depth` counts quotations around."""
    view = View(evidence.claims, evidence.claims.source.text, depth)
    start = view.position(node.at)
    if start < 0:
        return 0
    evidence.begins.setdefault(start, []).append(node)
    own = BLOCKS[type(node)](node, view, start, evidence) if type(node) in BLOCKS else start
    end = max(own, claim_blocks(children(node), evidence, depth + isinstance(node, Quote)))
    if view.has(":::", start):
        evidence.directives.append(node)
    if isinstance(node, Quote):
        _note_quoted(start, end, depth + 1, evidence)
    return end


def claim_written_note(note: Note, evidence: Evidence) -> None:
    """Claim a note that is written as a paragraph of its own."""
    view = View(evidence.claims, evidence.claims.source.text)
    start = view.position(note.at)
    mark = view.match(NOTE, start)
    if mark and evidence.labels.get(mark[1]) == note.id:
        view.claim(*mark.span(), "note")
        # A note may be written inside a quotation, whose depth nothing in the note tells.
        line = view.text[view.text.rfind("\n", 0, start) + 1 : start]
        claim_blocks(note.children, evidence, line.count(">"))


def _note_quoted(start: int, end: int, depth: int, evidence: Evidence) -> None:
    """Note the lines of a quotation: those of its blocks, and those behind them that have its mark and no text."""
    source, claims = evidence.claims.source, evidence.claims
    first, last = source.number(start), source.number(max(start, end - 1))
    while last + 1 < len(source.starts) and source.line(last + 1).lstrip(" \t").startswith(">"):
        begin = source.starts[last + 1]
        if claims.has_text(begin, begin + len(source.line(last + 1))):
            break
        last += 1
    for number in range(first, last + 1):
        evidence.quoted[number] = max(depth, evidence.quoted.get(number, 0))


def _line(node: Paragraph | Term | Title | Attribution, view: View, start: int, evidence: Evidence) -> int:
    return claim_inlines(node.children, view, start, evidence)


def _heading(node: Heading, view: View, start: int, evidence: Evidence) -> int:
    hashes = view.match(_HASHES, start)
    if hashes and len(hashes[0]) == node.level:
        view.claim(*hashes.span(), node.kind)
    end = _trailing(view, claim_inlines(node.children, view, start, evidence), (node,))
    closing = view.match(_CLOSING_HASHES if hashes else _UNDERLINE, end)
    return view.claim(*closing.span(1), node.kind) if closing else end


def _trailing(view: View, end: int, nodes: tuple[object, ...]) -> int:
    """Claim the attributes at the end of a line."""
    blank = view.match(_TRAILING, end)
    return claim_attributes(view, blank.end(), nodes) if blank else end


def _list(node: List, view: View, start: int, _evidence: Evidence) -> int:
    for index, item in enumerate(node.items):
        begin = view.position(item.at)
        mark = view.match(_ITEM, begin)
        # Markdown counts on from the first number, whatever the others are.
        if mark and (index or node.start is None or int(mark["number"] or -1) == node.start):
            view.claim(*mark.span(), "list mark")
        box = view.match(_BOX, mark.end() if mark else begin)
        if box and item.checked is (box["checked"] != " "):
            view.claim(*box.span("box"), "task")
    return start + 1


def _quote(_node: Quote, _view: View, start: int, _evidence: Evidence) -> int:
    return start + 1


def _break(node: ThematicBreak, view: View, start: int, _evidence: Evidence) -> int:
    mark = view.match(_BREAK, start)
    return view.claim(*mark.span(), node.kind) if mark else start


def _table(node: Table, view: View, start: int, evidence: Evidence) -> int:
    end = start
    for row in (*node.head, *node.body):
        end = max(end, _row(row, view, evidence))
    separator = view.match(_SEPARATOR, view.text.find("\n", start) + 1)
    if separator and end > start:
        view.claim(*separator.span(1), "table rule")
    begin = view.position(node.caption.at) if node.caption else view.past(_BLANK_LINES, end)
    mark = view.match(_CAPTION, begin)
    if mark:
        view.claim(begin, begin + 1, "caption")
        end = claim_inlines(node.caption.children if node.caption else (), view, mark.end(), evidence)
        end = _trailing(view, end, (node,))
    elif node.caption:
        # The caption of a directive.
        end = max(end, claim_inlines(node.caption.children, view, begin, evidence))
    return end


def _row(row: Row, view: View, evidence: Evidence) -> int:
    """Claim the cells of a row, then the bars between them."""
    for cell in row.cells:
        if cell.children:
            start = view.position(cell.at)
            inside = cell_view(view.claims, start, start + cell.at.length, view.depth)
            claim_inlines(cell.children, inside, 0, evidence)
    start = view.position(row.at)
    if start < 0:
        return 0
    end = view.text.find("\n", start)
    end = len(view.text) if end < 0 else end
    for bar in re.compile(r"\|").finditer(view.text, start, end):
        if view.claims.is_free(*bar.span()):
            view.claim(*bar.span(), "table bar")
    return end


def _description(_node: Description, view: View, start: int, _evidence: Evidence) -> int:
    mark = view.match(_DESCRIPTION, start)
    return view.claim(*mark.span(), "description") if mark else start


def _event(node: Event, view: View, start: int, _evidence: Evidence) -> int:
    """Claim the marks before what is said of an event; there is no node of its own for it."""
    before = start
    for child in node.children:
        begin = view.position(child.at)
        # Attributes may stand on lines between the mark and the child that has them.
        if mark := _DESCRIPTION_BEFORE.search(view.text, before, begin):
            view.claim(*mark.span(1), "description")
        before = begin
    return start


def _moment(node: Moment, view: View, start: int, evidence: Evidence) -> int:
    if node.iso:
        return follow(view, start, node.iso)
    return claim_inlines(node.children, view, start, evidence)


def _figure(node: Figure | Chart, view: View, start: int, evidence: Evidence) -> int:
    captions = (each for each in (node.caption, node.credit, node.source) if each)
    return max((claim_inlines(each.children, view, start, evidence) for each in captions), default=start)


BLOCKS: Mapping[type, Callable[..., int]] = {
    Paragraph: _line,
    Heading: _heading,
    List: _list,
    Quote: _quote,
    CodeBlock: claim_code,
    Listing: claim_listing,
    Table: _table,
    Figure: _figure,
    Chart: _figure,
    ThematicBreak: _break,
    Title: _line,
    Attribution: _line,
    Credit: _line,
    Term: _line,
    Description: _description,
    Event: _event,
    Moment: _moment,
}

# What the blocks that they hold, or the block that holds them, says of them.
HOLDERS = frozenset(
    {
        Admonition,
        PullQuote,
        Section,
        Item,
        Row,
        Cell,
        Caption,
        Definitions,
        KeyFacts,
        Timeline,
        References,
        ReferenceItem,
    }
)
