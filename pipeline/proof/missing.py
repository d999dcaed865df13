"""What has no partner or stands elsewhere: blocks lost, added, repeated or moved, whole runs of them as one."""

from collections.abc import Container, Hashable, Iterator, Sequence
from itertools import accumulate

from pipeline.model import Entry, solid
from pipeline.proof import rules
from pipeline.proof.described import described, named, one_named
from pipeline.proof.streams import Difference, Side, Stream
from pipeline.wording import counted

Run = tuple[int, int]
"""The first and the last index of entries that follow one another."""


def of_lost(stream: Stream, told: Container[int] = ()) -> Iterator[Difference]:
    """The promised blocks that the file lacks, but for those that are told of.

    One that only held others, which are there, is not lost but of the wrong kind; so are those in it, untold.
    """
    side, lost = stream.promised, [at is None and index not in told for index, at in enumerate(stream.pairs.held)]
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


def of_added(stream: Stream, told: Container[int] = ()) -> Iterator[Difference]:
    """The held blocks that nobody promised, but for those that are told of; what is there already is repeated."""
    twins = _Twins(stream)
    run: list[int] = []
    twin: int | None = None
    added = [at for at, index in enumerate(stream.pairs.promised) if index is None and at not in told]
    for at in [*added, -1]:
        like = twins.of(at) if at >= 0 else None
        if run and (at != run[-1] + 1 or not _goes_on(stream, at, like, twin)):
            yield from _told(stream, run, twin)
            run, twin = [], None
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


class _Twins:
    """The promised entries by what they hold, to find which one a held entry repeats."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._names = {
            name: index
            for index, entry in enumerate(stream.promised.entries)
            for name in _names(entry)
            if name is not None
        }

    def of(self, at: int) -> int | None:
        """The promised entry that equals a held one: by its id, beside it, or anywhere."""
        stream, (whole, text) = self._stream, _names(self._stream.held.entries[at])
        beside = (stream.last_promised[at], stream.next_promised[at])
        known = (index for index in beside if 0 <= index < len(stream.promised.entries))
        near = (index for index in known if text is not None and text in _names(stream.promised.entries[index]))
        return self._names[whole] if whole in self._names else next(near, self._names.get(text))


def _names(entry: Entry) -> tuple[Hashable, Hashable]:
    """What an entry is known by: all that it is, if that tells it from others, and its text with its kind."""
    text = (entry.kind, solid(entry.text)) if entry.text else None
    return ((entry.id, entry.kind, solid(entry.text)) if entry.id else None), text


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
    elif not shown and side.lasts[end] > end:
        child = stream.next_promised[end + 1]
        at = stream.promised.entries[child].at if child < len(stream.promised.entries) else None
        fact = f"what follows stands in {one_named(entry)} that nobody wrote"
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
    others = _with(more, entry, side.entries[end]).removeprefix(", ")
    what = f"{_described(side, run)} ({others})" if others else _described(side, run)
    fact = f"{what} stands {_after(there)}, not {_after(right)}"
    together = stream.table_of(start) or (side.parents[start] if side.parents[start] >= 0 else None)
    return Difference(rules.MOVED_BLOCK, entry.at, stream.page_of(at), fact, together, side.entries[end].at)


def _after(entry: Entry | None) -> str:
    return f"after {described(entry)}" if entry else "at the beginning"
