"""The marks that a citation processor writes instead of HTML, and what they mean as inlines.

They are characters that no text can hold (Unicode, section 23.7), so nothing that a reference says can be taken for
markup, and no letter case or punctuation rule of a style touches them.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.diagnostics import Location
from pipeline.model import Emphasis, Inline, Link, Strong, Subscript, Superscript, Text

END = "\ufdd0"
MARKS = {"i": "\ufdd1", "b": "\ufdd2", "sup": "\ufdd3", "sub": "\ufdd4"}
ANY_MARK = re.compile("[\ufdd0-\ufdef]")
# Innermost first.
_TAGS = re.compile(r"<(i|b|sup|sub)>((?:(?!<(?:i|b|sup|sub)>).)*?)</\1>", re.DOTALL)
_DEPTH = 5
"""So many may stand one inside the other."""


def marked(text: str) -> str:
    """The text of a reference with its few tags as marks; those that are not closed, or not opened, are text."""
    made = ANY_MARK.sub("", text)
    for _ in range(_DEPTH):
        closed = _TAGS.sub(lambda tag: f"{MARKS[tag[1]]}{tag[2]}{END}", made)
        if closed == made:
            break
        made = closed
    return made


def wrapper(name: str) -> Callable[[object], str]:
    """What a processor calls to set a text in a style."""
    return lambda text: f"{MARKS[name]}{text}{END}" if name in MARKS else str(text)


def plain(text: str) -> str:
    """A marked text without its marks."""
    return ANY_MARK.sub("", text)


def inlines(text: str, at: Location, links: Sequence[tuple[str, str]] = ()) -> tuple[Inline, ...]:
    """The inlines that a marked text means; each of `links`, a text and its target, becomes a link where it stands."""
    tokens = re.split("([\ufdd0-\ufdef])", text)
    found, _ = _run(tokens, 0, at, links)
    return found


def _run(
    tokens: list[str], index: int, at: Location, links: Sequence[tuple[str, str]]
) -> tuple[tuple[Inline, ...], int]:
    found: list[Inline] = []
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if token == END:
            break
        if ANY_MARK.fullmatch(token):
            children, index = _run(tokens, index, at, links)
            found += _styled(token, children, at)
        elif token:
            found += _linked(token, at, links)
    return tuple(found), index


def _styled(mark: str, children: tuple[Inline, ...], at: Location) -> tuple[Inline, ...]:
    if not children:
        return ()
    if mark == MARKS["i"]:
        return (Emphasis(children, at),)
    if mark == MARKS["b"]:
        return (Strong(children, at),)
    if mark == MARKS["sup"]:
        return (Superscript(children, at),)
    return (Subscript(children, at),) if mark == MARKS["sub"] else children


def _linked(text: str, at: Location, links: Sequence[tuple[str, str]]) -> Iterator[Inline]:
    shown = dict(links)
    pattern = "|".join(re.escape(words) for words in sorted(shown, key=lambda words: (-len(words), words)))
    for piece in re.split(f"({pattern})", text) if pattern else [text]:
        if piece in shown:
            yield Link(shown[piece], (Text(piece, at),), at)
        elif piece:
            yield Text(piece, at)
