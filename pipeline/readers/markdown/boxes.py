"""Turns directives into boxes: notes, tips, warnings and pull-quotes."""

from collections.abc import Mapping
from typing import cast

from pipeline.model import Admonition, Attribution, Block, Inline, Paragraph, PullQuote, Title, Tone
from pipeline.readers.markdown.directive import DIRECTIVE_CONTENT, Directive
from pipeline.readers.markdown.inlines import read_inlines
from pipeline.readers.markdown.ledger import Ledger

# What other tools call a box, and what it is here.
NOT_OURS: Mapping[str, str] = {
    "admonition": "note",
    "attention": "warning",
    "caution": "warning",
    "danger": "warning",
    "error": "warning",
    "hint": "tip",
    "important": "warning",
    "seealso": "note",
}


def admonition(directive: Directive, ledger: Ledger) -> tuple[Block, ...]:
    """Return the note, tip or warning; what stands behind the name is its title."""
    if not _holds_something(directive, ledger):
        return ()
    words = next((each.children[0] for each in directive.node.children if each.type == "argument"), None)
    children = read_inlines(words.token, ledger) if words else ()
    title = Title(children, children[0].at) if children else None
    return (Admonition(cast("Tone", directive.name), title, directive.blocks, directive.at),)


def pull_quote(directive: Directive, ledger: Ledger) -> tuple[Block, ...]:
    """Return the pull-quote; the option `by` says whose words they are."""
    if directive.argument:
        hint = "write the words on the lines below it, and who said them in a line `:by: …`"
        ledger.report(DIRECTIVE_CONTENT, 'the directive "pull-quote" takes nothing behind its name', directive.at, hint)
    for block in directive.blocks:
        if not isinstance(block, Paragraph):
            message = f'the directive "pull-quote" holds a {block.kind}'
            ledger.report(DIRECTIVE_CONTENT, message, block.at, "keep paragraphs, and move the rest out")
    if not _holds_something(directive, ledger):
        return ()
    children: tuple[Inline, ...] = ()
    if "by" in directive.options:
        children = read_inlines(directive.options["by"].token, ledger)
    attribution = Attribution(children, children[0].at) if children else None
    return (PullQuote(directive.blocks, attribution, directive.at),)


def _holds_something(directive: Directive, ledger: Ledger) -> bool:
    if not directive.blocks:
        message = f'the directive "{directive.name}" is empty'
        ledger.report(DIRECTIVE_CONTENT, message, directive.at, "write its text on the lines below it, or take it away")
    return bool(directive.blocks)
