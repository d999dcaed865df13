"""What an article shows beside its text: tables and figures, each with its caption and the line that credits it."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from pipeline.diagnostics import Location
from pipeline.model.inlines import Image, Inline


@dataclass(frozen=True, slots=True)
class Caption:
    """The line of text that says what a table or a figure shows."""

    kind: ClassVar[str] = "caption"
    children: tuple[Inline, ...]
    at: Location
    id: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """The line under a table that says who made it or, as its source, where its numbers come from."""

    kind: ClassVar[str] = "credit"
    children: tuple[Inline, ...]
    at: Location
    id: str = ""
    lang: str = ""
    source: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; a header cell heads its column.

    `number` is a number of data as Python writes it (`-1234.50`), or "" for text; `resolve` turns it into words of the
    article's language.
    """

    kind: ClassVar[str] = "cell"
    children: tuple[Inline, ...]
    header: bool
    align: Literal["", "left", "center", "right"]
    at: Location
    id: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    kind: ClassVar[str] = "row"
    cells: tuple[Cell, ...]
    at: Location
    id: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its head and its body, every row with the same number of cells; a folded one opens when asked to."""

    kind: ClassVar[str] = "table"
    caption: Caption | None
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    at: Location
    id: str = ""
    lang: str = ""
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that stands by itself, with its caption, the line that credits its maker, and its source."""

    kind: ClassVar[str] = "figure"
    image: Image
    caption: Caption | None
    credit: Caption | None
    at: Location
    id: str = ""
    lang: str = ""
    source: Caption | None = None


Form = Literal["line", "step", "bar", "area"]


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers as a drawing, which says in words what it shows, and the table of the same numbers.

    The table's first column holds what the numbers are of, `over` the same as the data has it; each further column is a
    series. `estimates` are the rows, counted from 0, that are no more than that. `height` is in hundredths of the
    width. `resolve` moves the table out; then `data` is its id, and `way` the line that leads there. When it is drawn,
    `drawing` is the name of its asset, `narrow` that of the same for small windows, where an edition has both.
    """

    kind: ClassVar[str] = "chart"
    form: Form
    alt: str
    over: tuple[str, ...]
    caption: Caption | None
    credit: Caption | None
    source: Caption | None
    at: Location
    id: str = ""
    lang: str = ""
    way: Caption | None = None
    unit: str = ""
    estimates: tuple[int, ...] = ()
    height: int = 56
    data: str = ""
    drawing: str = ""
    narrow: str = ""
    table: Table | None = None
