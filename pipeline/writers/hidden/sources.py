"""Where a document has its style sheets: `style` elements, and links to what the file itself holds."""

from collections.abc import Iterator
from typing import cast

import tinycss2
from lxml import etree

from pipeline.writers.hidden.sheets import Load, Sheet
from pipeline.writers.hidden.values import told
from pipeline.writers.hidden.views import Condition


def sheets(root: etree._Element, load: Load) -> Iterator[Sheet]:
    """The sheets of a document in their order; one that is only offered beside others is left out."""
    for before in reversed(list(root.itersiblings(preceding=True))):
        if getattr(before, "target", "") == "xml-stylesheet":
            yield from _linked(before.get("href") or "", load, ())
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name == "style" and element.get("type", "text/css").lower() in {"", "text/css"}:
            yield Sheet(element.text or "", int(cast("int", element.sourceline) or 1), "", _conditions(element))
        elif name == "link" and "stylesheet" in _kinds(element) and "alternate" not in _kinds(element):
            yield from _linked(element.get("href", ""), load, _conditions(element))


def _linked(address: str, load: Load, conditions: tuple[Condition, ...]) -> Iterator[Sheet]:
    text = load(address)
    if text is not None:
        yield Sheet(text, 1, _short(address), conditions)


def schemes(root: etree._Element) -> frozenset[str]:
    """The colour schemes that a document declares in its head."""
    found = (each for each in root.iter(etree.Element) if etree.QName(each).localname == "meta")
    told = [each.get("content", "") for each in found if each.get("name", "").lower() == "color-scheme"]
    return frozenset(told[0].lower().split()) if told else frozenset()


def _kinds(element: etree._Element) -> set[str]:
    return set(element.get("rel", "").lower().split())


def _short(address: str) -> str:
    return "a linked sheet" if address.startswith("data:") else address


def _conditions(element: etree._Element) -> tuple[Condition, ...]:
    tokens = told(tinycss2.parse_component_value_list(element.get("media", "")))
    return (Condition("media", tokens),) if tokens else ()
