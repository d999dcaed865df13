"""The child process of the press as its parent sees it: its start, its frames, its limits of time, its death."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Self

from pipeline.diagnostics import EnvironmentFault, LimitError, PipelineError
from pipeline.press_fonts import configure, no_fonts
from pipeline.press_frames import Frame, read_frame, write_frame

if TYPE_CHECKING:
    from collections.abc import Mapping

_GREETING: Final = 60.0  # seconds that a child gets to load the engine
_FAREWELL: Final = 2.0  # seconds that an idle child gets to end by itself
_MEGABYTE: Final = 1_000_000
_LOOK: Final = 0.02  # seconds between two looks at the memory of a child at work
# Native code that is refused memory may use it all the same and crash; it does so close below its limit.
_CLOSE: Final = 0.75
_CRASHES: Final = (-signal.SIGSEGV, -signal.SIGBUS, -signal.SIGABRT, -signal.SIGTRAP)
_PACKAGES: Final = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
# Words by which the native libraries say that they were refused memory before they abort.
_MEMORY_WORDS: Final = ("failed to allocate", "out of memory", "cannot allocate memory", "memoryerror", "bad_alloc")


class _Watch:
    """Kills a child when its time is over, and knows the most memory that it had, in bytes of address space."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.expired = False
        self.most = 0
        self._process = process
        self._deadline = time.monotonic() + seconds
        self._over = threading.Event()
        # A daemon: it must not keep alive a program that ends otherwise.
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_LOOK):
            self.most = max(self.most, _address_space(self._process.pid))
            if time.monotonic() > self._deadline:
                self.expired = True
                self._process.kill()
                return


def _address_space(process: int) -> int:
    """Return the bytes of address space that a process has; 0 where the system does not say (proc(5), statm)."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[0]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


class Child:
    """A running child, its temporary folder, and the frames to and from it."""

    def __init__(
        self, fonts: tuple[Path, ...], fallbacks: tuple[str, ...], worker: str = "pipeline.press_worker"
    ) -> None:
        self._worker = worker
        self.jobs = 0
        self.busy = True  # with loading the engine
        self.folder = Path(tempfile.mkdtemp(prefix="press-"))
        try:
            configuration = configure(fonts, fallbacks, self.folder)
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        self._errors = (self.folder / "stderr").open("w+b")
        self.process = self._start(configuration)
        self._finalizer = weakref.finalize(self, _end, self.process, self._errors, self.folder)
        self.hello = self._greeted()

    def _start(self, configuration: Path) -> subprocess.Popen[bytes]:
        """Start the process with a clean environment, in a session of its own that no keyboard interrupts."""
        environment = {
            "FONTCONFIG_FILE": str(configuration), "HOME": str(self.folder), "LC_ALL": "C.UTF-8",
            "PYTHONHASHSEED": "0", "TMPDIR": str(self.folder), "TZ": "UTC", **_coverage(os.environ),
        }  # fmt: skip
        return subprocess.Popen(
            (sys.executable, "-I", "-m", self._worker, str(os.getpid())),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors,
            env=environment, cwd=self.folder, start_new_session=True,
        )  # fmt: skip

    def _greeted(self) -> Mapping[str, str]:
        """Wait for the child's first words; raises EnvironmentFault if they are a fault."""
        try:
            hello = self._receive(_GREETING)
        except BaseException:
            self.end()
            raise
        if "fault" in hello.header:
            self.end()
            raise fault(hello.header["fault"], hello.header["detail"])
        self.busy = False
        return hello.header

    def is_alive(self) -> bool:
        """Whether the child still runs."""
        return self.process.poll() is None

    def ask(self, header: Mapping[str, object], parts: tuple[bytes, ...], memory: int, seconds: float) -> Frame:
        """Send a job and return the answer; raises LimitError or EnvironmentFault when the child dies of it.

        `memory` is the limit that the job sets itself, in bytes of address space.
        """
        self.jobs += 1
        self.busy = True
        answer = self._receive(seconds, memory, header, parts)
        self.busy = False
        return answer

    def _receive(
        self,
        seconds: float,
        memory: int = 0,
        header: Mapping[str, object] | None = None,
        parts: tuple[bytes, ...] = (),
    ) -> Frame:
        with _Watch(self.process, seconds) as watch:
            frame = self._exchange(header, parts)
        if frame is not None:
            return frame
        raise self._cause_of_death(watch, seconds, memory)

    def _exchange(self, header: Mapping[str, object] | None, parts: tuple[bytes, ...]) -> Frame | None:
        try:
            if header is not None and self.process.stdin is not None:
                write_frame(self.process.stdin, header, parts)
            return None if self.process.stdout is None else read_frame(self.process.stdout)
        except OSError:
            return None

    def _cause_of_death(self, watch: _Watch, seconds: float, memory: int) -> PipelineError:
        """Return why the child is gone, from its exit status and its last words."""
        status = self.process.wait()
        self._errors.seek(0)
        words = self._errors.read().decode(errors="replace").strip()
        if watch.expired:
            return refusal("wall", f"{seconds:g}", {})
        if status in {-signal.SIGXCPU, -signal.SIGXFSZ}:
            return refusal("cpu" if status == -signal.SIGXCPU else "file", "", {})
        starved = status in _CRASHES and 0 < memory * _CLOSE < watch.most
        if starved or status == -signal.SIGKILL or any(word in words.lower() for word in _MEMORY_WORDS):
            return refusal("memory", "", {"memory": memory} if memory else {})
        name = signal.Signals(-status).name if status < 0 else f"exit {status}"
        last = f": {words.splitlines()[-1]}" if words else ""
        return EnvironmentFault(f"the press died ({name}){last}", "run `pipeline doctor`")

    def end(self) -> None:
        """Let an idle child go by closing its input, kill a busy one, wait for it, and remove its folder."""
        if self.busy:
            self.process.kill()
        self._finalizer()


