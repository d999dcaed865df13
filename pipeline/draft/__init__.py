"""The article of a draft: with a box at every place where something was found, which says what and by which rule.

It is an article like any other, so that what writes, traces and proves editions does so with drafts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.contract import Contract
from pipeline.diagnostics import Diagnostic, Severity
from pipeline.draft.boxes import box
from pipeline.draft.places import TOP, Map
from pipeline.draft.sections import Absent, absent
from pipeline.model import Article, Block, Code, Heading, Link, Section, Text
from pipeline.model.walk import Node, descend, respread

_SHOWN = (Severity.ERROR, Severity.WARNING)


def marked(article: Article, findings: Iterable[Diagnostic], contract: Contract | None = None) -> Article:
    """A resolved article with its errors and warnings shown in place: behind the block they are about, else at the top.

    What is found in a heading stands below it, in a note behind the block that first calls it, in a file of data behind
    the block that uses it. A section that is missing, by the contract or the outline, has its heading where it belongs.
    """
    shown = [finding for finding in findings if finding.severity in _SHOWN]
    lacking = absent(article, contract, shown)
    told = {id(finding) for one in lacking for finding in one.findings}
    boxes = _Boxes(article, _by_block(article, [one for one in shown if id(one) not in told]), lacking)
    return _without_dead_links(replace(article, blocks=(*boxes.of(TOP), *boxes.among(article.blocks, TOP))))


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
    places = Map.of(article)
    found: dict[str, list[Diagnostic]] = {}
    for finding in sorted(findings, key=_order):
        found.setdefault(places.block_at(finding.at), []).append(finding)
    return found


def _order(finding: Diagnostic) -> tuple[int, int, int]:
    """Errors and warnings as they stand in the text; without a place, errors first."""
    at = finding.at
    return (at.line, at.column, 0) if at else (0, 0, _SHOWN.index(finding.severity))


@dataclass(slots=True)
class _Boxes:
    """The boxes of an article, made as they are put in, and counted; and the sections that it lacks."""

    article: Article
    findings: Mapping[str, Sequence[Diagnostic]]
    lacking: Sequence[Absent]
    count: int = field(default=0)
    taken: set[str] = field(default_factory=set)

    def among(self, blocks: Sequence[Block], parent: str) -> Iterator[Block]:
        """The blocks of a section, or of the whole, each followed by its box, and what sections are missing there."""
        lacking = [one for one in self.lacking if one.parent == parent]
        there = {block.id for block in blocks}
        for block in blocks:
            yield from self._missing(one for one in lacking if one.before == block.id)
            if isinstance(block, Section):
                yield replace(block, children=(*self.of(block.id), *self.among(block.children, block.id)))
            else:
                yield block
                yield from self.of(block.id)
        yield from self._missing(one for one in lacking if one.before not in there)

    def of(self, name: str) -> Iterator[Block]:
        """The box of a block, if anything was found of it."""
        if found := self.findings.get(name):
            yield self._box(found)

    def _missing(self, several: Iterable[Absent]) -> Iterator[Section]:
        for one in several:
            heading = Heading(one.level, (Text(one.title, one.at),), one.at, self._free(one.id))
            yield Section(heading, (self._box(one.findings, one.told),))

    def _box(self, found: Sequence[Diagnostic], instead: str = "") -> Block:
        self.count += 1
        # No public id has a dot, and no other block is counted within "draft".
        name = f"draft.finding{self.count}"
        return box(found, name, self.article.metadata.lang, self.article.sources[0].file, instead)

    def _free(self, wish: str) -> str:
        """An id that nothing in the article has."""
        if not self.taken:
            roots = (*self.article.blocks, *(block for note in self.article.notes for block in note.children))
            self.taken.update(getattr(node, "id", "") for node in descend(roots))
            self.taken.update(note.id for note in self.article.notes)
        name, number = wish, 1
        while name in self.taken:
            number += 1
            name = f"{wish}-{number}"
        self.taken.add(name)
        return name
