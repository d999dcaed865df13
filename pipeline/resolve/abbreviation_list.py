"""The list of abbreviations, where the author asks for it: those that the text uses, in the order of the alphabet."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Article, Block, Definitions, Description, Paragraph, Term, Text
from pipeline.model.walk import Node, respread
from pipeline.theme import Words

EMPTY_LIST = Rule(
    "empty-list",
    Severity.ERROR,
    "a list is asked for, and there is nothing to list",
    "It would leave a heading or a sentence without what it promises.",
    wrong="## Abbreviations\n\n:::{abbreviations}\n:::\n",
    right=(
        "---\n"
        "abbreviations:\n"
        "  NATO: North Atlantic Treaty Organization\n"
        "---\n\n"
        "NATO has its seat in Brussels.\n\n"
        "## Abbreviations\n\n"
        ":::{abbreviations}\n"
        ":::\n"
    ),
)
N = TypeVar("N", bound=Block)


def with_lists(article: Article, used: Collection[str], words: Words) -> tuple[Article, tuple[Diagnostic, ...]]:
    """The article with its lists of abbreviations filled, those that would be empty left out and reported."""
    meanings = article.metadata.abbreviations
    alphabet = words.labels["alphabet"]
    entries = [(name, meanings[name]) for name in sorted(used, key=lambda name: order(name, alphabet))]
    filling = _Filling(entries)
    blocks = tuple(block for each in article.blocks for block in filling.filled(each))
    return replace(article, blocks=cast("tuple[Block, ...]", blocks)), tuple(filling.findings)


def order(text: str, alphabet: str) -> tuple[list[tuple[int, str]], str]:
    """What texts are sorted by: letters by their places in the alphabet, those with marks of no place as without.

    Case and punctuation count only between texts that are otherwise the same.
    """
    keys = [_place(letter, alphabet) for letter in unicodedata.normalize("NFC", text.casefold()) if letter.isalnum()]
    return keys, text


def _place(letter: str, alphabet: str) -> tuple[int, str]:
    base = letter if letter in alphabet else unicodedata.normalize("NFKD", letter)[0]
    found = alphabet.find(base)
    return (found, "") if found >= 0 else (-1 if base.isdecimal() else len(alphabet), base)


@dataclass(slots=True)
class _Filling:
    entries: list[tuple[str, str]]
    findings: list[Diagnostic] = field(default_factory=list)

    def filled(self, node: Node) -> tuple[Node, ...]:
        if not (isinstance(node, Definitions) and node.of == "abbreviations"):
            return (respread(node, self.filled),)
        if self.entries:
            parts = [part for name, meaning in self.entries for part in _entry(name, meaning, node.at)]
            return (replace(node, children=tuple(parts)),)
        hint = "explain abbreviations in the front matter, or take the list away"
        self.findings.append(Diagnostic(EMPTY_LIST, "the list of abbreviations would be empty", node.at, hint))
        return ()


def _entry(name: str, meaning: str, at: Location) -> tuple[Term, Description]:
    return Term((Text(name, at),), at), Description((Paragraph((Text(meaning, at),), at),), at)
