"""Where in the source a text of a finished file was written: found by its words alone, without any id.

The source is cut into chunks: a paragraph, an item, a row, a key of the front matter. The chunk that is most like a
text is where it was written, together with those after and before it that make it liker still; of chunks that are
equally like it, all.
"""

import re
from calendar import month_name
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

Lines = frozenset[tuple[str, int]]
"""Lines of the source, each by the end of its file's name and its number."""

_WORD = re.compile(r"\w+")
_MARKUP = re.compile(r"\]\([^)]*\)|\[\^[^]]*\](?!:)|\[[^]]*@[^]]*\]|\{[^}]*\}|^:[a-z]+:|^\s*\[[ x]\]")
_STARTS = re.compile(r"\s*(?:>\s*)*(?:[|#]|:::|[-*] |\d+\. |\[\^|:[a-z-]+: )")
_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_PRINTED = ("title", "subtitle", "summary")
"""Keys of the front matter that are blocks of the article; the theme makes text of the others."""
_LIKE = 0.25
"""A text that is less like everything in the source was not written there."""


@dataclass(frozen=True)
class Chunk:
    """Lines that belong together.

    `is_theme` says that the theme makes text of them; `opened` are the lines with which boxes around them begin, or
    that name their file; `is_key` says that they are a key of the front matter.
    """

    file: str
    first: int
    lines: tuple[str, ...]
    is_theme: bool = False
    opened: Lines = frozenset()
    is_key: bool = False

    @cached_property
    def words(self) -> Counter[str]:
        """Its words and pairs of words, without marks, days as they are written out."""
        return counted(" ".join(_DAY.sub(_written_out, _MARKUP.sub(" ", line)) for line in self.lines))

    @property
    def is_data(self) -> bool:
        """Whether it is a row of a file of data."""
        return self.file.endswith(".csv")

    @property
    def numbers(self) -> Lines:
        """Its lines, and that with which a box around it opens."""
        own = {(self.file, self.first + offset) for offset in range(len(self.lines))}
        return frozenset({*own, *self.opened})


@dataclass(frozen=True, slots=True)
class Place:
    """The lines on which a text was written, and whether the theme makes it of them."""

    lines: Lines
    is_theme: bool


class Source:
    """The source of an article, which knows where a text was written."""

    def __init__(self, folder: Path) -> None:
        files = [folder / "article.md", *sorted((folder / "data").glob("*.csv")), folder / "references.json"]
        texts = {path.name: path.read_text(encoding="utf-8").splitlines() for path in files if path.exists()}
        named = {name: _naming(name, texts["article.md"]) for name in texts}
        self._chunks = [chunk for name, lines in texts.items() for chunk in _chunks(name, lines, named[name])]
        title = next(chunk.numbers for chunk in self._chunks if chunk.lines[0].startswith("title:"))
        # What stands for the whole is told at the beginning of the file, too.
        self.title: Lines = title | {("article.md", 1)}

    def place(self, text: str) -> Place | None:
        """Where a text was written; None for what the source does not have."""
        words = counted(text)
        scored = [(_likeness(words, chunk.words, chunk.is_data), index) for index, chunk in enumerate(self._chunks)]
        best = max(scored)[0]
        found = [self._widened(words, index) for score, index in scored if score == best and best > 0]
        most = max((score for score, _, _ in found), default=0.0)
        if most < _LIKE:
            return None
        held = [chunk for score, start, end in found if score == most for chunk in self._chunks[start:end]]
        # What is made of several keys is no block of the article, though its title is one.
        is_theme = all(chunk.is_theme for chunk in held) or (len(held) > 1 and all(chunk.is_key for chunk in held))
        return Place(frozenset().union(*(chunk.numbers for chunk in held)), is_theme)

    def _widened(self, words: Counter[str], index: int) -> tuple[float, int, int]:
        """How like the chunks around one are to a text, with those that make it liker, and from where to where."""
        start, end, chunk = index, index + 1, self._chunks[index]
        score = _likeness(words, chunk.words, chunk.is_data)
        while not chunk.is_data:
            tries = [(first, last) for first, last in ((start - 1, end), (start, end + 1)) if self._in_one(first, last)]
            wider = [(_likeness(words, self._together(first, last)), first, last) for first, last in tries]
            if not wider or max(wider)[0] <= score:
                return score, start, end
            score, start, end = max(wider)
        return score, start, end

    def _in_one(self, first: int, last: int) -> bool:
        return first >= 0 and last <= len(self._chunks) and self._chunks[first].file == self._chunks[last - 1].file

    def _together(self, start: int, end: int) -> Counter[str]:
        together: Counter[str] = Counter()
        for chunk in self._chunks[start:end]:
            together += chunk.words
        return together


