"""What one rendering of a template may use, counted and never timed: steps, and the size of what it makes.

Counts come out the same on every machine, so a template that fits fits everywhere, and no clock decides. The allowance
that holds is that of the context (`contextvars`), so that threads do not share one.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import GeneratorType

STEPS = 5_000_000
"""Turns of loops, calls, filters, tests and operations; a page of an article takes some three hundred."""
SIZE = 20_000_000
"""Characters of one value, on top of ten times those of what is given; what stands in it twice counts twice."""
ELEMENT = 16
"""Characters that an element of a list or a mapping counts as, for the time and the memory that it takes."""
_KEPT = 8
"""How many times the size of one value all that is made may have."""
_AT_ONCE = 16
"""How many characters are looked at in the time of a step."""


class Exceeded(Exception):
    """A template would use more than it may; its text says of what."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many steps a rendering may take, and how large one value may be, in characters."""

    steps: int = STEPS
    size: int = SIZE


class Allowance:
    """What is left to one rendering."""

    def __init__(self, limits: Limits, given: int) -> None:
        self._limits = Limits(limits.steps, limits.size + 10 * given)
        self._steps = self._limits.steps
        self._size = _KEPT * self._limits.size

    def step(self, steps: int = 1) -> None:
        """Take steps away; raises Exceeded when there are none."""
        self._steps -= steps
        if self._steps < 0:
            raise Exceeded(f"a template takes more than {self._limits.steps:,} steps")

    def look(self, value: object) -> int:
        """Take away the steps that it takes to look at a value, and return its size; raises Exceeded."""
        size = len(value) if isinstance(value, str) else self._measured(value)
        self.step(1 + size // _AT_ONCE)
        return size

    def check(self, size: int) -> None:
        """Raise Exceeded for a value that is too large."""
        if size > self._limits.size:
            raise Exceeded(f"a template makes a value of more than {self._limits.size:,} characters")

    def make(self, size: int) -> None:
        """Take away the size of something that is about to be made, or has been; raises Exceeded."""
        self.check(size)
        self._size -= size
        if self._size < 0:
            most = _KEPT * self._limits.size
            raise Exceeded(f"a template makes more than {most:,} characters")

    def _measured(self, value: object) -> int:
        size, rest = 0, [value]
        while rest:
            one = rest.pop()
            if isinstance(one, str | bytes):
                size += len(one)
            elif isinstance(one, int):
                size += one.bit_length() // 8
            elif isinstance(one, Mapping):
                size += ELEMENT * len(one)
                rest += one.keys()
                rest += one.values()
            elif isinstance(one, list | tuple | set | frozenset):
                size += ELEMENT * len(one)
                rest += one
            self.check(size)
        return size


_CURRENT: ContextVar[Allowance] = ContextVar("allowance")


def current() -> Allowance:
    """The allowance of the rendering that is under way."""
    return _CURRENT.get()


@contextmanager
def allowed(limits: Limits, values: Iterable[object] = ()) -> Iterator[None]:
    """Give the rendering inside the block an allowance: more for those who hand it large texts, such as pictures."""
    token = _CURRENT.set(Allowance(limits, sum(map(_given, values))))
    try:
        yield
    finally:
        _CURRENT.reset(token)


def _given(value: object) -> int:
    if isinstance(value, Mapping):
        return sum(len(one) for one in value.values() if isinstance(one, str | bytes))
    return len(value) if isinstance(value, str) else 0


def kept(value: object) -> object:
    """A value that was made, its size taken away; what yields its elements one by one is counted as it does."""
    if isinstance(value, GeneratorType):
        return _yielded(value)
    if isinstance(value, str | bytes | list | tuple | dict | set | frozenset):
        allowance = current()
        allowance.make(allowance.look(value))
    return value


def _yielded(values: Iterable[object]) -> Iterator[object]:
    allowance = current()
    for value in values:
        allowance.make(ELEMENT + allowance.look(value))
        yield value
