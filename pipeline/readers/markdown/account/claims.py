"""Who lays claim to each character of a source: the text of a node, or markup with a name."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.diagnostics import Location
from pipeline.readers.markdown.source import Source

TEXT = "text"
WHITE_SPACE = "white space"
_FREE = re.compile(b"\x00+")


class Claims:
    """One entry for each character of a source; it begins with none claimed."""

    def __init__(self, source: Source) -> None:
        """Lay out the entries; the values index `_names`."""
        self.source = source
        self._names = ["", TEXT]
        self._entries = bytearray(len(source.text))

    def claim(self, start: int, end: int, name: str) -> None:
        """Claim what stands from `start` to `end`; white space too, where it stands inside."""
        if name not in self._names:
            self._names.append(name)
        self._entries[start:end] = bytes((self._names.index(name),)) * (end - start)

    def is_free(self, start: int, end: int) -> bool:
        """Whether nobody has claimed anything of it."""
        return self._entries.count(0, start, end) == end - start

    def is_read(self, start: int, end: int) -> bool:
        """Whether all of it but white space is claimed."""
        return next(self.free(start, end), None) is None

    def has_text(self, start: int, end: int) -> bool:
        """Whether the text of a node stands in it."""
        return self._entries.find(1, start, end) >= 0

    def free(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Yield the stretches that nobody has claimed, white space around them left out, any that Unicode knows."""
        text = self.source.text
        for match in list(_FREE.finditer(self._entries, start, len(text) if end is None else end)):
            first, last = match.span()
            stretch = text[first:last]
            left = len(stretch) - len(stretch.lstrip())
            right = len(stretch.rstrip())
            if left < right:
                yield first + left, first + right

    def claim_white_space(self) -> None:
        """Claim the white space that is left."""
        text = self.source.text
        for match in list(_FREE.finditer(self._entries)):
            for blank in re.finditer(r"\s+", text[match.start() : match.end()]):
                self.claim(match.start() + blank.start(), match.start() + blank.end(), WHITE_SPACE)

    def counts(self) -> dict[str, int]:
        """Return the number of characters by name; "" for those that nobody has claimed."""
        found = Counter(self._entries)
        return {self._names[index]: found[index] for index in sorted(found, key=lambda index: self._names[index])}


@dataclass(frozen=True, slots=True)
class View:
    """A text to follow: the source itself, or a cell of a table, in which a bar and its backslash are one character.

    `offsets` are the places of a cell's characters in the source, and of its end; `depth` is how many quotations
    stand around, whose marks may begin each line.
    """

    claims: Claims
    text: str
    depth: int = 0
    offsets: Sequence[int] = ()

    def position(self, at: Location) -> int:
        """Return where a location stands in the text; -1 if it is in another file or before the text."""
        offset = self.claims.source.offset(at)
        return bisect_right(self.offsets, offset) - 1 if self.offsets and offset >= 0 else offset

    def claim(self, start: int, end: int, name: str) -> int:
        """Claim a stretch of the text, and return where it ends."""
        if self.offsets:
            self.claims.claim(self.offsets[start], self.offsets[end], name)
        else:
            self.claims.claim(start, end, name)
        return end

    def match(self, pattern: re.Pattern[str], position: int) -> re.Match[str] | None:
        """Return the match of a pattern at a position."""
        return pattern.match(self.text, position)

    def past(self, pattern: re.Pattern[str], position: int) -> int:
        """Return where the match of a pattern at a position ends; the position itself if there is none."""
        match = self.match(pattern, position)
        return match.end() if match else position

    def has(self, text: str, position: int) -> bool:
        """Whether a text stands at a position."""
        return position >= 0 and self.text.startswith(text, position)


_BAR = re.compile(r"\\(?=\|)")


def cell_view(claims: Claims, start: int, end: int, depth: int) -> View:
    """Return the view of a cell that stands from `start` to `end`."""
    written = claims.source.text[start:end]
    dropped = {match.start() for match in _BAR.finditer(written)}
    # A bar begins where its backslash does, and claims it.
    offsets = [start + at - (at - 1 in dropped) for at in range(len(written)) if at not in dropped]
    text = "".join(character for at, character in enumerate(written) if at not in dropped)
    return View(claims, text, depth, (*offsets, end))
