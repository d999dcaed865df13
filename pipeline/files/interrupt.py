"""Lets SIGTERM end the work the way Ctrl-C does, so that every clean-up runs."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_LATER = 0.05
"""Seconds after which a signal that came amid an import is looked at again."""


@contextmanager
def interruptible(*signals: signal.Signals) -> Iterator[None]:
    """Raise KeyboardInterrupt on these signals (SIGINT and SIGTERM if none is named) inside the block, once.

    Further ones are ignored, so that they cannot interrupt a clean-up. Only the main thread can receive signals: in any
    other, nothing changes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {one: signal.signal(one, _interrupt) for one in signals or (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _interrupt(number: int, frame: FrameType | None) -> None:
    if _is_importing(frame):
        # Some native modules abort the process when their initialisation is interrupted.
        threading.Timer(_LATER, os.kill, (os.getpid(), number)).start()
        return
    signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt(signal.Signals(number).name)


def _is_importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False
