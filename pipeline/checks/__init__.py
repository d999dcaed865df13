"""What is found wrong with a resolved article and with what each edition has of it: one module per family of checks.

A check is a row of CHECKS. It sees the whole, and for every edition that there is, wanted now or not, what that edition
has; so what is found depends on the source alone.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

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
from pipeline.model.edition import every
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
    apart = differing(own)
    found = [*own_editions.check_editions(article, editions), *passages.check_names(article, own, editions)]
    found += [finding for one in CHECKS for finding in one(article, apart)]
    found += [finding for one in WORDED for finding in one(article, apart, phrases)]
    return tuple(sections.untold(found, article, told))


def differing(had: Had) -> Had:
    """Those editions that have another text than the one that they set anew: what is found in both is told once."""
    known = {edition.name: own.gaps for edition, own in had}
    return tuple((edition, own) for edition, own in had if own.gaps != known.get(edition.like))


def had(article: Article, editions: Sequence[Edition]) -> Had:
    """What each of the editions has of an article; of an excerpt, what it is taken from; those with a base have its."""
    own = (edition for edition in editions if edition.base is None)
    return tuple((edition, selected(article, replace(edition, select=every))) for edition in own)
