"""The ways in which people look at a document, and which conditions of a style sheet hold in each of them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import Any, Literal

import tinycss2

Node = Any
"""A component value of tinycss2, which is untyped."""

NARROWEST, USUAL, TALL = 320, 1280, 900
"""Windows in CSS pixels: the narrowest that a page must fit (WCAG 2.2, 1.4.10), one on a desk, and how tall it is."""
_PAPER = 794
"""The width of A4 in CSS pixels."""
_EM = 16.0
"""In the conditions of a sheet an em is that of the browser, whatever the document says (Media Queries 4, 1.3)."""
_MOST = 200
"""How many ways are looked at: a sheet of ours has a dozen, and nobody shall make us look for ever."""
_PIXELS = {"px": 1.0, "em": _EM, "rem": _EM, "pt": 4 / 3, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54}


@dataclass(frozen=True, slots=True)
class View:
    """One way of looking at a document.

    `width` is that of the window in CSS pixels. `focused`: all of it has the reader's focus, as a link has that one
    comes to with the keyboard. `doubt` is a condition that nobody knows beforehand (`(hover: none)`, a container's
    size), as the sheet has it; it holds in this view, and no other such condition does.
    """

    medium: Literal["screen", "print"] = "screen"
    dark: bool = False
    width: int = USUAL
    focused: bool = False
    doubt: str = ""

    @property
    def name(self) -> str:
        """The view in a few words that go on after a fact."""
        if self.doubt:
            return f"where {self.doubt} holds"
        if self.medium == "print":
            return "in print"
        return f"on a screen {self.width} px wide{' in dark colours' if self.dark else ''}"


Leaf = Callable[[Node, View], bool]
"""What decides a condition that holds no other."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold for a rule to apply: the name of its at-rule, and the tokens between that and the brace."""

    kind: str
    tokens: tuple[Node, ...]

    def holds(self, view: View) -> bool:
        """Whether it does in a view."""
        if self.kind == "media":
            return not self.tokens or any(_query(part, view) for part in parted(self.tokens))
        if self.kind == "supports":
            return _expression(self.tokens, view, _supported)
        return _text(self.tokens) == view.doubt

    def widths(self) -> Iterator[float]:
        """The widths at which it may change."""
        if self.kind == "media":
            yield from (_pixels(token) for token in _flat(self.tokens) if token.type == "dimension")

    def doubts(self) -> Iterator[str]:
        """The conditions in it that nobody knows beforehand."""
        if self.kind not in {"media", "supports"}:
            yield _text(self.tokens)
        elif self.kind == "media":
            yield from (
                _text([token])
                for token in _flat(self.tokens)
                if token.type == "() block" and not _is_group(token) and _feature(token.content, View()) is None
            )


