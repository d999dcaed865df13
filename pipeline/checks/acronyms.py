"""Words in capitals that stand for longer ones: whether readers are told what for, and always the same."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache

from pipeline.checks.known_acronyms import EXPLAINING, KNOWN
from pipeline.checks.lines import lines, matches
from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Article, Cell, Edition
from pipeline.model.language import primary
from pipeline.wording import counted

UNDEFINED_ABBREVIATION = Rule(
    "undefined-abbreviation",
    Severity.WARNING,
    "nobody says what an abbreviation is short for",
    "Readers who do not know it cannot go on, and those who listen hear letters or a word that is none (WCAG 3.1.4).",
    wrong="The quay is measured by the PHA every spring.\n",
    right="The quay is measured by the Port and Harbour Authority (PHA) every spring. The PHA is never late.\n",
)
ABBREVIATION_REDEFINED = Rule(
    "abbreviation-redefined",
    Severity.WARNING,
    "the same abbreviation is explained twice, as different things",
    "Where it stands alone, a reader cannot tell which of the two is meant.",
    wrong="The Port and Harbour Authority (PHA) has met the Public Health Agency (PHA) of the town.\n",
    right="The Port and Harbour Authority (PHA) has met the health agency of the town.\n",
)
RULES = (UNDEFINED_ABBREVIATION, ABBREVIATION_REDEFINED)

_CAPITALS = "[A-ZÀ-ÖØ-Þ]"
_GIVEN = re.compile(rf"\((?P<short>{_CAPITALS}{{2,6}})s?\)")
_ROMAN = "M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_REPEATED = rf"(?P<letter>{_CAPITALS})(?P=letter)+"
"""Sizes, ratings, levels of conformance."""
_END = re.compile(r"[().;:!?]")
_PHRASES = "|".join(phrase for phrases in EXPLAINING.values() for phrase in phrases)
_FAR = 300
"""More characters than a long form has."""
_ALIKE = 0.8
"""From here on two long forms are taken for the same: a plural, another spelling."""


def check_undefined(article: Article, _: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for each abbreviation that neither front matter nor text explains, where it stands first.

    Not looked for are those in the cells of tables, where they are codes and names, and words that the text has in
    small letters too, which are only stressed.
    """
    found = list(matches(article, _unknown, without=(Cell,)))
    texts = ["".join(piece.text for piece in line) for line in lines(article)]
    plain = {word for text in texts for word in re.findall(r"\w+", text) if word.islower()}
    number = Counter(match["short"] for match, _ in found)
    first: dict[str, tuple[re.Match[str], Location]] = {}
    for match, at in found:
        first.setdefault(match["short"], (match, at))
    for short, (match, at) in first.items():
        stressed = short.lower() in plain or match.string.isupper()
        if not stressed and not _is_explained(short, article.metadata.abbreviations, texts):
            times = f", which the text has {counted(number[short], 'time')}" if number[short] > 1 else ""
            hint = f"write it out there, with `({short})` behind it, or explain it as `{short}: …` in `abbreviations`"
            yield Diagnostic(UNDEFINED_ABBREVIATION, f'nothing explains "{short}"{times}', at, hint)


def check_redefined(article: Article, _: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for each explanation that is not like the first of the same abbreviation."""
    known: dict[str, str] = {}
    for match, at in matches(article, lambda _: _GIVEN):
        long = long_form(match["short"], match.string[max(0, match.start() - _FAR) : match.start()])
        before = known.setdefault(match["short"], long) if long else ""
        if long and not _alike(before, long):
            yield _redefined(match["short"], before, long, at)


def long_form(short: str, before: str) -> str:
    """The words at the end of a text that an abbreviation behind it is short for, "" where its letters are not there.

    A. S. Schwartz and M. A. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text",
    Pacific Symposium on Biocomputing 8 (2003), 451-462: its letters are looked for from the end.
    """
    words = _END.split(before)[-1].split()[-min(len(short) + 5, 2 * len(short)) :]
    text = " ".join(words)
    at = len(text)
    for number, letter in reversed(tuple(enumerate(short.lower()))):
        at -= 1
        while at >= 0 and (text[at].lower() != letter or (number == 0 and text[at - 1 : at].isalnum())):
            at -= 1
        if at < 0:
            return ""
    return text[at:]


@cache
def _unknown(lang: str) -> re.Pattern[str] | None:
    """What looks like an abbreviation and is none that the readers of a language know; None where nobody said which.

    Beside a number it is a unit or names a thing (ISO 8601, 20 EUR), beside a stop or a slash a part of a longer name.
    """
    known = KNOWN.get(primary(lang))
    if known is None:
        return None
    short = rf"(?!(?:{'|'.join(known)}|{_ROMAN}|{_REPEATED})s?(?!\w))(?P<short>{_CAPITALS}{{2,6}})s?"
    return re.compile(rf"(?<![\w@/.&#’'-])(?<!\d\s){short}(?![\w@/&]|[-‑–+\s]?\d|[-‑.’']{_CAPITALS})")


def _is_explained(short: str, front: Iterable[str], texts: Sequence[str]) -> bool:
    """Whether something says what it is: front matter, brackets, a phrase, or a line beside which it stands alone."""
    beginning = f"[{short[0]}{short[0].lower()}]"
    explained = rf"\({short}s?(?:[),;:]| or )|(?<!\w){short}s?,?\s(?:\({beginning}[^()]*\s|{_PHRASES})|\A{short}s?\Z"
    texts = [text for text in texts if short in text]
    return short in {name.removesuffix("s") for name in front} or any(re.search(explained, text) for text in texts)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio() > _ALIKE


def _redefined(short: str, before: str, long: str, at: Location) -> Diagnostic:
    message = f'"{short}" is explained as "{long}" here, and before as "{before}"'
    return Diagnostic(ABBREVIATION_REDEFINED, message, at, "use another abbreviation for one of them, or none")
