"""Damages to whole elements: blocks, notes, headings, languages, entries of the contents."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from random import Random

from lxml import etree

from benchmarks.sabotage.damages.damaged import chosen
from benchmarks.sabotage.damages.markup import (
    BLOCKS,
    elements,
    in_notes,
    inside,
    name_of,
    named,
    parent_of,
    put_after,
    taken_out,
    text_of,
)
from benchmarks.sabotage.damages.told import Told, TreeDamage, lost, told

_LANG, _XML_LANG = "lang", "{http://www.w3.org/XML/1998/namespace}lang"


def _blocks(root: etree._Element) -> list[etree._Element]:
    """The blocks with text that stand in no contents, none of them the first in a `summary` or the like."""
    return [each for each in named(root, *BLOCKS) if not inside(each, "nav") and text_of(each)]


def _paragraphs(root: etree._Element) -> list[etree._Element]:
    return [each for each in named(root, "p") if not inside(each, "nav") and len(text_of(each)) > 20]


def _deleted(root: etree._Element, random: Random) -> Told:
    block = chosen(random, _blocks(root))
    said = lost(block)
    taken_out(block)
    return said


def _duplicated(root: etree._Element, random: Random) -> Told:
    block = chosen(random, _blocks(root))
    said = told(block, "repeated-block")
    put_after(deepcopy(block), block)
    return said


def _swapped(root: etree._Element, random: Random) -> Told:
    blocks = _blocks(root)
    pairs = [
        (one, two)
        for one in blocks
        if (two := one.getnext()) is not None and two in blocks and two.tag == one.tag and text_of(one) != text_of(two)
    ]
    one, two = chosen(random, pairs)
    said = told(one, "moved-block", text_of(two))
    taken_out(one)
    put_after(one, two)
    return said


def _moved(root: etree._Element, random: Random) -> Told:
    """A paragraph or an item, put behind another of its kind elsewhere."""
    block = chosen(random, [each for each in _blocks(root) if name_of(each) in {"p", "li"} and not in_notes(each)])
    others = [
        each
        for each in _blocks(root)
        if each.tag == block.tag
        and name_of(parent_of(each)) != "figcaption"
        and each not in {block, block.getprevious()}
        and not in_notes(each)
        and block not in set(each.iterancestors())
    ]
    other = chosen(random, others)
    said, before = told(block, "moved-block"), text_of(root)
    taken_out(block)
    put_after(block, other)
    # What is read in the same order as before stands in another block alone.
    return said if text_of(root) != before else replace(said, rules=("wrong-level",))


def _note_lost(root: etree._Element, random: Random) -> Told:
    notes = [each for each in elements(root) if in_notes(each) and (name_of(each) == "li" or _is_note(each))]
    note = chosen(random, [each for each in notes if each.get("id")])
    said = told(note, "lost-note")
    taken_out(note)
    return said


def _is_note(element: etree._Element) -> bool:
    return element.get("role") == "doc-footnote"


def _call_lost(root: etree._Element, random: Random) -> Told:
    call = chosen(random, [each for each in named(root, "a") if each.get("role") == "doc-noteref"])
    said = told(call, "lost-note")
    taken_out(call)
    return said


def _level(root: etree._Element, random: Random) -> Told:
    """A heading of the article of another level."""
    headings = [each for each in named(root, "h2", "h3", "h4") if not inside(each, "nav")]
    heading = chosen(random, headings)
    said = told(heading, "wrong-level")
    number = int(name_of(heading)[1])
    level = random.choice([each for each in range(max(2, number - 1), number + 2) if each != number])
    heading.tag = str(heading.tag).replace(f"h{number}", f"h{level}")
    return said


def _language(root: etree._Element, random: Random) -> Told:
    """The language of a passage, another one or none."""
    element = chosen(random, [each for each in elements(root) if each.get(_LANG) or each.get(_XML_LANG)])
    said = told(element, "lost-language")
    other = random.choice([None, "sv"])
    for name in (_LANG, _XML_LANG):
        if name in element.attrib:
            del element.attrib[name]
            if other:
                element.set(name, other)
    return said


def _entry_lost(root: etree._Element, random: Random) -> Told:
    entry = chosen(random, [each for each in named(root, "li") if inside(each, "nav")])
    said = told(entry, "lost-furniture")
    taken_out(entry)
    return said


def _entry_changed(root: etree._Element, random: Random) -> Told:
    entry = chosen(random, [each for each in named(root, "a") if inside(each, "nav") and each.text])
    said = told(entry, "lost-furniture")
    entry.text = f"{entry.text} and more"
    return said


KINDS: Mapping[str, TreeDamage] = {
    "block deleted": _deleted,
    "block duplicated": _duplicated,
    "blocks swapped": _swapped,
    "block moved": _moved,
    "note lost": _note_lost,
    "call of a note lost": _call_lost,
    "heading of another level": _level,
    "language changed": _language,
    "contents entry lost": _entry_lost,
    "contents entry changed": _entry_changed,
}
