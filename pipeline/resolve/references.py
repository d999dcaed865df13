"""References within the article: every `#id` leads somewhere; without text it says where: "Section 3", "Figure 2"."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias, cast

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.model import (
    Anchor,
    Article,
    Block,
    Cell,
    Code,
    Foreign,
    Heading,
    Image,
    Inline,
    Label,
    Link,
    Note,
    NoteCall,
    PageReference,
    Paragraph,
    Part,
    Text,
)
from pipeline.model.walk import Node, descend, plain_text, respread
from pipeline.resolve.numbering import Names
from pipeline.resolve.speech import Speech, begins_sentence
from pipeline.wording import meant

BROKEN_REFERENCE = Rule(
    "broken-reference",
    Severity.ERROR,
    "a link leads to an id that the article does not have",
    "A reader who follows it on a screen stays where they are; on paper it names nothing.",
    wrong="The library opens early; see [](#houres).\n\n## Opening hours {#hours}\n\nFrom nine to six.\n",
    right="The library opens early; see [](#hours).\n\n## Opening hours {#hours}\n\nFrom nine to six.\n",
)
REFERENCE_WITHOUT_TEXT = Rule(
    "reference-without-text",
    Severity.ERROR,
    "a reference has no text, and what it leads to has neither a number nor a heading to be called by",
    "Nobody could see where the link leads.",
    wrong="See [](#ships).\n\n{#ships}\n| Year | Ships |\n|------|-------|\n| 2024 | 120   |\n",
    right=(
        "See [](#ships).\n\n{#ships}\n| Year | Ships |\n|------|-------|\n| 2024 | 120   |\n: Ships in the harbour\n"
    ),
)
Target: TypeAlias = Block | Part | Note | Anchor
RULES = (BROKEN_REFERENCE, REFERENCE_WITHOUT_TEXT)

_LEFT_OUT = (Image, Label, NoteCall, PageReference)
"""What of a heading is not repeated where its words stand for it."""


def with_references(article: Article, names: Names) -> tuple[Article, tuple[Diagnostic, ...]]:
    """The article in which references without text say what they lead to, in print with the page; and what is wrong.

    A section without a number is called by its heading's words.
    """
    roots = (*article.blocks, *(block for note in article.notes for block in note.children))
    nodes = [node for node in descend(roots) if isinstance(node, Block | Part | Anchor)]
    known: dict[str, Target] = {node.id: node for node in nodes}
    known.update((note.id, note) for note in article.notes)
    filling = _Filling(Speech(article.metadata.lang), names, known)
    blocks = tuple(cast(Block, filling.filled(block)) for block in article.blocks)
    notes = tuple(
        replace(note, children=tuple(cast(Block, filling.filled(block)) for block in note.children))
        for note in article.notes
    )
    return replace(article, blocks=blocks, notes=notes), tuple(filling.findings)


@dataclass(slots=True)
class _Filling:
    """What is known of targets; how many pages are named so far, what the line says so far, and what is wrong.

    `hints` is by each name that means nothing what to do about it.
    """

    speech: Speech
    names: Names
    known: dict[str, Target]
    pages: int = 0
    before: str = ""
    findings: list[Diagnostic] = field(default_factory=list)
    hints: dict[str, str] = field(default_factory=dict)

    def filled(self, node: Node) -> Node:
        with self.speech.inside(node):
            return respread(node, self._spread)

    def _spread(self, node: Node) -> tuple[Node, ...]:
        if isinstance(node, Block | Part):
            self.before = ""
            if isinstance(node, Paragraph | Cell) and not any(isinstance(each, Link) for each in descend((node,))):
                return (node,)
        elif isinstance(node, Text | Code):
            self.before += node.text
        if not (isinstance(node, Link) and node.target.startswith("#")):
            return (self.filled(node),)
        target = self.known.get(node.target[1:])
        if target is None:
            self._broken(node)
        return self._referring(node, target) if target and not node.children else (self.filled(node),)

    def _referring(self, link: Link, target: Target) -> tuple[Node, ...]:
        """The link with its text, and the place of the page's number behind it."""
        words = self._words(target, link)
        if not words:
            self._wordless(link, target)
            return (replace(link, children=(Text(target.id, link.at),)),)
        self.pages += 1
        lang = self.speech.own if self.speech.foreign else ""
        within = self.before.count("(") > self.before.count(")")
        self.before += plain_text(words)
        return replace(link, children=words), PageReference(target.id, self.pages, link.at, lang, within)

    def _words(self, target: Target, link: Link) -> tuple[Inline, ...]:
        if target.id in self.names:
            name = self.names[target.id]
            name = name[:1].upper() + name[1:] if begins_sentence(self.before) else name
            return self.speech.said((Text(name, link.at),), link.at)
        if not isinstance(target, Heading):
            return ()
        words = tuple(self._title(target, frozenset()))
        return (Foreign(target.lang, words, link.at),) if target.lang else self.speech.said(words, link.at)

    def _title(self, heading: Heading, inside: frozenset[str]) -> Iterator[Inline]:
        """The words of a heading; a reference in it says its own, unless it leads back to where it stands."""
        for node in heading.children:
            yield from cast("Iterator[Inline]", self._repeated(node, inside | {heading.id}))

    def _repeated(self, node: Node, inside: frozenset[str]) -> Iterator[Node]:
        if isinstance(node, _LEFT_OUT):
            return
        if isinstance(node, Anchor):
            # Its id stays where it was given.
            for child in node.children:
                yield from self._repeated(child, inside)
        elif not isinstance(node, Link):
            yield respread(node, lambda child: tuple(self._repeated(child, inside)))
        elif node.children:
            for child in node.children:
                yield from self._repeated(child, inside)
        else:
            target = self.known.get(node.target[1:])
            if target and target.id in self.names:
                yield Text(self.names[target.id], node.at)
            elif isinstance(target, Heading) and target.id not in inside:
                yield from self._title(target, inside)

    def _broken(self, link: Link) -> None:
        name = link.target[1:]
        if name not in self.hints:
            # Among thousands it takes long, and the same mistake is often made many times.
            otherwise = "give the target an id with `{#id}`, or correct the link"
            self.hints[name] = meant(name, self.known, otherwise, "#")
        message = f'nothing has the id "{name}"'
        self.findings.append(Diagnostic(BROKEN_REFERENCE, message, link.at, self.hints[name]))

    def _wordless(self, link: Link, target: Target) -> None:
        message, hint = (
            f'the {getattr(target, "kind", "note")} "{target.id}" has no number',
            "write words in the brackets",
        )
        if hasattr(target, "caption"):
            message, hint = f"{message}, since it has no caption", f"give it a caption, or {hint}"
        self.findings.append(Diagnostic(REFERENCE_WITHOUT_TEXT, message, link.at, hint))
