"""Text struck through, `~~so~~` (GFM), and text below and above the line, `H~2~O` and `x^2^` (Pandoc)."""

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

_NAMES = {"~": "sub", "^": "sup"}
_WHITE = frozenset(" \t\n")
_OPENS = frozenset("`![<")


def scripts_plugin(parser: MarkdownIt) -> None:
    """Teach the parser all three; the pairs of `~~` are matched as those of emphasis are."""
    parser.enable("strikethrough")
    # The library's own rule would strike through what stands between three tildes, which GFM does not.
    parser.inline.ruler.at("strikethrough", _tildes)
    parser.inline.ruler.before("strikethrough", "superscript", _caret)
    parser.inline.ruler.before("escape", "script_space", _space)


def _tildes(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "~":
        return False
    length = _run(state, state.pos)
    if length == 1:
        return _script(state, silent)
    if silent:
        return False
    found = state.scanDelims(state.pos, True)
    token = state.push("text", "", 0)
    token.content, token.meta["span"] = "~" * length, (state.pos, state.pos + length)
    state.pos += length
    if length == 2:
        index = len(state.tokens) - 1
        state.delimiters.append(
            Delimiter(marker=ord("~"), length=0, token=index, end=-1, open=found.can_open, close=found.can_close)
        )
    return True


def _caret(state: StateInline, silent: bool) -> bool:
    # `^[` begins a note in place.
    return state.src[state.pos] == "^" and not state.src.startswith("^[", state.pos) and _script(state, silent)


def _script(state: StateInline, silent: bool) -> bool:
    start, maximum, mark = state.pos, state.posMax, state.src[state.pos]
    end = -1 if silent else _end(state)
    state.pos = start
    if end <= start + 1:
        return False
    inside = state.env.get("in_script", False)
    state.env["in_script"] = True
    state.pos, state.posMax = start + 1, end
    state.push(f"{_NAMES[mark]}_open", "", 1).markup = mark
    state.md.inline.tokenize(state)
    state.push(f"{_NAMES[mark]}_close", "", -1).markup = mark
    state.env["in_script"] = inside
    state.pos, state.posMax = end + 1, maximum
    return True


def _end(state: StateInline) -> int:
    """Return where the mark stands that closes the one at the state's position, -1 if a space comes first."""
    mark = state.src[state.pos]
    state.pos += 1
    while state.pos < state.posMax and (char := state.src[state.pos]) not in _WHITE:
        length = _run(state, state.pos) if char == mark else 0
        if length == 1:
            return state.pos
        if length:
            state.pos += length
        elif char == "\\":
            state.pos += 2
        elif char in _OPENS:
            # A space inside of code or of a link does not count.
            state.md.inline.skipToken(state)
        else:
            state.pos += 1
    return -1


def _run(state: StateInline, start: int) -> int:
    """Return how many characters like the one at `start` follow one another."""
    end = start
    while end < state.posMax and state.src[end] == state.src[start]:
        end += 1
    return end - start


def _space(state: StateInline, silent: bool) -> bool:
    """Read an escaped space below or above the line: one at which no line breaks."""
    if not state.env.get("in_script") or not state.src.startswith("\\ ", state.pos, state.posMax):
        return False
    if not silent:
        state.push("text_special", "", 0).content = "\u00a0"
    state.pos += 2
    return True
