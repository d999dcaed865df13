"""What a line of text is made of: frozen values, each with its place in the source."""

from dataclasses import dataclass
from typing import ClassVar

from pipeline.diagnostics import Location


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters. `kept` are the offsets of those that the author escaped, which typography leaves alone."""

    kind: ClassVar[str] = "text"
    text: str
    at: Location
    kept: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed text."""

    kind: ClassVar[str] = "emphasis"
    children: "tuple[Inline, ...]"
    at: Location


@dataclass(frozen=True, slots=True)
class Strong:
    """Text of importance."""

    kind: ClassVar[str] = "strong"
    children: "tuple[Inline, ...]"
    at: Location


@dataclass(frozen=True, slots=True)
class Strike:
    """Text that no longer holds, struck through."""

    kind: ClassVar[str] = "strike"
    children: "tuple[Inline, ...]"
    at: Location


@dataclass(frozen=True, slots=True)
class Subscript:
    """Text below the line: the 2 of H₂O."""

    kind: ClassVar[str] = "subscript"
    children: "tuple[Inline, ...]"
    at: Location


@dataclass(frozen=True, slots=True)
class Superscript:
    """Text above the line: the 2 of m²."""

    kind: ClassVar[str] = "superscript"
    children: "tuple[Inline, ...]"
    at: Location


@dataclass(frozen=True, slots=True)
class Code:
    """A short piece of code within a line."""

    kind: ClassVar[str] = "code"
    text: str
    at: Location


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a web address, percent-encoded, or to `#id` within the article.

    A link to an id may come without text from its reader; `resolve` then says what is there: "Figure 2".
    """

    kind: ClassVar[str] = "link"
    target: str
    children: "tuple[Inline, ...]"
    at: Location


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: the name of its asset, and what it says to those who do not see it; "" if it only decorates.

    `width` is a length or a share of the column, as CSS has it; "" leaves it to the picture.
    """

    kind: ClassVar[str] = "image"
    asset: str
    alt: str
    at: Location
    width: str = ""

    @property
    def decorative(self) -> bool:
        """Whether the picture says nothing that the text does not."""
        return not self.alt


@dataclass(frozen=True, slots=True)
class Foreign:
    """A passage in another language, named by its BCP 47 tag."""

    kind: ClassVar[str] = "foreign"
    lang: str
    children: "tuple[Inline, ...]"
    at: Location


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage with a public id, to which links may lead."""

    kind: ClassVar[str] = "anchor"
    id: str
    children: "tuple[Inline, ...]"
    at: Location


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The call of a note. `resolve` gives the number that is printed, and which of the note's calls this is."""

    kind: ClassVar[str] = "note-call"
    note: str
    at: Location
    number: int = 0
    call: int = 0

    @property
    def id(self) -> str:
        """The call's own id, for the way back from the note; no public id has a dot, no other id has two."""
        return f"ref.{self.note}.{self.call}"


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation as it stands in the text, and what it is short for."""

    kind: ClassVar[str] = "abbreviation"
    expansion: str
    children: "tuple[Inline, ...]"
    at: Location


@dataclass(frozen=True, slots=True)
class Label:
    """The number that `resolve` gives to a heading or a caption: "1.2", "Figure 2."."""

    kind: ClassVar[str] = "label"
    children: "tuple[Inline, ...]"
    at: Location


@dataclass(frozen=True, slots=True)
class PageReference:
    """Where print says on which page a target begins; `number` counts these places in the article.

    Its words are the theme's, in the article's language, which `lang` names where another is spoken around it; they
    bring no brackets where they stand `within` some.
    """

    kind: ClassVar[str] = "page-reference"
    target: str
    number: int
    at: Location
    lang: str = ""
    within: bool = False

    @property
    def id(self) -> str:
        """The id of the generated text, which holds that of the target."""
        return f"_page-of.{self.target}.{self.number}"


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that the author asked for."""

    kind: ClassVar[str] = "line-break"
    at: Location


@dataclass(frozen=True, slots=True)
class Cite:
    """One work in a citation: what is written before and behind its key, and whether its author goes unnamed."""

    kind: ClassVar[str] = "cite"
    key: str
    prefix: "tuple[Inline, ...]"
    suffix: "tuple[Inline, ...]"
    suppressed: bool
    at: Location


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation as the source has it; `resolve` puts text with links in its place.

    In a narrative one the author of the first work is part of the sentence.
    """

    kind: ClassVar[str] = "citation"
    items: tuple[Cite, ...]
    narrative: bool
    at: Location


Inline = (
    Text
    | Emphasis
    | Strong
    | Strike
    | Subscript
    | Superscript
    | Code
    | Link
    | Image
    | Foreign
    | Anchor
    | NoteCall
    | LineBreak
    | Abbreviation
    | Label
    | PageReference
    | Citation
)
