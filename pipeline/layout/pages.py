"""The pages of an edition beside the article that they show: which lines are whose, and where that is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.diagnostics import Diagnostic, Location, Rule
from pipeline.model import Article, Block, Edition, Part
from pipeline.model.walk import descend
from pipeline.press_facts import Item, Layout, Sheet


@dataclass(frozen=True, slots=True)
class Placed:
    """Something on a page, and the number of that page."""

    page: int
    item: Item


@dataclass(frozen=True, slots=True)
class Pages:
    """The sheets, counted from 1; all blocks of the article by their ids; the lines of each block as they are read."""

    sheets: tuple[Sheet, ...]
    article: Article
    edition: Edition
    blocks: Mapping[str, Block | Part]
    lines: Mapping[str, tuple[Placed, ...]]

    @classmethod
    def of(cls, layout: Layout, article: Article, edition: Edition) -> "Pages":
        """The pages of an edition that has been laid out."""
        roots = (*article.blocks, *(block for note in article.notes for block in note.children))
        blocks = {node.id: node for node in descend(roots) if isinstance(node, Block | Part) and node.id}
        lines: dict[str, list[Placed]] = {}
        for number, sheet in enumerate(layout.sheets, 1):
            for item in sheet.items:
                if item.kind in {"line", "note"}:
                    lines.setdefault(item.block, []).append(Placed(number, item))
        return cls(layout.sheets, article, edition, blocks, {block: tuple(found) for block, found in lines.items()})

    def placed(self) -> Iterator[Placed]:
        """All that stands on the pages, one after the other."""
        for number, sheet in enumerate(self.sheets, 1):
            yield from (Placed(number, item) for item in sheet.items)

    def at(self, block: str) -> Location | None:
        """Where a block is written; None for what the theme makes."""
        return self.blocks[block].at if block in self.blocks else None

    def found(self, rule: Rule, page: int, fact: str, at: Location | None, hint: str) -> Diagnostic:
        """A finding on a page of the edition."""
        return Diagnostic(rule, f"{self.edition.title}, page {page}: {fact}", at, hint)