def _end(process: subprocess.Popen[bytes], errors: IO[bytes], folder: Path) -> None:
    """End a child whose input is closed or that is killed; also called when Python ends or forgets the child."""
    for stream in (process.stdin, process.stdout, errors):
        if stream is not None:
            with suppress(OSError):  # what a dead child has not read cannot be flushed
                stream.close()
    try:
        process.wait(_FAREWELL)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    shutil.rmtree(folder, ignore_errors=True)


def refusal(error: str, detail: str, limits: Mapping[str, int]) -> PipelineError:
    """Return the exception for a job that the child could not do."""
    raise_it = "shorten the article, or raise the press's limits in the configuration"
    match error:
        case "memory":
            allowed = f" of {limits['memory'] // _MEGABYTE} MB" if "memory" in limits else ""
            return LimitError(f"the press ran out of the memory{allowed} allowed to it", raise_it)
        case "cpu":
            return LimitError("the press used up the processor time allowed to it", raise_it)
        case "wall":
            return LimitError(f"the press did not finish within {detail} seconds", raise_it)
        case "file":
            return LimitError("the press wrote more than the file size allowed to it", raise_it)
        case "nesting":
            return LimitError("the page is nested too deeply to be laid out", "nest lists and quotes less deeply")
        case _:
            return EnvironmentFault(f"the press failed: {detail}", "report this: no page should make it fail")


def fault(kind: str, detail: str) -> EnvironmentFault:
    """Return the exception for a child that cannot work on this machine."""
    match kind:
        case "pango":
            return EnvironmentFault(f"Pango is missing ({detail})", f"install it: `apt-get install {_PACKAGES}`")
        case "fonts":
            return no_fonts()
        case _:
            return EnvironmentFault(f"the layout engine does not load: {detail}", "reinstall the package")


def _coverage(environment: Mapping[str, str]) -> Mapping[str, str]:
    """Return the variables by which the measurement of our tests reaches the child; otherwise it inherits none."""
    return {name: value for name, value in environment.items() if name.startswith("COVERAGE_")}
