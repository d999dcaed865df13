"""What is found wrong with a resolved article and with what each edition has of it: one module per family of checks.

A check is a row of CHECKS. It sees the whole, and for every edition that there is, wanted now or not, what that edition
has; so what is found depends on the source alone.
"""

from collections.abc import Callable, Iterator, Sequence

from pipeline.checks import (
    acronyms,
    direction,
    front,
    naming,
    outline,
    own_editions,
    passages,
    phrasing,
    placeholders,
    quotes,
    reading,
    sections,
    shape,
    targets,
)
from pipeline.checks.phrases import Phrases
from pipeline.diagnostics import Diagnostic
from pipeline.model import Article, Edition
from pipeline.selection import selected

Had = Sequence[tuple[Edition, Article]]
"""What each edition has of an article."""

CHECKS: tuple[Callable[[Article, Had], Iterator[Diagnostic]], ...] = (
    outline.check_outline,
    passages.check_remains,
    targets.check_targets,
    sections.check_empty,
    sections.check_headings,
    placeholders.check_placeholders,
    direction.check_direction,
    shape.check_lead_ins,
    naming.check_links,
    naming.check_alternatives,
    quotes.check_quotes,
    acronyms.check_undefined,
    acronyms.check_redefined,
    reading.check_sentences,
    reading.check_sections,
    shape.check_lists,
    shape.check_heads,
    naming.check_addresses,
    front.check_dates,
    front.check_claim,
    front.check_summary,
)
WORDED: tuple[Callable[[Article, Had, Phrases], Iterator[Diagnostic]], ...] = (
    phrasing.check_promotion,
    phrasing.check_media,
    phrasing.check_doubled,
)
"""Those that go by lists of phrases, which a project adds to."""
RULES = (
    *own_editions.RULES,
    *outline.RULES,
    *passages.RULES,
    *targets.RULES,
    *sections.RULES,
    *placeholders.RULES,
    *phrasing.RULES,
    *direction.RULES,
    *shape.RULES,
    *naming.RULES,
    *quotes.RULES,
    *acronyms.RULES,
    *reading.RULES,
    *front.RULES,
)


NO_PHRASES = Phrases()


def check(
    article: Article, editions: Sequence[Edition], told: Sequence[Diagnostic] = (), phrases: Phrases = NO_PHRASES
) -> tuple[Diagnostic, ...]:
    """All findings of all checks; `editions` are all that there are.

    `told` are findings of the reader and of `resolve`; what only follows from these is not told again. `phrases` are
    what the project adds to those that ship.
    """
    own = had(article, editions)
    found = [*own_editions.check_editions(article, editions), *passages.check_names(article, own, editions)]
    found += [finding for one in CHECKS for finding in one(article, own)]
    found += [finding for one in WORDED for finding in one(article, own, phrases)]
    return tuple(sections.untold(found, article, told))


def had(article: Article, editions: Sequence[Edition]) -> Had:
    """What each of the editions has of an article; those with a base have what that has."""
    return tuple((edition, selected(article, edition)) for edition in editions if edition.base is None)
