"""Boxes, which stand out from the run of the text: notes, tips, warnings, and pull-quotes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from pipeline.diagnostics import Location
from pipeline.model.inlines import Inline

if TYPE_CHECKING:
    from pipeline.model.blocks import Block

Tone = Literal["note", "tip", "warning", "finding"]
"""The last is that of what `draft/` puts into a text; no author can write it."""


@dataclass(frozen=True, slots=True)
class Title:
    """The words that an author puts at the head of a box, below its label."""

    kind: ClassVar[str] = "title"
    children: tuple[Inline, ...]
    at: Location
    id: str = ""


@dataclass(frozen=True, slots=True)
class Admonition:
    """What a reader should mind beside the text; the theme heads it with the word for its tone."""

    kind: ClassVar[str] = "admonition"
    tone: Tone
    title: Title | None
    children: "tuple[Block, ...]"
    at: Location
    id: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what a pull-quote shows, and where."""

    kind: ClassVar[str] = "attribution"
    children: tuple[Inline, ...]
    at: Location
    id: str = ""


@dataclass(frozen=True, slots=True)
class PullQuote:
    """A sentence set large to draw the eye: text of its own, read where it stands, in every edition."""

    kind: ClassVar[str] = "pull-quote"
    children: "tuple[Block, ...]"
    attribution: Attribution | None
    at: Location
    id: str = ""
    lang: str = ""
