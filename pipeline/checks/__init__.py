"""What is found wrong with a resolved article beside its references: one module per family, a check a row of CHECKS."""

from collections.abc import Callable, Iterator

from pipeline.checks.outline import check_outline
from pipeline.diagnostics import Diagnostic
from pipeline.model import Article

CHECKS: tuple[Callable[[Article], Iterator[Diagnostic]], ...] = (check_outline,)


def check(article: Article) -> tuple[Diagnostic, ...]:
    """All findings of all checks."""
    return tuple(finding for one in CHECKS for finding in one(article))
