"""Gives notes their ids, and tells of notes that nobody calls and of notes that are written twice."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from markdown_it.token import Token

from pipeline.diagnostics import Location, Rule, Severity
from pipeline.model import Admonition, Block, Chart, KeyFacts, Note, Paragraph, PullQuote
from pipeline.model.walk import Node as Walked
from pipeline.model.walk import descend, respread
from pipeline.readers.markdown.blocks import read_blocks
from pipeline.readers.markdown.ledger import Ledger, Node

UNUSED_FOOTNOTE = Rule(
    "unused-footnote",
    Severity.ERROR,
    "a note is never called",
    "The note would appear in no edition, and nobody would know.",
    wrong="The harbour was dug in 1871.\n\n[^survey]: Survey of the port, 1912.\n",
    right="The harbour was dug in 1871.[^survey]\n\n[^survey]: Survey of the port, 1912.\n",
)
DUPLICATE_FOOTNOTE = Rule(
    "duplicate-footnote",
    Severity.ERROR,
    "two notes have the same label",
    "Only one of them could appear; the other would be lost.",
    wrong="The harbour[^a] was dug in 1871.\n\n[^a]: The old one.\n\n[^a]: Survey of the port, 1912.\n",
    right="The harbour[^a] was dug in 1871.[^b]\n\n[^a]: The old one.\n\n[^b]: Survey of the port, 1912.\n",
)
EMPTY_FOOTNOTE = Rule(
    "empty-footnote",
    Severity.ERROR,
    "a note has no text",
    "Its call would lead the reader to nothing.",
    wrong="The harbour was dug in 1871.[^survey]\n\n[^survey]:\n",
    right="The harbour was dug in 1871.[^survey]\n\n[^survey]: Survey of the port, 1912.\n",
)
BOX_IN_NOTE = Rule(
    "box-in-note",
    Severity.ERROR,
    "a note holds a box or a chart",
    "These are there to catch the eye, which does not go to notes; at the foot of a page they have no room.",
    wrong=(
        "The harbour was dug in 1871.[^survey]\n\n"
        "[^survey]: Survey of the port.\n\n"
        "    :::{warning}\n"
        "    Its depths are no longer right.\n"
        "    :::\n"
    ),
    right=(
        "The harbour was dug in 1871.[^survey]\n\n"
        "[^survey]: Survey of the port.\n\n"
        "    Its depths are no longer right.\n"
    ),
)
RULES = (UNUSED_FOOTNOTE, DUPLICATE_FOOTNOTE, EMPTY_FOOTNOTE, BOX_IN_NOTE)


def note_ids(tokens: Iterable[Token]) -> Mapping[str, str]:
    """Return the id of each note by its label: `note-` and the label's slug, with a number where two are alike."""
    ids: dict[str, str] = {}
    # The number to try next for each name, so that many alike cost no more than many different ones.
    counts: dict[str, int] = {}
    for token in tokens:
        if token.type != "footnote_reference_open" or token.meta["label"] in ids:
            continue
        name = wanted = f"note-{_slug(token.meta['label'])}"
        while name in counts:
            counts[wanted] += 1
            name = f"{wanted}-{counts[wanted]}"
        counts[name] = 1
        ids[token.meta["label"]] = name
    return ids


def _slug(label: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or "x"


def read_notes(ledger: Ledger) -> tuple[Note, ...]:
    """Return the notes that can be reached from the text, in the order of the source; report the others."""
    reached = set(ledger.calls)
    called_by: dict[str, tuple[str, ...]] = {}
    notes = list(_definitions(ledger, called_by))
    waiting = list(reached)
    while waiting:
        new = set(called_by.get(waiting.pop(), ())) - reached
        reached |= new
        waiting.extend(new)
    for note in notes:
        if note.id not in reached and not _is_empty(note):
            ledger.report(UNUSED_FOOTNOTE, "the note is never called", note.at, "call it, or delete it")
    return tuple(note for note in notes if note.id in reached)


def _definitions(ledger: Ledger, called_by: dict[str, tuple[str, ...]]) -> Iterator[Note]:
    """Yield each note; `called_by` gets the notes that it calls itself."""
    seen: dict[str, Location] = {}
    # Reading a note may find more definitions and more notes in place.
    index = in_place = 0
    while index < len(ledger.definitions) or in_place < len(ledger.inline_notes):
        ledger.calls.clear()
        if index < len(ledger.definitions):
            node = ledger.definitions[index]
            index += 1
            if (note := _definition(node, seen, ledger)) is not None:
                called_by[note.id] = tuple(ledger.calls)
                yield note
        else:
            name, children, at = ledger.inline_notes[in_place]
            in_place += 1
            yield Note(name, (Paragraph(children, at),), at)


def _definition(node: Node, seen: dict[str, Location], ledger: Ledger) -> Note | None:
    label, at = str(node.token.meta["label"]), ledger.at(node.token)
    if label in seen:
        message = f'the note "{label}" is written twice, first at {seen[label]}'
        ledger.report(DUPLICATE_FOOTNOTE, message, at, "give one of them another label")
        return None
    seen[label] = at
    children = read_blocks(node.children, ledger)
    if not children:
        ledger.report(EMPTY_FOOTNOTE, f'the note "{label}" has no text', at, "write its text behind the colon")
        # Its calls lead to it all the same.
        children = (Paragraph((), at),)
    for block in descend(children):
        if isinstance(block, Admonition | KeyFacts | PullQuote | Chart):
            what = "chart" if isinstance(block, Chart) else "box"
            ledger.report(BOX_IN_NOTE, f"a {what} stands in a note", block.at, "move it into the text")
    kept = tuple(cast(Block, made) for block in children for made in _undrawn(block))
    return Note(ledger.note_ids[label], kept, at, last=_last_line(node, ledger))


def _undrawn(node: Walked) -> tuple[Walked, ...]:
    """Return a block of a note with the caption of each chart in its place: only those of the text are drawn."""
    if isinstance(node, Chart):
        return (Paragraph(node.caption.children, node.caption.at),) if node.caption else ()
    return (respread(node, _undrawn),)


def _is_empty(note: Note) -> bool:
    return note.children == (Paragraph((), note.at),)


def _last_line(node: Node, ledger: Ledger) -> int:
    """Return the last line of a note that is not empty."""
    first, end = node.token.map or [0, 1]
    while end - 1 > first and not ledger.source.line(end - 1).strip(" \t>"):
        end -= 1
    return ledger.source.at_line(end - 1).line
