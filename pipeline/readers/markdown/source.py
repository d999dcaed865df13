"""Turns the bytes of a source file into text, and offsets in that text into places."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model.characters import FORBIDDEN

NOT_TEXT = Rule(
    "not-text",
    Severity.ERROR,
    "the file holds bytes or characters that are no text",
    "A guess at what was meant would change the article, and XML cannot carry control characters.",
)

_LINE_END = re.compile(r"\r\n?")
_ANY_LINE_END = re.compile(r"\r\n?|\n")
_BYTE_ORDER_MARK = "\ufeff"
# Its marks, or letters with a null beside each.
_UTF_16 = re.compile(rb"\xff\xfe|\xfe\xff|(?:[^\0]\0){4}|(?:\0[^\0]){4}", re.DOTALL)


@dataclass(frozen=True)
class Source:
    """A text and the name of its file; line ends are line feeds.

    The text of a long work is that of its files one behind the other: `parts` says from which line on, counted from 0,
    it is that of another file.
    """

    file: str
    text: str
    parts: tuple[tuple[int, str], ...] = ()

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The offset at which each line begins."""
        return (0, *(match.end() for match in re.finditer("\n", self.text)))

    def line(self, number: int) -> str:
        """Return a line, counted from 0, without its end."""
        start = self.starts[number]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def at(self, offset: int, end: int | None = None) -> Location:
        """Return the place of what runs from `offset` to `end`, or to the end of its line."""
        number = bisect_right(self.starts, offset) - 1
        start = self.starts[number]
        line = self.line(number).rstrip(" \t")
        last = len(line) if end is None else min(end - start, len(line))
        file, first = self._begins(number)
        return Location(file, number - first + 1, offset - start + 1, max(1, last - (offset - start)))

    def at_line(self, number: int) -> Location:
        """Return the place of a line's text, the line counted from 0."""
        number = min(number, len(self.starts) - 1)
        line = self.line(number)
        return self.at(self.starts[number] + len(line) - len(line.lstrip(" \t")))

    def number(self, offset: int) -> int:
        """Return the line, counted from 0, in which an offset stands."""
        return bisect_right(self.starts, offset) - 1

    def last_line(self, number: int) -> int:
        """Return the last line of the file to which a line belongs, both counted from 0."""
        index = bisect_right(self.parts, number, key=lambda part: part[0])
        return self.parts[index][0] - 1 if index < len(self.parts) else len(self.starts) - 1

    def offset(self, at: Location) -> int:
        """Return the offset at which a place begins, -1 for one in another file."""
        first = self._firsts.get(at.file, -1)
        return self.starts[first + at.line - 1] + at.column - 1 if first >= 0 else -1

    @cached_property
    def _firsts(self) -> Mapping[str, int]:
        return {self.file: 0, **{file: first for first, file in self.parts}}

    def _begins(self, number: int) -> tuple[str, int]:
        """Return the file to which a line belongs, and the number of that file's first line."""
        index = bisect_right(self.parts, number, key=lambda part: part[0]) - 1
        return (self.parts[index][1], self.parts[index][0]) if index >= 0 else (self.file, 0)


def joined(sources: Sequence[Source]) -> Source:
    """Return the texts as one, each from the beginning of a line on."""
    texts = [each.text if each.text.endswith("\n") else f"{each.text}\n" for each in sources[:-1]]
    texts += [sources[-1].text]
    first, parts = 0, []
    for before, source in zip(texts, sources[1:], strict=False):
        first += before.count("\n")
        parts.append((first, source.file))
    return Source(sources[0].file, "".join(texts), tuple(parts))


def decode(content: bytes, file: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Return the text of UTF-8 bytes, a byte order mark left out and all line ends made line feeds; or why not."""
    if _UTF_16.match(content):
        hint = "save the file as UTF-8"
        return None, (Diagnostic(NOT_TEXT, "the file is in UTF-16", Location(file, 1), hint),)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (_undecodable(content, error, file),)
    source = Source(file, _LINE_END.sub("\n", text.removeprefix(_BYTE_ORDER_MARK)))
    found = tuple(_control(source, match) for match in FORBIDDEN.finditer(source.text))
    # A file that is no text at all would say so on every line.
    return (None, found[:20]) if found else (source, ())


def as_read(spans: Iterable[tuple[int, int]], source: Source, content: bytes) -> tuple[tuple[int, int], ...]:
    """Return spans of the source, each within a line, sorted, as spans of its bytes decoded and left as they are.

    There a byte order mark counts, and a line may end with two characters.
    """
    text = content.decode("utf-8")
    starts = [len(text) - len(text.removeprefix(_BYTE_ORDER_MARK))]
    starts += (match.end() for match in _ANY_LINE_END.finditer(text))
    moved: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        number = bisect_right(source.starts, start) - 1
        shift = starts[number] - source.starts[number]
        moved.append((start + shift, end + shift))
    return tuple(moved)


def _undecodable(content: bytes, error: UnicodeDecodeError, file: str) -> Diagnostic:
    before = _LINE_END.sub("\n", content[: error.start].decode("utf-8").removeprefix(_BYTE_ORDER_MARK))
    place = Location(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
    wrong = content[error.start]
    return Diagnostic(
        NOT_TEXT, f"byte 0x{wrong:02X} at offset {error.start} is not UTF-8", place, "save the file as UTF-8"
    )


def _control(source: Source, match: re.Match[str]) -> Diagnostic:
    message = f"character U+{ord(match[0]):04X} cannot stand in a text"
    return Diagnostic(NOT_TEXT, message, source.at(match.start(), match.end()), "delete the character")
