"""Text that somebody meant to replace: in the body, in captions and alternative texts, in the front matter."""

from collections.abc import Iterator, Sequence

from pipeline.checks.lines import said
from pipeline.checks.placeholder_words import placeholders
from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.model import Article, Edition

PLACEHOLDER = Rule(
    "placeholder",
    Severity.ERROR,
    "a text stands for one that is still to be written",
    "It would be printed as it is, and readers would see that nobody has looked.",
    wrong="The reading room holds TODO books.\n",
    right="The reading room holds 12,000 books.\n",
    yields=True,
)
RULES = (PLACEHOLDER,)

_SHOWN = 40
_HINT = "write what belongs here, or make it a comment: <!-- … -->"


def check_placeholders(article: Article, _: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for each text in the article, whatever its edition, that stands for another."""
    for words, at in said(article, placeholders):
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
        yield Diagnostic(PLACEHOLDER, f'"{shown}" stands for text that is still to be written', at, _HINT)
