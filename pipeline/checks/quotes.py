"""Whether the quotations of a language stand between the same marks throughout, as readers see them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.checks.lines import lines, said
from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Article, Edition

MIXED_QUOTES = Rule(
    "mixed-quotes",
    Severity.WARNING,
    "quotations stand between marks of two kinds",
    "Smart typography sets straight marks alike, and leaves those that are set already, such as those of a text that "
    "was copied; a reader wonders what the other marks mean.",
    wrong='They called it "the quay", and later «the mole».\n',
    right='They called it "the quay", and later "the \'new\' quay".\n',
)
RULES = (MIXED_QUOTES,)

_SET = r"“[^”]*”|«[^»]*»|»[^«]*«|„[^“”]*[“”]|(?<![\w.,;!?…])”(?=\w)[^”]*”"
_STRAIGHT = r'(?<![\w"])"(?=\S)[^"]*(?<=\S)"(?!\w)'
"""Where smart typography is at work, a straight mark that is left is one that the author has escaped."""


def check_quotes(article: Article, _: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for each kind of mark but the most frequent, language by language, where it stands first.

    What stands inside a quotation has the marks of the second level, and is not looked at.
    """
    pattern = re.compile(_SET if article.metadata.typography else f"{_SET}|{_STRAIGHT}")
    for lang in dict.fromkeys(piece.lang for line in lines(article) for piece in line):
        places: dict[str, list[Location]] = {}
        for words, at in said(article, {lang: pattern}.get):
            places.setdefault(words[0] + words[-1], []).append(at)
        yield from _others(places)


def _others(places: Mapping[str, Sequence[Location]]) -> Iterator[Diagnostic]:
    """The findings of one language: `places` are those of its quotations by their two marks."""
    usual = max(places, key=lambda marks: len(places[marks]), default="")
    for marks, found in places.items():
        if marks != usual:
            message = f"quotations stand between {usual[0]} and {usual[1]}, and here between {marks[0]} and {marks[1]}"
            yield Diagnostic(MIXED_QUOTES, message, found[0], "write the same marks throughout the text")
