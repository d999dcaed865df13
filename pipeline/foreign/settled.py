"""A block of another tool's file beside the one that was written: what of its differences is the tool's own right."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model import BOXES, Entry, Span, solid
from pipeline.proof.spans import moved
from pipeline.proof.words import Edit, edits

_NUMBERED = {"caption", "heading"}
_CHECKED = "☒"


def settled(promised: Entry, held: Entry, *, on_paper: bool) -> Entry:
    """The held entry without what the tool may add: labels, the boxes of tasks, links, hyphens where lines end."""
    first, second = solid(promised.text), solid(held.text)
    if first != second and second:
        start = _label(promised, first, second)
        end = len(second)
        if promised.kind == "heading" and second[start:].startswith(first) and not _words(second[start + len(first) :]):
            end = start + len(first)
        held = _cut(held, start, end)
        if on_paper:
            held = _without_hyphens(promised, held)
    return replace(held, spans=tuple(_own_spans(promised, held)))


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
    first, second = solid(promised.text), solid(held.text)
    added = {edit.begin for edit in edits(first, second) if _is_hyphen(edit, second)}
    if not added:
        return held
    kept: list[str] = []
    count = 0
    for char in held.text:
        if char.isspace():
            kept.append(char)
            continue
        if count not in added:
            kept.append(char)
        count += 1
    gone = sorted(added)
    return replace(held, text="".join(kept), spans=tuple(_shifted(held.spans, gone)))


def _is_hyphen(edit: Edit, text: str) -> bool:
    """Whether nothing but a hyphen between two letters was added."""
    between = text[edit.begin - 1 : edit.begin] + text[edit.stop : edit.stop + 1]
    return edit.start == edit.end and text[edit.begin : edit.stop] == "-" and len(between) == 2 and between.isalpha()


def _shifted(spans: Sequence[Span], gone: Sequence[int]) -> Iterator[Span]:
    for span in spans:
        before, within = (sum(place < offset for place in gone) for offset in (span.start, span.end))
        yield replace(span, start=span.start - before, end=span.end - within)


def _own_spans(promised: Entry, held: Entry) -> Iterator[Span]:
    """The links and pictures that may be those of the article: of what the tool links besides nobody is deprived."""
    found = edits(solid(promised.text), solid(held.text)) if promised.spans and held.spans else ()
    for span in held.spans:
        if any(span.kind == one.kind and _may_be(one, span, found) for one in promised.spans):
            yield span


def _may_be(one: Span, other: Span, found: Sequence[Edit]) -> bool:
    start, end = moved(one.start, found), moved(one.end, found)
    return one.value == other.value or (other.start <= end[1] and start[0] <= other.end)
