"""Text that somebody meant to replace: in the body, in captions and alternative texts, in the front matter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.checks.placeholder_words import placeholders
from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import (
    Article,
    Chart,
    Code,
    CodeBlock,
    Definitions,
    Edition,
    Figure,
    Foreign,
    Image,
    LineBreak,
    Metadata,
    References,
    Text,
)
from pipeline.model.walk import Node, children

PLACEHOLDER = Rule(
    "placeholder",
    Severity.ERROR,
    "a text stands for one that is still to be written",
    "It would be printed as it is, and readers would see that nobody has looked.",
    wrong="The reading room holds TODO books.\n",
    right="The reading room holds 12,000 books.\n",
    yields=True,
)
RULES = (PLACEHOLDER,)

_OBJECT = "\ufffc"
"""Stands in a line for what is no text: code, which may speak of such words, and pictures."""
_QUOTES = "\"'“”„‟«»‹›‘’‚「」『』"
"""A word between these is spoken of."""
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text in one language, and where it begins."""

    text: str
    lang: str
    at: Location


def check_placeholders(article: Article, _: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for each text in the article, whatever its edition, that stands for another."""
    lines = {each.file: each.content.decode("utf-8", "replace").splitlines() for each in article.sources if each.file}
    known = article.metadata.lang
    roots = (*article.blocks, *(block for note in article.notes for block in note.children))
    runs = [*_of_metadata(article.metadata), *(run for root in roots for run in _runs(root, known))]
    # `resolve` says some lines twice: the caption of a chart is that of its table too.
    yield from dict.fromkeys(finding for run in runs for finding in _found(run, lines))


def _found(run: Sequence[_Piece], lines: dict[str, list[str]]) -> Iterator[Diagnostic]:
    """The findings in a line of text, which its pieces make up."""
    text = "".join(piece.text for piece in run)
    seen: dict[Location, int] = {}
    for lang in dict.fromkeys(piece.lang for piece in run):
        for match in placeholders(lang).finditer(text):
            piece = _piece(run, match.start())
            if piece.lang == lang and not _is_quoted(text, *match.span()):
                words = match[0] if len(match[0]) <= _SHOWN else f"{match[0][:_SHOWN]}…"
                at = _place(match[0], piece.at, seen, lines)
                hint = "write what belongs here, or make it a comment: <!-- … -->"
                yield Diagnostic(PLACEHOLDER, f'"{words}" stands for text that is still to be written', at, hint)


def _piece(run: Sequence[_Piece], offset: int) -> _Piece:
    for piece in run:
        if offset < len(piece.text):
            return piece
        offset -= len(piece.text)
    return run[-1]


def _is_quoted(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES and start > 0 and end < len(text)


def _place(words: str, at: Location, seen: dict[Location, int], lines: dict[str, list[str]]) -> Location:
    """Where the words stand, from the place of their text on; that place itself where they are written otherwise."""
    source = lines.get(at.file, [])
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


def _runs(node: Node, lang: str) -> Iterator[list[_Piece]]:
    """The lines of text at and below a block, without code and the words of cited works."""
    if isinstance(node, CodeBlock | References):
        return
    if isinstance(node, Definitions) and node.of:
        # What is listed stands in the text too.
        return
    lang = getattr(node, "lang", "") or lang
    if isinstance(node, Figure | Chart):
        alt, at = (node.image.alt, node.image.at) if isinstance(node, Figure) else (node.alt, node.at)
        yield [_Piece(alt, lang, at)]
    inside = list(children(node))
    line = [piece for child in inside if not _holds_lines(child) for piece in _pieces(child, lang)]
    if line:
        yield line
    yield from ([_Piece(image.alt, lang, image.at)] for child in inside for image in _images(child))
    for child in inside:
        if _holds_lines(child):
            yield from _runs(child, lang)


def _holds_lines(node: Node) -> bool:
    """Whether it is a block or a part of one, which have ids and their text in a line of its own."""
    return hasattr(node, "id") and not hasattr(node, "call") and node.kind not in {"anchor", "page-reference"}


def _pieces(node: Node, lang: str) -> Iterator[_Piece]:
    """The text of an inline, in the language of each of its pieces."""
    if isinstance(node, Text):
        yield _Piece(node.text, lang, node.at)
    elif isinstance(node, Code | Image):
        yield _Piece(_OBJECT, lang, node.at)
    elif isinstance(node, LineBreak):
        yield _Piece(" ", lang, node.at)
    else:
        spoken = node.lang if isinstance(node, Foreign) else lang
        yield from (piece for child in children(node) for piece in _pieces(child, spoken))


def _images(node: Node) -> Iterator[Image]:
    """The pictures in an inline."""
    if isinstance(node, Image):
        yield node
    elif not _holds_lines(node):
        yield from (image for child in children(node) for image in _images(child))


def _of_metadata(meta: Metadata) -> Iterator[list[_Piece]]:
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
            yield [_Piece(value, meta.lang, at)]
