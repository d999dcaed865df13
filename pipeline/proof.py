"""The proof: what an edition holds against what the article promises, block by block."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.furniture import PAGE, of_page
from pipeline.model import Edition, Entry, Trace, solid

UNPROVED = Rule(
    "unproved",
    Severity.ERROR,
    "A finished file does not hold what the article says.",
    "A reader of that edition would miss something, or read what nobody wrote, and nobody would know.",
)
RULES = (UNPROVED,)

_HINT = "this is a fault of the template, the style or the writer of this edition, not of the text"


@dataclass(frozen=True, slots=True)
class Proof:
    """How many blocks, notes and generated texts were promised, how many of them were found, and each difference."""

    written: int
    found: int
    diagnostics: tuple[Diagnostic, ...]

    @property
    def holds(self) -> bool:
        """Whether the file holds what was promised and nothing else."""
        return not self.diagnostics


def compare(promised: Trace, held: Trace, edition: Edition) -> Proof:
    """Whether the streams of two traces are equal, with the first difference of each.

    White space is not compared on paper, where the ends of lines have eaten it.
    """
    generated = tuple(_on_pages(promised.generated, held))
    streams = (
        _same(promised.blocks, held.blocks, edition),
        _same(promised.notes, held.notes, edition),
        _same(_by_id(generated), _by_id(held.generated), edition, generated=True),
    )
    written = sum(len(part) for part in (promised.blocks, promised.notes, generated))
    found = sum(equal for equal, _ in streams)
    return Proof(written, found, tuple(difference for _, first in streams for difference in first))


def _on_pages(generated: Sequence[Entry], held: Trace) -> Iterator[Entry]:
    """The generated text with what only the finished layout knows: page numbers in the contents, heads of each page."""
    begins = {block.id: block.pages[0].label for block in held.blocks if block.pages}
    running = {entry.id: entry.text for entry in generated if entry.kind == "running"}
    for entry in generated:
        if entry.text == PAGE:
            yield replace(entry, text=begins.get(entry.id.partition(".")[2], ""))
        elif entry.kind != "running":
            yield entry
    if running:
        labels = dict.fromkeys(
            page.label for block in (*held.blocks, *held.notes, *held.generated) for page in block.pages
        )
        for number, label in enumerate(labels):
            texts = of_page(running, label, first=number == 0)
            yield Entry((), "page", 0, f"_page.{label}", "", " ".join(sorted(texts)))


def _by_id(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.id))


def _same(
    promised: Sequence[Entry], held: Sequence[Entry], edition: Edition, *, generated: bool = False
) -> tuple[int, tuple[Diagnostic, ...]]:
    pairs = [
        (wanted, got, _differences(wanted, got, edition, generated)) for wanted, got in zip_longest(promised, held)
    ]
    equal = sum(not differences for _, _, differences in pairs)
    for wanted, got, differences in pairs:
        if differences:
            return equal, (_report(wanted, got, differences, edition),)
    return equal, ()


def _differences(wanted: Entry | None, got: Entry | None, edition: Edition, generated: bool) -> tuple[str, ...]:
    if wanted is None or got is None:
        return ("there",)
    return tuple(
        name for name, one, other in _compared(wanted, got, edition.medium == "paper", generated) if one != other
    )


def _compared(wanted: Entry, got: Entry, on_paper: bool, generated: bool) -> Iterator[tuple[str, object, object]]:
    read = solid if on_paper else str
    yield "id", wanted.id, got.id
    yield "text", read(wanted.text), read(got.text)
    if generated:
        return
    yield "kind", wanted.kind, got.kind
    yield "level", wanted.level, got.level
    yield "section", wanted.path, got.path
    yield "language", wanted.lang, got.lang
    yield "links, languages, images and notes", wanted.spans, got.spans


def _report(wanted: Entry | None, got: Entry | None, differences: tuple[str, ...], edition: Edition) -> Diagnostic:
    if wanted is None:
        message = f"{edition.title}: holds {_described(got)}, which nobody wrote"
    elif got is None:
        message = f"{edition.title}: lacks {_described(wanted)}"
    else:
        what = ", ".join(differences)
        message = f"{edition.title}: {_described(wanted)} was expected, {_described(got)} was found (different: {what})"
    return Diagnostic(UNPROVED, message, wanted.at if wanted else None, _HINT)


def _described(entry: Entry | None) -> str:
    if entry is None:
        return "nothing"
    text = entry.text if len(entry.text) <= 60 else f"{entry.text[:57]}..."
    return f'{entry.kind} {entry.id or "without id"} "{text}"'
