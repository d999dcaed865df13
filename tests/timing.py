"""How much longer one thing takes than another, told so that a machine with other work to do says the same."""

from collections.abc import Callable
from time import process_time


def ratio(short: Callable[[], object], long: Callable[[], object], enough: float, rounds: int = 15) -> float:
    """How many times as long the second takes as the first, in processor seconds.

    Both are run in turn and the least of each counts: what else the machine does only ever adds, and caches that others
    fill make a run slower, never faster. It ends when the ratio is no more than enough, or after so many rounds.
    """
    least = [float("inf"), float("inf")]
    for _ in range(rounds):
        least = [min(before, _seconds(work)) for before, work in zip(least, (short, long), strict=True)]
        if least[1] <= enough * least[0]:
            break
    return least[1] / least[0]


def _seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start
