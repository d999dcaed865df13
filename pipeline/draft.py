"""The article of a draft: with a box at every place where something was found, which says what and by which rule.

It is an article like any other, so that what writes, traces and proves editions does so with drafts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.diagnostics import Diagnostic, Location, Severity
from pipeline.model import (
    Admonition,
    Article,
    Block,
    Code,
    Inline,
    LineBreak,
    Link,
    Note,
    NoteCall,
    Paragraph,
    Section,
    Strong,
    Text,
)
from pipeline.model.walk import Node, descend, respread
from pipeline.report import safe

_LANGUAGE = "en"
"""That of what the pipeline says."""
_SHOWN = (Severity.ERROR, Severity.WARNING)
_MOST = 50
"""Findings of one box; a thousand of them would push the text out of sight."""

TOP = ""
"""The place of what is found of no block."""


def marked(article: Article, findings: Iterable[Diagnostic]) -> Article:
    """A resolved article with its errors and warnings shown in place: behind the block they are about, else at the top.

    What is found in a heading stands below it, in a note behind the block that first calls it, in a file of data behind
    the block that uses it.
    """
    shown = [finding for finding in findings if finding.severity in _SHOWN]
    boxes = _Boxes(article.metadata.lang, _by_block(article, shown))
    blocks = (*boxes.of(TOP), *boxes.among(article.blocks))
    return _without_dead_links(replace(article, blocks=blocks))


def _without_dead_links(article: Article) -> Article:
    """The article with the words of each link that leads to no id in it, or the id where there are none."""
    roots = (*article.blocks, *(block for note in article.notes for block in note.children))
    ids = {f"#{getattr(node, 'id', '')}" for node in descend(roots)} | {f"#{note.id}" for note in article.notes}

    def living(node: Node) -> tuple[Node, ...]:
        if isinstance(node, Link) and node.target.startswith("#") and node.target not in ids:
            words = tuple(made for child in node.children for made in living(child))
            return words or (Code(node.target, node.at),)
        return (respread(node, living),)

    def each(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(respread(block, living) for block in blocks)

    notes = tuple(replace(note, children=each(note.children)) for note in article.notes)
    return replace(article, blocks=each(article.blocks), notes=notes)


def _by_block(article: Article, findings: Iterable[Diagnostic]) -> Mapping[str, list[Diagnostic]]:
    """The findings by the id of the block that they are about, in the order of the text."""
    map_ = _Map.of(article)
    found: dict[str, list[Diagnostic]] = {}
    for finding in sorted(findings, key=_order):
        found.setdefault(map_.block_at(finding.at), []).append(finding)
    return found


def _order(finding: Diagnostic) -> tuple[int, int, int]:
    """Errors and warnings as they stand in the text; without a place, errors first."""
    at = finding.at
    return (at.line, at.column, 0) if at else (0, 0, _SHOWN.index(finding.severity))


@dataclass(frozen=True, slots=True)
class _Map:
    """Where blocks and notes stand: for each file of the text, their places in order, each with the id of a block."""

    starts: Mapping[str, Sequence[tuple[int, int, str]]]
    used: Mapping[str, Location]

    @classmethod
    def of(cls, article: Article) -> "_Map":
        starts: dict[str, list[tuple[int, int, str]]] = {}
        for at, name in (*_places(article.blocks), *_places_of_notes(article)):
            starts.setdefault(at.file, []).append((at.line, at.column, name))
        for places in starts.values():
            places.sort(key=lambda place: place[:2])
        used = {source.file: source.used[0] for source in article.sources if source.used}
        return cls(starts, used)

    def block_at(self, at: Location | None) -> str:
        """The id of the block in which a place is, or behind which; TOP when the text has not begun there."""
        if at is None:
            return TOP
        if at.file not in self.starts:
            return self.block_at(self.used[at.file]) if at.file in self.used else TOP
        before = [name for line, column, name in self.starts[at.file] if (line, column) <= (at.line, at.column)]
        return before[-1] if before else TOP


def _places(blocks: Iterable[Block]) -> Iterator[tuple[Location, str]]:
    """The place of each block that is not inside of another, but for sections."""
    for block in blocks:
        if isinstance(block, Section):
            yield block.at, block.id
            yield from _places(block.children)
        else:
            yield block.at, block.id


def _places_of_notes(article: Article) -> Iterator[tuple[Location, str]]:
    """The place of each note with the block that first calls it; a note that only notes call goes with them."""
    callers: dict[str, str] = {}
    notes = {note.id: note for note in article.notes}
    for block in _flow(article.blocks):
        _note_callers((block,), block.id, notes, callers)
    yield from ((note.at, callers.get(note.id, TOP)) for note in article.notes)


def _note_callers(blocks: Sequence[Block], caller: str, notes: Mapping[str, Note], callers: dict[str, str]) -> None:
    waiting = list(blocks)
    while waiting:
        for node in descend((waiting.pop(),)):
            if isinstance(node, NoteCall) and node.note in notes and node.note not in callers:
                callers[node.note] = caller
                waiting.extend(notes[node.note].children)


def _flow(blocks: Iterable[Block]) -> Iterator[Block]:
    """Headings and blocks in the order of the text."""
    for block in blocks:
        if isinstance(block, Section):
            yield block.heading
            yield from _flow(block.children)
        else:
            yield block


@dataclass(slots=True)
class _Boxes:
    """The boxes of an article in the language `lang`, made as they are put in, and counted."""

    lang: str
    findings: Mapping[str, Sequence[Diagnostic]]
    count: int = field(default=0)

    def among(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """The blocks, each followed by its box."""
        for block in blocks:
            if isinstance(block, Section):
                yield replace(block, children=(*self.of(block.id), *self.among(block.children)))
            else:
                yield block
                yield from self.of(block.id)

    def of(self, name: str) -> Iterator[Block]:
        """The box of a block, if anything was found of it."""
        if found := self.findings.get(name):
            self.count += 1
            # No public id has a dot, and no other block is counted within "draft".
            name, at = f"draft.finding{self.count}", found[0].at or Location("", 1)
            lines = [_line(finding, f"{name}.p{number}") for number, finding in enumerate(found[:_MOST], 1)]
            if more := len(found) - _MOST:
                lines += [Paragraph((Text(f"And {more} more.", at),), at, f"{name}.more")] if more > 0 else []
            yield Admonition("finding", None, tuple(lines), at, name, "" if self._is_understood() else _LANGUAGE)

    def _is_understood(self) -> bool:
        return self.lang.partition("-")[0].lower() == _LANGUAGE


def _line(finding: Diagnostic, name: str) -> Paragraph:
    """What was found, its rule with file and line, and what to do."""
    at = finding.at or Location("", 1)
    message = _sentence(finding.message)
    where = f", {at.file.rpartition('/')[2]}, line {at.line}" if finding.at else ""
    children: list[Inline] = [
        Strong((Text(message, at),), at),
        Text(" — ", at),
        Code(f"{finding.severity}[{finding.code}]", at),
    ]
    if where:
        children.append(Text(where, at))
    if finding.hint:
        children += [LineBreak(at), *_with_code(_sentence(finding.hint), at)]
    return Paragraph(tuple(children), at, name)


def _sentence(words: str) -> str:
    """The words as a sentence begins, names as they are, without characters that no file of an edition can hold."""
    line = safe(words)
    return line[:1].upper() + line[1:] if line.partition(" ")[0].isalpha() else line


def _with_code(words: str, at: Location) -> Iterator[Inline]:
    """The words, what stands between backticks as code."""
    for number, part in enumerate(words.split("`")):
        if part:
            yield Code(part, at) if number % 2 else Text(part, at)
