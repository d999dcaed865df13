"""The differences between an entry that was promised and the one that is held for it."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.model import Entry, solid
from pipeline.proof import rules, spans
from pipeline.proof.described import described, named, one_named, quoted, told
from pipeline.proof.span_facts import Fact
from pipeline.proof.streams import Difference, Stream
from pipeline.proof.words import Edit, Words, changes, edits

BY_PLACE = {"bookmark", "page"}
"""Generated texts whose ids say where they stand, which their order says too."""


def equal(promised: Entry, held: Entry, *, on_paper: bool) -> bool:
    """Whether a held entry is all that was promised; white space is not compared on paper."""
    read = solid if on_paper else str
    return (
        (promised.text == held.text or read(promised.text) == read(held.text))
        and (promised.kind, promised.level, promised.lang) == (held.kind, held.level, held.lang)
        and (promised.id == held.id or promised.kind in BY_PLACE)
        and (promised.path, promised.spans) == (held.path, held.spans)
    )


def of_pair(stream: Stream, index: int, at: int) -> Iterator[Difference]:
    """What differs in text, kind, id and spans."""
    promised, held = stream.promised.entries[index], stream.held.entries[at]
    if promised.text and not held.text:
        empty = f"{described(promised)} is empty"
        table = stream.table_of(index)
        yield Difference(stream.rule_of(promised), promised.at, stream.page_of(at), empty, table, promised.at)
        return
    for fact in _facts(promised, held, on_paper=stream.on_paper):
        yield Difference(fact.rule, promised.at, stream.page_of(at, fact.at), fact.text)
    for difference in _marks(stream, index, at):
        yield replace(difference, at=promised.at, page=stream.page_of(at), last=promised.at)


def _facts(promised: Entry, held: Entry, *, on_paper: bool) -> Iterator[Fact]:
    """The differences of the text and of what its words are beside words, one for each rule."""
    first, second = Words(promised.text), Words(held.text)
    found = edits(first.solid, second.solid)
    inside, calls = _of_calls(promised, found)
    of_spans = spans.differences(promised, held, found)
    if inside or (not found and promised.text != held.text and not on_paper and not of_spans):
        yield _altered(promised, first, second, inside)
    of_calls = (fact for edit in calls for fact in _of_call(promised, held, edit, found))
    yield from spans.together([*of_calls, *of_spans])


def _of_call(promised: Entry, held: Entry, edit: Edit, found: tuple[Edit, ...]) -> Iterator[Fact]:
    """That the call of a note has another number, or none; that it is lost altogether is told with the spans."""
    texts = Words(promised.text), Words(held.text)
    spots = (span for span in promised.spans if span.kind == "note" and span.start <= edit.start < span.end)
    for span in spots:
        start, end = spans.moved(span.start, found)[0], spans.moved(span.end, found)[1]
        if start < end:
            number, shown = texts[0].shown(span.start, span.end), texts[1].shown(start, end)
            yield Fact(rules.LOST_NOTE, f"the call {quoted(number)} of a note is {quoted(shown)}", start)
        elif any(one.kind == "note" and one.start == one.end == start for one in held.spans):
            yield Fact(rules.LOST_NOTE, "the call of a note shows no number", start)


def _of_calls(promised: Entry, found: tuple[Edit, ...]) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    """The edits that touch the text itself, and those that touch nothing but the call of a note."""
    calls = [(span.start, span.end) for span in promised.spans if span.kind == "note"]
    of_calls = tuple(
        edit for edit in found if edit.start < edit.end and any(a <= edit.start and edit.end <= b for a, b in calls)
    )
    return tuple(edit for edit in found if edit not in of_calls), of_calls


def _altered(promised: Entry, first: Words, second: Words, found: tuple[Edit, ...]) -> Fact:
    name, differing = f"the {named(promised)}", changes(first, second, found)
    if not differing:
        return Fact(rules.ALTERED_TEXT, f"{name} has other white space", 0)
    only_added = all(not change.lost for change in differing)
    return Fact(rules.ADDED_TEXT if only_added else rules.ALTERED_TEXT, f"{name} {told(differing)}", differing[0].at)


def _marks(stream: Stream, index: int, at: int) -> Iterator[Difference]:
    """The differences of kind, level of a heading, and id."""
    promised, held = stream.promised.entries[index], stream.held.entries[at]
    name = described(promised)
    if promised.kind != held.kind:
        # What changed alike in one block is told together: cells that are headers no more.
        together = "kind", held.kind, stream.table_of(index) or stream.promised.parents[index]
        yield Difference(rules.WRONG_LEVEL, None, "", f"{name} is {one_named(held)}", together)
        return
    if promised.kind == "heading" and promised.level != held.level:
        yield Difference(rules.WRONG_LEVEL, None, "", f"{name} is of level {held.level}, not of level {promised.level}")
    if promised.id != held.id:
        other = f'has the id "{held.id}", not "{promised.id}"' if held.id else f'lost its id "{promised.id}"'
        yield Difference(rules.LOST_ID, None, "", f"{name} {other}")
