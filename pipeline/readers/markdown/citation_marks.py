"""Citations as Pandoc writes them, `[see @key, p. 3; -@other]` and `@key [p. 3]`, whose inlines keep their places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

# A key is letters and digits; other signs only between them, so that the full stop of a sentence is none of it.
_KEY = (
    r"(?<![\w.+%/@-])(?P<minus>-?)@(?:\{(?P<braced>[^{}\s]{1,200})\}|(?P<plain>\w(?:\w|[:.#$%&\-+?<>~/](?=\w)){0,200}))"
)
_CITED = re.compile(_KEY)
# A bracket that may hold code and one level of brackets; each character is looked at once or twice.
_BRACKET = re.compile(r"\[(?!\^)(?:[^\[\]\\`]|\\.|`[^`]*`|\[[^\[\]]*\])*+\](?![(\[{])", re.DOTALL)
_PIECE = re.compile(rf"\\.|`[^`]*`|\[[^\[\]]*\]|(?P<end>;)|{_KEY}", re.DOTALL)
_BETWEEN = re.compile(r"[ \t]*\n?[ \t]*")


@dataclass(frozen=True, slots=True)
class _Part:
    """One work of a citation: from where to where it stands, and the match of its key."""

    start: int
    end: int
    key: re.Match[str] | None
    parted: bool = True
    """Whether a `;` stands before it."""


def citation_plugin(parser: MarkdownIt) -> None:
    """Teach the parser citations."""
    parser.inline.ruler.before("link", "citation", _citation)
    parser.inline.ruler.before("link", "narrative_citation", _narrative)


def _citation(state: StateInline, silent: bool) -> bool:
    bracket = _bracket(state, state.pos) if not state.linkLevel else None
    if bracket is None or "@" not in bracket[0]:
        return False
    parts = list(_parts(state.src, state.pos + 1, bracket.end() - 1))
    if parts[0].key is None:
        return False
    if not silent:
        _push(state, "citation_open", 1, state.pos, state.pos + 1)
        _push_parts(state, parts)
        _push(state, "citation_close", -1, bracket.end() - 1, bracket.end())
    state.pos = bracket.end()
    return True


def _narrative(state: StateInline, silent: bool) -> bool:
    key = _CITED.match(state.src, state.pos, state.posMax) if not state.linkLevel else None
    if key is None:
        return False
    bracket = _own_bracket(state, key.end())
    parts = list(_parts(state.src, bracket.start() + 1, bracket.end() - 1)) if bracket else []
    if not silent:
        _push(state, "citation_open", 1, key.start(), key.start()).meta["narrative"] = not key["minus"]
        _push_key(state, key)
        if bracket:
            _push(state, "citation_mark", 0, key.end(), bracket.start() + 1)
            _push_parts(state, parts)
        end = bracket.end() if bracket else key.end()
        _push(state, "citation_close", -1, end - 1 if bracket else end, end)
    state.pos = bracket.end() if bracket else key.end()
    return True


def _bracket(state: StateInline, at: int) -> re.Match[str] | None:
    """Return the bracket that begins at an offset, unless it is the label of a link."""
    match = _BRACKET.match(state.src, at, state.posMax)
    if match is None or normalizeReference(match[0][1:-1]) in state.env.get("references", {}):
        return None
    return match


def _own_bracket(state: StateInline, at: int) -> re.Match[str] | None:
    """Return the bracket behind a key that says where in the work: one that cites nothing before its first `;`."""
    between = _BETWEEN.match(state.src, at, state.posMax)
    bracket = _bracket(state, between.end()) if between else None
    if bracket is None or not bracket[0][1:-1].strip():
        return None
    first = next(_parts(state.src, bracket.start() + 1, bracket.end() - 1))
    return bracket if first.key is None else None


def _parts(text: str, start: int, end: int) -> Iterator[_Part]:
    """Yield the works that stand in a bracket; what follows a `;` without citing belongs to the work before."""
    begin, key, divided, parted = start, None, -1, True
    for piece in _PIECE.finditer(text, start, end):
        cites = piece["braced"] or piece["plain"]
        if piece["end"]:
            divided = piece.start()
        elif cites and key is None and divided < 0:
            key = piece
        elif cites:
            last = divided if divided >= 0 else piece.start()
            yield _Part(begin, last, key, parted)
            begin, key, divided, parted = last + (divided >= 0), piece, -1, divided >= 0
    yield _Part(begin, end, key, parted)


def _push_parts(state: StateInline, parts: list[_Part]) -> None:
    for number, part in enumerate(parts):
        if number:
            mark = _push(state, "citation_separator", 0, part.start - part.parted, part.start)
            mark.meta["parted"] = part.parted
        if part.key is None:
            _push_text(state, part.start, part.end)
            continue
        _push_text(state, part.start, part.key.start())
        _push_key(state, part.key)
        _push_text(state, part.key.end(), part.end)


def _push_key(state: StateInline, key: re.Match[str]) -> None:
    token = _push(state, "citation_key", 0, key.start(), key.end())
    token.meta.update(key=key["braced"] or key["plain"], suppressed=bool(key["minus"]))


def _push(state: StateInline, kind: str, nesting: Literal[-1, 0, 1], start: int, end: int) -> Token:
    token = state.push(kind, "", nesting)
    token.content, token.meta["span"] = state.src[start:end], (start, end)
    return token


def _push_text(state: StateInline, start: int, end: int) -> None:
    """Read what stands beside a key; a citation inside it would be one in a citation."""
    text, last = state.src, state.posMax
    # Some rules look for the end of a text past the state's last position.
    state.src, state.pos, state.posMax = text[:end], start, end
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.src, state.pos, state.posMax = text, last, last
