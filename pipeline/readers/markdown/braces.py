"""Attributes in braces, `{#id .class lang=fr width=50%}`, behind a construct in a line or on a line of their own.

As Pandoc reads them. The plugin that comes with the parser takes no value such as `50%`, and gives the whole of what it
cannot read back as text.
"""

import re
from collections.abc import Mapping
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_ONE = r"""(?:\#[^\s{}"'=]+|\.[^\s{}"'=]+|[A-Za-z][\w:.-]*=(?:"[^"\n{}]*"|[^\s{}"'=]+))"""
_BRACES = re.compile(rf"\{{\s*(?:{_ONE}(?:\s+{_ONE})*)?\s*\}}")
_EACH = re.compile(
    r"""\#(?P<id>\S+)|\.(?P<class>\S+)|(?P<key>[A-Za-z][\w:.-]*)=(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))"""
)
_TRAILING = re.compile(r"(?:^|[ \t])(?P<braces>\{[^{}\n]*\})[ \t]*$")
MEANT: Final = re.compile(r"\{\s*(?:[#.][A-Za-z][^{}]*|[A-Za-z][\w-]*=[^{}]*)\}")
"""What looks like attributes wherever it stands."""
_BEFORE = frozenset({"image", "code_inline", "link_close", "span_close"})
_LONGEST: Final = 1000


def braces_plugin(parser: MarkdownIt) -> None:
    """Teach the parser attributes; they are in `meta["braces"]` of the token that they belong to."""
    parser.inline.ruler.after("link", "span", _span)
    parser.inline.ruler.push("braces", _behind)
    parser.block.ruler.before("fence", "attr", _line)


def parse_braces(text: str) -> tuple[int, Mapping[str, str]] | None:
    """Return how long the braces at the head of a text are, and what they hold; None if there are none to be read."""
    match = _BRACES.match(text[:_LONGEST])
    if match is None:
        return None
    found: dict[str, str] = {}
    for each in _EACH.finditer(match[0][1:-1]):
        if each["class"]:
            found["class"] = f"{found.get('class', '')} {each['class']}".strip()
        elif each["id"]:
            found["id"] = each["id"]
        else:
            found[each["key"]] = each["bare"] or each["quoted"]
    return match.end(), found


def take_trailing(token: Token) -> Mapping[str, str]:
    """Cut `{#id …}` off the end of a heading or a caption and return what it says."""
    match = _TRAILING.search(token.content)
    if match is None:
        return {}
    # The short form is Pandoc's.
    parsed = (3, {"class": "unnumbered"}) if match["braces"] == "{-}" else parse_braces(match["braces"])
    if parsed is None or not parsed[1]:
        return {}
    token.content = token.content[: match.start()].rstrip(" \t")
    return parsed[1]


def _span(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    start, maximum = state.pos, state.posMax
    end = state.md.helpers.parseLinkLabel(state, start, False)
    parsed = parse_braces(state.src[end + 1 : min(maximum, end + 1 + _LONGEST)]) if end >= 0 else None
    if parsed is None:
        return False
    if not silent:
        state.pos, state.posMax = start + 1, end
        state.push("span_open", "span", 1).meta["braces"] = parsed[1]
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = end + 1 + parsed[0], maximum
    return True


def _behind(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{" or state.pending or not state.tokens or state.tokens[-1].type not in _BEFORE:
        return False
    parsed = parse_braces(state.src[state.pos : min(state.posMax, state.pos + _LONGEST)])
    if parsed is None:
        return False
    if not silent:
        owner = _opening(state.tokens)
        owner.meta["braces"] = {**owner.meta.get("braces", {}), **parsed[1]}
    state.pos += parsed[0]
    return True


def _opening(tokens: list[Token]) -> Token:
    """Return the last token, or the one that it closes."""
    level = 0
    for token in reversed(tokens):
        level += token.nesting
        if level >= 0:
            return token
    return tokens[-1]


def _line(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    """Read a line that holds attributes and nothing else."""
    start = state.bMarks[line] + state.tShift[line]
    text = state.src[start : state.eMarks[line]].rstrip(" \t")
    parsed = None if state.is_code_block(line) else parse_braces(text)
    if parsed is None or parsed[0] != len(text):
        return False
    if not silent:
        token = state.push("attrs_block", "", 0)
        token.attrs.update(parsed[1])
        token.map = [line, line + 1]
        state.line = line + 1
    return True
