"""Words that a text should not have, or not in all editions: copied from a page, unfit for a medium, written twice."""

from collections.abc import Iterator, Sequence
from functools import partial

from pipeline.checks.lines import said
from pipeline.checks.phrases import Phrases
from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Article, Edition
from pipeline.wording import in_words

LEFTOVER_PROMOTION = Rule(
    "leftover-promotion",
    Severity.WARNING,
    "a text belongs to the page that it was copied from",
    "A reader of the handout cannot subscribe to it, and what is related to another page is not related to this text.",
    wrong="The harbour was dug in 1871.\n\nRead also: the ten best harbours\n",
    right="The harbour was dug in 1871. Read also what the engineers wrote.\n",
)
MEDIUM_UNFIT = Rule(
    "medium-unfit",
    Severity.WARNING,
    "a text makes no sense in one of its editions",
    "Nothing on paper can be clicked, a page on a screen has no other side, and what stands beside a text in one place "
    "stands below it in another.",
    wrong="To see the plan, click here.\n",
    right="The plan is on the [page of the harbour](https://example.org/plan).\n",
)
DOUBLED_WORD = Rule(
    "doubled-word",
    Severity.WARNING,
    "a word is written twice in a row",
    "It is nearly always a slip, and one that spelling checkers and authors read over.",
    wrong="The harbour was dug in in 1871.\n",
    right="They knew that that harbour was dug in 1871.\n",
)
RULES = (LEFTOVER_PROMOTION, MEDIUM_UNFIT, DOUBLED_WORD)


def check_promotion(article: Article, _: Sequence[tuple[Edition, Article]], phrases: Phrases) -> Iterator[Diagnostic]:
    """A finding for each text that was copied along with the article."""
    for words, at in said(article, phrases.promoting):
        yield Diagnostic(LEFTOVER_PROMOTION, f'"{words.strip()}" belongs to a page around the text', at, "delete it")


def check_media(_: Article, had: Sequence[tuple[Edition, Article]], phrases: Phrases) -> Iterator[Diagnostic]:
    """A finding for each text that some editions have and none of them can mean; it names these editions."""
    found: dict[tuple[str, Location], list[str]] = {}
    for edition, own in had:
        for told in said(own, partial(phrases.unfit_for, edition.medium)):
            found.setdefault(told, []).append(edition.name)
    for (words, at), names in found.items():
        hint = "say what is meant by its name or number, or put it between `:::{only} NAME` and `:::`"
        yield Diagnostic(MEDIUM_UNFIT, f'"{words.strip()}" makes no sense in {in_words(names)}', at, hint)


def check_doubled(article: Article, _: Sequence[tuple[Edition, Article]], phrases: Phrases) -> Iterator[Diagnostic]:
    """A finding for each word that follows itself."""
    for words, at in said(article, phrases.doubled):
        word = words.split()[0]
        yield Diagnostic(DOUBLED_WORD, f'"{word}" is written twice', at, "delete one, or write the sentence anew")
