"""What an article is built of: typed blocks, each with its place in the source and, after `resolve`, its id.

A block's `id` is "" until `resolve` gives it one; its `lang` is "" where the language of what surrounds it holds.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from pipeline.diagnostics import Location
from pipeline.model.boxes import Admonition, Attribution, PullQuote, Title
from pipeline.model.code import CodeLine
from pipeline.model.exhibits import Caption, Cell, Chart, Credit, Figure, Row, Table
from pipeline.model.inlines import Inline
from pipeline.model.numerals import NumeralStyle


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    kind: ClassVar[str] = "paragraph"
    children: tuple[Inline, ...]
    at: Location
    id: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section (level 2 to 6), or a heading inside a quotation or a list, which opens no section.

    `unnumbered` is true where the author takes a section, and all below it, out of the numbering.
    """

    kind: ClassVar[str] = "heading"
    level: int
    children: tuple[Inline, ...]
    at: Location
    id: str = ""
    lang: str = ""
    unnumbered: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with all that belongs to it, its subsections among it."""

    kind: ClassVar[str] = "section"
    heading: Heading
    children: "tuple[Block, ...]"

    @property
    def id(self) -> str:
        """The public id, which the heading carries."""
        return self.heading.id

    @property
    def at(self) -> Location:
        """Where its heading stands."""
        return self.heading.at


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list. `checked` says whether a task is done, None that it is no task.

    `resolve` gives `told`, the state in words for those who do not see the box.
    """

    kind: ClassVar[str] = "item"
    children: "tuple[Block, ...]"
    at: Location
    id: str = ""
    checked: bool | None = None
    told: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A list: `start` is the first number, None for bullets; a tight list has no space between its items.

    `style` is how its items are counted.
    """

    kind: ClassVar[str] = "list"
    start: int | None
    tight: bool
    items: tuple[Item, ...]
    at: Location
    id: str = ""
    lang: str = ""
    style: NumeralStyle = "decimal"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation of whole blocks."""

    kind: ClassVar[str] = "quote"
    children: "tuple[Block, ...]"
    at: Location
    id: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Code as written, without the last line's end; `language` is "" where none was named, `lines` is resolved."""

    kind: ClassVar[str] = "code-block"
    text: str
    language: str
    at: Location
    id: str = ""
    lines: tuple[CodeLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Code with a caption, which may name its file."""

    kind: ClassVar[str] = "listing"
    caption: "Caption"
    code: CodeBlock
    at: Location
    id: str = ""


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    """A break between two passages."""

    kind: ClassVar[str] = "break"
    at: Location
    id: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """What is defined: a term, the name of a key fact."""

    kind: ClassVar[str] = "term"
    children: tuple[Inline, ...]
    at: Location
    id: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of a term."""

    kind: ClassVar[str] = "description"
    children: "tuple[Block, ...]"
    at: Location
    id: str = ""


@dataclass(frozen=True, slots=True)
class Definitions:
    """A list of terms, each followed by one or more descriptions; `of` names what `resolve` lists in it."""

    kind: ClassVar[str] = "definitions"
    children: tuple[Term | Description, ...]
    at: Location
    id: str = ""
    lang: str = ""
    of: Literal["", "abbreviations"] = ""


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """The few facts that a reader in haste must take away: terms and descriptions."""

    kind: ClassVar[str] = "key-facts"
    children: tuple[Term | Description, ...]
    at: Location
    id: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """When an event took place: as the source has it, and the words that are printed.

    `iso` is a date of ISO 8601 with the precision that is known (`1950`, `1950-06`, `1950-06-25`), or "" where the
    source gives words (`Spring 2018`); `resolve` turns a date into words of the article's language.
    """

    kind: ClassVar[str] = "moment"
    iso: str
    children: tuple[Inline, ...]
    at: Location
    id: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a timeline."""

    kind: ClassVar[str] = "event"
    moment: Moment
    children: "tuple[Block, ...]"
    at: Location
    id: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in the order in which they took place."""

    kind: ClassVar[str] = "timeline"
    events: tuple[Event, ...]
    at: Location
    id: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class ReferenceItem:
    """An entry of the references: its number as it is printed, "" in styles without, its text, the key of its work."""

    kind: ClassVar[str] = "reference"
    label: str
    children: tuple[Inline, ...]
    at: Location
    id: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class References:
    """The works that the article cites; the reader leaves it empty, `resolve` fills it in."""

    kind: ClassVar[str] = "references"
    entries: tuple[ReferenceItem, ...]
    at: Location
    id: str = ""


Block = (
    Paragraph
    | Heading
    | Section
    | List
    | Quote
    | CodeBlock
    | Listing
    | Table
    | Credit
    | Chart
    | Figure
    | ThematicBreak
    | Definitions
    | KeyFacts
    | Timeline
    | Admonition
    | PullQuote
    | References
)
Part = Item | Caption | Cell | Row | Term | Description | Moment | Event | Title | Attribution | ReferenceItem
