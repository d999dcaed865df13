"""A regular expression of a project: what is wrong with it, and a search that is stopped when it takes too long.

Its kind is that of the package `regex`. How often it repeats is bounded before it is compiled, since the machine for it
grows with that; how long it searches, by a clock, which only ever decides whether there is a result.
"""

import re
import time
from collections.abc import Iterator
from functools import lru_cache

import regex

_COUNTS = re.compile(r"\{(\d*)(?:,(\d*))?\}")
_CALLS = re.compile(r"\(\?(?:R|&|P>|[+-]?\d)")
"""A part that is called by its name or number: one that calls itself takes memory without end."""
_MOST = 10_000
"""How often a part of a pattern may be repeated, by all its counts together."""


class PatternError(Exception):
    """A text that is no regular expression, or one that is not taken: a fact and a hint."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class OverTime(Exception):
    """The seconds are over, and the search is not."""


@lru_cache(maxsize=256)
def compiled(text: str) -> regex.Pattern[str]:
    """The expression that a text is; raises PatternError."""
    if _repeats(text) > _MOST:
        raise PatternError(f"the pattern repeats a part more than {_MOST:,} times", "lower its counts")
    if _CALLS.search(text):
        raise PatternError("the pattern calls a part of itself", "write the part out")
    try:
        return regex.compile(text)
    except regex.error as error:
        # Its words end with the offset, counted from 0.
        said = re.sub(r"position (\d+)$", lambda found: f"character {int(found[1]) + 1}", str(error))
        raise PatternError(f"the pattern cannot be read: {said}", "correct it") from error
    except (RecursionError, MemoryError) as error:
        raise PatternError("the pattern is nested too deeply", "take brackets away") from error


def _repeats(text: str) -> int:
    product = 1
    for least, most in _COUNTS.findall(text):
        product *= max(int((most or least or "1")[:9]), int((least or "1")[:9]), 1)
    return product


class Search:
    """A search in one line after the other, for so many seconds of work in all."""

    def __init__(self, text: str, seconds: float) -> None:
        self._pattern = compiled(text)
        self._left = seconds

    def finditer(self, line: str, /) -> Iterator[regex.Match[str]]:
        """Yield what is found in a line and is not empty; raises OverTime."""
        began = time.process_time()
        try:
            found = list(self._pattern.finditer(line, timeout=max(self._left, 0.001)))
        except TimeoutError as error:
            raise OverTime from error
        self._left -= time.process_time() - began
        yield from (match for match in found if match.end() > match.start())
