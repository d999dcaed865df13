"""A run of the harness: so many damages of each kind in each format, each with a seed by which it can be repeated."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from time import perf_counter

from benchmarks.sabotage.damages import KINDS, Damaged, NoTargetError
from benchmarks.sabotage.judge import Court, Verdict

PAPER = ("pdf", "pdf-letter")


@dataclass(frozen=True, slots=True)
class Case:
    """One damage: of which kind, to which format, with which seed and which turn of it."""

    format: str
    kind: str
    seed: int
    turn: int

    def __str__(self) -> str:
        """What repeats it alone."""
        return f"{self.format}:{self.kind}:{self.seed}:{self.turn}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case: the edition and what was hit, the verdict, the seconds it took."""

    case: Case
    edition: str
    target: str
    verdict: Verdict
    seconds: float


def cases(seed: int, each: int, formats: Sequence[str] = tuple(KINDS), kinds: str = "") -> Iterator[Case]:
    """`each` cases of every kind in every format; of those kinds alone whose names hold `kinds`."""
    for name in formats:
        for kind in KINDS[name]:
            if kinds in kind:
                yield from (Case(name, kind, seed, turn) for turn in range(each))


def tried(case: Case, courts: Mapping[str, Court]) -> Outcome:
    """A case, done and judged. Articles take turns, and so do the sizes of paper."""
    start = perf_counter()
    slug, edition, damaged = _done(case, courts)
    verdict = courts[slug].judged(edition, damaged)
    return Outcome(case, f"{slug} {edition}", damaged.target, verdict, perf_counter() - start)


def _done(case: Case, courts: Mapping[str, Court]) -> tuple[str, str, Damaged]:
    """The damage to the article whose turn it is; to the next one where that has nothing to damage."""
    for offset in range(len(courts)):
        slug = list(courts)[(case.turn + offset) % len(courts)]
        papers = [name for name in PAPER if name in courts[slug].editions]
        edition = papers[case.turn // len(courts) % len(papers)] if case.format == "pdf" else case.format
        random = Random(f"{case.seed} {case.format} {case.kind} {case.turn}")  # noqa: S311  # to be repeated, not to be secret
        try:
            return slug, edition, KINDS[case.format][case.kind](courts[slug].editions[edition], random)
        except NoTargetError:
            continue
    message = f"no article has anything for {case}"
    raise ValueError(message)
