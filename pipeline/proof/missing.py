"""What has no partner or stands elsewhere: blocks lost, added, repeated or moved, whole runs of them as one."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from pipeline.model import Entry, solid
from pipeline.proof import rules
from pipeline.proof.described import counted, described, named
from pipeline.proof.streams import Difference, Side, Stream

Run = tuple[int, int]
"""The first and the last index of entries that follow one another."""


def of_lost(stream: Stream) -> Iterator[Difference]:
    """The promised blocks that the file lacks; one that only held others, which are there, is of the wrong kind."""
    side, lost = stream.promised, [at is None for at in stream.pairs.held]
    before = [0, *accumulate(lost)]
    hollow: set[int] = set()
    waiting: list[Run] = []
    index = 0
    while index < len(lost):
        end = side.lasts[index]
        if lost[index] and before[end + 1] - before[index] == end + 1 - index:
            waiting.append((index, end))
            index = end
        elif lost[index] and _is_hollow(side, index):
            hollow.add(index)
            if side.parents[index] not in hollow:
                yield _dissolved(stream, index)
        elif lost[index]:
            waiting.append((index, index))
        index += 1
    for run, table in _runs(stream, waiting):
        yield _lost(stream, run, table)


def of_added(stream: Stream) -> Iterator[Difference]:
    """The held blocks that nobody promised; those that are there already are repeated."""
    promised = [*enumerate(stream.promised.entries)]
    known = {(entry.kind, solid(entry.text)): index for index, entry in promised if entry.text}
    ids = {(entry.id, entry.kind): index for index, entry in promised if entry.id}
    run: list[int] = []
    twin: int | None = None
    for at, index in [*enumerate(stream.pairs.promised), (-1, 0)]:
        like = None if index is not None else _twin(stream.held.entries[at], known, ids)
        if run and (index is not None or at != run[-1] + 1 or not _goes_on(stream, at, like, twin)):
            yield from _told(stream, run, twin)
            run, twin = [], None
        if index is None:
            twin = like if not run or twin is None else twin
            run.append(at)


def of_moved(stream: Stream) -> Iterator[Difference]:
    """The blocks that stand elsewhere; those that moved with what holds them, or one after the other, as one."""
    run: list[int] = []
    for index in [*sorted(stream.pairs.moved), -1]:
        if run and (index != run[-1] + 1 or stream.pairs.held[index] != _next(stream, run[-1])):
            yield _moved(stream, (run[0], run[-1]))
            run = []
        run.append(index)


def _next(stream: Stream, index: int) -> int:
    return (stream.pairs.held[index] or 0) + 1


def _is_hollow(side: Side, index: int) -> bool:
    entry = side.entries[index]
    return not entry.text and entry.kind not in {"figure", "chart", "heading"}


def _dissolved(stream: Stream, index: int) -> Difference:
    entry = stream.promised.entries[index]
    fact = f"the {named(entry)} around this is missing; what it holds is there"
    return Difference(rules.WRONG_LEVEL, entry.at, stream.page_of(stream.before[index]), fact)


def _runs(stream: Stream, roots: Sequence[Run]) -> Iterator[tuple[Run, object]]:
    """The lost blocks that follow one another under one rule as one, but each cell for itself."""
    waiting: Run | None = None
    for start, end in roots:
        table = stream.table_of(start)
        rule = stream.rule_of(stream.promised.entries[start])
        if waiting and (
            table or start != waiting[1] + 1 or rule != stream.rule_of(stream.promised.entries[waiting[0]])
        ):
            yield waiting, None
            waiting = None
        if table:
            yield (start, end), table
        else:
            waiting = (waiting[0] if waiting else start), end
    if waiting:
        yield waiting, None


def _lost(stream: Stream, run: Run, table: object) -> Difference:
    side, (start, end) = stream.promised, run
    entry, last = side.entries[start], side.entries[end]
    page = stream.page_of(stream.before[start])
    more = side.texts[end + 1] - side.texts[start] - 1
    # A row says enough by its first cell.
    fact = f"{_described(side, run)} is missing{'' if table else _with(more, entry, last)}"
    return Difference(stream.rule_of(entry), entry.at, page, fact, table, last.at)


def _described(side: Side, run: Run) -> str:
    start, end = run
    entry = side.entries[start]
    if entry.kind == "heading" and side.lasts[start] > start and side.lasts[start] <= end:
        return f"the section {described(entry).removeprefix('the heading ')}"
    return described(entry, side.shown(start, end))


def _with(more: int, first: Entry, last: Entry) -> str:
    if more <= 0:
        return ""
    place = f", to line {last.at.line}" if first.at and last.at and last.at.line > first.at.line else ""
    return f", and {counted(more, 'more block')} with it{place}"


def _twin(entry: Entry, known: dict[tuple[str, str], int], ids: dict[tuple[str, str], int]) -> int | None:
    """The promised entry that a held one repeats."""
    if entry.text:
        return known.get((entry.kind, solid(entry.text)))
    return ids.get((entry.id, entry.kind))


def _goes_on(stream: Stream, at: int, like: int | None, twin: int | None) -> bool:
    """Whether an added entry belongs to those before it: all repeated, or all new."""
    entry = stream.held.entries[at]
    return not (entry.text or entry.id) or (like is None) == (twin is None)


def _told(stream: Stream, run: Sequence[int], twin: int | None) -> Iterator[Difference]:
    start, end = run[0], run[-1]
    side, entry = stream.held, stream.held.entries[start]
    more = side.texts[end + 1] - side.texts[start] - 1
    shown = side.shown(start, end)
    if twin is not None:
        first = stream.promised.entries[twin]
        fact = f"{described(first, shown)} stands there again{_with(more, first, first)}"
        yield Difference(rules.REPEATED_BLOCK, first.at, stream.page_of(start), fact, None, first.at)
    elif not shown and not more and side.lasts[end] > end:
        child = stream.next_promised[end + 1]
        at = stream.promised.entries[child].at if child < len(stream.promised.entries) else None
        fact = f"what follows stands in a {named(entry)} that nobody wrote"
        yield Difference(rules.WRONG_LEVEL, at, stream.page_of(start), fact)
    else:
        place = stream.last_promised[start]
        at = stream.promised.entries[max(place, 0)].at if stream.promised.entries else None
        where = "after this" if place >= 0 else "before this"
        fact = f"{where} stands {described(entry, shown)}, which nobody wrote{_with(more, entry, entry)}"
        yield Difference(rules.ADDED_TEXT, at, stream.page_of(start), fact)


def _moved(stream: Stream, run: Run) -> Difference:
    side, (start, end) = stream.promised, run
    entry, at = side.entries[start], stream.pairs.held[start] or 0
    more = side.texts[end + 1] - side.texts[start] - 1
    there = stream.held.entries[at - 1] if at else None
    right = side.entries[start - 1] if start else None
    fact = f"{_described(side, run)}{_with(more, entry, side.entries[end])} stands {_after(there)}, not {_after(right)}"
    together = stream.table_of(start) or (side.parents[start] if side.parents[start] >= 0 else None)
    return Difference(rules.MOVED_BLOCK, entry.at, stream.page_of(at), fact, together, side.entries[end].at)


def _after(entry: Entry | None) -> str:
    return f"after {described(entry)}" if entry else "at the beginning"
