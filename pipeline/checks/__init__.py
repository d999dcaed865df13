"""What is found wrong with a resolved article and with what each edition has of it: one module per family of checks.

A check is a row of CHECKS. It sees the whole, and for every edition that there is, wanted now or not, what that edition
has; so what is found depends on the source alone.
"""

from collections.abc import Callable, Iterator, Sequence

from pipeline.checks.outline import check_outline
from pipeline.checks.passages import check_names, check_remains
from pipeline.checks.targets import check_targets
from pipeline.diagnostics import Diagnostic
from pipeline.model import Article, Edition
from pipeline.selection import selected

Had = Sequence[tuple[Edition, Article]]
"""What each edition has of an article."""

CHECKS: tuple[Callable[[Article, Had], Iterator[Diagnostic]], ...] = (
    check_outline,
    check_names,
    check_remains,
    check_targets,
)


def check(article: Article, editions: Sequence[Edition]) -> tuple[Diagnostic, ...]:
    """All findings of all checks; `editions` are all that there are."""
    had = [(edition, selected(article, edition)) for edition in editions]
    return tuple(finding for one in CHECKS for finding in one(article, had))
