"""The id of every block: headings, figures and tables have public ones, all others are counted within their section."""

import dataclasses
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import cast

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Anchor, Article, Block, Chart, Figure, Heading, Note, Part, Section, Table
from pipeline.model.walk import Node, descend, plain_text, rebuilt

DUPLICATE_ID = Rule(
    "duplicate-id",
    Severity.ERROR,
    "two blocks have the same id",
    "A link to it would lead to the first place only, and no file of any edition may hold an id twice.",
    wrong="## Opening hours {#hours}\n\nFrom nine to six.\n\n## Holidays {#hours}\n\nClosed.\n",
    right="## Opening hours {#hours}\n\nFrom nine to six.\n\n## Holidays {#holidays}\n\nClosed.\n",
)
RULES = (DUPLICATE_ID,)

FRONT = "front"
"""Stands for the section of what comes before the first heading."""

_SHORT = {"paragraph": "p", "description": "desc"}


def with_ids(article: Article) -> tuple[Article, tuple[Diagnostic, ...]]:
    """The article with an id on every block, and each id that an author gave twice."""
    names = _Names()
    for note in article.notes:
        names.claim(note.id, note.at)
    for node in _all(article):
        names.claim(node.id, node.at)
    blocks = tuple(cast(Block, names.named(block, FRONT)) for block in article.blocks)
    notes = tuple(names.note(note) for note in article.notes)
    return dataclasses.replace(article, blocks=blocks, notes=notes), tuple(names.clashes)


def slug(text: str) -> str:
    """A public id made from a heading: `Role and responsibilities` gives `role-and-responsibilities`.

    Letters of any script are kept; the result begins with a letter, `section` standing in where there is none.
    """
    words = re.sub(r"[’'ʼ]", "", _plain(text))
    dashed = "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in words).split()
    made = "-".join(dashed)
    return made if made[:1].isalpha() else f"section-{made}".rstrip("-")


def _plain(text: str) -> str:
    """The text in small letters, those of Latin and Greek without accents; elsewhere a mark makes another letter."""
    kept, bare = [], False
    for char in unicodedata.normalize("NFKD", text.lower()):
        if not unicodedata.category(char).startswith("M"):
            bare = unicodedata.name(char, "").startswith(("LATIN", "GREEK"))
        elif bare:
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


@dataclass(slots=True)
class _Names:
    """The ids that are taken, and how far each kind is counted in each section."""

    taken: set[str] = field(default_factory=lambda: {FRONT})
    counted: Counter[str] = field(default_factory=Counter)
    clashes: list[Diagnostic] = field(default_factory=list)

    def claim(self, name: str, at: Location) -> None:
        if name and name in self.taken:
            # The text before the first heading has this one.
            kept = name == FRONT
            fact = f'the id "{name}" is ' + ("that of the text before the first heading" if kept else "given twice")
            hint = "write another" if kept else "give one of them another"
            self.clashes.append(Diagnostic(DUPLICATE_ID, fact, at, hint))
        if name:
            self.taken.add(name)

    def free(self, wish: str) -> str:
        """The wish itself, or with the first number that makes it the only one."""
        name = wish
        while name in self.taken:
            self.counted[f"{wish}-"] += 1
            name = f"{wish}-{self.counted[f'{wish}-'] + 1}"
        self.taken.add(name)
        return name

    def count(self, section: str, kind: str) -> str:
        stem = f"{section}.{_SHORT.get(kind, kind)}"
        self.counted[stem] += 1
        return f"{stem}{self.counted[stem]}"

    def note(self, note: Note) -> Note:
        below = tuple(cast(Block, self.named(block, note.id)) for block in note.children)
        return dataclasses.replace(note, children=below)

    def named(self, node: Block | Part, section: str) -> Block | Part:
        if isinstance(node, Section):
            heading = cast(Heading, self._with_id(node.heading, section, public=True))
            below = tuple(cast(Block, self.named(child, heading.id)) for child in node.children)
            return Section(heading, below)
        return rebuilt(self._with_id(node, section), lambda child: self._inside(child, section))

    def _inside(self, child: Node, section: str) -> Node:
        return self.named(child, section) if isinstance(child, Block | Part) else child

    def _with_id(self, node: Block | Part, section: str, public: bool = False) -> Block | Part:
        if isinstance(node, Section) or node.id:
            return node
        if public and isinstance(node, Heading):
            return dataclasses.replace(node, id=self.free(slug(plain_text(node.children))))
        if isinstance(node, Figure | Chart | Table):
            return dataclasses.replace(node, id=self._numbered("table" if isinstance(node, Table) else "figure"))
        return dataclasses.replace(node, id=self.count(section, node.kind))

    def _numbered(self, kind: str) -> str:
        self.counted[kind] += 1
        return self.free(f"{kind}-{self.counted[kind]}")


def _all(article: Article) -> list[Block | Part | Anchor]:
    roots: tuple[Node, ...] = (*article.blocks, *(block for note in article.notes for block in note.children))
    found = (node for node in descend(roots) if isinstance(node, Block | Part | Anchor))
    return [node for node in found if not isinstance(node, Section)]
