"""The numbers of sections, figures and tables, set before headings and captions: "1.2", "Figure 2.".

They are those of the whole article, so that an edition that leaves something out numbers the rest as every other does.
A figure or a table without a caption has no number, since nothing on the page could show it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from pipeline.model import Article, Block, Caption, Chart, Figure, Inline, Label, Section, Table, Text
from pipeline.model.walk import Node, rebuilt
from pipeline.resolve.speech import Speech
from pipeline.theme import Words, filled

Names = Mapping[str, str]
"""What the numbered blocks are called in a sentence, by their ids: "Section 1.2", "Figure 2"."""

SERIES: Mapping[type[Block], str] = {Figure: "figure", Chart: "figure", Table: "table"}
"""The kinds of blocks that are numbered by their captions, and the series in which they are."""


def with_labels(article: Article, words: Words) -> tuple[Article, Names]:
    """The article with numbers before its captions and, if it asks for them, before its headings; and their names."""
    labels = _Labels(words, Speech(article.metadata.lang), _Level() if article.metadata.number_sections else None)
    blocks = tuple(cast(Block, labels.labelled(block)) for block in article.blocks)
    labels.level = None
    notes = tuple(
        replace(note, children=tuple(cast(Block, labels.labelled(block)) for block in note.children))
        for note in article.notes
    )
    names = {note.id: filled(words.labels["note-reference"], number=str(note.number)) for note in notes}
    return replace(article, blocks=blocks, notes=notes), {**labels.names, **names}


@dataclass(slots=True)
class _Level:
    """The number of a section, and how many of the sections in it are numbered so far."""

    number: tuple[int, ...] = ()
    inside: int = 0


@dataclass(slots=True)
class _Labels:
    """How far each series is counted, and the section that is being numbered, None where sections have no numbers."""

    words: Words
    speech: Speech
    level: _Level | None
    counted: Counter[str] = field(default_factory=Counter)
    names: dict[str, str] = field(default_factory=dict)

    def labelled(self, node: Node) -> Node:
        with self.speech.inside(node):
            if isinstance(node, Section):
                return self._section(node)
            if isinstance(node, Figure | Chart | Table) and node.caption:
                node = replace(node, caption=self._captioned(node, node.caption))
            return rebuilt(node, self.labelled)

    def _section(self, section: Section) -> Section:
        outer, self.level = self.level, self._next(section)
        heading = section.heading
        if self.level:
            number = ".".join(map(str, self.level.number))
            self.names[section.id] = filled(self.words.labels["section-reference"], number=number)
            heading = replace(heading, children=(*self._label(number, heading), *heading.children))
        children = tuple(cast(Block, self.labelled(child)) for child in section.children)
        self.level = outer
        return replace(section, heading=heading, children=children)

    def _next(self, section: Section) -> _Level | None:
        """The level that a section opens; below one without a number nothing could have one."""
        if self.level is None or section.heading.unnumbered:
            return None
        self.level.inside += 1
        return _Level((*self.level.number, self.level.inside))

    def _captioned(self, block: Figure | Chart | Table, caption: Caption) -> Caption:
        series = SERIES[type(block)]
        self.counted[series] += 1
        number = str(self.counted[series])
        self.names[block.id] = filled(self.words.labels[f"{series}-reference"], number=number)
        label = filled(self.words.labels[f"{series}-label"], number=number)
        return replace(caption, children=(*self._label(label, caption), *caption.children))

    def _label(self, text: str, before: Node) -> tuple[Inline, ...]:
        at = before.at
        return Label(self.speech.said((Text(text, at),), at), at), Text(" ", at)
