"""Which role in the tag tree an element of the XHTML has (ISO 32000-1 14.8.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from weasyprint.logger import LOGGER

from pipeline.press_structure import ROLE_MAP, STANDARD_ROLES

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ARTIFACT: Final = "Artifact"
ROLES: Final = {
    **{name: name.upper() for name in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "tr", "th", "td")},
    "section": "Sect", "article": "Art", "nav": "Nav", "header": "Header", "footer": "Footer",
    "aside": "Aside", "aside.key-facts": "KeyFacts", "aside.pull-quote": "PullQuote", "p.attribution": "Attribution",
    "div.admonition": "Admonition", "p.title": "BoxTitle", "p.credit-line": "Credit",
    "blockquote": "BlockQuote", "pre": "Code", "hr": "Break",
    "ul": "L", "ol": "L", "dl": "L", "ol.timeline": "Timeline", "ul.references": "References",
    "dt": "Lbl", "dd": "LBody",
    "table": "Table", "caption": "Caption", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot",
    "figure": "FigureGroup", "figure.chart": "Chart", "figure.listing": "Listing", "figcaption": "Caption",
    "img": "Figure", "{http://www.w3.org/2000/svg}svg": "Figure",
    "a": "Link", "em": "Em", "strong": "Strong", "code": "Code",
    "del": "Strike", "sub": "Subscript", "sup": "Superscript",
}  # fmt: skip


def role_of(element: Element, parent: Element | None) -> str:
    """Return the role of an element, or nothing if it leaves no trace in the tree."""
    if tag := element.get("data-tag"):
        return _known(tag)
    if element.get("aria-hidden") == "true" or (element.tag == "img" and not element.get("alt")):
        return ARTIFACT
    above = "" if parent is None else parent.tag
    if (element.tag, above) == ("code", "pre") or (element.tag == "a" and not element.get("href")):
        return ""
    if (element.tag, above) == ("time", "li"):
        return "Lbl"
    if element.tag == "dl" and element.get("id"):
        return "Definitions"
    classes = (ROLES.get(f"{element.tag}.{name}") for name in element.get("class", "").split())
    return next(filter(None, classes), "") or ROLES.get(element.tag) or _plain_role(element)


def _plain_role(element: Element) -> str:
    if element.get("id") or element.get("lang") or (element.tag == "abbr" and element.get("title")):
        return "Div" if element.tag == "div" else "Span"
    return ""


def _known(tag: str) -> str:
    if tag in STANDARD_ROLES or tag in ROLE_MAP or tag == ARTIFACT:
        return tag
    LOGGER.error("data-tag %r is no role of a tag tree", tag)
    return "NonStruct"
