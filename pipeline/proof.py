"""The proof: what an edition holds against what the article promises, block by block."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.furniture import ON_PAGE, PAGE, PAGE_OF, of_page
from pipeline.model import Edition, Entry, Trace, solid

UNPROVED = Rule(
    "unproved",
    Severity.ERROR,
    "A finished file does not hold what the article says.",
    "A reader of that edition would miss something, or read what nobody wrote, and nobody would know.",
)
RULES = (UNPROVED,)

_HINT = "mend the template, the style or the writer of this edition: the text itself is in order"
_PAPER_HINT = (
    "if it is too wide for the page, make it narrower, since what runs off the paper is lost; else mend the template"
)


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
    pairs = ((promised.blocks, held.blocks), (promised.notes, held.notes), (generated, held.generated))
    streams = [_same(wanted, got, edition) for wanted, got in pairs]
    written = sum(len(wanted) for wanted, _ in pairs)
    found = sum(equal for equal, _ in streams)
    return Proof(written, found, tuple(difference for _, first in streams for difference in first))


def _on_pages(generated: Sequence[Entry], held: Trace) -> Iterator[Entry]:
    """The generated text with what only the finished layout knows: page numbers in the contents, heads of each page."""
    begins = _beginnings(held)
    running = {entry.id: entry.text for entry in generated if entry.kind == "running"}
    for entry in generated:
        if entry.kind in {PAGE, PAGE_OF}:
            # A public id has no dot.
            yield replace(entry, text=entry.text.replace(ON_PAGE, begins.get(entry.id.split(".")[1], "")))
        elif entry.kind != "running":
            yield entry
    if running:
        lang = generated[0].lang
        for label in _labels(held):
            for place, text in zip(("head", "foot"), of_page(running, label, int(label) - 1, lang), strict=True):
                if text:
                    yield Entry((), "page", 0, f"_page.{label}.{place}", lang, text)


def _beginnings(held: Trace) -> dict[str, str]:
    """The label of the page on which each block begins: where its first text stands, or the first in it."""
    begins: dict[str, str] = {}
    for stream in (held.blocks, held.notes):
        label = ""
        for entry in reversed(stream):
            label = entry.pages[0].label if entry.pages else label
            begins[entry.id] = label
    return begins


def _labels(held: Trace) -> list[str]:
    """The labels of all pages: of those with text, and of those with nothing but a picture between head and foot."""
    texts = {page.label for part in (held.blocks, held.notes, held.generated) for entry in part for page in entry.pages}
    heads = {entry.id.split(".")[1] for entry in held.generated if entry.kind == "page"}
    return sorted(texts | heads, key=int)


def _same(promised: Sequence[Entry], held: Sequence[Entry], edition: Edition) -> tuple[int, tuple[Diagnostic, ...]]:
    pairs = [(wanted, got, _differences(wanted, got, edition)) for wanted, got in zip_longest(promised, held)]
    equal = sum(not differences for _, _, differences in pairs)
    for wanted, got, differences in pairs:
        if differences:
            return equal, (_report(wanted, got, differences, edition),)
    return equal, ()


def _differences(wanted: Entry | None, got: Entry | None, edition: Edition) -> tuple[str, ...]:
    if wanted is None or got is None:
        return ("there",)
    return tuple(name for name, one, other in _compared(wanted, got, edition.medium == "paper") if one != other)


def _compared(wanted: Entry, got: Entry, on_paper: bool) -> Iterator[tuple[str, object, object]]:
    read = solid if on_paper else str
    yield "id", wanted.id, got.id
    yield "text", read(wanted.text), read(got.text)
    yield "kind", wanted.kind, got.kind
    yield "level", wanted.level, got.level
    yield "section", wanted.path, got.path
    yield "language", wanted.lang, got.lang
    yield "links, languages, pictures, notes, numbers, lines", wanted.spans, got.spans


def _report(wanted: Entry | None, got: Entry | None, differences: tuple[str, ...], edition: Edition) -> Diagnostic:
    if wanted is None:
        message = f"{edition.title}: holds {_described(got)}, which nobody wrote"
    elif got is None:
        message = f"{edition.title}: lacks {_described(wanted)}"
    else:
        what = ", ".join(differences)
        message = f"{edition.title}: {_described(wanted)} was expected, {_described(got)} was found (different: {what})"
    return Diagnostic(
        UNPROVED, message, wanted.at if wanted else None, _PAPER_HINT if edition.medium == "paper" else _HINT
    )


def _described(entry: Entry | None) -> str:
    if entry is None:
        return "nothing"
    text = entry.text if len(entry.text) <= 60 else f"{entry.text[:57]}..."
    return f'{entry.kind} {entry.id or "without id"} "{text}"'
