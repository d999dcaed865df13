"""Dashes, ellipses, and the spaces at which no line may end."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.resolve.typographic_rules import NARROW, NO_BREAK, UNITS, Rules

Edit = tuple[int, int, str]
"""From where to where in a text, and what stands there instead."""

CITATION = "\ufffc"
"""Stands in a text for a citation, which keeps with the word before it."""

_DASHES = re.compile(r"(?<!-)-{2,3}(?!-)")
_DASH = {2: "–", 3: "—"}
_DOTS = re.compile(r"(?<!\.)\.{3}(?=\.?(?!\.))")
_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-ЯІЇЄҐ"
_UNIT = re.compile(rf"(?<=\d)[ \n](?=(?:{'|'.join(map(re.escape, sorted(UNITS, key=len, reverse=True)))})(?!\w))")
_EVERYWHERE = (
    _UNIT,
    re.compile(r"(?<=[§№])[ \n](?=[\dA-Z])"),
    # J. R. R. Tolkien, Charles M. Spofford; e. g., z. B.
    re.compile(rf"(?<=(?<!\w)[{_CAPITAL}]\.)[ \n](?=[{_CAPITAL}])"),
    re.compile(r"(?<=(?<!\w)[^\W\d_]\.)[ \n](?=[^\W\d_]\.)"),
    re.compile(rf"(?<!\w)[{_CAPITAL}][^\W\d_]+([ \n])(?=[{_CAPITAL}]\.[ \n\u00a0][{_CAPITAL}])"),
    re.compile(rf"[ \n](?={CITATION})"),
)
_GROUPS = re.compile(r"(?<![\d.,])(?<!\d[ \n])\d{1,3}(?:[ ]\d{3})+(?!\d)")


def signs(text: str) -> Iterator[Edit]:
    """Two hyphens are an en dash, three an em dash, three full stops an ellipsis."""
    for match in _DASHES.finditer(text):
        yield match.start(), match.end(), _DASH[len(match[0])]
    for match in _DOTS.finditer(text):
        yield match.start(), match.end(), "…"


def spaces(text: str, rules: Rules) -> Iterator[Edit]:
    """The spaces that join what belongs together, in the language of these rules; later ones take precedence."""
    yield from joints(text, rules)
    if rules.grouped:
        for match in _GROUPS.finditer(text):
            gaps = (at for at in range(match.start(), match.end()) if text[at] == " ")
            yield from ((at, at + 1, NARROW) for at in gaps)
    if rules.inside:
        yield from _around_marks(text, rules)


def joints(text: str, rules: Rules | None) -> Iterator[Edit]:
    """The spaces at which no line may end; without rules those alone that are the same in all languages."""
    for pattern in (*_EVERYWHERE, *(_joined(rules) if rules else ())):
        # The space is the pattern's group if it has one; a pattern may match without it, to pass something over.
        spans = (match.span(pattern.groups) for match in pattern.finditer(text))
        yield from ((*span, NO_BREAK) for span in spans if span[0] >= 0)


def _around_marks(text: str, rules: Rules) -> Iterator[Edit]:
    """The spaces of French: inside its quotation marks and before high punctuation, put where there is none."""
    opening, closing = rules.quotes[0]
    inside = rf"(?<={opening})(?:[ \n]|(?=\S))|[ \n](?={closing})|(?<=[^\s{opening}])(?={closing})"
    for match in re.finditer(inside, text):
        yield match.start(), match.end(), rules.inside
    if rules.high:
        high = re.escape(rules.high)
        for match in re.finditer(rf"[ \n](?=[{high}])|(?<=[\w)\]\"'’”%])(?=[{high}]+(?:[\s\"'’”)\]»]|$))", text):
            yield match.start(), match.end(), NARROW


def beside_days(months: Sequence[str]) -> Iterator[re.Pattern[str]]:
    """The patterns of the spaces between a day and its month, behind it or before it."""
    if months:
        names = "|".join(map(re.escape, months))
        yield re.compile(rf"(?<!\w)(?:{names})([ \n])(?=\d\d?(?!\d))")
        yield re.compile(rf"(?<!\d)\d\d?\.?([ \n])(?=(?:{names})(?!\w))")
        # 7 and 8 July
        yield re.compile(rf"(?<!\d)\d\d?([ \n])(?=\w{{1,3}}[ \n]\d\d?\.?[ \n](?:{names})(?!\w))")


def _counted(labels: Sequence[str]) -> re.Pattern[str]:
    """The pattern of the space between a number and what it counts, but not after `Table 3` or before a long word."""
    named = rf"(?<!\w)(?:{'|'.join(map(re.escape, labels))})[ \n]\d+|" if labels else ""
    whole, part = r"\d{1,3}(?:st|nd|rd|th)?", r"\d{1,3}(?:[.,]\d+)+"
    counted = rf"(?:{whole}(?=[ \n][^\W\d_]{{4}})|{part}(?=[ \n][^\W\d_]))"
    return re.compile(rf"{named}(?<![\w.,–-]){counted}([ \n])(?=[^\W\d_]{{1,12}}(?![\w-]))")


@cache
def _joined(rules: Rules) -> tuple[re.Pattern[str], ...]:
    """The patterns of the spaces behind words that no line ends with, beside days and behind numbers."""
    parts = (
        (rules.before_number, r"(?=[\dIVXLC])"),
        (rules.before_name, r"(?=[^\W\d_])"),
        (rules.glued, r"(?=\w)"),
        (rules.labels.split(), r"(?=\d)"),
    )
    joined = [
        re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})([ \n]){behind}") for words, behind in parts if words
    ]
    months = tuple(rules.months.split())
    return (*joined, *beside_days(months), _counted((*rules.labels.split(), *months, *rules.before_number)))
