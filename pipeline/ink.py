"""Ink: what a finished file holds but nobody sees in it, told at the block of the source that it belongs to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Edition, Entry, Trace, Unseen, Why, solid
from pipeline.proof.described import described, quoted
from pipeline.proof.findings import MOST
from pipeline.proof.generated import placed
from pipeline.wording import counted

UNSEEN_TEXT = Rule(
    "unseen-text",
    Severity.ERROR,
    "a finished file holds a text that nobody can see",
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
    Why.OVERLAPPED: "move one of the two in the style; a word that is too long for its cell may need a place to break",
    Why.GROUND: "give it a colour that stands out from what is behind it",
    Why.STYLE: "let the style show it, or take it out of the source",
}
_ATTACHED = {"label", "back", "number", "fold"}
"""The kinds of generated text that stand in the block whose id is in theirs, and go with it."""
_MANY = 2
"""How many texts of one table or list are told one by one."""
_WHOLE = 0.9
"""The share of a block's characters from which on it is called unseen as a whole."""


@dataclass(frozen=True, slots=True)
class _Lost:
    """What a finding is about: words, place, the pieces that nobody sees, how many more are like it, and in what."""

    what: str
    at: Location | None
    pieces: tuple[Unseen, ...]
    more: int = 0
    among: str = ""


def findings(promised: Trace, unseen: Sequence[Unseen], edition: Edition) -> tuple[Diagnostic, ...]:
    """An error for each block that nobody sees, or for what holds it when all in that is unseen; none if all is seen.

    They come in the order of reading: the text, the notes, what the theme made.
    """
    if not unseen:
        return ()
    pieces: dict[str, list[Unseen]] = {}
    for one in unseen:
        pieces.setdefault(one.id, []).append(one)
    lost = [*_blocks(promised.blocks, pieces), *_blocks(promised.notes, pieces), *_others(promised, pieces)]
    lost = list(_joined(lost))
    told = [_finding(one, edition) for one in lost[:MOST]]
    if len(lost) > MOST:
        more = counted(len(lost) - MOST, "more block")
        told.append(Diagnostic(UNSEEN_TEXT, f"{edition.title}: nobody sees {more}", hint="mend the others first"))
    return tuple(told)


def _joined(lost: Iterable[_Lost]) -> Iterable[_Lost]:
    """One for each cause that a file names, at the first that it hides: to mend it mends all."""
    first: dict[object, _Lost] = {}
    for one in lost:
        named = tuple(dict.fromkeys((piece.why, piece.by) for piece in one.pieces))
        cause = named if all(by for _, by in named) else one
        first[cause] = replace(first[cause], more=first[cause].more + one.more + 1) if cause in first else one
    return first.values()


def _finding(lost: _Lost, edition: Edition) -> Diagnostic:
    reasons = dict.fromkeys(f"{piece.why}{f' ({piece.by})' if piece.by else ''}" for piece in lost.pieces)
    more = f"; so with {lost.more} more{lost.among}" if lost.more else ""
    fact = f"{edition.title}{_pages(lost.pieces)}: nobody sees {lost.what}, since it {' or '.join(reasons)}{more}"
    return Diagnostic(UNSEEN_TEXT, fact, lost.at, _HINTS[lost.pieces[0].why])


def _pages(pieces: Iterable[Unseen]) -> str:
    labels = list(dict.fromkeys(piece.page for piece in pieces if piece.page))
    if not labels:
        return ""
    return f", page {labels[0]}" if len(labels) == 1 else f", pages {labels[0]} to {labels[-1]}"


def _blocks(stream: Sequence[Entry], pieces: Mapping[str, Sequence[Unseen]]) -> Iterator[_Lost]:
    """What of a stream is unseen: in one what is so as a whole, and in one many texts of a table or a list."""
    index = 0
    while index < len(stream):
        entry, inside = stream[index], stream[index : _end(stream, index)]
        if entry.kind == "heading" and not _is_lost(inside, pieces):
            inside = inside[:1]
        lost = list(_of(inside, pieces))
        if len(lost) > _MANY:
            held = tuple(piece for one in lost for piece in one.pieces)
            first = next(one.text for one in inside if one.text)
            lost = [replace(lost[0], pieces=held, more=len(lost) - 1, among=f" in {described(entry, first)}")]
        yield from lost
        index += len(inside)


