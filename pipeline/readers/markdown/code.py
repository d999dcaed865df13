r"""Turns fences into code, and reads what stands behind them.

Behind the fence stands the name of the language, plain or as a class, and in braces what else there is to say, as in
Pandoc and Quarto: ``` python {#fold filename="fold.py" caption="Folding"}, or {.python caption="Folding"}.
"""

import re
from collections.abc import Mapping
from typing import cast

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token
from mdit_py_plugins.attrs.parse import ParseError, parse

from pipeline.diagnostics import Location, Rule, Severity
from pipeline.model import Block, Caption, Code, CodeBlock, Listing, Text
from pipeline.readers.markdown.attributes import identifier
from pipeline.readers.markdown.directives import UNKNOWN_OPTION
from pipeline.readers.markdown.ledger import Ledger, Node
from pipeline.wording import nearest

UNCLOSED_CODE = Rule(
    "unclosed-code",
    Severity.ERROR,
    "a block of code is not closed",
    "All that follows, to the end of the article, would be printed as code.",
    wrong="Count the books:\n\n```sh\ncount --all\n\nThe reading room is open to all.\n",
    right="Count the books:\n\n```sh\ncount --all\n```\n\nThe reading room is open to all.\n",
)
RULES = (UNCLOSED_CODE,)

# A directive as MyST writes it.
_DIRECTIVE = re.compile(r"\{[a-z-]+\}")
_OPTIONS = ("caption", "class", "filename", "id")


def read_code(node: Node, ledger: Ledger) -> tuple[Block, ...]:
    """Return the block of code; with its caption, where it has one."""
    at = ledger.at(node.token)
    if node.type == "fence" and not _is_closed(node.token, ledger):
        ledger.report(UNCLOSED_CODE, "the block of code is not closed", at, f"end it with a line {node.token.markup}")
    language, options = _info(unescapeAll(node.token.info).strip(), at, ledger)
    name = identifier(options["id"], at, ledger) if "id" in options else ""
    code = CodeBlock(node.token.content.removesuffix("\n"), language, at)
    caption = _caption(options, node.token, at, ledger)
    if caption:
        return (Listing(caption, code, at, name),)
    return (CodeBlock(code.text, language, at, name),)


def _info(info: str, at: Location, ledger: Ledger) -> tuple[str, Mapping[str, str]]:
    """Return the language and the options that stand behind a fence; report what means nothing."""
    before, brace, _ = info.partition("{")
    language, _, rest = before.strip().partition(" ")
    options: dict[str, str] = {}
    if brace:
        try:
            end, parsed = parse(info[len(before) :])
            options = {name: str(value) for name, value in parsed.items()}
            rest += info[len(before) + end + 1 :]
        except ParseError:
            rest += info[len(before) :]
    if rest.strip():
        message = f'"{rest.strip()}" behind the language means nothing'
        hint = "keep the name of the language; options stand in braces, their values in quotation marks"
        if _DIRECTIVE.match(rest.strip()):
            hint = "a directive stands between colons: write :::{name}"
        ledger.report(UNKNOWN_OPTION, message, at, hint)
    for name in options.keys() - set(_OPTIONS):
        message = f'the option "{name}" is not known here'
        ledger.report(UNKNOWN_OPTION, message, at, nearest(name, _OPTIONS, "take it away"))
    return language or options.get("class", "").partition(" ")[0], options


def _caption(options: Mapping[str, str], token: Token, at: Location, ledger: Ledger) -> Caption | None:
    """Return the caption: the file's name as code, then what is said about it."""
    words, name = options.get("caption", "").strip(), options.get("filename", "").strip()
    file = (Code(name, _place(name, token, at, ledger)),) if name else ()
    text = (Text(f": {words}" if name else words, _place(words, token, at, ledger)),) if words else ()
    return Caption((*file, *text), at) if name or words else None


def _place(words: str, token: Token, at: Location, ledger: Ledger) -> Location:
    """Return where words stand behind the fence; the fence itself where they hold an escape."""
    first, _ = cast("list[int]", token.map)
    column = ledger.source.line(first).rfind(f'"{words}"') + 1
    return Location(at.file, at.line, column + 1, len(words)) if column else at


def _is_closed(token: Token, ledger: Ledger) -> bool:
    first, end = cast("list[int]", token.map)
    # What stands before the fence are the marks of quotations around it.
    last = ledger.source.line(end - 1).lstrip(" \t>").rstrip(" \t")
    return end - 1 > first and last.startswith(token.markup) and not last.strip(token.markup[0])
