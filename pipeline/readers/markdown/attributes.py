"""What the author writes in braces: id, language, class, keys; checked and put on the block that it belongs to."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar, cast, get_args

from pipeline.diagnostics import Location, Rule, Severity
from pipeline.model import Block, Figure, Heading, List
from pipeline.model.numerals import LARGEST_ROMAN, NumeralStyle
from pipeline.readers.markdown.ledger import Ledger
from pipeline.wording import nearest

UNKNOWN_ATTRIBUTE = Rule(
    "unknown-attribute",
    Severity.ERROR,
    "an attribute means nothing where it stands",
    "What the author wanted with it would not happen, and nobody would be told.",
    wrong="## Opening hours {idd=hours}\n\nFrom nine to six.\n",
    right="## Opening hours {#hours}\n\nFrom nine to six.\n",
)
STRAY_ATTRIBUTES = Rule(
    "stray-attributes",
    Severity.ERROR,
    "attributes stand before nothing",
    "What the author wanted with them would not happen, and nobody would be told.",
    wrong="The reading room is open to all.\n\n{#hours}\n",
    right="{#hours}\nThe reading room is open to all.\n",
)
INVALID_ID = Rule(
    "invalid-id",
    Severity.ERROR,
    "an id is no word of small letters, digits and hyphens that begins with a letter",
    "An id becomes an address that people write down and read out; other characters have several spellings there.",
    wrong="## Opening hours {#Opening_Hours}\n\nFrom nine to six.\n",
    right="## Opening hours {#opening-hours}\n\nFrom nine to six.\n",
)
INVALID_LANG = Rule(
    "invalid-lang",
    Severity.ERROR,
    "a language is no well-formed tag of BCP 47",
    (
        "Voices, hyphenation and quotation marks are chosen by it; with an unknown one the words would be read "
        "out as the language around them."
    ),
    wrong="The motto is [*Fluctuat nec mergitur*]{lang=latin-}.\n",
    right="The motto is [*Fluctuat nec mergitur*]{lang=la}.\n",
)
INVALID_WIDTH = Rule(
    "invalid-width",
    Severity.ERROR,
    "the width of a picture is no length and no share of the column",
    "Each edition would make something else of it, or nothing.",
    wrong="![The quay](images/photo.png){width=half}\n",
    right="![The quay](images/photo.png){width=50%}\n",
)
INVALID_STYLE = Rule(
    "invalid-style",
    Severity.ERROR,
    "a list cannot be counted as its style says",
    "Letters and Roman numbers begin at one, and bullets count nothing; each edition would show other numbers.",
    wrong="{style=roman}\n1. Order the shelves.\n2. Count the books.\n",
    right="{style=lower-roman}\n1. Order the shelves.\n2. Count the books.\n",
)
RULES = (UNKNOWN_ATTRIBUTE, STRAY_ATTRIBUTES, INVALID_ID, INVALID_LANG, INVALID_WIDTH, INVALID_STYLE)

_ID = re.compile(r"[a-z][a-z0-9-]*")
# RFC 5646, section 2.1: language, script, region, variants, extensions, private use; grandfathered tags left out.
LANGUAGE_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+",
    re.IGNORECASE,
)

_WIDTH = re.compile(r"(?P<number>\d{1,4}(?:\.\d{1,3})?)(?P<unit>%|px|pt|mm|cm|in|em|rem)?")
_ROMAN = {"lower-roman", "upper-roman"}

_B = TypeVar("_B", bound=Block)
Change = Callable[[Any, str, Location, Ledger], Block]  # Any: each row's own kind of block


def with_attributes(block: _B, attributes: Mapping[str, str], at: Location, ledger: Ledger) -> _B:
    """Return the block with what its attributes say; report what means nothing for it."""
    for name, value in attributes.items():
        if (change := change_of(block.kind, name)) is not None:
            block = cast("_B", change(block, value, at, ledger))
        else:
            hint = nearest(name, known(block.kind), "take it away")
            message = f'the attribute "{name}" means nothing for a {block.kind}'
            ledger.report(UNKNOWN_ATTRIBUTE, message, at, hint)
    return block


def change_of(kind: str, name: str) -> Change | None:
    """Return what an attribute does to a kind of block; None where it means nothing."""
    if name == "lang":
        return _with_lang if kind in _LANGUAGES else None
    return _with_id if name == "id" else ATTRIBUTES.get((kind, name))


def known(kind: str) -> list[str]:
    """Return the names of the attributes that mean something for a kind of block."""
    return ["id", *(["lang"] if kind in _LANGUAGES else []), *(name for each, name in ATTRIBUTES if each == kind)]


def _with_id(block: _B, value: str, at: Location, ledger: Ledger) -> _B:
    return cast("Callable[..., _B]", replace)(block, id=identifier(value, at, ledger))


def _with_lang(block: _B, value: str, at: Location, ledger: Ledger) -> _B:
    return cast("Callable[..., _B]", replace)(block, lang=language(value, at, ledger))


def _with_style(block: List, value: str, at: Location, ledger: Ledger) -> List:
    if block.start is None or value not in get_args(NumeralStyle):
        message = f'"{value}" is no way to count items' if block.start is not None else "the list is not numbered"
        hint = nearest(value, get_args(NumeralStyle), f"write one of {', '.join(get_args(NumeralStyle))}")
        ledger.report(INVALID_STYLE, message, at, "take it away" if block.start is None else hint)
        return block
    last = block.start + len(block.items) - 1
    if value != "decimal" and (block.start < 1 or (value in _ROMAN and last > LARGEST_ROMAN)):
        message = f"{value} does not reach from {block.start} to {last}"
        ledger.report(INVALID_STYLE, message, at, "count in figures, or begin elsewhere")
        return block
    return replace(block, style=cast("NumeralStyle", value))


def _with_class(block: Figure, value: str, at: Location, ledger: Ledger) -> Figure:
    check_classes(value, {"decorative"}, at, ledger)
    return block


def _with_number(block: Heading, value: str, at: Location, ledger: Ledger) -> Heading:
    check_classes(value, {"unnumbered"}, at, ledger)
    return replace(block, unnumbered="unnumbered" in value.split())


def _with_width(block: Figure, value: str, at: Location, ledger: Ledger) -> Figure:
    return replace(block, image=replace(block.image, width=width(value, at, ledger)))


def check_classes(value: str, taken: Collection[str], at: Location, ledger: Ledger) -> None:
    """Report each class that means nothing here."""
    for name in value.split():
        if name not in taken:
            ledger.report(
                UNKNOWN_ATTRIBUTE, f'the class "{name}" means nothing here', at, nearest(name, taken, "take it away")
            )


def width(value: str, at: Location, ledger: Ledger) -> str:
    """Return a width for CSS, "" if it is none; a number without unit counts pixels, as in Pandoc."""
    match = _WIDTH.fullmatch(value)
    number = float(match["number"]) if match else 0.0
    if match is None or not number > 0 or (match["unit"] == "%" and number > 100):
        ledger.report(INVALID_WIDTH, f'"{value}" is no width', at, "write a share such as 50%, or a length such as 6cm")
        return ""
    return f"{number:g}{match['unit'] or 'px'}"


# Kind of block and name of the attribute → what it does; `id` and `lang` besides, where the block has them.
ATTRIBUTES: Mapping[tuple[str, str], Change] = {
    ("figure", "class"): _with_class,
    ("figure", "width"): _with_width,
    ("heading", "class"): _with_number,
    ("list", "style"): _with_style,
}
_LANGUAGES = frozenset(kind.kind for kind in get_args(Block) if "lang" in {field.name for field in fields(kind)})


def identifier(value: str, at: Location, ledger: Ledger) -> str:
    """Return an id, "" if it is none."""
    if _ID.fullmatch(value):
        return value
    hint = "use small letters, digits and hyphens, a letter first"
    ledger.report(INVALID_ID, f'"{value}" cannot be an id', at, hint)
    return ""


def language(value: str, at: Location, ledger: Ledger) -> str:
    """Return a language tag, "" if it is none."""
    if not value or LANGUAGE_TAG.fullmatch(value):
        return value
    ledger.report(INVALID_LANG, f'"{value}" is no language tag', at, "write a tag such as en, fr or pt-BR")
    return ""
