"""Directives between colon fences, in the spelling of MyST: `:::{name} argument`, option lines, Markdown, `:::`."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

_OPENING = re.compile(r"(?P<fence>:{3,})(?P<rest>.*)")
_NAMED = re.compile(r"[ \t]*\{(?P<name>[^{}\s]+)\}[ \t]*(?P<argument>.*?)[ \t]*$")
_OPTION = re.compile(r":(?P<name>[A-Za-z][\w-]*):(?:[ \t]+(?P<value>.*?))?[ \t]*$")
# What stands behind the name of these is text.
_TITLED = frozenset({"note", "tip", "warning"})
_CODE_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})(?P<rest>.*)")


def colon_fence_plugin(parser: MarkdownIt) -> None:
    """Teach the parser directives."""
    ends = ["paragraph", "reference", "blockquote", "list", "footnote_def"]
    parser.block.ruler.before("fence", "colon_fence", _directive, {"alt": ends})


def _directive(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    if state.is_code_block(line):
        return False
    opening = _OPENING.fullmatch(_text(state, line))
    if opening is None:
        return False
    if silent:
        return True
    named = _NAMED.fullmatch(opening["rest"])
    if named is None:
        token = state.push("stray_fence", "", 0)
        token.content, token.map = opening[0], [line, line + 1]
        state.line = line + 1
        return True
    last, closed = _closing(state, line, end, len(opening["fence"]))
    token = state.push("directive_open", "", 1)
    token.map = [line, last]
    token.info = named["name"]
    token.meta.update(argument=named["argument"], closed=closed)
    if named["name"] in _TITLED:
        _push_inline(state, "argument", line, named["argument"], len(opening["fence"]) + named.start("argument"))
    _contents(state, _options(state, line + 1, last), last)
    state.push("directive_close", "", -1)
    state.line = last + closed
    return True


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _closing(state: StateBlock, line: int, end: int, length: int) -> tuple[int, bool]:
    """Return the line of the closing fence, or the end of what surrounds the directive and False.

    A closing fence has at least as many colons as the opening one; colons inside a fenced code block close nothing.
    """
    code = ""
    for number in range(line + 1, end):
        text = _text(state, number)
        if text and state.sCount[number] < state.blkIndent:
            return number, False
        if state.is_code_block(number):
            continue
        code = _code_after(code, text)
        if not code and len(text.rstrip()) >= length and not text.rstrip().strip(":"):
            return number, True
    return end, False


def _code_after(code: str, text: str) -> str:
    """Return the fence of the code block that is open after a line, "" for none."""
    match = _CODE_FENCE.match(text)
    if match is None:
        return code
    if not code:
        return "" if "`" in match["rest"] and match["fence"][0] == "`" else match["fence"]
    closes = match["fence"].startswith(code) and not match["rest"].strip()
    return "" if closes else code


def _options(state: StateBlock, line: int, end: int) -> int:
    """Push an inline token for each option line and return the first line after them."""
    while line < end and (match := _OPTION.fullmatch(_text(state, line))):
        token = _push_inline(state, "option", line, match["value"] or "", max(match.start("value"), 0))
        token.info = match["name"]
        line += 1
    return line


def _push_inline(state: StateBlock, name: str, line: int, content: str, offset: int) -> Token:
    """Push text that stands at an offset in a line, between two tokens of that name, and return the first of these."""
    start = state.bMarks[line] + state.tShift[line]
    token = state.push(f"{name}_open", "", 1)
    token.map, token.meta["start"] = [line, line + 1], start
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = content, [line, line + 1], []
    inline.meta["starts"] = [start + offset]
    state.push(f"{name}_close", "", -1)
    return token


def _contents(state: StateBlock, line: int, end: int) -> None:
    old_type, old_end, old_indent = state.parentType, state.lineMax, state.blkIndent
    # Nothing inside may run on past the closing fence.
    state.parentType, state.lineMax = "directive", end
    state.md.block.tokenize(state, line, end)
    state.parentType, state.lineMax, state.blkIndent = old_type, old_end, old_indent
