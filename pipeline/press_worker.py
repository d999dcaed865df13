"""The child of the press: lays out documents and writes PDFs, without network and within limits.

Started as `python -I -m pipeline.press_worker PARENT`. It says hello with what it runs on or why it cannot, then
answers each frame on its standard input with one on its standard output, until the input ends.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import logging
import os
import queue
import resource
import shutil
import signal
import sys
import threading
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NoReturn

from pipeline.press_frames import Frame, read_frame, write_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pipeline.press_printer import Printer

ENGINE_VERSION: Final = "70.0"
_DEPTH: Final = 20_000  # calls in each other; each level of the page takes about six
_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000
_PR_SET_PDEATHSIG: Final = 1


def main() -> None:
    """Serve the parent until it closes the pipe or dies."""
    run(load_engine, serve)


def run(load: Callable[[], dict[str, str]], serve: Callable[[Iterator[Frame], BinaryIO], None]) -> None:
    """Load an engine and serve the parent with it, without network, until it closes the pipe or dies."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not fall among the frames
    die_with(int(sys.argv[1]))
    network = "unshared" if drop_network() else "open"
    hello = {"network": network, **load()}
    write_frame(answers, hello)
    sys.setrecursionlimit(_DEPTH)
    if "fault" not in hello:
        serve(_jobs(sys.stdin.buffer), answers)
        _remove_folder()


def die_with(parent: int) -> None:
    """End this process when its parent ends; leave the keyboard's interrupt to the parent."""

    def leave(_number: int, _frame: object) -> None:
        # The system also signals when only the thread that started us has ended.
        if os.getppid() != parent:
            _abandon()

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, leave)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGHUP, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit("the parent is gone")


def drop_network() -> bool:
    """Move into a network of our own that leads nowhere, and say whether the system allowed it."""
    if sys.platform != "linux":
        return False
    unshare = ctypes.CDLL(None).unshare
    return any(unshare(flags) == 0 for flags in (_CLONE_NEWUSER | _CLONE_NEWNET, _CLONE_NEWNET))


def load_engine() -> dict[str, str]:
    """Import the layout engine; return its versions, or the fault that keeps it from working."""
    if sys.platform == "linux":
        # cffi would start ldconfig and gcc for each library; the names with a version that follow are found at once.
        ctypes.util.find_library = lambda name: None  # noqa: ARG005 - the name is the signature's
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            import weasyprint
            from weasyprint.text.ffi import pango
        except OSError as error:
            return {"fault": "pango", "detail": str(error).splitlines()[0]}
        except ImportError as error:
            return {"fault": "engine", "detail": str(error)}
    if weasyprint.__version__ != ENGINE_VERSION:
        return {"fault": "engine", "detail": f"found {weasyprint.__version__}, needs {ENGINE_VERSION}"}
    # Without a font the engine does not fail but crashes; it warns of that when it is imported.
    if any("font" in str(warning.message).lower() for warning in caught):
        return {"fault": "fonts", "detail": str(caught[0].message)}
    major, rest = divmod(pango.pango_version(), 10_000)
    return {"engine": f"WeasyPrint {weasyprint.__version__}", "pango": f"{major}.{rest // 100}.{rest % 100}"}


def _abandon() -> NoReturn:
    """Leave at once, and leave nothing behind: a parent that was killed cannot remove our folder."""
    _remove_folder()
    os._exit(0)


def _remove_folder() -> None:
    """Remove the folder that the press has made for us to work in."""
    folder = Path(os.environ.get("TMPDIR", ""))
    if folder.name.startswith("press-") and folder.resolve() == Path.cwd():
        shutil.rmtree(folder, ignore_errors=True)


def _jobs(stream: BinaryIO) -> Iterator[Frame]:
    """Yield the parent's frames; end the process at once, even amid a job, when the parent closes the pipe."""
    frames: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()
    working = threading.Lock()

    def receive() -> None:
        while frame := read_frame(stream):
            working.acquire()  # from here until the job is answered
            frames.put(frame)
        if not working.acquire(blocking=False):
            _abandon()
        frames.put(None)

    threading.Thread(target=receive, daemon=True).start()
    while frame := frames.get():
        yield frame
        working.release()


def serve(jobs: Iterator[Frame], answers: BinaryIO) -> None:
    """Answer each job with a PDF and the engine's warnings, or with the error that prevented it."""
    from pipeline.press_printer import Printer

    printer = Printer()
    for job in jobs:
        set_limits(job.header["limits"])
        with _collected_warnings() as messages:
            answer, parts = _answer(printer, job)
        write_frame(answers, {**answer, "warnings": messages}, parts)


def _answer(printer: Printer, job: Frame) -> tuple[dict[str, object], tuple[bytes, ...]]:
    try:
        pdf, layout = printer.print(job)
    except MemoryError:
        return {"error": "memory"}, ()
    except RecursionError:
        return {"error": "nesting"}, ()
    except Exception as error:  # noqa: BLE001 - the engine may raise anything; the parent decides what it means
        return {"error": "engine", "detail": f"{type(error).__name__}: {error}"}, ()
    return {"layout": layout}, (pdf,)


def set_limits(limits: Mapping[str, int]) -> None:
    """Set the soft limits of one job: bytes of memory, further seconds of CPU, bytes of a file.

    `memory` is address space; `data` is what of it can be written (getrlimit(2), RLIMIT_DATA), for an engine that
    reserves far more space than it uses.
    """
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    for kind, soft in (
        (resource.RLIMIT_AS, limits.get("memory")),
        (resource.RLIMIT_DATA, limits.get("data")),
        (resource.RLIMIT_CPU, used + 1 + limits["cpu"]),
        (resource.RLIMIT_FSIZE, limits["file"]),
    ):
        if soft is None:
            continue
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


@contextmanager
def _collected_warnings() -> Iterator[list[str]]:
    """Collect what the engine and the font library log at WARNING or above, each message once."""
    messages: dict[str, None] = {}

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.setdefault(f"{record.name}: {record.getMessage()}")

    collector = Collector(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(collector)
    found: list[str] = []
    try:
        yield found
    finally:
        found.extend(messages)
        for logger in loggers:
            logger.removeHandler(collector)


if __name__ == "__main__":
    main()
