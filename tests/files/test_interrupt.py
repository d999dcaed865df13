"""SIGTERM ends the work as Ctrl-C does."""

import signal
import subprocess
import sys
import threading
import time

import pytest

from pipeline.files import interruptible


def test_sigterm_becomes_a_keyboard_interrupt_inside_the_block() -> None:
    """Clean-ups run, and afterwards the signal means what it meant before."""
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt, match="SIGTERM"), interruptible():
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_signal_sent_twice_does_not_interrupt_the_clean_up() -> None:
    """Whatever follows within a second is taken for an accident, of either kind."""
    with interruptible():
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("second", [signal.SIGTERM, signal.SIGINT])
def test_a_later_signal_ends_a_process_that_swallowed_the_first(second: signal.Signals) -> None:
    """An exception lost in a finalizer leaves the work running; the next signal ends it all the same."""
    swallowing = """if True:
        import signal, time
        from pipeline.files import interruptible

        class Swallowing:
            def __del__(self):
                signal.raise_signal(signal.SIGTERM)

        with interruptible():
            Swallowing()
            print("goes on", flush=True)
            time.sleep(30)
    """
    command = (sys.executable, "-c", swallowing)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "goes on\n"
        time.sleep(1.1)
        process.send_signal(second)
        assert process.wait(10) == -second


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
