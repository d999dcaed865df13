"""Every damage to a trace is found, under the right name, at the right line, and little else is said."""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Location
from pipeline.model import Edition, Entry, Span, Trace
from pipeline.proof import compare
from tests.damage import Damage, damages, in_turn
from tests.proof.articles import as_held, promised_trace
from tests.sources import ROOT, edition

ARTICLES = {"mission": ROOT / "source/us-mission-to-nato", "kitchen sink": ROOT / "tests/conformance/kitchen-sink"}
MOST = 3
"""What is found of one damage at most."""
SHARE = 1 if os.environ.get("SOAK") else 1 / 3
"""How many of the damages are done, drawn by chance; with SOAK all."""


def _accusation(promised: Trace, held: Trace, damage: Damage, row: Edition) -> str:
    """What is wrong with what is said of a damage; "" for nothing."""
    found = compare(promised, damage.done(held), row).diagnostics
    right = [each for each in found if each.code in damage.rules]
    said = (
        f"{damage.entry.kind} {damage.entry.id} {damage.name}: {[f'{each.code} {each.message}' for each in found[:4]]}"
    )
    if not right or len(found) > MOST:
        return said
    lines = [each.at.line for each in right if each.at]
    return said if damage.entry.at and damage.entry.at.line not in lines else ""


@pytest.mark.parametrize(("name", "row"), [("mission", "html"), ("mission", "pdf"), ("kitchen sink", "epub")])
def test_damage_to_each_block_and_span_is_found(name: str, row: str, tell: Callable[[str], None]) -> None:
    """Of entries and their spans in turn, one damage after the other: all are named rightly where they are."""
    promised = promised_trace(ARTICLES[name], edition(row))
    held = as_held(promised, edition(row))
    assert compare(promised, held, edition(row)).holds
    every = list(in_turn(held))
    done = Random(3).sample(every, int(SHARE * len(every)))  # noqa: S311 - a seed
    wrong = [said for damage in done if (said := _accusation(promised, held, damage, edition(row)))]
    kinds = Counter(damage.name for damage in done)
    tell(
        f"damage to the trace of the {name} ({row}): {len(done) - len(wrong)} of {len(done)} found, {len(kinds)} kinds"
    )
    assert wrong == []


WORDS = st.text("abcdefgħιж漢 123–", min_size=1, max_size=30).map(lambda text: " ".join(text.split())).filter(bool)
KINDS = st.sampled_from(("paragraph", "heading", "list", "table", "figure", "quote", "code-block"))


@st.composite
def traces(draw: st.DrawFn, *, ids: bool = True) -> Trace:
    """A trace of an article with blocks of many kinds, each text told from the others by its number."""
    entries: list[Entry] = []

    def add(kind: str, level: int, path: tuple[str, ...], text: str = "", spans: tuple[Span, ...] = ()) -> None:
        number = len(entries)
        name = f"b{number}" if ids or kind == "heading" else ""
        shown = f"{text} no. {number} ends" if text else ""
        entries.append(Entry(path, kind, level, name, "en", shown, spans, at=Location("article.md", number + 1)))

    add("heading", 1, (), "Title")
    section: tuple[str, ...] = ()
    for kind in draw(st.lists(KINDS, min_size=3, max_size=12)):
        text = draw(WORDS)
        if kind == "heading":
            section = (f"b{len(entries)}",)
            add(kind, 2, (), text)
        elif kind in {"list", "table"}:
            add(kind, 0, section, "", (Span(0, 0, "start", "3"),) if kind == "list" else ())
            for _ in range(draw(st.integers(1, 3))):
                add("item" if kind == "list" else "row", 1, section)
                add("paragraph" if kind == "list" else "cell", 2, section, text)
                add("paragraph" if kind == "list" else "cell", 2, section, text)
        elif kind == "quote":
            add(kind, 0, section)
            add("paragraph", 1, section, text, (Span(0, 1, "lang", "fr"),))
        elif kind == "figure":
            add(kind, 0, section, "", (Span(0, 0, "image", text), Span(0, 0, "picture", f"{len(entries)}")))
            add("caption", 1, section, text)
        else:
            spans = (Span(0, 1, "link", f"#{text}"), Span(1, 2, "sup", ""), Span(2, 3, "anchor", "here"))
            add(kind, 0, section, text, spans if kind == "paragraph" else ())
    return Trace(tuple(entries), (), ())


@pytest.mark.parametrize("row", ["html", "pdf"])
@given(traces(), traces(ids=False))
@settings(max_examples=40)
def test_what_is_equal_is_not_accused(row: str, known: Trace, unknown: Trace) -> None:
    """Nothing is found where nothing differs, with ids and without."""
    for held in (known, unknown):
        proof = compare(held, held, edition(row))
        assert (proof.diagnostics, proof.found) == ((), proof.written)


@pytest.mark.parametrize("row", ["html", "pdf"])
@given(traces(), st.data())
@settings(max_examples=150)
def test_any_damage_is_named_where_it_is(row: str, promised: Trace, data: st.DataObject) -> None:
    """One damage gives the right rule at the right line, and at most two findings more."""
    index = data.draw(st.integers(0, len(promised.blocks) - 1))
    damage = data.draw(st.sampled_from(list(damages(promised, "blocks", index))))
    assert _accusation(promised, promised, damage, edition(row)) == ""


BY_TEXT = {"dropped", "doubled", "swapped", "emptied", "without its last word", "without a word", "without a digit"}


@given(traces(ids=False), st.data())
@settings(max_examples=150)
def test_damage_is_named_where_there_are_no_ids(promised: Trace, data: st.DataObject) -> None:
    """Texts tell which block is which in the files of others."""
    texts = [index for index, entry in enumerate(promised.blocks) if entry.text]
    index = data.draw(st.sampled_from(texts))
    found = [each for each in damages(promised, "blocks", index) if each.name in BY_TEXT]
    assert _accusation(promised, promised, data.draw(st.sampled_from(found)), edition("html")) == ""


@pytest.mark.parametrize("count", [2, 5, 15])
def test_damage_far_apart_is_told_one_by_one(count: int) -> None:
    """As many findings as there are damages, each at its line."""
    entry = Entry((), "paragraph", 0, "", "en")
    blocks = tuple(
        replace(entry, id=f"p{number}", text=f"Paragraph {number} of many.", at=Location("article.md", number))
        for number in range(1, 400)
    )
    lost = range(20, 20 + 20 * count, 20)
    held = tuple(block for number, block in enumerate(blocks, 1) if number not in lost)
    found = compare(Trace(blocks, (), ()), Trace(held, (), ()), edition("html")).diagnostics
    assert [(each.code, each.at and each.at.line) for each in found] == [("lost-block", line) for line in lost]
