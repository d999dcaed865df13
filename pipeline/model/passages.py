"""Passages that only some editions have, by the lines of the source on which they stand."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from pipeline.diagnostics import Location
from pipeline.model.edition import Edition


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a medium or of an edition, and where it stands."""

    name: str
    at: Location


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands between `:::{only} names` and its end, or `:::{except} names`: from the line of `at` to `last`.

    Nothing else stands on these two lines but marks of what surrounds the passage, so that whatever begins on a line
    between them is in it: no block needs to say so itself, and what `resolve` makes of a block and places where the
    block stands goes with it.
    """

    at: Location
    last: int
    only: bool
    names: tuple[Named, ...]

    def is_in(self, edition: Edition) -> bool:
        """Whether the edition has the passage, as far as the passages around it let it."""
        return any(each.name in {edition.name, edition.medium} for each in self.names) == self.only


@dataclass(frozen=True, slots=True)
class Address:
    """Where the address of a link is defined, apart from the links, to the line `last`, and the places that use it."""

    at: Location
    last: int
    used: tuple[Location, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Lines of the source that an edition does not have, from the line of `at` to `last`."""

    at: Location
    last: int


def in_gaps(places: Collection[Location], gaps: Collection[Gap]) -> bool:
    """Whether there are places, and all of them lie in gaps."""
    return bool(places) and all(
        any(gap.at.file == at.file and gap.at.line <= at.line <= gap.last for gap in gaps) for at in places
    )


Around = Callable[[Location], tuple[Passage, ...]]
"""The passages in which a place lies, outermost first."""


def around(passages: Iterable[Passage]) -> Around:
    """Return what tells the passages around a place."""
    files: dict[str, list[Passage]] = {}
    for passage in passages:
        files.setdefault(passage.at.file, []).append(passage)
    changes = {file: _changes(inside) for file, inside in files.items()}

    def of(at: Location) -> tuple[Passage, ...]:
        lines, inside = changes.get(at.file, ([], []))
        index = bisect_right(lines, at.line) - 1
        return inside[index] if index >= 0 else ()

    return of


def _changes(passages: list[Passage]) -> tuple[list[int], list[tuple[Passage, ...]]]:
    """Return the lines from which on other passages hold, and those that hold from there."""
    turns = [(passage.at.line + 1, 1, -passage.last, passage) for passage in passages]
    turns += [(passage.last + 1, 0, -passage.at.line, passage) for passage in passages]
    lines: list[int] = []
    inside: list[tuple[Passage, ...]] = []
    now: tuple[Passage, ...] = ()
    for line, begins, _, passage in sorted(turns, key=lambda turn: turn[:3]):
        now = (*now, passage) if begins else tuple(each for each in now if each is not passage)
        lines.append(line)
        inside.append(now)
    return lines, inside
