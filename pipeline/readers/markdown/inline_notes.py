"""Notes written in place, `^[like this]`: two tokens around the note's own inlines, so that each keeps its place."""

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline


def inline_note_plugin(parser: MarkdownIt) -> None:
    """Teach the parser notes in place."""
    parser.inline.ruler.before("footnote_ref", "inline_note", _inline_note)


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
