"""What a run says: a line for each kind, the sums, and each miss with what repeats it."""

from collections.abc import Iterator, Sequence

from benchmarks.sabotage.damages import KINDS
from benchmarks.sabotage.faults.planted import Verdict
from benchmarks.sabotage.run import Outcome

ALL, EACH = 0.98, 0.90
"""The shares of all damages, and of those of one kind in one format, that are found at least."""


def share(outcomes: Sequence[Outcome]) -> float:
    """The share of damages that were found."""
    return sum(outcome.verdict.found for outcome in outcomes) / len(outcomes)


def holds(outcomes: Sequence[Outcome]) -> bool:
    """Whether enough was found, in all and of each kind in each format."""
    return share(outcomes) >= ALL and all(share(group) >= EACH for _, group in _groups(outcomes))


def lines(outcomes: Sequence[Outcome], seed: int) -> Iterator[str]:
    """A row for each kind with found / damaged in each format, then the sums, then the misses."""
    width = max(len(outcome.case.kind) for outcome in outcomes) + 2
    formats = [name for name in KINDS if any(outcome.case.format == name for outcome in outcomes)]
    yield f"{'':{width}}{''.join(f'{name:>12}' for name in formats)}"
    for kind in dict.fromkeys(outcome.case.kind for outcome in outcomes):
        cells = (
            _cell([each for each in outcomes if (each.case.format, each.case.kind) == (name, kind)]) for name in formats
        )
        yield f"{kind:{width}}{''.join(f'{cell:>12}' for cell in cells)}"
    sums = (_cell([each for each in outcomes if each.case.format == name]) for name in formats)
    yield f"{'all':{width}}{''.join(f'{cell:>12}' for cell in sums)}"
    seconds = sum(outcome.seconds for outcome in outcomes)
    yield f"found {_cell(outcomes)} ({share(outcomes):.1%}) seed={seed} seconds={seconds:.0f}"
    yield from (_miss(outcome) for outcome in outcomes if not outcome.verdict.found)


def of_faults(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """A row for each planted fault with the editions in which it was found / in which it shows, then the sum."""
    faults: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        faults.setdefault(verdict.fault.name, []).append(verdict)
    for name, group in faults.items():
        yield f"{group[0].fault.stage:10} {name:48} {_sound(group)}/{len(group)}"
    if faults:
        stopped = sum(not any(verdict.wrong for verdict in group) for group in faults.values())
        yield f"planted faults found {stopped}/{len(faults)} in editions {_sound(verdicts)}/{len(verdicts)}"
    yield from (f"MISS {each.fault.name} [{each.edition}]: {each.wrong}" for each in verdicts if each.wrong)


def _sound(verdicts: Sequence[Verdict]) -> int:
    return sum(not verdict.wrong for verdict in verdicts)


def _groups(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, list[Outcome]]]:
    """The outcomes of each kind in each format."""
    for name in dict.fromkeys((outcome.case.format, outcome.case.kind) for outcome in outcomes):
        yield " ".join(name), [each for each in outcomes if (each.case.format, each.case.kind) == name]


def _cell(outcomes: Sequence[Outcome]) -> str:
    return f"{sum(outcome.verdict.found for outcome in outcomes)}/{len(outcomes)}" if outcomes else "–"


def _miss(outcome: Outcome) -> str:
    told = "".join(f"\n    {finding.code}: {finding.message}" for finding in outcome.verdict.told[:4])
    return f"MISS {outcome.case} [{outcome.edition}] {outcome.target}: {outcome.verdict.fault}{told}"
