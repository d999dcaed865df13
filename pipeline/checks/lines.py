"""The lines of text that readers meet, piece by piece with language and place, and where words stand in them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from re import Match, Pattern

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


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one language, and where it begins."""

    text: str
    lang: str
    at: Location


Line = Sequence[Piece]


Patterns = Callable[[str], Pattern[str] | None]
"""The pattern of a language; None finds nothing in it."""


def said(article: Article, pattern: Patterns) -> Iterator[tuple[str, Location]]:
    """The words that `matches` finds."""
    return ((match[0], at) for match, at in matches(article, pattern))


def matches(
    article: Article, pattern: Patterns, without: tuple[type, ...] = ()
) -> Iterator[tuple[Match[str], Location]]:
    """What the pattern of a language finds in the lines that speak it, and where; what is quoted is spoken of.

    A match may span pieces and counts as in the language of the first. `resolve` says some lines twice: the caption of
    a chart is that of its table too. What is found in both is told once. `without` are kinds of blocks not looked at.
    """
    sources = {each.file: each.content.decode("utf-8", "replace").splitlines() for each in article.sources if each.file}
    told: set[tuple[str, Location]] = set()
    for line in lines(article, without):
        for match, at in _found(line, pattern, sources):
            if (match[0], at) not in told:
                told.add((match[0], at))
                yield match, at


def lines(article: Article, without: tuple[type, ...] = ()) -> Iterator[Line]:
    """The lines of the front matter, of the text and of its notes, without code and the words of cited works.

    Nor are there those of the kinds of blocks that the caller goes `without`.
    """
    yield from _of_metadata(article.metadata)
    for root in (*article.blocks, *(block for note in article.notes for block in note.children)):
        yield from _lines(root, article.metadata.lang, (CodeBlock, References, *without))


def _found(
    line: Line, pattern: Patterns, sources: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Match[str], Location]]:
    """What is found in a line of text, which its pieces make up."""
    text = "".join(piece.text for piece in line)
    seen: dict[Location, int] = {}
    for lang in dict.fromkeys(piece.lang for piece in line):
        wanted = pattern(lang)
        for match in wanted.finditer(text) if wanted else ():
            piece = _piece(line, match.start())
            if piece.lang == lang and not _is_quoted(text, *match.span()):
                yield match, _place(match[0], piece.at, seen, sources)


def _piece(line: Line, offset: int) -> Piece:
    for piece in line:
        if offset < len(piece.text):
            return piece
        offset -= len(piece.text)
    return line[-1]


def _is_quoted(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES and start > 0 and end < len(text)


def _place(words: str, at: Location, seen: dict[Location, int], sources: Mapping[str, Sequence[str]]) -> Location:
    """Where the words stand, from the place of their text on; that place itself where they are written otherwise."""
    source = sources.get(at.file, ())
    wanted = words.split("\n", 1)[0]
    for number in range(at.line, len(source) + 1):
        line = source[number - 1]
        if number > at.line and not line.strip():
            break
        found = line.find(wanted, max(at.column - 1, seen.get(at, 0)) if number == at.line else 0)
        if found >= 0:
            if number == at.line:
                seen[at] = found + len(wanted)
            return replace(at, line=number, column=found + 1, length=len(wanted))
    return at


def _lines(node: Node, lang: str, without: tuple[type, ...]) -> Iterator[Line]:
    """The lines of text at and below a block, but those of blocks of some kinds."""
    if isinstance(node, without):
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
            yield from _lines(child, lang, without)


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
