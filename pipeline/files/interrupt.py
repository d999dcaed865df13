"""Lets SIGTERM end the work the way Ctrl-C does, so that every clean-up runs."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_LATER = 0.05
"""Seconds after which a signal that came amid an import is looked at again."""
_DEAF = 1.0
"""Seconds after the first signal in which others are taken for its accidental doubles."""


@contextmanager
def interruptible(*signals: signal.Signals) -> Iterator[None]:
    """Raise KeyboardInterrupt on these signals (SIGINT and SIGTERM if none is named) inside the block, once.

    Those of the next second are ignored, so that a signal sent twice does not interrupt a clean-up; a later one ends
    the process, in case the exception was swallowed or the clean-up hangs. Only the main thread can receive signals: in
    any other, nothing changes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    interrupt = _Interrupt()
    before = {one: signal.signal(one, interrupt) for one in signals or (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


class _Interrupt:
    """Receives the signals of one block."""

    def __init__(self) -> None:
        self._first: float | None = None  # when the exception was raised, by the monotonic clock

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if self._first is not None:
            if time.monotonic() - self._first >= _DEAF:
                signal.signal(number, signal.SIG_DFL)
                signal.raise_signal(number)
        elif _is_importing(frame):
            # Some native modules abort the process when their initialisation is interrupted.
            threading.Timer(_LATER, os.kill, (os.getpid(), number)).start()
        else:
            self._first = time.monotonic()
            raise KeyboardInterrupt(signal.Signals(number).name)


def _is_importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False
