"""What the proof costs: the account of the source and the reading back of all editions, as shares of a whole build.

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

from pipeline import produce, project, proved
from pipeline.readers.markdown import account
from pipeline.writers import EDITIONS, epub, html, pdf

ROOT = Path(__file__).parents[1]
ARTICLES = (ROOT / "source/us-mission-to-nato", ROOT / "tests/conformance/kitchen-sink")
STEPS: Mapping[str, tuple[tuple[ModuleType, str], ...]] = {
    "account": ((account, "account"),),
    "read-back": ((html, "read_back"), (pdf, "read_back"), (epub, "read_back")),
    "comparison": ((proved, "trace"), (proved, "compare")),
}
"""The functions of each step; none of them calls another."""
BOUND = 0.15
"""The share of a build that account and read-back may take together."""
ROUNDS = 3

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


def measure(folder: Path) -> Mapping[str, float]:
    """The seconds of one build of all editions, and of its steps; raises what stopped it."""
    clock = Clock()
    with TemporaryDirectory() as output, watched(clock):
        order = produce.Order(ROOT, folder, Path(output) / folder.name, tuple(each.name for each in EDITIONS))
        outcome = clock.timed("build", produce.produce)(order)
    if outcome.fault:
        raise outcome.fault
    if not outcome.pieces:
        raise ValueError(f"{folder.name} was not published")
    return clock.seconds


def lines(slug: str, seconds: Mapping[str, float]) -> Iterator[str]:
    """One line per step, and one for what is bounded."""
    whole = seconds["build"]
    for step, taken in seconds.items():
        yield f"{slug} {step} seconds={taken:.3f} share={taken / whole:.1%}"
    proof = seconds["account"] + seconds["read-back"]
    yield f"{slug} account+read-back seconds={proof:.3f} share={proof / whole:.1%} bound={BOUND:.0%}"


def main() -> int:
    """Prints the quickest of some builds of each article; 1 when one is over the bound.

    The first builds also load libraries and start the press, which makes the shares look smaller than they are.
    """
    over = False
    for folder in ARTICLES:
        seconds = min((measure(folder) for _ in range(ROUNDS)), key=lambda each: each["build"])
        sys.stdout.write("".join(f"{line}\n" for line in lines(folder.name, seconds)))
        over |= seconds["account"] + seconds["read-back"] > BOUND * seconds["build"]
    project.release()
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
