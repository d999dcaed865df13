"""Turns the parser's tree of block tokens into blocks."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import cast

from markdown_it.token import Token

from pipeline.diagnostics import Rule, Severity
from pipeline.model import (
    Around,
    Block,
    Caption,
    Definitions,
    Description,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    Section,
    Table,
    Term,
    Text,
    ThematicBreak,
    around,
)
from pipeline.readers.markdown.attributes import STRAY_ATTRIBUTES, with_attributes
from pipeline.readers.markdown.code import read_code
from pipeline.readers.markdown.comments import note_comments
from pipeline.readers.markdown.definition_lines import report_abbreviations
from pipeline.readers.markdown.directives import STRAY_FENCE, read_directive
from pipeline.readers.markdown.grammar import Stretch
from pipeline.readers.markdown.inlines import read_inlines
from pipeline.readers.markdown.ledger import Ledger, Node
from pipeline.readers.markdown.plain import RAW_HTML, speaks
from pipeline.readers.markdown.tables import read_rows, report_bars
from pipeline.readers.markdown.waivers import with_waivers

HEADING_LEVEL = Rule(
    "heading-level",
    Severity.ERROR,
    "a heading is at a level that does not follow from the one before",
    "Readers who move by headings take a skipped level for a missing section (WCAG 1.3.1); level 1 is the title.",
)
PASSAGE_SECTION = Rule(
    "passage-section",
    Severity.ERROR,
    "what follows a passage of some editions would belong to a section that ends with the passage",
    "It would stand in one section where the passage is and in another where it is not.",
)
EMPTY_HEADING = Rule(
    "empty-heading", Severity.ERROR, "a heading has no text", "It would be an empty line in the table of contents."
)
UNCLOSED_COMMENT = Rule(
    "unclosed-comment", Severity.ERROR, "a comment is not closed", "All that follows would be taken for the comment."
)
NO_TASK = Rule(
    "no-task",
    Severity.WARNING,
    "an item of a list begins with what is nearly the box of a task",
    "Readers would see brackets where the author meant a box.",
)
RULES = (HEADING_LEVEL, PASSAGE_SECTION, EMPTY_HEADING, UNCLOSED_COMMENT, NO_TASK)

_COMMENTS = re.compile(r"\s*(?:<!--.*?-->\s*)*", re.DOTALL)
_NO_PLACE = {"front_matter", "option", "argument", "part"}


def read_blocks(nodes: Iterable[Node], ledger: Ledger) -> tuple[Block, ...]:
    """Return the blocks of one container, attributes and captions on the block that they belong to."""
    found: list[Block] = []
    waiting: dict[str, str] = {}
    stray: Token | None = None
    for node in with_waivers(nodes, ledger):
        if node.type == "part" and stray is not None:
            ledger.report(STRAY_ATTRIBUTES, "the attributes stand before nothing", ledger.at(stray), "take them away")
            waiting, stray = {}, None
        elif node.type == "attrs_block":
            waiting |= {name: str(value) for name, value in node.token.attrs.items()}
            stray = node.token
        elif node.token.meta.get("caption") and found and isinstance(found[-1], Table):
            found[-1] = _captioned(found[-1], node, ledger)
        elif node.type not in _NO_PLACE:
            node.token.meta["attributes"] = attributes = waiting | node.token.meta.get("attributes", {})
            blocks = _READERS[node.type](node, ledger)
            if blocks or node.type == "directive":
                at = ledger.at(stray or node.token)
                found += [with_attributes(block, attributes, at, ledger) for block in blocks[:1]]
                found += blocks[1:]
                waiting, stray = {}, None
    if stray is not None:
        ledger.report(STRAY_ATTRIBUTES, "the attributes stand before nothing", ledger.at(stray), "take them away")
    return tuple(found)


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


def _paragraph(node: Node, ledger: Ledger) -> tuple[Block, ...]:
    inline = node.children[0].token
    children = read_inlines(inline, ledger)
    if "no_box" in inline.meta and isinstance(children[0], Text):
        message = f'the item begins with "{inline.content.split("]")[0]}]", which is no box of a task'
        ledger.report(NO_TASK, message, ledger.at(node.token), "write [ ] or [x] and a space before the text")
    report_bars(inline, ledger)
    report_abbreviations(inline, ledger)
    return (Paragraph(children, ledger.at(node.token)),) if children else ()


def _captioned(table: Table, node: Node, ledger: Ledger) -> Table:
    """Return the table with the caption that follows it, if it says anything; the caption's id is the table's."""
    at = ledger.at(node.token)
    children = read_inlines(node.children[0].token, ledger)
    named = with_attributes(table, node.token.meta["attributes"], at, ledger)
    return replace(named, caption=Caption(children, at) if children else None)


def _heading(node: Node, ledger: Ledger) -> tuple[Block, ...]:
    at, level = ledger.at(node.token), int(node.token.tag[1:])
    children = read_inlines(node.children[0].token, ledger)
    if level == 1:
        ledger.report(HEADING_LEVEL, "the heading is at level 1, which is the title's", at, "write ##")
    if not speaks(children):
        ledger.report(EMPTY_HEADING, "the heading has no text", at, "write the heading, or delete the line")
        return ()
    return (Heading(max(level, 2), children, at),)


def _bullets(node: Node, ledger: Ledger) -> tuple[Block, ...]:
    return (_list(node, None, ledger),)


def _numbered(node: Node, ledger: Ledger) -> tuple[Block, ...]:
    return (_list(node, int(node.token.attrs.get("start", 1)), ledger),)


def _list(node: Node, start: int | None, ledger: Ledger) -> List:
    at = ledger.at(node.token)
    # The first item begins where the list does, which may be behind another item's mark.
    places = [at, *(ledger.at(each.token) for each in node.children[1:])]
    items = tuple(
        Item(read_blocks(each.children, ledger), place, checked=each.token.meta.get("checked"))
        for each, place in zip(node.children, places, strict=True)
    )
    inside = (each for item in node.children for each in item.children)
    return List(start, not any(each.type == "paragraph" and not each.token.hidden for each in inside), items, at)


def _quote(node: Node, ledger: Ledger) -> tuple[Block, ...]:
    return (Quote(read_blocks(node.children, ledger), ledger.at(node.token)),)


def _break(node: Node, ledger: Ledger) -> tuple[Block, ...]:
    return (ThematicBreak(ledger.at(node.token)),)


def _table(node: Node, ledger: Ledger) -> tuple[Block, ...]:
    return (read_rows(node, ledger),)


def _definitions(node: Node, ledger: Ledger) -> tuple[Block, ...]:
    parts = tuple(_term(each, ledger) if each.type == "dt" else _description(each, ledger) for each in node.children)
    return (Definitions(parts, ledger.at(node.token)),)


def _term(node: Node, ledger: Ledger) -> Term:
    inline = node.children[0].token
    return Term(read_inlines(inline, ledger), ledger.source.at(inline.meta["starts"][0]))


def _description(node: Node, ledger: Ledger) -> Description:
    return Description(read_blocks(node.children, ledger), ledger.at(node.token))


def _directive(node: Node, ledger: Ledger) -> tuple[Block, ...]:
    if not node.token.meta["closed"]:
        # A line of colons in what is not closed was meant to close it, and that is told.
        node.children = [each for each in node.children if not _is_bare_fence(each)]
    return read_directive(node, read_blocks(node.children, ledger), ledger)


def _is_bare_fence(node: Node) -> bool:
    return node.type == "stray_fence" and not node.token.content.strip(": \t")


def _stray_fence(node: Node, ledger: Ledger) -> tuple[Block, ...]:
    hint = "write :::{name} to open a directive; the line that closes one has as many colons and nothing else"
    ledger.report(
        STRAY_FENCE, f'the line "{node.token.content[:40]}" opens and closes nothing', ledger.at(node.token), hint
    )
    return ()


def _html(node: Node, ledger: Ledger) -> tuple[Block, ...]:
    """Drop comments; report all else, text that shares a comment's last line too."""
    at, content = ledger.at(node.token), node.token.content
    end = cast("re.Match[str]", _COMMENTS.match(content)).end()
    note_comments(content[:end], 0, tuple(_line_ends(node.token, ledger)), ledger)
    rest = content[end:]
    if rest.startswith("<!--"):
        ledger.report(UNCLOSED_COMMENT, "the comment is not closed", at, "end it with -->")
    elif rest and content.lstrip().startswith("<!--"):
        hint = "put what follows the comment on a line of its own"
        ledger.report(RAW_HTML, "text follows a comment on its line and is not read", at, hint)
    elif rest:
        shown = rest.strip().splitlines()[0][:40]
        ledger.report(RAW_HTML, f"{shown} is HTML", at, "write Markdown, or a fenced block if it is meant to be shown")
    return ()


def _line_ends(token: Token, ledger: Ledger) -> Iterator[Stretch]:
    """Yield where the text of each line stands: at the line's end, behind what the containers around it take."""
    offset, (first, _) = 0, cast("list[int]", token.map)
    for number, line in enumerate(token.content.removesuffix("\n").split("\n"), first):
        text = line.lstrip(" \t")
        end = ledger.source.starts[number] + len(ledger.source.line(number))
        yield Stretch(offset + len(line) - len(text), end - len(text))
        offset += len(line) + 1


def _note(node: Node, ledger: Ledger) -> tuple[Block, ...]:
    ledger.definitions.append(node)
    return ()


_READERS: Mapping[str, Callable[[Node, Ledger], tuple[Block, ...]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bullet_list": _bullets,
    "ordered_list": _numbered,
    "blockquote": _quote,
    "fence": read_code,
    "code_block": read_code,
    "hr": _break,
    "table": _table,
    "dl": _definitions,
    "directive": _directive,
    "stray_fence": _stray_fence,
    "html_block": _html,
    "footnote_reference": _note,
}
