"""Carries orders out, one after another in this process or side by side in several, and times their steps."""

import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

from pipeline.cli.watching import Silence, Watcher
from pipeline.diagnostics import EnvironmentFault
from pipeline.files import interruptible
from pipeline.produce import Order, Outcome, produce
from pipeline.project import release

_INTERRUPTED = 130
_FAREWELL = 1.2
"""Seconds that workers get to clean up after an interrupt; the command itself has two."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an order, and its steps with the seconds that each took."""

    outcome: Outcome
    steps: tuple[tuple[str, float], ...]


def carry_out(orders: Sequence[Order], jobs: int, watcher: Watcher) -> Iterator[Done]:
    """Yield what came of each order, in the order given, while the watcher rests."""
    together = min(jobs, len(orders))
    work = _side_by_side(orders, together, watcher) if together > 1 else (_done(order, watcher) for order in orders)
    try:
        for done in work:
            watcher.rest()
            yield done
    finally:
        watcher.rest()


def _done(order: Order, watcher: Watcher) -> Done:
    starts: list[tuple[str, float]] = []

    def watch(step: str) -> None:
        starts.append((step, perf_counter()))
        watcher.begin(order.slug, step)

    outcome = produce(order, watch)
    ends = [*(start for _, start in starts), perf_counter()][1:]
    return Done(outcome, tuple((step, end - start) for (step, start), end in zip(starts, ends, strict=False)))


def _side_by_side(orders: Sequence[Order], jobs: int, watcher: Watcher) -> Iterator[Done]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_enter, initargs=(os.getpid(),)) as pool:
        futures = [pool.submit(_alone, order) for order in orders]
        whole = False
        try:
            for number, (order, future) in enumerate(zip(orders, futures, strict=True), 1):
                watcher.begin(order.slug, f"article {number} of {len(orders)}")
                yield future.result()
            whole = True
        except BrokenProcessPool as error:
            raise EnvironmentFault("a worker died", "look for what killed it (memory?), or use fewer --jobs") from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            # When one worker dies the pool asks the others to end, and waits for as long as they take.
            if not whole:
                _end_workers()


def _end_workers() -> None:
    """Let all workers clean up for a moment; none outlives it."""
    import multiprocessing

    workers = multiprocessing.active_children()
    for worker in workers:
        worker.terminate()
    deadline = perf_counter() + _FAREWELL
    for worker in workers:
        worker.join(max(0.0, deadline - perf_counter()))
        if worker.is_alive():
            worker.kill()


def _enter(parent: int) -> None:
    """Bind a worker's life to its parent's; the keyboard's interrupt is the parent's business."""
    from pipeline.press_worker import die_with

    die_with(parent)


def _alone(order: Order) -> Done:
    """One order in a worker, which SIGTERM interrupts."""
    try:
        with interruptible(signal.SIGTERM):
            return _done(order, Silence())
    except KeyboardInterrupt:
        release()
        os._exit(_INTERRUPTED)  # nobody waits for an answer any more