def _of(stream: Sequence[Entry], pieces: Mapping[str, Sequence[Unseen]]) -> Iterator[_Lost]:
    """What of some blocks is unseen, one finding for each, or for what holds it when all in that is unseen."""
    index = 0
    while index < len(stream):
        entry, inside = stream[index], stream[index : _end(stream, index)]
        held = tuple(piece for one in inside for piece in pieces.get(one.id, ()))
        if _is_lost(inside, pieces):
            yield _Lost(_group(entry, [one for one in inside if one.text]), entry.at, held)
            index += len(inside)
            continue
        if held := tuple(pieces.get(entry.id, ())):
            yield _Lost(_single(entry, held), entry.at, held)
        index += 1


def _is_lost(inside: Sequence[Entry], pieces: Mapping[str, Sequence[Unseen]]) -> bool:
    """Whether nothing of a block that holds others is seen."""
    texts = [one for one in inside if one.text]
    several = len(texts) + (inside[0].id in pieces and not inside[0].text) > 1
    return several and all(_is_whole(one, pieces.get(one.id, ())) for one in texts)


def _end(stream: Sequence[Entry], index: int) -> int:
    """Where the first entry stands that is not inside this one: a heading holds its section, a block what is in it."""
    rank = _rank(stream[index])
    return next((after for after in range(index + 1, len(stream)) if _rank(stream[after]) <= rank), len(stream))


def _rank(entry: Entry) -> tuple[int, int]:
    return len(entry.path), 0 if entry.kind == "heading" else entry.level


def _is_whole(entry: Entry, pieces: Sequence[Unseen]) -> bool:
    seen = any(piece.partly for piece in pieces)
    return not seen and sum(len(solid(piece.text)) for piece in pieces) >= _WHOLE * len(solid(entry.text))


def _group(entry: Entry, texts: Sequence[Entry]) -> str:
    if entry.kind == "heading":
        return f"the section {quoted(entry.text)} with the {len(texts)} texts in it"
    inside = f" with the {len(texts)} texts in it" if len(texts) > 1 else ""
    return f"{described(entry, texts[0].text)}{inside}"


def _single(entry: Entry, pieces: Sequence[Unseen]) -> str:
    if _is_whole(entry, pieces) and entry.text:
        return described(entry)
    text = " ".join(piece.text.strip() for piece in pieces)
    words = f"{'all of ' if any(piece.partly for piece in pieces) else ''}the {'words' if ' ' in text else 'word'}"
    return f"{words} {quoted(text)} in {described(entry)}"


def _others(promised: Trace, pieces: Mapping[str, Sequence[Unseen]]) -> Iterator[_Lost]:
    """What the theme made and nobody sees, one finding for each kind, and texts that belong to nothing."""
    known = {entry.id for stream in (promised.blocks, promised.notes) for entry in stream}
    kinds: dict[str, list[Entry]] = {}
    alone = [name for name in pieces if name not in known and (_holder(name) == name or _holder(name) not in pieces)]
    texts = [Entry((), _kind(name), 0, name, "", pieces[name][0].text) for name in alone]
    for entry in placed(texts, promised.blocks, promised.notes):
        kinds.setdefault(entry.id.rpartition(".")[2] if entry.kind == "page" else entry.kind, []).append(entry)
    for first, *others in kinds.values():
        held = tuple(piece for entry in (first, *others) for piece in pieces[entry.id])
        yield _Lost(described(first), first.at, held, len(others))


def _kind(name: str) -> str:
    """The kind of a generated text, by its id; text without any belongs to no block."""
    return name[1:].partition(".")[0] if name else "text"


def _holder(name: str) -> str:
    """The id of the block that a generated text stands in and goes with; its own for any other."""
    kind, _, rest = name[1:].partition(".")
    # The ways back from a note are counted behind its id.
    return (rest.rpartition(".")[0] if kind == "back" else rest) if kind in _ATTACHED else name
