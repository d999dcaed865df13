"""Proves that what was read reaches the editions: nothing is lost while text is made or while an edition selects.

The account proves that reading lost nothing, the proof that writing lost nothing of the article as it is written.
Between the two the article is changed: text is made, passages are left out. This compares it before and after, block by
block, and knows nothing of how the stages work: a block is known by its kind and its place in the source, which none of
them changes. What they add is not looked at; what stood there before must still, in its order, with its words.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

from pipeline.dates import is_date
from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.kept.lines import GAP, Glossary, folded, line_of
from pipeline.model import (
    Article,
    Block,
    Cell,
    Chart,
    Credit,
    Figure,
    Metadata,
    Moment,
    NoteCall,
    Part,
    References,
    Section,
    Table,
)
from pipeline.model.walk import children, descend
from pipeline.proof.sequences import rising

LOST_ON_THE_WAY = Rule(
    "lost-on-the-way",
    Severity.ERROR,
    "what was read from the source is not in what the editions are made of, though nothing was found wrong with it",
    "A defect of the program between reading and writing would be seen by nobody, since all editions would agree.",
)
RULES = (LOST_ON_THE_WAY,)

Key = tuple[str, Location]
Gone = Callable[[Block | Part], bool]
"""Whether an edition leaves a block out, with all that it holds."""
_HINT = "this is a defect of the program: report it, with this passage"
_MADE = frozenset({"at", "data", "drawing", "lines", "narrow", "told"})
"""Fields that `resolve` and the press fill."""
_SHOWN = 40


def lost(before: Article, after: Article, gone: Gone = lambda _: False) -> tuple[Diagnostic, ...]:
    """What of an article is missing, elsewhere or otherwise after a stage that may add to it."""
    if before is after:
        return ()
    glossary = Glossary(before.metadata.abbreviations)
    comparison = _Comparison(glossary, gone)
    found = [*comparison.of_blocks(_held(before.blocks), _held(after.blocks))]
    notes = {note.id: note for note in after.notes}
    called = _called(after)
    for note in before.notes:
        if note.id in notes:
            found += comparison.of_blocks(_held(note.children), _held(notes[note.id].children))
        elif note.id in called:
            found.append(_finding(f'the note "{note.id}" is lost', note.at))
    return (*_of_metadata(before.metadata, after.metadata), *found)


@dataclass(frozen=True, slots=True)
class _Held:
    """A block with what is around it: its line, in which gaps stand for text that is made, and what moved it."""

    node: Block | Part
    around: Block | Part | None
    line: str
    moved: bool = False

    @property
    def key(self) -> Key:
        """By what it is known."""
        return self.node.kind, self.node.at

    @property
    def place(self) -> Key | None:
        """By what that is known which is around it."""
        return (self.around.kind, self.around.at) if self.around else None


def _held(blocks: Iterable[Block | Part]) -> list[_Held]:
    """The blocks in reading order; the tables of charts at the end, where their data will stand."""
    found: list[_Held] = []
    tables: list[_Held] = []

    def walk(node: Block | Part, around: Block | Part | None) -> None:
        found.append(_Held(node, around, _line(node)))
        for child in children(node):
            if isinstance(child, Table) and isinstance(node, Chart):
                tables.extend(_table_of(node, child))
            elif isinstance(child, Block | Part):
                walk(child, node)
        if isinstance(node, Figure | Chart) and node.source:
            # A word for the source stands around it.
            found[:] = [_loose(each) if each.node is node.source else each for each in found]

    for block in blocks:
        walk(block, None)
    return [*found, *tables]


def _line(node: Block | Part) -> str:
    if (isinstance(node, Moment) and node.iso) or (isinstance(node, Cell) and node.number):
        return GAP
    line = line_of(node)
    return f"{GAP}{line}{GAP}" if isinstance(node, Credit) and node.source else line


def _loose(held: _Held) -> _Held:
    return replace(held, line=f"{GAP}{held.line}{GAP}")


def _table_of(chart: Chart, table: Table) -> Iterator[_Held]:
    """The table of a chart, in whose first column dates are written out and estimates are named."""
    firsts = {row.cells[0].at: over for row, over in zip(table.body, chart.over, strict=True)}
    for each in _held((table,)):
        moved = replace(each, moved=True)
        if isinstance(each.node, Cell) and each.node.at in firsts:
            moved = replace(moved, line=GAP) if is_date(firsts[each.node.at]) else _loose(moved)
        yield moved


@dataclass(frozen=True, slots=True)
class _Comparison:
    glossary: Glossary
    gone: Gone

    def of_blocks(self, before: Sequence[_Held], after: Sequence[_Held]) -> Iterator[Diagnostic]:
        """What is lost, has moved or is other than it was, each with all that it holds; and what is there twice."""
        places: defaultdict[Key, list[int]] = defaultdict(list)
        for index in range(len(after) - 1, -1, -1):
            places[after[index].key].append(index)
        pairs: list[tuple[_Held, int]] = []
        # Not by their keys, since two tables made of the same data have the same rows, and one of them may be left out.
        left: set[int] = set()
        for each in before:
            if id(each.around) in left or _is_made(each.node, bool(places[each.key])):
                left.add(id(each.node))
            elif self.gone(each.node):
                left.add(id(each.node))
                if places[each.key]:
                    yield _finding(f"{_described(each)} is there, though the edition leaves it out", each.node.at)
            elif places[each.key]:
                pairs.append((each, places[each.key].pop()))
            else:
                left.add(id(each.node))
                yield _finding(f"{_described(each)} is lost", each.node.at)
        moved = set(range(len(pairs))) - set(rising([index for _, index in pairs]))
        yield from (_finding(f"{_described(pairs[at][0])} has moved", pairs[at][0].node.at) for at in sorted(moved))
        for each, index in pairs:
            yield from self.of_block(each, after[index])
        twice = (after[index] for key in {each.key: None for each, _ in pairs} for index in places[key])
        yield from (_finding(f"{_described(each)} stands there twice", each.node.at) for each in twice)

    def of_block(self, before: _Held, after: _Held) -> Iterator[Diagnostic]:
        """What is other than it was in one block."""
        name, at = _described(before), before.node.at
        if not before.moved and before.place != after.place:
            yield _finding(f"{name} stands in something else than it did", at)
        for what in _others(before, after):
            yield _finding(f"the {what} of {name} is another than it was", at)
        if not self.glossary.reads(before.line, after.line) or not _has_digits(before.node, after.node):
            yield _finding(f"{name} has lost something, or has it otherwise", at)


def _is_made(node: Block | Part, there: bool) -> bool:
    """Whether it is a list of references, or a section of nothing else, which may go when nothing is to be listed."""
    if isinstance(node, Section):
        return not there and bool(node.children) and all(isinstance(one, References) for one in node.children)
    return isinstance(node, References)


def _others(before: _Held, after: _Held) -> Iterator[str]:
    """The names of the fields whose values are others than their author gave them."""
    for field in fields(before.node):
        first, second = getattr(before.node, field.name), getattr(after.node, field.name)
        if field.name in _MADE or _holds_nodes(first) or (before.moved and field.name in {"id", "lang"}):
            continue
        if field.name == "alt":
            first, second = folded(first), folded(second)
        if first != second and (first or field.name != "id"):
            yield field.name


def _holds_nodes(value: object) -> bool:
    several = value if isinstance(value, tuple) else (value,)
    return value == () or value is None or any(hasattr(one, "kind") for one in several)


def _has_digits(before: Block | Part, after: Block | Part) -> bool:
    """Whether a number of data, or the year of a date, that was written in words is still that one."""
    shown = re.sub(r"\D", "", line_of(after))
    if isinstance(before, Cell) and before.number:
        return shown == re.sub(r"\D", "", before.number)
    return not isinstance(before, Moment) or not before.iso or before.iso[:4] in shown


def _of_metadata(before: Metadata, after: Metadata) -> Iterator[Diagnostic]:
    """The values of the front matter that are others, but for their quotation marks and dashes."""
    for field in fields(before):
        first, second = getattr(before, field.name), getattr(after, field.name)
        if field.name == "outline":
            first, second = (tuple((folded(each.title), each.level) for each in value) for value in (first, second))
        elif isinstance(first, str):
            first, second = folded(first), folded(second)
        if first != second:
            yield _finding(f'"{field.name}" of the front matter is another than it was', before.at.get(field.name))


def _called(article: Article) -> frozenset[str]:
    roots = (*article.blocks, *(block for note in article.notes for block in note.children))
    return frozenset(node.note for node in descend(roots) if isinstance(node, NoteCall))


def _described(held: _Held) -> str:
    words = re.sub(r"[\ue000-\ue002].*", "", held.line)[:_SHOWN]
    return f'the {held.node.kind.replace("-", " ")} "{words}"' if words else f"the {held.node.kind.replace('-', ' ')}"


def _finding(message: str, at: Location | None) -> Diagnostic:
    return Diagnostic(LOST_ON_THE_WAY, message, at, _HINT)
