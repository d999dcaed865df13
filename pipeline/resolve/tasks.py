"""The states of tasks in words, for those who do not see the boxes."""

from dataclasses import replace
from typing import TypeVar, cast

from pipeline.model import Item
from pipeline.model.walk import rebuilt
from pipeline.theme import Words

N = TypeVar("N")


def with_states(node: N, words: Words) -> N:
    """The node with the state of every task in the words of the article's language."""
    made = rebuilt(node, lambda child: with_states(child, words))
    if isinstance(made, Item) and made.checked is not None:
        return cast(N, replace(made, told=words.labels["task-done" if made.checked else "task-open"]))
    return made