def views(conditions: Iterable[Condition]) -> tuple[View, ...]:
    """The ways of looking between which the conditions can tell, plainest first; the last ones have the focus."""
    conditions = tuple(conditions)
    borders = {round(each) for condition in conditions for each in condition.widths() if isfinite(each)}
    near = {border + step for border in borders for step in (-1, 0, 1)}
    widths = sorted({USUAL, NARROWEST, *(each for each in near if NARROWEST <= each <= 4 * USUAL)})
    doubts = dict.fromkeys(doubt for condition in conditions for doubt in condition.doubts())
    plain = [View(dark=dark, width=width) for dark in (False, True) for width in widths]
    doubtful = [View(doubt=doubt, width=width) for doubt in doubts for width in (USUAL, NARROWEST)]
    paper = View("print", width=_PAPER)
    return (
        *(View(), paper, *plain[: _MOST // 2], *doubtful[: _MOST // 2]),
        View(focused=True),
        View(dark=True, focused=True),
    )


def parted(tokens: Sequence[Node]) -> Iterator[tuple[Node, ...]]:
    """The parts of a list between its commas, without white space and comments."""
    part: list[Node] = []
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            yield tuple(part)
            part = []
        elif token.type not in {"whitespace", "comment"}:
            part.append(token)
    yield tuple(part)


def _text(tokens: Iterable[Node]) -> str:
    return re.sub(r"\s+", " ", str(tinycss2.serialize(tuple(tokens)))).strip()


def _flat(tokens: Iterable[Node]) -> Iterator[Node]:
    for token in tokens:
        yield token
        if token.type == "() block":
            yield from _flat(token.content)


def _is_group(block: Node) -> bool:
    """Whether brackets hold conditions and no feature."""
    return any(token.type == "() block" for token in block.content)


def _pixels(token: Node) -> float:
    return float(token.value) * _PIXELS.get(getattr(token, "lower_unit", "px"), 1.0)


def _query(tokens: Sequence[Node], view: View) -> bool:
    """Media Queries 4, 2: `not`, `only`, the medium, `and` conditions; or conditions alone."""
    rest = list(tokens)
    denied = bool(rest) and _word(rest[0]) == "not" and len(rest) > 1 and rest[1].type == "ident"
    if rest and (denied or _word(rest[0]) == "only"):
        rest = rest[1:]
    medium = True
    if rest and _word(rest[0]) not in {"", "not"}:
        medium = _word(rest[0]) in {"all", view.medium}
        rest = rest[2:]
    return (medium and (not rest or _expression(rest, view, _media))) != denied


def _word(token: Node) -> str:
    return str(token.lower_value) if token.type == "ident" else ""


def _expression(tokens: Sequence[Node], view: View, leaf: Leaf) -> bool:
    """The value of conditions that `not`, `and` and `or` join."""
    told = [token for token in tokens if token.type not in {"whitespace", "comment"}]
    value, denied, joined = True, False, "and"
    for token in told:
        word = _word(token)
        if word == "not":
            denied = not denied
        elif word in {"and", "or"}:
            joined = word
        else:
            one = _one(token, view, leaf) != denied
            value = value and one if joined == "and" else value or one
            denied = False
    return value


def _one(token: Node, view: View, leaf: Leaf) -> bool:
    if token.type == "() block" and (_is_group(token) or _begins_with_not(token)):
        return _expression(token.content, view, leaf)
    return leaf(token, view)


def _begins_with_not(block: Node) -> bool:
    first = next((token for token in block.content if token.type not in {"whitespace", "comment"}), None)
    return first is not None and _word(first) == "not"


def _supported(token: Node, view: View) -> bool:
    """Whatever a sheet asks for: what a browser of today has not is not what it hides text behind."""
    del view
    return token.type in {"() block", "function"}


def _media(token: Node, view: View) -> bool:
    known = _feature(token.content, view) if token.type == "() block" else None
    return _text([token]) == view.doubt if known is None else known


def _feature(tokens: Sequence[Node], view: View) -> bool | None:
    """Whether a feature is as a condition says; None where that depends on more than a view tells."""
    told = [token for token in tokens if token.type not in {"whitespace", "comment"}]
    words = {_word(token) for token in told}
    if "prefers-color-scheme" in words:
        return ("dark" in words) == view.dark if words & {"dark", "light"} else True
    if words in ({"monochrome"}, {"grid"}):
        return False
    if words & {"width", "min-width", "max-width"}:
        return _width(told, words, view.width)
    return True if words == {"color"} else None


def _width(told: Sequence[Node], words: set[str], width: int) -> bool | None:
    """`min-width: 20em`, `width < 40rem`, `20em <= width <= 40em`."""
    measures = [_pixels(token) for token in told if token.type in {"dimension", "number"}]
    if not measures:
        return True if len(told) == 1 else None
    if "min-width" in words:
        return width >= measures[0]
    if "max-width" in words:
        return width <= measures[0]
    return _range(told, width)


def _range(told: Sequence[Node], width: int) -> bool:
    """A chain of comparisons (Media Queries 4, 2.4.3)."""
    values = [width if token.type == "ident" else _pixels(token) for token in told if token.type != "literal"]
    signs = _signs(told)
    tests = {"<": float.__lt__, ">": float.__gt__, "<=": float.__le__, ">=": float.__ge__, "=": float.__eq__}
    pairs = pairwise(values)
    return all(tests.get(sign, float.__eq__)(float(a), float(b)) for sign, (a, b) in zip(signs, pairs, strict=False))


def _signs(told: Sequence[Node]) -> list[str]:
    """The comparisons in their order; tinycss2 gives `<=` as two tokens."""
    text = "".join(token.value if token.type == "literal" else " " for token in told)
    return text.replace(":", "=").split()
