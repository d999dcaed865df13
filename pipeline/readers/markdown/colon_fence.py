"""Directives between colon fences, in the spelling of MyST: `:::{name} argument`, option lines, Markdown, `:::`."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

_OPENING = re.compile(r"(?P<fence>:{3,})(?P<rest>.*)")
_NAMED = re.compile(r"[ \t]*\{(?P<name>[^{}\s]+)\}[ \t]*(?P<argument>.*?)[ \t]*$")
_OPTION = re.compile(r":(?P<name>[A-Za-z][\w-]*):(?:[ \t]+(?P<value>.*?))?[ \t]*$")
# What stands behind the name of these is text.
_TITLED = frozenset({"note", "tip", "warning"})
_CODE_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})(?P<rest>.*)")
_MARKS = re.compile(r"(?:(?:[-+*:~]|\d{1,9}[.)])[ \t]+)*")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")
_INNER = re.compile(r"(?P<fence>:{3,})[ \t]*\{[^{}\s]+\}")
_MANY = 1_000_000


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
    last, closed = _extent(state, line, end, len(opening["fence"]))
    token = state.push("directive_open", "", 1)
    token.map = [line, last]
    token.info = named["name"]
    token.meta.update(argument=named["argument"], fence=opening["fence"], closed=closed)
    token.meta["taken"] = state.env.get("taken", {}).get(line)
    token.meta["before"] = -1 if closed else _could_end(state, line, end, len(opening["fence"]))
    if named["name"] in _TITLED:
        _push_inline(state, "argument", line, named["argument"], len(opening["fence"]) + named.start("argument"))
    _contents(state, _options(state, line + 1, last), last)
    state.push("directive_close", "", -1)
    state.line = last + closed
    return True


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _extent(state: StateBlock, line: int, end: int, length: int) -> tuple[int, bool]:
    """Return the line of the closing fence and True; or where what is not closed ends, and False.

    A closing fence has at least as many colons as the opening one. Where a directive with as many stands inside, its
    colons close the outer one. If there are colons enough for both, the inner one is to blame (`env["taken"]`: its
    line, that of the colons and the outer's), and the outer ends where its author meant; else the closing fence was
    forgotten, and the outer ends before the inner.
    """
    lacking = state.env.setdefault("lacking", {})
    inner, colons, depth, least = -1, -1, 1, _MANY
    for number, change in _events(state, line, end, length):
        depth += change
        if change > 0 and inner < 0:
            inner, least = number, lacking.get((line, length), least)
            if (line, length) in lacking:
                break
        elif change < 0 and inner < 0:
            return number, True
        elif change < 0:
            colons, least = (number if colons < 0 else colons), min(least, depth)
            if depth == 0:
                state.env.setdefault("taken", {})[inner] = (colons, line)
                return number, True
    if inner < 0:
        return _end(state, line, end), False
    if least > 1:
        # The next one lacks its colons too: looking again and again would take a time that grows with the square.
        lacking[inner, length] = least - 1
    return inner, False


def _end(state: StateBlock, line: int, end: int) -> int:
    """Return the end of what surrounds a directive."""
    lines = range(line + 1, end)
    return next((each for each in lines if _text(state, each) and state.sCount[each] < state.blkIndent), end)


def _events(state: StateBlock, line: int, end: int, length: int) -> Iterator[tuple[int, int]]:
    """Yield the lines that open (1) or close (-1) a directive of a length or more.

    Colons inside a fenced code block do neither.
    """
    code = ""
    for number in range(line + 1, end):
        text = _text(state, number)
        if text and state.sCount[number] < state.blkIndent:
            break
        if state.is_code_block(number):
            continue
        code = _code_after(code, text)
        fence = len(text) - len(text.lstrip(":"))
        if code or fence < length:
            continue
        if fence == len(text.rstrip()):
            yield number, -1
        elif _INNER.match(text):
            yield number, 1


def _could_end(state: StateBlock, line: int, end: int, length: int) -> int:
    """Return the line of the next heading or directive, before which a directive could be closed; -1 for none."""
    code = ""
    for number in range(line + 1, end):
        text = _text(state, number)
        if text and state.sCount[number] < state.blkIndent:
            break
        code = _code_after(code, text)
        inner = _INNER.match(text)
        if not code and (_HEADING.match(text) or (inner and len(inner["fence"]) >= length)):
            return number
    return -1


def _code_after(code: str, text: str) -> str:
    """Return the fence of the code block that is open after a line, "" for none."""
    # Behind the marks of items and descriptions a block of code may begin, but not end.
    marks = None if code else _MARKS.match(text)
    match = _CODE_FENCE.match(text, marks.end() if marks else 0)
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
