"""Calls of notes, `[^label]`, and notes written in place, `^[like this]`, whose inlines keep their places."""

import re

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline


def inline_note_plugin(parser: MarkdownIt) -> None:
    """Teach the parser notes in place, and calls in a way that looks at each character once."""
    parser.inline.ruler.before("footnote_ref", "inline_note", _inline_note)
    parser.inline.ruler.at("footnote_ref", _note_call)


# The plugin's own rule looks for the bracket to the end of the paragraph, for each call again.
_CALL = re.compile(r"\[\^([^\s\[\]]{1,200})\]")
# What was meant for a call or a definition, and stays text.
_NO_CALL = re.compile(r"\[\^([^\[\]]{0,1000})\]")


def _note_call(state: StateInline, silent: bool) -> bool:
    match = _CALL.match(state.src, state.pos, state.posMax)
    if match is None:
        return _no_call(state, silent)
    if not silent:
        state.push("footnote_ref", "", 0).meta["label"] = match[1]
    state.pos = match.end()
    return True


def _no_call(state: StateInline, silent: bool) -> bool:
    match = _NO_CALL.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("text", "", 0)
        token.content = "[^"
        token.meta.update(label=match[1], span=(state.pos, state.pos + 2))
    state.pos += 2
    return True


def _inline_note(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("^[", state.pos) or state.pos + 2 >= state.posMax:
        return False
    end = parseLinkLabel(state, state.pos + 1)
    if end < 0:
        return False
    if not silent:
        start, maximum = state.pos, state.posMax
        state.pos, state.posMax = start + 2, end
        state.push("inline_note_open", "", 1)
        state.md.inline.tokenize(state)
        state.push("inline_note_close", "", -1)
        state.posMax = maximum
    state.pos = end + 1
    return True
