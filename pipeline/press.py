"""The press: owns the child process that turns XHTML into PDF, within limits of memory, time and size."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import weakref
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Self
from xml.sax.saxutils import escape

from pipeline.diagnostics import EnvironmentFault, LimitError, PipelineError
from pipeline.press_frames import Frame, read_frame, write_frame

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

_SYSTEM_FONTS: Final = Path("/usr/share/fonts")
_GREETING: Final = 60.0  # seconds that a child gets to load the engine
_FAREWELL: Final = 2.0  # seconds that an idle child gets to end by itself
_MEGABYTE: Final = 1_000_000
_FONT_SUFFIXES: Final = frozenset({".ttf", ".otf", ".ttc"})
_PACKAGES: Final = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
# Words by which the native libraries say that they were refused memory before they abort.
_MEMORY_WORDS: Final = ("failed to allocate", "out of memory", "cannot allocate memory", "memoryerror", "bad_alloc")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use: a base, and an amount for each 1,000 words."""

    memory: int = 1_000 * _MEGABYTE
    memory_per_thousand_words: int = 20 * _MEGABYTE
    cpu: float = 60.0  # seconds
    cpu_per_thousand_words: float = 3.0
    wall: float = 120.0  # seconds
    wall_per_thousand_words: float = 6.0
    file: int = 200 * _MEGABYTE
    jobs: int = 30  # after so many the child is replaced, since the engine grows

    def of(self, words: int) -> Mapping[str, int]:
        """Return the limits of a job of so many words, whole numbers of bytes and seconds."""
        thousands = words / 1_000
        return {
            "memory": int(self.memory + self.memory_per_thousand_words * thousands),
            "cpu": max(1, round(self.cpu + self.cpu_per_thousand_words * thousands)),
            "file": self.file,
        }

    def seconds(self, words: int) -> float:
        """Return the time by the clock that a job of so many words may take."""
        return self.wall + self.wall_per_thousand_words * words / 1_000


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF. Dates are ISO 8601 with a zone; the relationship is one of ISO 32000-2 7.11.3."""

    name: str
    content: bytes
    mime: str
    created: str
    modified: str
    relationship: str = "Source"
    description: str = ""


@dataclass(frozen=True, slots=True)
class PressJob:
    """What is to be printed: `words` scales the limits, assets are fetched as `asset:NAME`, the head has metadata."""

    xhtml: bytes
    css: str
    assets: Mapping[str, bytes]
    attachments: tuple[Attachment, ...] = ()
    words: int = 0
    identifier: str = ""  # hexadecimal; empty: made from the content
    base_url: str = ""  # the public address of the article, for relative links


@dataclass(frozen=True, slots=True)
class Confinement:
    """Which confinements were in force while a job ran, and what did the work."""

    network: str  # "unshared" or "open"
    memory: int  # bytes of address space
    cpu: int  # seconds
    wall: float  # seconds
    engine: str
    pango: str


@dataclass(frozen=True, slots=True)
class PressResult:
    """A printed PDF, and every warning of the engine: each is a flaw of the page."""

    pdf: bytes
    warnings: tuple[str, ...]
    confinement: Confinement


class Press:
    """One child process, started on the first job and replaced after some; used as a context.

    `fonts` are the only folders fonts come from. Families named in `fallbacks` are also taken from the system's folder.
    """

    def __init__(self, fonts: tuple[Path, ...], limits: Limits | None = None, fallbacks: tuple[str, ...] = ()) -> None:
        self._fonts = fonts
        self._fallbacks = fallbacks
        self._limits = limits or Limits()
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def available(self) -> PipelineError | None:
        """Return what keeps the press from working, or nothing; starts the child to find out."""
        try:
            self._started()
        except PipelineError as problem:
            return problem
        return None

    def render(self, job: PressJob) -> PressResult:
        """Print a job. Raises LimitError when it exceeds a limit, EnvironmentFault when the child cannot work."""
        child = self._started()
        limits, seconds = self._limits.of(job.words), self._limits.seconds(job.words)
        try:
            answer = child.ask(*_framed(job, limits), seconds)
        except BaseException:  # also the interrupt of the keyboard: no child may outlive its job
            self.close()
            raise
        if error := answer.header.get("error"):
            self.close()
            raise _refusal(error, answer.header.get("detail", ""), limits)
        hello = child.hello
        confinement = Confinement(
            hello["network"], limits["memory"], limits["cpu"], seconds, hello["engine"], hello["pango"]
        )
        return PressResult(answer.parts[0], tuple(answer.header["warnings"]), confinement)

    @property
    def process_id(self) -> int | None:
        """The number of the child's process, while there is one."""
        return None if self._child is None else self._child.process.pid

    @property
    def folder(self) -> Path | None:
        """The temporary folder of the child, while there is one."""
        return None if self._child is None else self._child.folder

    def close(self) -> None:
        """End the child, if there is one."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def _started(self) -> _Child:
        """Return a child that is alive and not worn out."""
        if self._child is not None and (self._child.jobs >= self._limits.jobs or not self._child.is_alive()):
            self.close()
        if self._child is None:
            self._child = _Child(self._fonts, self._fallbacks)
        return self._child


class _Child:
    """A running child, its temporary folder, and the frames to and from it."""

    def __init__(self, fonts: tuple[Path, ...], fallbacks: tuple[str, ...]) -> None:
        self.jobs = 0
        self.busy = False
        self.folder = Path(tempfile.mkdtemp(prefix="press-"))
        try:
            _require_fonts(fonts)
            self._errors = (self.folder / "stderr").open("w+b")
            self.process = self._start(fonts, fallbacks)
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        self._finalizer = weakref.finalize(self, _end, self.process, self._errors, self.folder)
        self.hello = self._greeted()

    def _start(self, fonts: tuple[Path, ...], fallbacks: tuple[str, ...]) -> subprocess.Popen[bytes]:
        configuration = self.folder / "fonts.conf"
        if fallbacks:
            _link_fallbacks(fallbacks, self.folder / "fallbacks")
            fonts = (*fonts, self.folder / "fallbacks")
        configuration.write_text(_fonts_conf(fonts, self.folder / "cache"), encoding="utf-8")
        environment = {
            "FONTCONFIG_FILE": str(configuration), "HOME": str(self.folder), "LC_ALL": "C.UTF-8",
            "PYTHONHASHSEED": "0", "TMPDIR": str(self.folder), "TZ": "UTC", **_coverage(os.environ),
        }  # fmt: skip
        return subprocess.Popen(
            (sys.executable, "-I", "-m", "pipeline.press_worker", str(os.getpid())),
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
            raise _fault(hello.header["fault"], hello.header["detail"])
        return hello.header

    def is_alive(self) -> bool:
        """Whether the child still runs."""
        return self.process.poll() is None

    def ask(self, header: Mapping[str, object], parts: tuple[bytes, ...], seconds: float) -> Frame:
        """Send a job and return the answer; raises LimitError or EnvironmentFault when the child dies of it."""
        self.jobs += 1
        self.busy = True
        answer = self._receive(seconds, header, parts)
        self.busy = False
        return answer

    def _receive(
        self, seconds: float, header: Mapping[str, object] | None = None, parts: tuple[bytes, ...] = ()
    ) -> Frame:
        expired = threading.Event()

        def kill() -> None:
            expired.set()
            self.process.kill()

        timer = threading.Timer(seconds, kill)
        timer.start()
        try:
            frame = self._exchange(header, parts)
        finally:
            timer.cancel()
        if frame is not None:
            return frame
        raise self._cause_of_death(seconds if expired.is_set() else None)

    def _exchange(self, header: Mapping[str, object] | None, parts: tuple[bytes, ...]) -> Frame | None:
        try:
            if header is not None and self.process.stdin is not None:
                write_frame(self.process.stdin, header, parts)
            return None if self.process.stdout is None else read_frame(self.process.stdout)
        except OSError:
            return None

    def _cause_of_death(self, expired_after: float | None) -> PipelineError:
        """Return why the child is gone, from its exit status and its last words."""
        status = self.process.wait()
        self._errors.seek(0)
        words = self._errors.read().decode(errors="replace").strip()
        if expired_after is not None:
            return _refusal("wall", f"{expired_after:g}", {})
        if status in {-signal.SIGXCPU, -signal.SIGXFSZ}:
            return _refusal("cpu" if status == -signal.SIGXCPU else "file", "", {})
        if status == -signal.SIGKILL or any(word in words.lower() for word in _MEMORY_WORDS):
            return _refusal("memory", "", {})
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


def _framed(job: PressJob, limits: Mapping[str, int]) -> tuple[dict[str, object], tuple[bytes, ...]]:
    """Return a job as the header and the parts of a frame; assets and attachments in the order of their names."""
    assets = sorted(job.assets.items())
    attachments = sorted(job.attachments, key=lambda attachment: attachment.name)
    header: dict[str, object] = {
        "css": job.css,
        "base_url": job.base_url,
        "identifier": job.identifier,
        "assets": [name for name, _ in assets],
        "attachments": [
            {key: value for key, value in asdict(said).items() if key != "content"} for said in attachments
        ],
        "limits": dict(limits),
    }
    return header, (job.xhtml, *(content for _, content in assets), *(said.content for said in attachments))


def _refusal(error: str, detail: str, limits: Mapping[str, int]) -> PipelineError:
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


def _fault(fault: str, detail: str) -> EnvironmentFault:
    """Return the exception for a child that cannot work on this machine."""
    match fault:
        case "pango":
            return EnvironmentFault(f"Pango is missing ({detail})", f"install it: `apt-get install {_PACKAGES}`")
        case "fonts":
            return EnvironmentFault("the press has no fonts", "restore templates/fonts, or reinstall the package")
        case _:
            return EnvironmentFault(f"the layout engine does not load: {detail}", "reinstall the package")


def _require_fonts(fonts: tuple[Path, ...]) -> None:
    """Raise EnvironmentFault when no folder holds a font: the engine would crash without a word."""
    if not any(path.suffix.lower() in _FONT_SUFFIXES for folder in fonts for path in folder.rglob("*")):
        raise _fault("fonts", "")


def _link_fallbacks(families: tuple[str, ...], folder: Path) -> None:
    """Link the system's fonts of these families into a folder. Raises EnvironmentFault when there are none of one."""
    from fontTools.ttLib import TTFont

    folder.mkdir()
    candidates = sorted(path for path in _SYSTEM_FONTS.rglob("*") if path.suffix.lower() in _FONT_SUFFIXES)
    for family in families:
        stem = family.replace(" ", "").lower()
        # Font files are named after their families; only those that may fit are opened.
        near = (path for path in candidates if path.stem.replace("-", "").lower().startswith(stem))
        found = [path for path in near if TTFont(path, fontNumber=0)["name"].getBestFamilyName() == family]
        for path in found:
            (folder / path.name).symlink_to(path)
        if not found:
            raise EnvironmentFault(f"the fallback font {family!r} is not installed", "install it, or do not name it")


def _fonts_conf(folders: tuple[Path, ...], cache: Path) -> str:
    """Return a configuration for fontconfig that knows these folders and nothing of the system's."""
    known = "".join(f"<dir>{escape(str(folder.resolve()))}</dir>" for folder in folders)
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig>{known}<cachedir>{escape(str(cache))}</cachedir></fontconfig>"
    )


def _coverage(environment: Mapping[str, str]) -> Mapping[str, str]:
    """Return the variables by which the measurement of our tests reaches the child; otherwise it inherits none."""
    return {name: value for name, value in environment.items() if name.startswith("COVERAGE_")}
