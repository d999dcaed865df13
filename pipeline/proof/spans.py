"""What words are beside words: the differences between the spans of one promised entry and of the entry held for it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.model import Entry, Span
from pipeline.proof import rules
from pipeline.proof.span_facts import Fact, added, another, elsewhere, lost
from pipeline.proof.words import Edit, Words
from pipeline.wording import counted

_MOST = 100
"""So many spans of one kind that differ are looked at one against the other."""


def differences(promised: Entry, held: Entry, edits: Sequence[Edit]) -> tuple[Fact, ...]:
    """The differences of the spans, where the texts differ by these edits; one fact for each rule.

    A span whose words are all missing is told only where it leads somewhere: the missing words are told already.
    """
    if promised.spans == held.spans:
        return ()
    words = Words(promised.text), Words(held.text)
    kinds = sorted({span.kind for span in (*promised.spans, *held.spans)})
    facts = [fact for kind in kinds for fact in _of_kind(kind, promised, held, words, edits)]
    return tuple(together(facts))


def together(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The facts of each rule as one."""
    for rule in {fact.rule.code: fact.rule for fact in facts}.values():
        ours = [fact for fact in facts if fact.rule == rule]
        further = f"; {len(ours) - 2} more like it" if len(ours) > 2 else ""
        yield replace(ours[0], text="; ".join(fact.text for fact in ours[:2]) + further)


def moved(offset: int, edits: Sequence[Edit]) -> tuple[int, int]:
    """Between which offsets of the held text an offset of the promised one may be."""
    shift = 0
    for edit in edits:
        if offset < edit.start:
            break
        if offset <= edit.end:
            return edit.begin, edit.stop
        shift = edit.stop - edit.end
    return offset + shift, offset + shift


def _of_kind(
    kind: str, promised: Entry, held: Entry, words: tuple[Words, Words], edits: Sequence[Edit]
) -> Iterator[Fact]:
    ones = [span for span in promised.spans if span.kind == kind]
    others = [span for span in held.spans if span.kind == kind]
    if kind == "line":
        if len(ones) != len(others):
            yield Fact(rules.LOST_MARKUP, f"the code has {counted(len(others), 'line')}, not {len(ones)}", 0)
        elif not edits:
            yield Fact(rules.LOST_MARKUP, "the lines of the code end elsewhere", 0)
        return
    for one, other in _paired(ones, others, edits):
        if one.value != other.value:
            yield another(one, other, words[0])
        elif not _stands(one, other, edits):
            yield elsewhere(one, other, *words)
    for one in ones:
        if one.start == one.end or kind in {"link", "note"} or _kept(one, edits):
            fact = lost(one, words[0], moved(one.start, edits)[0])
            yield from _of_picture(fact, promised, held) if kind == "image" else (fact,)
    yield from (added(other, words[1]) for other in others)


def _of_picture(fact: Fact, promised: Entry, held: Entry) -> Iterator[Fact]:
    """What it means that a description is lost: where the picture is there, that; else the picture is lost with it."""
    shown = [sum(span.kind == "picture" for span in entry.spans) for entry in (promised, held)]
    if not shown[0]:
        yield replace(fact, rule=rules.LOST_IMAGE, text=fact.text.replace(" lost its description", " is missing:"))
    elif shown[0] == shown[1]:
        yield fact


def _paired(ones: list[Span], others: list[Span], edits: Sequence[Edit]) -> list[tuple[Span, Span]]:
    """Takes from both lists what belongs together: what is equal, then what stands at one place, then what says one."""
    tests: tuple[Callable[[Span, Span], bool], ...] = (
        lambda one, other: one.value == other.value and _stands(one, other, edits),
        lambda one, other: _stands(one, other, edits),
        lambda one, other: one.value == other.value,
    )
    there = {(span.start, span.end, span.value): span for span in others}
    pairs = [(one, there.pop(key)) for one in tuple(ones) if (key := (*_first_places(one, edits), one.value)) in there]
    _without(ones, [one for one, _ in pairs])
    _without(others, [other for _, other in pairs])
    for test in tests:
        for one in tuple(ones)[:_MOST]:
            other = next((each for each in others[:_MOST] if test(one, each)), None)
            if other is not None:
                pairs.append((one, other))
                ones.remove(one)
                others.remove(other)
    return pairs


def _without(spans: list[Span], gone: Sequence[Span]) -> None:
    names = {id(span) for span in gone}
    spans[:] = [span for span in spans if id(span) not in names]


def _first_places(one: Span, edits: Sequence[Edit]) -> tuple[int, int]:
    return moved(one.start, edits)[0], moved(one.end, edits)[0]


def _stands(one: Span, other: Span, edits: Sequence[Edit]) -> bool:
    start, end = moved(one.start, edits), moved(one.end, edits)
    return start[0] <= other.start <= start[1] and end[0] <= other.end <= end[1]


def _kept(one: Span, edits: Sequence[Edit]) -> bool:
    """Whether any of its words are still there, or others in their place."""
    return moved(one.start, edits)[0] < moved(one.end, edits)[1]
