"""Abbreviations: written out where the text first uses them, explained wherever else, and listed on request.

"First" is in the body, then in the notes. Only a paragraph of the article's own words is changed: headings, captions,
cells and terms keep theirs, as do quotations. What stands in a passage that some editions lack is no first use to them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.model import (
    Abbreviation,
    Article,
    Block,
    Code,
    Inline,
    LineBreak,
    Paragraph,
    Part,
    Passage,
    PullQuote,
    Quote,
    Text,
)
from pipeline.model.walk import Node, children, respread
from pipeline.resolve.abbreviation_list import EMPTY_LIST, with_lists
from pipeline.resolve.abbreviation_use import Glossary, Use
from pipeline.resolve.speech import Speech
from pipeline.theme import Words

UNUSED_ABBREVIATION = Rule(
    "unused-abbreviation",
    Severity.WARNING,
    "the text does not use an abbreviation that the front matter explains",
    "It may be misspelt in one of the two places, and then no reader is told what it means.",
    wrong=(
        "---\n"
        "abbreviations:\n"
        "  NATO: North Atlantic Treaty Organization\n"
        "---\n\n"
        "The alliance has its seat in Brussels.\n"
    ),
    right=("---\nabbreviations:\n  NATO: North Atlantic Treaty Organization\n---\n\nNATO has its seat in Brussels.\n"),
    yields=True,
)
PLURAL_ABBREVIATION = Rule(
    "plural-abbreviation",
    Severity.WARNING,
    "the first use of an abbreviation is its plural, whose long form nobody has given",
    (
        "Nothing is written out there, since a rule for plurals would make words that do not exist; readers "
        "meet it unexplained."
    ),
    wrong=(
        "---\nabbreviations:\n  NGO: non-governmental organization\n---\n\nSome NGOs have asked. One NGO has not.\n"
    ),
    right=(
        "---\n"
        "abbreviations:\n"
        "  NGO: non-governmental organization\n"
        "  NGOs: non-governmental organizations\n"
        "---\n\n"
        "Some NGOs have asked. One NGO has not.\n"
    ),
    yields=True,
)
RULES = (UNUSED_ABBREVIATION, PLURAL_ABBREVIATION, EMPTY_LIST)

_OBJECT = "\ufffc"
"""Stands in a line for what is no text."""
N = TypeVar("N", bound=Block)


def with_abbreviations(article: Article, words: Words) -> tuple[Article, tuple[Diagnostic, ...]]:
    """The article with its abbreviations written out once, explained elsewhere, and listed; and what is wrong."""
    glossary = Glossary(article.metadata.abbreviations)
    reading = _Reading(glossary, words, article.passages, Speech(article.metadata.lang))
    if glossary.meanings:
        blocks = tuple(reading.read(block) for block in article.blocks)
        notes = tuple(
            replace(note, children=tuple(reading.read(block) for block in note.children)) for note in article.notes
        )
        article = replace(article, blocks=blocks, notes=notes)
    listed, findings = with_lists(article, reading.used, words)
    return listed, (*_unused(article, reading.used), *reading.findings, *findings)


def _unused(article: Article, used: set[str]) -> Iterator[Diagnostic]:
    glossary = Glossary(article.metadata.abbreviations)
    for name in glossary.meanings:
        if glossary.singular(name) not in used:
            at = article.metadata.at.get(f"abbreviations.{name}")
            message = f'the text does not use the abbreviation "{name}"'
            yield Diagnostic(UNUSED_ABBREVIATION, message, at, "use it, or take it away")


@dataclass(slots=True)
class _Reading:
    """What has been used, what has been written out in which passage, and the line that is being read."""

    glossary: Glossary
    words: Words
    passages: tuple[Passage, ...]
    speech: Speech
    used: set[str] = field(default_factory=set)
    told: set[tuple[str, Passage | None]] = field(default_factory=set)
    findings: list[Diagnostic] = field(default_factory=list)
    block: Block | Part | None = None
    quoted: bool = False
    offset: int = 0
    uses: list[Use] = field(default_factory=list)

    def read(self, block: N) -> N:
        (made,) = self._read(block)
        return cast(N, made)

    def _read(self, node: Node) -> tuple[Node, ...]:
        if isinstance(node, Block | Part):
            return (self._block(node),)
        if isinstance(node, Text):
            return tuple(self._text(node))
        if any(children(node)):
            with self.speech.inside(node):
                return (respread(node, self._read),)
        self.offset += len(_flat(node))
        return (node,)

    def _block(self, node: Block | Part) -> Node:
        outer = self.block, self.quoted, self.offset, self.uses
        held = tuple(children(node))
        self.block, self.quoted = node, self.quoted or isinstance(node, Quote | PullQuote)
        line = "".join(_flat(child) for child in held if isinstance(child, Inline))
        self.offset, self.uses = 0, list(reversed(self.glossary.uses(line)))
        if not self.uses and all(isinstance(child, Inline) for child in held):
            self.block, self.quoted, self.offset, self.uses = outer
            return node
        with self.speech.inside(node):
            made = respread(node, self._read)
        self.block, self.quoted, self.offset, self.uses = outer
        return made

    def _text(self, node: Text) -> Iterator[Inline]:
        """A text, the abbreviations in it marked or written out."""
        start, end, done, gathered = self.offset, self.offset + len(node.text), 0, ""
        self.offset = end
        while self.uses and self.uses[-1].start < end:
            use = self.uses.pop()
            if use.end > end or use.start < start or self.speech.foreign:
                continue
            gathered += node.text[done : use.start - start]
            kept = self._kept(use, node)
            if kept is not None:
                gathered, done = gathered + kept, use.end - start
                continue
            yield from (Text(gathered, node.at),) if gathered else ()
            yield Abbreviation(self.glossary.meaning(use.short), (Text(use.short, node.at),), node.at)
            gathered, done = "", use.start + len(use.short) - start
        rest = gathered + node.text[done:]
        yield from (Text(rest, node.at),) if rest else ()

    def _kept(self, use: Use, node: Text) -> str | None:
        """What stands for a use that is the first: written out, or as it is where the author has done so; else None."""
        name = self.glossary.singular(use.short)
        self.used.add(name)
        around = [each for each in self.passages if _is_inside(node, each)]
        told = any((name, passage) in self.told for passage in (None, *around))
        if told or use.is_joined or self.quoted or not isinstance(self.block, Paragraph):
            return None
        long = self.glossary.long(use.short)
        explained = use.is_explained(self.glossary.meaning(use.short))
        if not explained and not long:
            self._plural(use, name, node)
            return None
        self.told.add((name, around[-1] if around else None))
        return use.text if explained else use.written_out(long, self.words)

    def _plural(self, use: Use, name: str, node: Text) -> None:
        if not any(use.short in finding.message for finding in self.findings):
            message = f'"{use.short}" is used before "{name}" is, and its long form is not known'
            hint = f"write it out there, or add a line `{use.short}: …` to the abbreviations"
            self.findings.append(Diagnostic(PLURAL_ABBREVIATION, message, node.at, hint))


def _is_inside(node: Text, passage: Passage) -> bool:
    return passage.at.file == node.at.file and passage.at.line < node.at.line < passage.last


def _flat(node: Node) -> str:
    """The characters of an inline, one for each thing that is no text."""
    if isinstance(node, Text | Code):
        return node.text
    if isinstance(node, LineBreak):
        return "\n"
    return "".join(map(_flat, children(node))) or _OBJECT
