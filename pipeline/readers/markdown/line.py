"""The text of one block while its tokens become inlines: where each stands in the source, and how deep it nests."""

from dataclasses import dataclass, replace
from typing import cast

from markdown_it.token import Token

from pipeline.diagnostics import Location
from pipeline.readers.markdown.grammar import Stretch, place
from pipeline.readers.markdown.ledger import Ledger, Node


@dataclass(frozen=True, slots=True)
class Line:
    """Where the content of a block stands in the source, and what gathers; `depth` levels are around what is read."""

    ledger: Ledger
    stretches: tuple[Stretch, ...]
    depth: int = 0

    def inside(self) -> "Line":
        """The line one level deeper."""
        return replace(self, depth=self.depth + 1)

    def at(self, start: int, end: int) -> Location:
        """Return the place of a stretch of the content."""
        return self.ledger.source.at(place(self.stretches, start), place(self.stretches, end - 1) + 1)

    def place(self, node: Node) -> Location:
        """Return the place of a token with all up to the one that closes it."""
        start, _ = cast("tuple[int, int]", node.token.meta["span"])
        _, end = cast("tuple[int, int]", node.close.meta["span"])
        # The inner ones of two marks open and close a strong passage.
        wider = node.type == "strong"
        return self.at(start - wider, end + wider)


def stretches_of(token: Token) -> tuple[Stretch, ...]:
    """Return where each line of an inline token's content stands in the source."""
    if "stretches" in token.meta:
        return cast("tuple[Stretch, ...]", token.meta["stretches"])
    found: list[Stretch] = []
    offset = 0
    for text, start in zip(token.content.split("\n"), token.meta["starts"], strict=False):
        # Indentation that the parser left on a line stands before the line's text.
        found.append(Stretch(offset + len(text) - len(text.lstrip(" \t")), start))
        offset += len(text) + 1
    return tuple(found)
