"""The press: owns the child process that turns XHTML into PDF, within limits of memory, time and size."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, Self

from pipeline.diagnostics import EnvironmentFault, LimitError, PipelineError
from pipeline.press_child import Child, refusal
from pipeline.press_facts import Layout, layout_of
from pipeline.press_spec import objection

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import TracebackType

_MEGABYTE: Final = 1_000_000


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
    memory_of_chart: int = 1_500 * _MEGABYTE
    cpu_of_chart: int = 20  # seconds
    wall_of_chart: float = 40.0  # seconds

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
    conforms: bool = True  # whether it claims PDF/A and PDF/UA-1; it is tagged all the same
    base_url: str = ""  # the public address of the article, for relative links


@dataclass(frozen=True, slots=True)
class ChartJob:
    """What is to be drawn: a specification in Vega-Lite, and how numbers and dates are written (as D3 has locales)."""

    spec: Mapping[str, object]
    numbers: Mapping[str, object]
    dates: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Confinement:
    """Which confinements were in force while a job ran, and what did the work."""

    network: str  # "unshared" or "open"
    memory: int  # bytes of address space
    cpu: int  # seconds
    wall: float  # seconds
    engine: str
    pango: str

    @property
    def limits(self) -> Mapping[str, str | int | float]:
        """What held the job, by name: bytes of memory, seconds of processor and by the clock, and the network."""
        return {"network": self.network, "memory": self.memory, "cpu": self.cpu, "wall": self.wall}


@dataclass(frozen=True, slots=True)
class PressResult:
    """A printed PDF, every warning of the engine, each a flaw of the page, and how the pages are laid out."""

    pdf: bytes
    warnings: tuple[str, ...]
    confinement: Confinement
    layout: Layout


class Press:
    """One child process, started on the first job and replaced after some; used as a context.

    `fonts` are the font files that it knows, beside those of the system whose families `fallbacks` names.
    """

    def __init__(self, fonts: tuple[Path, ...], limits: Limits | None = None, fallbacks: tuple[str, ...] = ()) -> None:
        self._fonts = fonts
        self.fallbacks = fallbacks
        self._limits = limits or Limits()
        self._child: Child | None = None
        self._artist: Child | None = None
        self._drawn: dict[str, bytes] = {}

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
            answer = child.ask(*_framed(job, limits), limits["memory"], seconds)
        except BaseException:  # also the interrupt of the keyboard: no child may outlive its job
            self.close()
            raise
        if error := answer.header.get("error"):
            self.close()
            raise refusal(error, answer.header.get("detail", ""), limits)
        hello = child.hello
        confinement = Confinement(
            hello["network"], limits["memory"], limits["cpu"], seconds, hello["engine"], hello["pango"]
        )
        told, layout = tuple(answer.header["warnings"]), layout_of(*answer.header["layout"])
        return PressResult(answer.parts[0], told, confinement, layout)

    def draw(self, job: ChartJob) -> bytes:
        """Draw a chart as SVG, as the engine gives it; once, whoever asks how often: editions have most alike.

        Raises LimitError when it exceeds a limit or its specification may not be drawn, EnvironmentFault when the child
        cannot work.
        """
        if fact := objection(job.spec):
            raise LimitError(f"the chart cannot be drawn: {fact}", "show less, or a table")
        key = json.dumps((job.spec, job.numbers, job.dates))
        if key not in self._drawn:
            self._drawn[key] = self._drawing(job)
        return self._drawn[key]

    def _drawing(self, job: ChartJob) -> bytes:
        if self._artist is None or not self._artist.is_alive():
            self._artist = Child(self._fonts, self.fallbacks, "pipeline.press_charts")
        limits = {"data": self._limits.memory_of_chart, "cpu": self._limits.cpu_of_chart, "file": self._limits.file}
        header = {"spec": job.spec, "numbers": job.numbers, "dates": job.dates, "limits": limits}
        try:
            answer = self._artist.ask(header, (), 0, self._limits.wall_of_chart)
        except BaseException:  # also the interrupt of the keyboard: no child may outlive its job
            self._end_artist()
            raise
        if error := answer.header.get("error"):
            self._end_artist()
            detail = answer.header.get("detail", "")
            raise EnvironmentFault(
                f"a chart cannot be drawn: {error}: {detail}", "report this: no data should cause it"
            )
        return answer.parts[0]

    @property
    def process_id(self) -> int | None:
        """The number of the child's process, while there is one."""
        return None if self._child is None else self._child.process.pid

    @property
    def folder(self) -> Path | None:
        """The temporary folder of the child, while there is one."""
        return None if self._child is None else self._child.folder

    def close(self) -> None:
        """End the children, if there are any."""
        self._end_artist()
        if self._child is not None:
            self._child.end()
            self._child = None

    def _end_artist(self) -> None:
        if self._artist is not None:
            self._artist.end()
            self._artist = None

    def _started(self) -> Child:
        """Return a child that is alive and not worn out."""
        if self._child is not None and (self._child.jobs >= self._limits.jobs or not self._child.is_alive()):
            self.close()
        if self._child is None:
            self._child = Child(self._fonts, self.fallbacks)
        return self._child


def _framed(job: PressJob, limits: Mapping[str, int]) -> tuple[dict[str, object], tuple[bytes, ...]]:
    """Return a job as the header and the parts of a frame; assets and attachments in the order of their names."""
    assets = sorted(job.assets.items())
    attachments = sorted(job.attachments, key=lambda attachment: attachment.name)
    header: dict[str, object] = {
        "css": job.css,
        "base_url": job.base_url,
        "identifier": job.identifier,
        "conforms": job.conforms,
        "assets": [name for name, _ in assets],
        "attachments": [
            {key: value for key, value in asdict(said).items() if key != "content"} for said in attachments
        ],
        "limits": dict(limits),
    }
    return header, (job.xhtml, *(content for _, content in assets), *(said.content for said in attachments))
