"""What the proof costs: account and reading back as shares of a whole build, the look at what is seen as one of print.

Everything is measured in one run on one machine, so that the shares mean something where the seconds do not.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from types import ModuleType
from typing import ParamSpec, TypeVar

from benchmarks import long
from pipeline import produce, project, proved
from pipeline.readers.markdown import account
from pipeline.writers import EDITIONS, epub, html, pdf

ROOT = Path(__file__).parents[1]
ARTICLES = (ROOT / "source/us-mission-to-nato", ROOT / "tests/conformance/kitchen-sink")
STEPS: Mapping[str, tuple[tuple[ModuleType, str], ...]] = {
    "account": ((account, "account"),),
    "read-back": ((html, "read_back"), (pdf, "read_back"), (epub, "read_back")),
    "comparison": ((proved, "trace"), (proved, "compare")),
    "print": ((pdf, "write"),),
    "ink": ((pdf, "unseen"),),
    "leaks": ((proved, "of_leaks"),),
    "ink-on-screens": ((html, "unseen"), (epub, "unseen")),
}
"""The functions of each step; none of them calls another."""
BOUND = 0.15
"""The share of a build that account and read-back may take together, and of print that the look at it may take."""
ROUNDS = 3
ALL = tuple(edition.name for edition in EDITIONS if edition.base is None)

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class Clock:
    """Seconds by the name of the step; a build's parts in other processes are waited for, so wall seconds."""

    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys((*STEPS, "build"), 0.0))

    def timed(self, step: str, work: Callable[P, R]) -> Callable[P, R]:
        """The same work; what it takes is added to the step."""

        @wraps(work)
        def measured(*args: P.args, **kwargs: P.kwargs) -> R:
            start = perf_counter()
            try:
                return work(*args, **kwargs)
            finally:
                self.seconds[step] += perf_counter() - start

        return measured


@contextmanager
def watched(clock: Clock) -> Iterator[None]:
    """Every step tells the clock, until the end."""
    kept = [(step, module, name, getattr(module, name)) for step, places in STEPS.items() for module, name in places]
    for step, module, name, work in kept:
        setattr(module, name, clock.timed(step, work))
    try:
        yield
    finally:
        for _, module, name, work in kept:
            setattr(module, name, work)


def measure(folder: Path, editions: tuple[str, ...] = ALL) -> Mapping[str, float]:
    """The seconds of one build of some editions, and of its steps; raises what stopped it."""
    clock = Clock()
    with TemporaryDirectory() as output, watched(clock):
        order = produce.Order(ROOT, folder, Path(output) / folder.name, editions)
        outcome = clock.timed("build", produce.produce)(order)
    if outcome.fault:
        raise outcome.fault
    if not outcome.pieces:
        raise ValueError(f"{folder.name} was not published")
    return clock.seconds


def lines(slug: str, seconds: Mapping[str, float]) -> Iterator[str]:
    """One line per step, and one for each that is bounded."""
    for step, taken in seconds.items():
        yield f"{slug} {step} seconds={taken:.3f} share={taken / seconds['build']:.1%}"
    for name, taken, whole in _bounded(seconds):
        yield f"{slug} {name} seconds={taken:.3f} share={taken / whole:.1%} bound={BOUND:.0%}"


def is_over(seconds: Mapping[str, float]) -> bool:
    """Whether anything takes more than its bound."""
    return any(taken > BOUND * whole for _, taken, whole in _bounded(seconds))


def _bounded(seconds: Mapping[str, float]) -> Iterator[tuple[str, float, float]]:
    """What is bounded, its seconds, and those of what it may take a share of."""
    yield "account+read-back", seconds["account"] + seconds["read-back"], seconds["build"]
    yield "ink-of-print", seconds["ink"], seconds["print"]


def main() -> int:
    """Prints the quickest of some builds of each article, and one of a handbook in print; 1 when one is over a bound.

    The first builds also load libraries and start the press, which makes the shares look smaller than they are.
    """
    over = False
    for folder in ARTICLES:
        over |= _told(folder.name, min((measure(folder) for _ in range(ROUNDS)), key=lambda each: each["build"]))
    with TemporaryDirectory() as shelf:
        over |= _told("handbook", measure(long.write(Path(shelf)), ("pdf",)))
    project.release()
    return int(over)


def _told(slug: str, seconds: Mapping[str, float]) -> bool:
    sys.stdout.write("".join(f"{line}\n" for line in lines(slug, seconds)))
    sys.stdout.flush()
    return is_over(seconds)


if __name__ == "__main__":
    sys.exit(main())
