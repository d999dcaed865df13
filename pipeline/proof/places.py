"""Where pairs stand and in which language they are: what they take from the sections and blocks around them."""

from collections.abc import Iterator, Sequence

from pipeline.proof import rules
from pipeline.proof.described import described, named
from pipeline.proof.sequences import Pair
from pipeline.proof.streams import Difference, Side, Stream


def of_places(stream: Stream, unequal: Sequence[Pair]) -> Iterator[Difference]:
    """Pairs that stand in other blocks or sections than they should, unless what was told already explains it.

    What is equal and stands in its order also stands in the right blocks, or one of these is told of.
    """
    unmoved = [pair for pair in unequal if pair[0] not in stream.pairs.moved]
    for index, at in unmoved:
        one, other = stream.promised.entries[index], stream.held.entries[at]
        around, inside = _holder(stream, index), _held_holder(stream, at)
        if one.kind == "heading":
            continue
        if around[0] != inside[0]:
            fact = f"{described(one)} stands {_within(stream, inside[0])}, not {_within(stream, around[0])}"
            yield Difference(rules.WRONG_LEVEL, one.at, stream.page_of(at), fact, ("in", around[0], inside[0]), one.at)
        elif not (around[1] or inside[1]) and _steps(stream, index, at):
            fact = f"{described(one)} stands {other.level} blocks deep, not {one.level}"
            yield Difference(rules.WRONG_LEVEL, one.at, stream.page_of(at), fact)
    yield from _of_sections(stream, unmoved)


def _of_sections(stream: Stream, unmoved: Sequence[Pair]) -> Iterator[Difference]:
    """Pairs in other sections though every heading is right, those together that follow one another."""
    elsewhere = [pair for pair in unmoved if stream.promised.entries[pair[0]].path != stream.held.entries[pair[1]].path]
    if not elsewhere or not _is_sound(stream):
        return
    names = _names(stream)
    run = last = -1
    for index, at in elsewhere:
        one, other = stream.promised.entries[index], stream.held.entries[at]
        if tuple(names.get(name, name) for name in one.path) != other.path:
            run, last = (run if last == index - 1 else index), index
            there, right = _section(other.path), _section(one.path)
            fact = f"{described(one)} stands {there}, not {right}"
            yield Difference(rules.WRONG_LEVEL, one.at, stream.page_of(at), fact, ("path", run, there), one.at)


def of_languages(stream: Stream, unequal: Sequence[Pair]) -> Iterator[Difference]:
    """Pairs in another language than promised: those together that follow one another, or all of a language."""
    run, last = ("", "", -1), -2
    whole = _whole_languages(stream)
    for index, at in unequal:
        one, other = stream.promised.entries[index], stream.held.entries[at]
        if one.lang == other.lang:
            continue
        if (one.lang, other.lang) != run[:2] or last != index - 1:
            run = one.lang, other.lang, index
        last = index
        marked = f'marked as "{other.lang}"' if other.lang else "marked as being in no language"
        fact = f'{described(one)} is {marked}, not as "{one.lang}"'
        yield Difference(
            rules.LOST_LANGUAGE,
            one.at,
            stream.page_of(at),
            fact,
            ("lang", run[:2] if one.lang in whole else run),
            one.at,
        )


def _whole_languages(stream: Stream) -> set[str]:
    """The languages of which nothing is marked as such any more, but all as one other."""
    marked: dict[str, set[str]] = {}
    for one, at in zip(stream.promised.entries, stream.pairs.held, strict=True):
        if at is not None:
            marked.setdefault(one.lang, set()).add(stream.held.entries[at].lang)
    return {lang for lang, others in marked.items() if len(others) == 1}


def _unmoved(stream: Stream) -> Iterator[tuple[int, int]]:
    for index, at in enumerate(stream.pairs.held):
        if at is not None and index not in stream.pairs.moved:
            yield index, at


def _names(stream: Stream) -> dict[str, str]:
    """The held id of each section whose heading has another one than it should."""
    pairs = ((stream.promised.entries[one], stream.held.entries[at]) for one, at in _unmoved(stream))
    return {one.id: other.id for one, other in pairs if one.kind == "heading" and one.id != other.id}


def _is_sound(stream: Stream) -> bool:
    """Whether every heading stands where it should with its level: a lost one puts all that follows elsewhere."""
    if any(stream.promised.entries[index].kind == "heading" for index in stream.pairs.moved):
        return False
    ones = [(entry.kind == "heading") for entry in stream.promised.entries]
    others = [(entry.kind == "heading") for entry in stream.held.entries]
    for index, at in enumerate(stream.pairs.held):
        if at is None:
            if ones[index]:
                return False
        elif ones[index] != others[at] or (ones[index] and _levels(stream, index, at)):
            return False
    return not any(others[at] for at, index in enumerate(stream.pairs.promised) if index is None)


def _levels(stream: Stream, index: int, at: int) -> bool:
    return stream.promised.entries[index].level != stream.held.entries[at].level


def _holder(stream: Stream, index: int) -> tuple[int | None, bool]:
    """The promised index of the nearest block around an entry that has a partner, and whether others lay between."""
    return _nearest(stream.promised, stream.pairs.held, index)


def _held_holder(stream: Stream, at: int) -> tuple[int | None, bool]:
    """The same of a held entry, by its partner."""
    found, between = _nearest(stream.held, stream.pairs.promised, at)
    return (None if found is None else stream.pairs.promised[found]), between


def _nearest(side: Side, partners: Sequence[int | None], index: int) -> tuple[int | None, bool]:
    between = False
    above = side.parents[index]
    while above >= 0 and partners[above] is None:
        above, between = side.parents[above], True
    return (above if above >= 0 else None), between


def _steps(stream: Stream, index: int, at: int) -> bool:
    """Whether an entry is not as many levels deeper than what holds it as it should be."""
    return _step(stream.promised, index) != _step(stream.held, at)


def _step(side: Side, index: int) -> int:
    above = side.parents[index]
    return side.entries[index].level - (side.entries[above].level if above >= 0 else 0)


def _within(stream: Stream, index: int | None) -> str:
    return f"in the {named(stream.promised.entries[index])}" if index is not None else "by itself"


def _section(path: Sequence[str]) -> str:
    return f'in the section "{path[-1]}"' if path else "before all sections"
