"""SIGTERM ends the work as Ctrl-C does."""

import signal
import threading

import pytest

from pipeline.files import interruptible


def test_sigterm_becomes_a_keyboard_interrupt_inside_the_block() -> None:
    """Clean-ups run, and afterwards the signal means what it meant before."""
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt, match="SIGTERM"), interruptible():
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before


def test_in_another_thread_signals_are_left_alone() -> None:
    """Only the main thread may change what a signal does; elsewhere the block just runs."""
    handlers: list[object] = []

    def work() -> None:
        with interruptible():
            handlers.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert handlers == [signal.getsignal(signal.SIGTERM)]
