"""The proof: what an edition holds against what the article promises, each difference by its name and its place."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from pipeline.diagnostics import Diagnostic, Rule
from pipeline.model import Edition, Entry, Trace
from pipeline.proof import rules
from pipeline.proof.alignment import align
from pipeline.proof.findings import findings
from pipeline.proof.generated import gone, of_generated, on_pages, page_labels, placed
from pipeline.proof.marks import of_marks
from pipeline.proof.missing import of_added, of_lost, of_moved
from pipeline.proof.paging import counted_from_one
from pipeline.proof.pairs import equal, of_pair
from pipeline.proof.places import of_languages, of_places
from pipeline.proof.rules import RULES
from pipeline.proof.seams import seams
from pipeline.proof.sequences import Pair
from pipeline.proof.streams import Difference, Side, Stream

__all__ = ["RULES", "Proof", "compare"]


@dataclass(frozen=True, slots=True)
class Proof:
    """How many blocks, notes and generated texts were promised, how many of them were found, and each difference.

    Of sheets the `counted` are not blocks but places for pages.
    """

    written: int
    found: int
    diagnostics: tuple[Diagnostic, ...]
    counted: str = "blocks"

    @property
    def holds(self) -> bool:
        """Whether the file holds what was promised and nothing else."""
        return not self.diagnostics


def compare(promised: Trace, held: Trace, edition: Edition) -> Proof:
    """Whether the streams of two traces are equal, with each difference under its rule.

    White space is not compared on paper, where the ends of lines have eaten it.
    """
    on_paper = edition.medium == "paper"
    held, mislabelled = counted_from_one(promised, held, page_labels(held))
    blocks = _stream(promised.blocks, held.blocks, rules.LOST_BLOCK, on_paper=on_paper)
    notes = _stream(promised.notes, held.notes, rules.LOST_NOTE, on_paper=on_paper)
    shown = tuple(placed(tuple(on_pages(promised.generated, held)), promised.blocks, promised.notes))
    generated = _stream(shown, held.generated, rules.LOST_FURNITURE, on_paper=on_paper)
    differences = [
        *mislabelled,
        *_of_text(blocks),
        *_of_text(notes),
        *_of_furniture(generated, gone(promised, blocks, notes)),
    ]
    streams = (blocks, notes, generated)
    # The pages of paper are its own.
    differences += () if on_paper else of_marks(streams)
    if not differences and any(map(_differs, streams)):
        # What has no name yet is no proof either.
        differences = [Difference(rules.ALTERED_TEXT, None, "", "it differs from the article")]
    written = sum(len(stream.promised.entries) for stream in streams)
    return Proof(written, sum(map(_found, streams)), findings(differences, edition))


def _stream(promised: Sequence[Entry], held: Sequence[Entry], lost: Rule, *, on_paper: bool) -> Stream:
    return Stream(Side(promised), Side(held), align(promised, held), on_paper, lost)


def _found(stream: Stream) -> int:
    """How many of the promised entries are held, in their place and as they should be."""
    return (
        len(stream.promised.entries)
        - len(stream.pairs.moved | {index for index, _ in _unequal(stream)})
        - sum(at is None for at in stream.pairs.held)
    )


def _unequal(stream: Stream) -> list[Pair]:
    """The pairs of entries that are not equal."""
    pairs = [(index, at) for index, at in enumerate(stream.pairs.held) if at is not None]
    promised, held = stream.promised.entries, stream.held.entries
    return [(index, at) for index, at in pairs if not equal(promised[index], held[at], on_paper=stream.on_paper)]


def _differs(stream: Stream) -> bool:
    pairs = stream.pairs
    return bool(pairs.moved) or None in pairs.held or None in pairs.promised or bool(_unequal(stream))


def _of_text(stream: Stream) -> Iterator[Difference]:
    """The differences of blocks or notes."""
    if not _differs(stream):
        return
    unequal = _unequal(stream)
    sewn = seams(stream, unequal)
    yield from of_languages(stream, unequal)
    yield from sewn.differences
    yield from of_lost(stream, sewn.promised)
    yield from of_added(stream, sewn.held)
    yield from of_moved(stream)
    yield from of_places(stream, unequal)
    for index, at in unequal:
        if index not in sewn.promised:
            yield from of_pair(stream, index, at)


def _of_furniture(stream: Stream, going: Container[str]) -> Iterator[Difference]:
    """The differences of generated text, but for what goes with a block that is lost."""
    if _differs(stream):
        yield from of_languages(stream, _unequal(stream))
        yield from of_generated(stream, going)
