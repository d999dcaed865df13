"""What became of the characters of a source: how many are in the text of a node, how many mark it up, and as what."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Account:
    """Characters (code points) of the files that an article was read from, each counted once.

    `text` stand in nodes of the article; `markup` are the others by the name of what they do (`emphasis`, `link`,
    `white space` between blocks, …); `unread` are in no node, and a finding says so.
    """

    text: int = 0
    markup: Mapping[str, int] = field(default_factory=dict)
    unread: int = 0

    @property
    def characters(self) -> int:
        """All of them."""
        return self.text + sum(self.markup.values()) + self.unread