def _written_out(day: re.Match[str]) -> str:
    """A day of a file of data as English writes it: the articles that are damaged are in English."""
    return f"{int(day[3])} {month_name[int(day[2])]} {day[1]}" if 1 <= int(day[2]) <= 12 else day[0]


def counted(text: str) -> Counter[str]:
    """The words of a text and the pairs of them, in small letters."""
    words = [word.lower() for word in _WORD.findall(text.replace("’", "'").replace("_", " "))]
    return Counter([*words, *map(" ".join, pairwise(words))])


def _likeness(one: Counter[str], other: Counter[str], is_data: bool = False) -> float:
    """The share of words and pairs that both have, of all that either has.

    Of a row of data a table or a chart may show some columns alone, so there it is of all that the text has.
    """
    shared = sum((one & other).values())
    return shared / (one.total() if is_data else one.total() + other.total() - shared) if shared else 0.0


def _naming(name: str, lines: Sequence[str]) -> Lines:
    """The lines of the article that name a file of data."""
    return frozenset(("article.md", number) for number, line in enumerate(lines, 1) if f"/{name}" in line)


def _chunks(name: str, lines: Sequence[str], named: Lines) -> Iterator[Chunk]:
    if name.endswith(".csv"):
        yield from (Chunk(name, number, (line,), opened=named) for number, line in enumerate(lines, 1))
        return
    if name.endswith(".json"):
        yield from _references(name, lines)
        return
    end = next(number for number, line in enumerate(lines) if number and line == "---")
    yield from _front(name, lines[1:end], lines)
    yield from _body(name, lines, end + 1)


def _references(name: str, lines: Sequence[str]) -> Iterator[Chunk]:
    starts = [index for index, line in enumerate(lines) if line.startswith("  {")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield Chunk(name, start + 1, tuple(re.sub(r'"[\w-]+": *|<[^>]*>', "", line) for line in lines[start:end]))


def _front(name: str, lines: Sequence[str], article: Sequence[str]) -> Iterator[Chunk]:
    starts = [index for index, line in enumerate(lines) if not line.startswith((" ", "#"))]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        held = tuple(lines[start:end])
        key = held[0].partition(":")[0]
        # Abbreviations are listed where the article asks for it.
        listed = frozenset((name, number) for number, line in enumerate(article, 1) if line == f":::{{{key}}}")
        yield Chunk(name, start + 2, held, key not in _PRINTED and not listed, listed, is_key=True)


def _body(name: str, lines: Sequence[str], begin: int) -> Iterator[Chunk]:
    held: list[str] = []
    opened, fence = Lines(), ""
    for index, line in enumerate([*lines[begin:], ""], begin):
        bare = line.strip(" >")
        is_caption = bare.startswith(": ") and bool(held) and held[0].lstrip(" >").startswith("|")
        if held and not fence and (not bare or is_caption or _STARTS.match(line) or bare.startswith(("```", ":::"))):
            yield Chunk(name, index - len(held) + 1, tuple(held), opened=opened)
            held = []
        if bare.startswith(":::"):
            opened = frozenset({(name, index + 1)}) if bare.startswith(":::{") else Lines()
        if bare.startswith("```"):
            fence = "" if fence else "```"
        if bare or fence:
            held.append(line)
