"""A block of another tool's file beside the one that was written: what of its differences is the tool's own right."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.foreign.folded import CALL, INSIDE
from pipeline.model import BOXES, Entry, Span, normal, solid
from pipeline.proof.spans import moved
from pipeline.proof.words import Edit, edits

_NUMBERED = {"caption", "heading"}
_MOST = 100
"""So many links of one block are looked at for one that stands on the same words."""
_CHECKED = "☒"


def settled(promised: Entry, held: Entry, *, on_paper: bool) -> Entry:
    """The held entry without what the tool may add: labels, the boxes of tasks, links, hyphens where lines end."""
    held = replace(held, spans=tuple(sorted(_one_link(held.spans))))
    if solid(promised.text) != solid(held.text):
        held = _without_signs(promised, held)
    first, second = solid(promised.text), solid(held.text)
    if first != second and second:
        start = _label(promised, first, second)
        end = len(second)
        if promised.kind == "heading" and second[start:].startswith(first) and not _words(second[start + len(first) :]):
            end = start + len(first)
        held = _cut(held, start, end)
        if on_paper:
            held = _without_hyphens(promised, held)
    # A tag Code is used for a passage in a line too, which may be all that its paragraph holds.
    kind = "paragraph" if (on_paper, promised.kind, held.kind) == (True, "paragraph", "code-block") else held.kind
    return replace(held, kind=kind, spans=tuple(_own_spans(promised, held)))


def has_nothing_of(promised: Entry, held: Entry) -> bool:
    """Whether a text shares nothing with the one that it was paired with: it is no other form of it."""
    first, second = solid(promised.text), solid(held.text)
    return bool(first and second) and edits(first, second) == (Edit(0, len(first), 0, len(second)),)


def _label(promised: Entry, first: str, second: str) -> int:
    """How long the label is that the tool has put before a heading, a caption or a task."""
    if promised.kind in _NUMBERED and second.endswith(first):
        return len(second) - len(first)
    if second[0] in (*BOXES, _CHECKED) and first[:1] != second[0]:
        return 1
    return 0


def _words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _cut(entry: Entry, start: int, end: int) -> Entry:
    """The entry with only the characters between two offsets, which count what is not white space."""
    places = [place for place, char in enumerate(entry.text) if not char.isspace()]
    if (start, end) == (0, len(places)) or end > len(places):
        return entry
    text = entry.text[places[start] : places[end - 1] + 1] if end > start else ""
    spans = (
        replace(span, start=max(span.start, start) - start, end=min(span.end, end) - start)
        for span in entry.spans
        if span.end >= start and span.start <= end
    )
    return replace(entry, text=text, spans=tuple(spans))


def _without_hyphens(promised: Entry, held: Entry) -> Entry:
    """The entry without the hyphens inside words that nobody wrote: where lines end, layouts put them."""
    second = solid(held.text)
    return _without(held, {edit.begin for edit in edits(solid(promised.text), second) if _is_hyphen(edit, second)})


def _without_signs(promised: Entry, held: Entry) -> Entry:
    """The entry without the signs that lead back from notes, and the numbers that call them, where no more is said."""
    text = solid(held.text)
    own = {solid(promised.text)[span.start : span.end] for span in promised.spans if span.kind == "link"}
    links = [span for span in held.spans if span.kind == "link" and span.value == INSIDE and span.start < span.end]
    signs = [span for span in links if text[span.start : span.end] not in own]
    backs = {span for span in signs if not _words(text[span.start : span.end])}
    calls = [span for span in signs if CALL.fullmatch(text[span.start : span.end]) and span not in backs]
    calls = calls[: max(_calls(promised) - _calls(held), 0)]
    gone = {offset for span in (*backs, *calls) for offset in range(span.start, span.end)}
    called = tuple(Span(span.start, span.start, "note", "") for span in calls)
    away = {*backs, *calls}
    kept = tuple(span for span in held.spans if span not in away)
    return _without(replace(held, spans=tuple(sorted((*kept, *called)))), gone)


def _calls(entry: Entry) -> int:
    return sum(span.kind == "note" for span in entry.spans)


def _without(held: Entry, gone: set[int]) -> Entry:
    """The entry without the characters at some offsets, which count what is not white space."""
    if not gone:
        return held
    kept: list[str] = []
    count = 0
    for char in held.text:
        if char.isspace() or count not in gone:
            kept.append(char)
        count += not char.isspace()
    return replace(held, text=normal("".join(kept)), spans=tuple(_shifted(held.spans, sorted(gone))))


def _is_hyphen(edit: Edit, text: str) -> bool:
    """Whether nothing but a hyphen between two letters was added."""
    between = text[edit.begin - 1 : edit.begin] + text[edit.stop : edit.stop + 1]
    return edit.start == edit.end and text[edit.begin : edit.stop] == "-" and len(between) == 2 and between.isalpha()


def _shifted(spans: Sequence[Span], gone: Sequence[int]) -> Iterator[Span]:
    for span in spans:
        before, within = (bisect_left(gone, offset) for offset in (span.start, span.end))
        yield replace(span, start=span.start - before, end=span.end - within)


def _one_link(spans: Sequence[Span]) -> Iterator[Span]:
    """The spans, links that go on where one to the same place ends as one: layouts part them where lines end."""
    last: dict[tuple[str, str], Span] = {}
    for span in spans:
        before = last.get((span.kind, span.value))
        if before and span.kind == "link" and before.end == span.start:
            span = replace(before, end=span.end)  # noqa: PLW2901 - the two are one
        elif before:
            yield before
        last[span.kind, span.value] = span
    yield from last.values()


def _own_spans(promised: Entry, held: Entry) -> Iterator[Span]:
    """The links and pictures that may be those of the article: of what the tool links besides nobody is deprived."""
    found = edits(solid(promised.text), solid(held.text)) if promised.spans and held.spans else ()
    values = {(one.kind, one.value) for one in promised.spans}
    places = {kind: [one for one in promised.spans if one.kind == kind][:_MOST] for kind, _ in values}
    for span in held.spans:
        near = places.get(span.kind, ())
        if (span.kind, span.value) in values or any(_overlaps(one, span, found) for one in near):
            yield span


def _overlaps(one: Span, other: Span, found: Sequence[Edit]) -> bool:
    start, end = moved(one.start, found), moved(one.end, found)
    return other.start <= end[1] and start[0] <= other.end
