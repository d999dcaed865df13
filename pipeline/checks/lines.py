"""The lines of text that readers meet, piece by piece with language and place, and where words stand in them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from re import Match, Pattern
from typing import Protocol, TypeVar

from pipeline.diagnostics import Location
from pipeline.model import (
    Article,
    Chart,
    Code,
    CodeBlock,
    Definitions,
    Figure,
    Foreign,
    Image,
    LineBreak,
    Metadata,
    References,
    Text,
)
from pipeline.model.walk import Node, children

_OBJECT = "\ufffc"
"""Stands in a line for what is no text: code, which may speak of such words, and pictures."""
_QUOTES = "\"'“”„‟«»‹›‘’‚「」『』"
"""A word between these is spoken of."""
_TYPED = str.maketrans("’\u00a0\u202f", "'  ")
"""Signs that typography puts in the place of what is typed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one language, and where it begins."""

    text: str
    lang: str
    at: Location


Line = Sequence[Piece]


class Found(Protocol):
    """What is found: where it begins and ends."""

    def span(self) -> tuple[int, int]:
        """Return the two offsets."""


F_co = TypeVar("F_co", bound=Found, covariant=True)


class Finder(Protocol[F_co]):
    """What finds something in a line of text: a compiled pattern, or what bounds one."""

    def finditer(self, string: str, /) -> Iterator[F_co]:
        """Yield what is found, in order."""


Wanted = Callable[[str], Finder[Found] | None]
"""What is looked for in a language (a tag of BCP 47); None finds nothing in it."""
Patterns = Callable[[str], Pattern[str] | None]
"""The pattern of a language."""


Sources = Mapping[str, Sequence[str]]
"""The lines of the files of an article, by the names that places have for them."""


def source_lines(article: Article) -> Sources:
    """The lines of the files that an article was read from."""
    return {each.file: each.content.decode("utf-8", "replace").splitlines() for each in article.sources if each.file}


def said(article: Article, pattern: Patterns) -> Iterator[tuple[str, Location]]:
    """The words that `matches` finds."""
    return ((match[0], at) for match, at in matches(article, pattern))


def matches(
    article: Article, pattern: Patterns, without: tuple[type, ...] = ()
) -> Iterator[tuple[Match[str], Location]]:
    """What the pattern of a language finds in the lines that speak it, and where; what is quoted is spoken of.

    `without` are kinds of blocks not looked at.
    """
    found = _matches(lines(article, without), pattern, source_lines(article), quoted=False)
    return ((match, at) for match, _, at in found)


def found_in(among: Iterable[Line], wanted: Wanted, sources: Sources) -> Iterator[tuple[str, Location]]:
    """What is found in lines of an article, quoted or not, and where in its `sources`."""
    return ((words, at) for _, words, at in _matches(among, wanted, sources, quoted=True))


def _matches(
    among: Iterable[Line], wanted: Callable[[str], Finder[F_co] | None], sources: Sources, *, quoted: bool
) -> Iterator[tuple[F_co, str, Location]]:
    """What is found in lines, each in its language, its words, and where they stand.

    A match may span pieces and counts as in the language of the first. `resolve` says some lines twice: the caption of
    a chart is that of its table too. What is found in both is told once.
    """
    told: set[tuple[str, Location]] = set()
    for line in among:
        for match, words, at in _found(line, wanted, sources, quoted=quoted):
            if (words, at) not in told:
                told.add((words, at))
                yield match, words, at


def lines(article: Article, without: tuple[type, ...] = ()) -> Iterator[Line]:
    """The lines of the front matter, of the text and of its notes, without code and the words of cited works.

    Nor are there those of the kinds of blocks that the caller goes `without`.
    """
    yield from _of_metadata(article.metadata)
    for root in (*article.blocks, *(block for note in article.notes for block in note.children)):
        yield from lines_of(root, article.metadata.lang, without)


def _found(
    line: Line, wanted: Callable[[str], Finder[F_co] | None], sources: Sources, *, quoted: bool
) -> Iterator[tuple[F_co, str, Location]]:
    """What is found in a line of text, which its pieces make up."""
    text = "".join(piece.text for piece in line)
    seen: dict[Location, int] = {}
    for lang in dict.fromkeys(piece.lang for piece in line):
        finder = wanted(lang)
        for match in finder.finditer(text) if finder else ():
            start, end = match.span()
            piece, words = _piece(line, start), text[start:end]
            if piece.lang == lang and (quoted or not _is_quoted(text, start, end)):
                yield match, words, _place(words, piece.at, seen, sources)


def _piece(line: Line, offset: int) -> Piece:
    for piece in line:
        if offset < len(piece.text):
            return piece
        offset -= len(piece.text)
    return line[-1]


def _is_quoted(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES and start > 0 and end < len(text)


def _place(words: str, at: Location, seen: dict[Location, int], sources: Sources) -> Location:
    """Where the words stand, from the place of their text on; that place itself where they are written otherwise."""
    source = sources.get(at.file, ())
    wanted = words.split("\n", 1)[0].translate(_TYPED)
    for number in range(at.line, len(source) + 1):
        line = source[number - 1]
        if number > at.line and not line.strip():
            break
        found = line.translate(_TYPED).find(wanted, max(at.column - 1, seen.get(at, 0)) if number == at.line else 0)
        if found >= 0:
            if number == at.line:
                seen[at] = found + len(wanted)
            return replace(at, line=number, column=found + 1, length=len(wanted))
    return at


def lines_of(node: Node, lang: str, without: tuple[type, ...] = ()) -> Iterator[Line]:
    """The lines of text at and below a node, in the language around it, without code and the words of cited works."""
    if isinstance(node, (CodeBlock, References, *without)):
        return
    if isinstance(node, Definitions) and node.of:
        # What is listed stands in the text too.
        return
    lang = getattr(node, "lang", "") or lang
    if isinstance(node, Figure | Chart):
        alt, at = (node.image.alt, node.image.at) if isinstance(node, Figure) else (node.alt, node.at)
        yield [Piece(alt, lang, at)]
    inside = list(children(node))
    line = [piece for child in inside if not _holds_lines(child) for piece in _pieces(child, lang)]
    if line:
        yield line
    yield from ([Piece(image.alt, lang, image.at)] for child in inside for image in _images(child))
    for child in inside:
        if _holds_lines(child):
            yield from lines_of(child, lang, without)


def _holds_lines(node: Node) -> bool:
    """Whether it is a block or a part of one, which have ids and their text in a line of its own."""
    return hasattr(node, "id") and not hasattr(node, "call") and node.kind not in {"anchor", "page-reference"}


def _pieces(node: Node, lang: str) -> Iterator[Piece]:
    """The text of an inline, in the language of each of its pieces."""
    if isinstance(node, Text):
        yield Piece(node.text, lang, node.at)
    elif isinstance(node, Code | Image):
        yield Piece(_OBJECT, lang, node.at)
    elif isinstance(node, LineBreak):
        yield Piece(" ", lang, node.at)
    else:
        spoken = node.lang if isinstance(node, Foreign) else lang
        yield from (piece for child in children(node) for piece in _pieces(child, spoken))


def _images(node: Node) -> Iterator[Image]:
    """The pictures in an inline."""
    if isinstance(node, Image):
        yield node
    elif not _holds_lines(node):
        yield from (image for child in children(node) for image in _images(child))


def _of_metadata(meta: Metadata) -> Iterator[Line]:
    """What readers see of the front matter, value by value."""
    values = {"title": meta.title, "subtitle": meta.subtitle, "summary": meta.summary, "publisher": meta.publisher}
    values |= {f"keywords.{number}": word for number, word in enumerate(meta.keywords)}
    values |= {"series.title": meta.series.title} if meta.series else {}
    values["accessibility.summary"] = meta.accessibility.summary
    for number, each in enumerate(meta.contributors):
        values |= {f"contributors.{number}.name": each.name, f"contributors.{number}.affiliation": each.affiliation}
    values |= {f"related.{number}.title": each.title for number, each in enumerate(meta.related)}
    for path, value in values.items():
        at = meta.at.get(path) or meta.at.get(path.split(".")[0])
        if value and at:
            yield [Piece(value, meta.lang, at)]
