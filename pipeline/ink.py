"""Ink: what a finished file holds but nobody sees in it, told at the block of the source that it belongs to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Edition, Entry, Trace, Unseen, Why, solid

UNSEEN_TEXT = Rule(
    "unseen-text",
    Severity.ERROR,
    "A finished file holds a text that nobody can see.",
    "It is there for machines, and lost for people: white on white, under a picture, cut away, too small.",
)
RULES = (UNSEEN_TEXT,)

_HINTS: Mapping[Why, str] = {
    Why.OFF_PAGE: "make it narrower, or mend the style that puts it there: what runs off the paper is lost",
    Why.CLIPPED: "let the box in the style grow with its text, or show what flows over",
    Why.INVISIBLE: "let the style show it, or take it out of the source",
    Why.TRANSPARENT: "give it a solid colour in the style",
    Why.TOO_SMALL: "set it larger in the style",
    Why.MIRRORED: "take the transformation out of the style",
    Why.COVERED: "move what lies over it, in the template or the style",
    Why.GROUND: "give it a colour that stands out from what is behind it",
    Why.STYLE: "let the style show it, or take it out of the source",
}
_ATTACHED = {"label", "back", "number", "fold"}
"""The kinds of generated text that stand in the block whose id is in theirs, and go with it."""
_LIMIT = 20
"""How many findings an edition gets; what is behind them is counted."""
_WHOLE = 0.9
"""The share of a block's characters from which on it is called unseen as a whole."""


@dataclass(frozen=True, slots=True)
class _Lost:
    """What one finding is about: its words, its place, and the pieces that nobody sees."""

    what: str
    at: Location | None
    pieces: tuple[Unseen, ...]


def findings(promised: Trace, unseen: Sequence[Unseen], edition: Edition) -> tuple[Diagnostic, ...]:
    """An error for each block that nobody sees, or for what holds it when all in that is unseen; none if all is seen.

    They come in the order of reading, first the text, then the notes, then what the theme made.
    """
    if not unseen:
        return ()
    pieces: dict[str, list[Unseen]] = {}
    for one in unseen:
        pieces.setdefault(one.id, []).append(one)
    lost = [*_blocks(promised.blocks, pieces), *_blocks(promised.notes, pieces), *_others(promised, pieces)]
    told = [_finding(one, edition) for one in lost[:_LIMIT]]
    if more := len(lost) - len(told):
        told.append(Diagnostic(UNSEEN_TEXT, f"{edition.title}: nobody sees {more} more texts", hint="mend these first"))
    return tuple(told)


def _finding(lost: _Lost, edition: Edition) -> Diagnostic:
    reasons = dict.fromkeys(f"{piece.why}{f' ({piece.by})' if piece.by else ''}" for piece in lost.pieces)
    fact = f"{edition.title}{_pages(lost.pieces)}: nobody sees {lost.what}, since it {' or '.join(reasons)}"
    return Diagnostic(UNSEEN_TEXT, fact, lost.at, _HINTS[lost.pieces[0].why])


def _pages(pieces: Iterable[Unseen]) -> str:
    labels = list(dict.fromkeys(piece.page for piece in pieces if piece.page))
    if not labels:
        return ""
    return f", page {labels[0]}" if len(labels) == 1 else f", pages {labels[0]} to {labels[-1]}"


def _blocks(stream: Sequence[Entry], pieces: Mapping[str, Sequence[Unseen]]) -> Iterator[_Lost]:
    """What of a stream is unseen: as much in one as is unseen as a whole."""
    index = 0
    while index < len(stream):
        entry, inside = stream[index], stream[index : _end(stream, index)]
        texts = [one for one in inside if one.text]
        several = len(texts) + (entry.id in pieces and not entry.text) > 1
        if texts and several and all(_is_whole(one, pieces.get(one.id, ())) for one in texts):
            held = tuple(piece for one in inside for piece in pieces.get(one.id, ()))
            yield _Lost(_group(entry, texts), entry.at, held)
            index += len(inside)
            continue
        if held := tuple(pieces.get(entry.id, ())):
            yield _Lost(_single(entry, held), entry.at, held)
        index += 1


def _end(stream: Sequence[Entry], index: int) -> int:
    """Where the first entry stands that is not inside this one: a heading holds its section, a block what is in it."""
    rank = _rank(stream[index])
    return next((after for after in range(index + 1, len(stream)) if _rank(stream[after]) <= rank), len(stream))


def _rank(entry: Entry) -> tuple[int, int]:
    return len(entry.path), 0 if entry.kind == "heading" else entry.level


def _is_whole(entry: Entry, pieces: Sequence[Unseen]) -> bool:
    return sum(len(solid(piece.text)) for piece in pieces) >= _WHOLE * len(solid(entry.text))


def _group(entry: Entry, texts: Sequence[Entry]) -> str:
    if entry.kind == "heading":
        return f"section {_quoted(entry.text)} with the {len(texts)} texts in it"
    if len(texts) == 1:
        return f"{entry.kind} {_quoted(texts[0].text)}"
    return f"{entry.kind} {entry.id} with the {len(texts)} texts in it, the first {_quoted(texts[0].text)}"


def _single(entry: Entry, pieces: Sequence[Unseen]) -> str:
    if not entry.text:
        return f"{_quoted(pieces[0].text)} in {entry.kind} {entry.id}"
    whole = f"{entry.kind} {_quoted(entry.text)}"
    if _is_whole(entry, pieces):
        return whole
    return f"{_quoted(' '.join(piece.text.strip() for piece in pieces))} in {whole}"


def _others(promised: Trace, pieces: Mapping[str, Sequence[Unseen]]) -> Iterator[_Lost]:
    """What the theme made and nobody sees, one finding for each kind, and texts that belong to nothing."""
    known = {entry.id: entry for stream in (promised.blocks, promised.notes) for entry in stream}
    kinds: dict[str, list[Unseen]] = {}
    for name, held in pieces.items():
        kind = name[1:].partition(".")[0]
        if name not in known and (_holder(name) == name or _holder(name) not in pieces):
            kinds.setdefault(name.rpartition(".")[2] if kind == "page" else kind, []).extend(held)
    for kind, held in kinds.items():
        several = f" and {len(held) - 1} more like it" if len(held) > 1 else ""
        at = known.get(_holder(held[0].id))
        what = f"{kind} text " if kind else ""
        yield _Lost(f"{what}{_quoted(held[0].text)}{several}", at.at if at else None, tuple(held))


def _holder(name: str) -> str:
    """The id of the block that a generated text stands in and goes with; its own for any other."""
    kind, _, rest = name[1:].partition(".")
    # The ways back from a note are counted behind its id.
    return (rest.rpartition(".")[0] if kind == "back" else rest) if kind in _ATTACHED else name


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return f'"{text}"' if len(text) <= 60 else f'"{text[:57]}..."'
