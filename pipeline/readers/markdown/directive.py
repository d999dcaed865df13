"""A directive as the parser gives it, and what several kinds of them have: a caption, a credit, an alternative text."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.diagnostics import Location, Rule, Severity
from pipeline.model import Block, Caption, Paragraph
from pipeline.readers.markdown.inlines import read_inlines
from pipeline.readers.markdown.ledger import Ledger, Node
from pipeline.readers.markdown.line import stretches_of
from pipeline.readers.markdown.plain import plain_text

DIRECTIVE_CONTENT = Rule(
    "directive-content",
    Severity.ERROR,
    "a directive holds what it cannot hold, or lacks what it needs",
    "What does not fit has no place in any edition, and what is missing leaves a hole.",
    wrong=":::{key-facts}\nThe quay is 400 m long.\n:::\n",
    right=":::{key-facts}\nLength of the quay\n: 400 m\n:::\n",
)


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive as written: its name, its argument, its option lines, and the blocks that it holds."""

    node: Node
    options: Mapping[str, Node]
    blocks: tuple[Block, ...]
    at: Location

    @property
    def name(self) -> str:
        """The word in braces."""
        return self.node.token.info

    @property
    def argument(self) -> str:
        """What stands behind the braces."""
        return str(self.node.token.meta["argument"])

    def option(self, name: str) -> str:
        """The text of an option, "" if it is not given."""
        return self.options[name].token.content if name in self.options else ""


def alt_of(directive: Directive, ledger: Ledger) -> str:
    """Return the alternative text that the option `alt` gives, "" for none."""
    token = directive.options["alt"].token if "alt" in directive.options else None
    return plain_text(token, stretches_of(token), directive.at, ledger) if token else ""


def caption_of(blocks: tuple[Block, ...]) -> tuple[Caption | None, tuple[Block, ...]]:
    """Return the caption that the first paragraph is, and the blocks that are none."""
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            return Caption(block.children, block.at), blocks[:index] + blocks[index + 1 :]
    return None, blocks


def line_of(directive: Directive, option: str, ledger: Ledger) -> Caption | None:
    """Return the line of text that an option gives: who made a picture, where its numbers come from."""
    if option not in directive.options:
        return None
    children = read_inlines(directive.options[option].token, ledger)
    return Caption(children, children[0].at) if children else None
