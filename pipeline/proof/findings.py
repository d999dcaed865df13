"""From differences to findings: like ones as one, in the order of the source, and not more than an editor reads."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.diagnostics import Diagnostic
from pipeline.model import Edition
from pipeline.proof import rules
from pipeline.proof.streams import Difference
from pipeline.wording import counted

MOST = 20
"""So many findings of an edition are told one by one."""
_HINT = "mend the template, style or writer of this edition; the text is in order"


def findings(differences: Iterable[Difference], edition: Edition, hint: str = _HINT) -> tuple[Diagnostic, ...]:
    """The findings of an edition in the order of the source; the last one counts what is more than MOST."""
    ordered = sorted(_together(differences), key=_place)
    shown = [_finding(difference, edition, hint) for difference in ordered[:MOST]]
    return (*shown, *_further(ordered[MOST:], edition))


def _together(differences: Iterable[Difference]) -> Iterator[Difference]:
    """The differences, those that belong together as one with the number of the others."""
    groups: dict[object, list[Difference]] = {}
    for number, difference in enumerate(differences):
        key = (difference.rule.code, difference.together) if difference.together is not None else number
        groups.setdefault(key, []).append(difference)
    for first, *others in groups.values():
        yield replace(first, more=len(others), last=others[-1].last if others else first.last)


def _place(difference: Difference) -> tuple[bool, str, int, int]:
    at = difference.at
    return (at is None, at.file if at else "", at.line if at else 0, at.column if at else 0)


def _finding(difference: Difference, edition: Edition, hint: str) -> Diagnostic:
    return Diagnostic(difference.rule, f"{_where(difference, edition)}: {_fact(difference)}", difference.at, hint)


def _where(difference: Difference, edition: Edition) -> str:
    return f"{edition.title}, page {difference.page}" if difference.page else edition.title


def _fact(difference: Difference) -> str:
    if not difference.more:
        return difference.fact
    at, last = difference.at, difference.last
    place = f", to line {last.line}" if at and last and last.line > at.line else ""
    return f"{difference.fact}; so with {difference.more} more{place}"


def _further(rest: Sequence[Difference], edition: Edition) -> Iterator[Diagnostic]:
    if rest:
        counts = Counter(difference.rule.code for difference in rest)
        kinds = ", ".join(f"{counts[code]} {code}" for code in sorted(counts, key=lambda code: (-counts[code], code)))
        message = f"{edition.title}: from here on {counted(len(rest), 'more difference')}: {kinds}"
        yield Diagnostic(rules.FURTHER_DIFFERENCES, message, rest[0].at, "mend what is told before, then build again")
