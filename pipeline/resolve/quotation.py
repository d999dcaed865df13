"""Which straight quotation marks open, close or are apostrophes, in one pass over a line of text.

What can open and what can close is told by the characters around a mark, as CommonMark tells it of emphasis
(0.31.2, 6.2); then marks are paired. A single mark without a partner is an apostrophe. An opening double mark without
a partner stays one, since a quotation over several paragraphs opens each of them and closes once.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.resolve.typographic_rules import APOSTROPHE, Rules

RulesAt = Callable[[int], Rules | None]

_MARK = re.compile("[\"'«»“”„]")
_FEET = re.compile(r"(?<!\w)\d{1,2}'\d{1,2}\"")
_DECADE = re.compile(r"\d\d(?:s\b|\b(?!'))")
_WORD = re.compile(r"[^\W\d_]+")
_PRIMES = {"'": "′", '"': "″"}


@dataclass(frozen=True, slots=True)
class _Open:
    at: int
    mark: str
    rules: Rules


@dataclass(slots=True)
class _Pairing:
    """What was found so far; `waiting` counts by mark what is open."""

    set: dict[int, str] = field(default_factory=dict)
    pairs: list[tuple[_Open, int]] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    waiting: Counter[str] = field(default_factory=Counter)

    def open(self, one: _Open) -> None:
        self.stack.append(one)
        self.waiting[one.mark] += 1

    def close(self, mark: str, at: int) -> bool:
        """Whether there was a mark to pair with; all that opened in between has no partner."""
        if not self.waiting[mark]:
            return False
        while (top := self.stack.pop()).mark != mark:
            self.leave(top)
        self.waiting[mark] -= 1
        self.pairs.append((top, at))
        return True

    def leave(self, one: _Open) -> None:
        """Sets what opened and never closed."""
        self.waiting[one.mark] -= 1
        if one.mark == "'":
            self.set[one.at] = APOSTROPHE
        elif one.mark == '"':
            self.set[one.at] = _form(one.rules, 0)[0]


def quotation_marks(text: str, rules_at: RulesAt, kept: Sequence[int]) -> dict[int, str]:
    """What stands for the straight marks of a text, by their offsets; `kept` is true where a character must stay."""
    found = _Pairing()
    for feet in _FEET.finditer(text):
        places = (at for at in range(feet.start(), feet.end()) if text[at] in _PRIMES and not kept[at] and rules_at(at))
        found.set.update((at, _PRIMES[text[at]]) for at in places)
    for match in _MARK.finditer(text):
        at, rules = match.start(), rules_at(match.start())
        if rules is not None and not kept[at] and at not in found.set:
            _read(text, at, rules, found)
    while found.stack:
        found.leave(found.stack.pop())
    found.set.update(_paired(found.pairs))
    return found.set


def _read(text: str, at: int, rules: Rules, found: _Pairing) -> None:
    mark = text[at]
    opening, closing = rules.quotes[0]
    if mark not in _PRIMES:
        # Marks that the author has set count as quotations around others, where one can tell which way they face.
        if mark == opening != closing:
            found.open(_Open(at, closing, rules))
        elif mark == closing != opening:
            found.close(closing, at)
        return
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    opens, closes = _faces(before, after)
    if mark == "'" and opens and _is_elided(text, at, rules):
        found.set[at] = APOSTROPHE
    elif closes and found.close(mark, at):
        pass
    elif before.isdecimal() and not after.isalnum():
        found.set[at] = _PRIMES[mark]
    elif opens:
        found.open(_Open(at, mark, rules))
    elif mark == "'":
        found.set[at] = APOSTROPHE
    elif closes:
        found.set[at] = _form(rules, 0)[1]


def _faces(before: str, after: str) -> tuple[bool, bool]:
    """Whether a mark between two characters can open, and whether it can close."""
    white = not before.strip(), not after.strip()
    signs = _is_sign(before), _is_sign(after)
    opens = not white[1] and not (signs[1] and not white[0] and not signs[0])
    closes = not white[0] and not (signs[0] and not white[1] and not signs[1])
    return (signs[0], signs[1]) if opens and closes else (opens, closes)


def _is_sign(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "PS"


def _is_elided(text: str, at: int, rules: Rules) -> bool:
    """Whether a mark stands for what a word or a year has lost: ’tis, the ’90s."""
    if _DECADE.match(text, at + 1):
        return True
    word = _WORD.match(text, at + 1)
    return word is not None and word[0].lower() in rules.elided


def _paired(pairs: Sequence[tuple[_Open, int]]) -> Iterator[tuple[int, str]]:
    """The marks of all pairs: double ones outer, single ones inner, but never the same within the same."""
    around: list[tuple[int, str]] = []
    for one, end in sorted(pairs, key=lambda pair: pair[0].at):
        while around and around[-1][0] < one.at:
            around.pop()
        level = int(one.mark == "'")
        if around and around[-1][1] == one.rules.quotes[level][0]:
            level = 1 - level
        around.append((end, one.rules.quotes[level][0]))
        if one.mark in _PRIMES:
            opening, closing = _form(one.rules, level)
            yield one.at, opening
            yield end, closing


def _form(rules: Rules, level: int) -> tuple[str, str]:
    opening, closing = rules.quotes[level]
    return (opening + rules.inside, rules.inside + closing) if level == 0 else (opening, closing)
