"""Turns the parser's tree of block tokens into blocks."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import cast

from markdown_it.token import Token

from pipeline.diagnostics import Rule, Severity
from pipeline.model import (
    Block,
    Caption,
    Definitions,
    Description,
    Item,
    List,
    Paragraph,
    Quote,
    Table,
    Term,
    Text,
    ThematicBreak,
)
from pipeline.readers.markdown.attributes import STRAY_ATTRIBUTES, with_attributes
from pipeline.readers.markdown.code import read_code
from pipeline.readers.markdown.comments import note_comments
from pipeline.readers.markdown.definition_lines import report_abbreviations
from pipeline.readers.markdown.directives import STRAY_FENCE, read_directive
from pipeline.readers.markdown.grammar import Stretch
from pipeline.readers.markdown.headings import read_heading
from pipeline.readers.markdown.inlines import read_inlines
from pipeline.readers.markdown.ledger import Ledger, Node
from pipeline.readers.markdown.plain import RAW_HTML
from pipeline.readers.markdown.tables import read_rows, report_bars
from pipeline.readers.markdown.waivers import with_waivers

UNCLOSED_COMMENT = Rule(
    "unclosed-comment",
    Severity.ERROR,
    "a comment is not closed",
    "All that follows, to the end of the article, would be taken for the author's own note and appear nowhere.",
    wrong=("The reading room is open to all.\n\n<!-- ask the librarian about holidays\n\nOn holidays it is closed.\n"),
    right=(
        "The reading room is open to all.\n\n<!-- ask the librarian about holidays -->\n\nOn holidays it is closed.\n"
    ),
)
NO_TASK = Rule(
    "no-task",
    Severity.WARNING,
    "an item of a list begins with what is nearly the box of a task",
    "Readers would see brackets where the author meant a box that can be ticked.",
    wrong="- [] Order the shelves\n- [x] Count the books\n",
    right="- [ ] Order the shelves\n- [x] Count the books\n",
    yields=True,
)
RULES = (UNCLOSED_COMMENT, NO_TASK)

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
    "heading": read_heading,
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
