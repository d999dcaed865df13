"""Damages to links, pictures and tables."""

from collections.abc import Mapping
from random import Random

from lxml import etree

from benchmarks.sabotage.damages.damaged import chosen
from benchmarks.sabotage.damages.markup import (
    block_of,
    is_element,
    name_of,
    named,
    parent_of,
    taken_out,
    text_of,
    unwrapped,
)
from benchmarks.sabotage.damages.told import Told, TreeDamage, around_of, told

_COVER = "doc-cover"
"""A picture of the theme's, of which a proof does not know."""


def _links(root: etree._Element) -> list[etree._Element]:
    return [each for each in named(root, "a") if each.get("href")]


def _rule(link: etree._Element) -> str:
    return "lost-note" if link.get("role") == "doc-noteref" else "lost-link"


def _target(root: etree._Element, random: Random) -> Told:
    link = chosen(random, _links(root))
    said = told(link, _rule(link))
    others = {each.get("href", "") for each in _links(root)} - {link.get("href", "")}
    link.set("href", random.choice(sorted(others)))
    return said


def _unlinked(root: etree._Element, random: Random) -> Told:
    link = chosen(random, [each for each in _links(root) if each.get("role") is None])
    said = told(link, _rule(link))
    unwrapped(link)
    return said


def _plain(root: etree._Element, random: Random) -> Told:
    """Words that were stressed, important or code, and are words like others."""
    marked = [
        each for each in named(root, "em", "strong", "code") if text_of(each) and name_of(parent_of(each)) != "pre"
    ]
    element = chosen(random, marked)
    said = told(element, "lost-markup")
    unwrapped(element)
    return said


def _descriptions(root: etree._Element) -> list[etree._Element]:
    """What has words for those who do not see it: a picture with them, and the title of a drawing."""
    drawings = [child for each in named(root, "svg") for child in each if name_of(child) == "title"]
    return [*(each for each in named(root, "img") if each.get("alt") and each.get("role") != _COVER), *drawings]


def _said(picture: etree._Element, rule: str) -> Told:
    alt = picture.get("alt") or text_of(picture)
    return Told(f"a picture: {alt[:50]!r}", (rule,), (alt, text_of(block_of(picture))))


def _described(words: str) -> TreeDamage:
    def damage(root: etree._Element, random: Random) -> Told:
        picture = chosen(random, _descriptions(root))
        said = _said(picture, "lost-alt")
        if picture.get("alt"):
            picture.set("alt", words)
        elif words:
            picture.text = words
        else:
            taken_out(picture)
        return said

    return damage


def _pictures(root: etree._Element) -> list[etree._Element]:
    return [each for each in named(root, "img", "svg") if each.get("role") != _COVER]


def _picture_text(picture: etree._Element) -> str:
    title = next((each for each in picture if is_element(each) and name_of(each) == "title"), None)
    return picture.get("alt") or ("" if title is None else text_of(title))


def _about(picture: etree._Element) -> Told:
    around = [each for each in (block_of(picture), picture.getparent()) if each is not None]
    texts = (_picture_text(picture), *(text_of(each) for each in around))
    return Told(f"a picture: {texts[0][:50]!r}", ("lost-image",), tuple(text for text in texts if text))


def _picture_lost(root: etree._Element, random: Random) -> Told:
    picture = chosen(random, [each for each in _pictures(root) if _picture_text(each)])
    said = _about(picture)
    taken_out(picture)
    return said


def _exchanged(root: etree._Element, random: Random) -> Told:
    picture = chosen(random, [each for each in _pictures(root) if each.get("alt")])
    said = _about(picture)
    others = sorted({each.get("src", "") for each in named(root, "img")} - {picture.get("src", "")})
    picture.set("src", chosen(random, others))
    return said


def _rows(root: etree._Element) -> list[etree._Element]:
    return [each for each in named(root, "tr") if len(each) > 1]


def _row_lost(root: etree._Element, random: Random) -> Told:
    row = chosen(random, [each for each in _rows(root) if any(name_of(cell) == "td" for cell in each)])
    said = Told(f"a row: {text_of(row)[:50]!r}", ("lost-cell",), (text_of(row),), around_of(row))
    taken_out(row)
    return said


def _cell_lost(root: etree._Element, random: Random) -> Told:
    row = chosen(random, _rows(root))
    cell = chosen(random, [each for each in row if text_of(each)])
    said = Told(f"a cell: {text_of(cell)[:50]!r}", ("lost-cell",), (text_of(row),), around_of(row))
    taken_out(cell)
    return said


def _cell_emptied(root: etree._Element, random: Random) -> Told:
    row = chosen(random, _rows(root))
    cell = chosen(random, [each for each in row if text_of(each)])
    said = Told(f"a cell: {text_of(cell)[:50]!r}", ("lost-cell",), (text_of(row),), around_of(row))
    for child in list(cell):
        cell.remove(child)
    cell.text = None
    return said


def _columns(root: etree._Element, random: Random) -> Told:
    """Two columns that stand beside each other, exchanged in all rows."""
    table = chosen(random, [each for each in named(root, "table") if _rows(each)])
    rows = _rows(table)
    first = random.randrange(min(map(len, rows)) - 1)
    for row in rows:
        one, two = row[first], row[first + 1]
        row.remove(two)
        row.insert(row.index(one), two)
    return Told(
        f"columns {first + 1} and {first + 2} of a table",
        ("moved-block",),
        tuple(map(text_of, rows)),
        around_of(rows[0]),
    )


def _column_lost(root: etree._Element, random: Random) -> Told:
    table = chosen(random, [each for each in named(root, "table") if _rows(each)])
    rows = _rows(table)
    texts, around = tuple(map(text_of, rows)), around_of(rows[0])
    at = random.randrange(min(map(len, rows)))
    for row in rows:
        row.remove(row[at])
    return Told(f"column {at + 1} of a table", ("lost-cell",), texts, around)


KINDS: Mapping[str, TreeDamage] = {
    "link leads elsewhere": _target,
    "link lost": _unlinked,
    "stress lost": _plain,
    "alt text changed": _described("A view of the harbor at night."),
    "alt text dropped": _described(""),
    "picture lost": _picture_lost,
    "picture exchanged": _exchanged,
    "row lost": _row_lost,
    "cell lost": _cell_lost,
    "cell emptied": _cell_emptied,
    "column lost": _column_lost,
    "columns swapped": _columns,
}
