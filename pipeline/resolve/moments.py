"""The dates of timelines, written in the article's language."""

from dataclasses import replace
from typing import TypeVar, cast

from pipeline.dates import in_words
from pipeline.model import Moment, Text
from pipeline.model.walk import rebuilt
from pipeline.theme import Words

N = TypeVar("N")


def with_dates(node: N, words: Words) -> N:
    """The node with every moment that the source gives as a date of ISO 8601 written out."""
    if isinstance(node, Moment) and node.iso:
        return cast(N, replace(node, children=(Text(in_words(node.iso, words), node.at),)))
    return rebuilt(node, lambda child: with_dates(child, words))
