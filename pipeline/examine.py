"""All that is found wrong with an article before anything is made of it, by the reader, `resolve` and the checks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.checks import check, had
from pipeline.checks.front import overdue
from pipeline.contract import check_contract
from pipeline.contract.brief import with_brief
from pipeline.diagnostics import ConfigError, Diagnostic, has_errors
from pipeline.judge import Standards, Waived, judge
from pipeline.kept import lost
from pipeline.model import Article, Edition
from pipeline.own import check_own
from pipeline.resolve import resolve
from pipeline.theme import Theme


@dataclass(frozen=True, slots=True)
class Examined:
    """The article as it was resolved, the findings that count, and those that a waiver lets stand.

    The article is None when so little of it could be read that there is none to resolve.
    """

    article: Article | None
    diagnostics: tuple[Diagnostic, ...]
    waived: tuple[Waived, ...] = ()


def examine(
    article: Article, read: Iterable[Diagnostic], theme: Theme, editions: Sequence[Edition], standards: Standards
) -> Examined:
    """Resolve and check an article as its reader gave it.

    `read` is what the reader found, `editions` are all that there are, wanted now or not. Raises ConfigError when the
    theme has no words in the article's language, unless the reader's errors, which are told first, may explain it, and
    when its contract or a check of the project has a mistake; LimitError when such a check takes too long.
    """
    read = tuple(read)
    try:
        words = theme.words(article.metadata.lang)
    except ConfigError:
        if not has_errors(read):
            raise
        return Examined(None, judge(read, article.waivers, standards).diagnostics)
    resolved, unresolved = resolve(article, words, theme.citation_styles)
    told = (*read, *unresolved)
    if not has_errors(told):
        told = (*told, *lost(article, resolved))
    resolved = with_brief(resolved, standards.contracts)
    own, house = had(resolved, editions), standards.house
    kept = (*check_contract(resolved, own, standards.contracts), *check_own(resolved, own, house))
    found = check(resolved, editions, told, house.phrases)
    found = (*found, *overdue(resolved, standards.today))
    judged = judge((*told, *found, *kept), article.waivers, standards)
    return Examined(resolved, judged.diagnostics, judged.waived)
