"""The proof: any difference between what was promised and what a file holds is found, under its name, where it is."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Location
from pipeline.model import Entry, Span, Trace
from pipeline.proof import compare
from tests.sources import edition

AT = Location("article.md", 7)
ENTRY = Entry(("history",), "paragraph", 0, "history.p1", "en", "Some words.", (Span(0, 4, "link", "#a"),), at=AT)
TRACE = Trace((ENTRY, replace(ENTRY, id="history.p2", text="More words.")), (), (replace(ENTRY, id="_byline"),))
# What differs → the change, the rule that names it.
CHANGES: dict[str, tuple[Callable[[Entry], Entry], str]] = {
    "text": (lambda entry: replace(entry, text="Some word."), "altered-text"),
    "more text": (lambda entry: replace(entry, text="Some words. Ad."), "added-text"),
    "no text": (lambda entry: replace(entry, text="", spans=()), "lost-block"),
    "id": (lambda entry: replace(entry, id="history.p9"), "lost-id"),
    "kind": (lambda entry: replace(entry, kind="item"), "wrong-level"),
    "level": (lambda entry: replace(entry, level=1), "wrong-level"),
    "section": (lambda entry: replace(entry, path=()), "wrong-level"),
    "language": (lambda entry: replace(entry, lang="fr"), "lost-language"),
    "no link": (lambda entry: replace(entry, spans=()), "lost-link"),
    "target of a link": (lambda entry: replace(entry, spans=(Span(0, 4, "link", "#b"),)), "lost-link"),
    "place of a link": (lambda entry: replace(entry, spans=(Span(0, 5, "link", "#a"),)), "lost-link"),
}


def test_equal_traces_are_proved() -> None:
    """All that was promised was found."""
    proof = compare(TRACE, TRACE, edition("html"))
    assert (proof.written, proof.found, proof.holds) == (3, 3, True)


@pytest.mark.parametrize(("change", "rule"), CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("name", ["html", "epub", "pdf"])
def test_one_changed_block_is_found(name: str, change: Callable[[Entry], Entry], rule: str) -> None:
    """A difference in any field stops publication, is counted, and is told at the line of the block."""
    proof = compare(TRACE, replace(TRACE, blocks=(change(ENTRY), TRACE.blocks[1])), edition(name))
    (finding,) = proof.diagnostics
    assert (proof.found, finding.code, finding.at) == (2, rule, AT)


@given(st.permutations(range(2)), st.integers(0, 2))
def test_blocks_lost_or_moved_are_found(order: list[int], kept: int) -> None:
    """Only the whole sequence in its order is proved."""
    held = replace(TRACE, blocks=tuple(TRACE.blocks[index] for index in order)[:kept])
    assert compare(TRACE, held, edition("html")).holds == (held == TRACE)


def test_white_space_counts_on_screens_and_not_on_paper() -> None:
    """A line of print ends without its space."""
    held = replace(TRACE, blocks=(replace(ENTRY, text="Somewords."), TRACE.blocks[1]))
    assert [compare(TRACE, held, edition(name)).holds for name in ("html", "pdf")] == [False, True]
