"""Damage to a trace, one thing at a time, as a careless template or writer does it, and the rule that names it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model import Entry, Span, Trace, solid

LOST = {"figure": "lost-image", "chart": "lost-image", "row": "lost-cell"}
CELLS = {"cell", "header-cell"}
SPANS = {
    "abbr": "lost-markup",
    "anchor": "lost-id",
    "image": "lost-alt",
    "lang": "lost-language",
    "link": "lost-link",
    "note": "lost-note",
    "number": "lost-note",
    "page": "lost-furniture",
    "picture": "lost-image",
    "start": "wrong-level",
    "strike": "lost-markup",
    "em": "lost-markup",
    "strong": "lost-markup",
    "code": "lost-markup",
    "sub": "lost-markup",
    "sup": "lost-markup",
    "task": "altered-text",
}


@dataclass(frozen=True, slots=True)
class Damage:
    """What is done: the stream, the entry, how many are taken, what is given for them, the rules that may name it."""

    name: str
    stream: str
    index: int
    entry: Entry
    taken: int
    given: tuple[Entry, ...]
    rules: frozenset[str]

    def done(self, trace: Trace) -> Trace:
        """Return the trace with the damage."""
        entries: tuple[Entry, ...] = getattr(trace, self.stream)
        later = entries[self.index + self.taken :]
        if len(self.given) == 1:
            later = tuple(replace(one, path=_renamed(one.path, self.entry, self.given[0])) for one in later)
        streams = {name: getattr(trace, name) for name in ("blocks", "notes", "generated")}
        return Trace(**{**streams, self.stream: (*entries[: self.index], *self.given, *later)}, labels=trace.labels)


def damages(trace: Trace, stream: str, index: int) -> Iterator[Damage]:
    """Every damage to an entry and to each of its spans."""
    entries: tuple[Entry, ...] = getattr(trace, stream)
    for name, taken, given, rules in _all(entries, index):
        told = {"lost-furniture", "added-text"} | ({"lost-language"} & rules) if stream == "generated" else rules
        if entries[index : index + taken] == given:
            continue
        lost = stream == "notes" and {"lost-block", "lost-cell", "lost-image"} & rules
        yield Damage(
            name, stream, index, entries[index], taken, given, frozenset(told | {"lost-note"} if lost else told)
        )


def in_turn(trace: Trace) -> Iterator[Damage]:
    """One damage to each entry and, for an entry with spans, one to its spans: another one each time."""
    turn = 0
    for stream in ("blocks", "notes", "generated"):
        for index, entry in enumerate(getattr(trace, stream)):
            found = list(damages(trace, stream, index))
            spans = len(list(_of_spans(entry)))
            for part in (found[: len(found) - spans], found[len(found) - spans :]):
                if part:
                    yield part[turn % len(part)]
                    turn += 1


Changed = tuple[str, int, tuple[Entry, ...], set[str]]


def _all(entries: tuple[Entry, ...], index: int) -> Iterator[Changed]:
    entry, after = entries[index], entries[index + 1 :][:1]
    yield "dropped", 1, (), {_lost(entries, index)}
    if entry.text or entry.id:
        yield "doubled", 1, (entry, entry), {"repeated-block"}
    if after and _are_siblings(entries, index):
        yield "swapped", 2, (after[0], entry), {"moved-block"}
    for name, changed, rules in (*_of_entry(entry), *_of_text(entry), *_of_spans(entry)):
        yield name, 1, (changed,), rules


def _renamed(path: tuple[str, ...], entry: Entry, changed: Entry) -> tuple[str, ...]:
    """The sections around a later entry, whose names are the ids of their headings."""
    return tuple(changed.id if name == entry.id else name for name in path) if entry.id != changed.id else path


def _lost(entries: Sequence[Entry], index: int) -> str:
    entry = entries[index]
    if entry.kind in LOST and entry.kind != "row":
        return LOST[entry.kind]
    holds = index + 1 < len(entries) and entry.kind != "heading" and not entry.text
    if holds and entries[index + 1].level > entry.level and entries[index + 1].kind != "heading":
        return "wrong-level"
    return "lost-cell" if entry.kind in CELLS else LOST.get(entry.kind, "lost-block")


def _are_siblings(entries: Sequence[Entry], index: int) -> bool:
    """Whether an entry and the next hold nothing and stand in the same block."""
    one, other = entries[index : index + 2]
    later = entries[index + 2].level if index + 2 < len(entries) else 0
    leaves = one.text and other.text and later <= other.level
    return (
        bool(leaves) and (one.level, one.path) == (other.level, other.path) and "heading" not in (one.kind, other.kind)
    )


def _of_entry(entry: Entry) -> Iterator[tuple[str, Entry, set[str]]]:
    yield "of another language", replace(entry, lang="xx"), {"lost-language"}
    if entry.kind not in {"bookmark", "page"}:
        yield "without its id", replace(entry, id=""), {"lost-id"}
    if entry.kind == "heading":
        yield "of another level", replace(entry, level=entry.level % 6 + 1), {"wrong-level"}
    elif entry.level == 0:
        yield "of another kind", replace(entry, kind="attribution" if entry.text else "quote"), {"wrong-level"}


def _of_text(entry: Entry) -> Iterator[tuple[str, Entry, set[str]]]:
    if not entry.text:
        return
    lost = {"lost-cell" if entry.kind in CELLS else "lost-block"}
    yield "emptied", replace(entry, text="", spans=()), lost
    yield "with words added", replace(entry, text=f"{entry.text} Ad nobody wrote."), {"added-text"}
    words = list(re.finditer(r"\S+", entry.text))
    if len(words) > 1:
        yield "without its last word", _cut(entry, words[-1].start(), words[-1].end()), {"altered-text"}
        middle = words[len(words) // 2]
        yield "without a word", _cut(entry, middle.start(), middle.end()), {"altered-text"}
    if digit := re.search(r"\d", entry.text):
        rule = "lost-note" if _calls(entry, len(solid(entry.text[: digit.start()]))) else "altered-text"
        lone = {rule} if len(solid(entry.text)) > 1 else lost
        yield "without a digit", _cut(entry, digit.start(), digit.end()), lone
    if "–" in entry.text:
        yield "with a ? for a dash", replace(entry, text=entry.text.replace("–", "?")), {"altered-text"}


def _calls(entry: Entry, offset: int) -> bool:
    return any(span.kind == "note" and span.start <= offset < span.end for span in entry.spans)


def _cut(entry: Entry, start: int, end: int) -> Entry:
    """The entry without a stretch of its text, its spans moved as a file's would be."""
    first, last = len(solid(entry.text[:start])), len(solid(entry.text[:end]))

    def moved(offset: int) -> int:
        return offset if offset <= first else max(first, offset - (last - first))

    spans = (replace(span, start=moved(span.start), end=moved(span.end)) for span in entry.spans)
    kept = tuple(
        span for span, old in zip(spans, entry.spans, strict=True) if span.start < span.end or old.start == old.end
    )
    text = (
        f"{entry.text[:start].rstrip()} {entry.text[end:].lstrip()}" if entry.text[start - 1 : start].isspace() else ""
    )
    return replace(entry, text=(text or entry.text[:start] + entry.text[end:]).strip(), spans=kept)


def _of_spans(entry: Entry) -> Iterator[tuple[str, Entry, set[str]]]:
    for number, span in enumerate(entry.spans):
        if span.kind == "line":
            continue
        rule = SPANS[span.kind]
        without = (*entry.spans[:number], *entry.spans[number + 1 :])
        gone = {rule, "lost-image"} if span.kind == "image" else {rule}
        yield f"without a {span.kind}", replace(entry, spans=without), gone
        if span.value:
            other = Span(span.start, span.end, span.kind, f"{span.value}x")
            rules = {"lost-alt"} if span.kind == "task" else {rule}
            yield f"with another {span.kind}", replace(entry, spans=tuple(sorted((*without, other)))), rules
        if span.end - span.start > 1:
            other = replace(span, end=span.end - 1)
            yield f"with a shorter {span.kind}", replace(entry, spans=tuple(sorted((*without, other)))), {rule}
