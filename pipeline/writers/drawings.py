"""Charts inside a web page: with the page's colours, and read back as the bytes that they were."""

import re
from collections.abc import Mapping
from typing import cast

from lxml import etree

from pipeline.theme import Theme

_SVG = "http://www.w3.org/2000/svg"
_VARIABLE = re.compile(r"var\(--[a-z0-9-]+, ?(#[0-9a-f]{6})\)")
# The parser of HTML writes all names small (HTML 13.2.6.5 gives these back).
_NAMES = {"viewbox": "viewBox", "clippath": "clipPath"}
_OURS = ("role", "aria-labelledby", "style")


def is_drawn(name: str) -> bool:
    """Whether an asset is a chart that was drawn here, not a file of the author's."""
    return name.startswith("charts//")


def adapted(drawing: bytes, theme: Theme) -> str:
    """The markup of a drawing whose colours are those of the page, by day and by night."""
    colours = cast("Mapping[str, Mapping[str, str]]", theme.tokens["colours"])
    names = {"#ffffff": "paper"}
    for name, colour in colours.items():
        names.setdefault(colour["light"], name)
    return re.sub(
        '"(#[0-9a-f]{6})"',
        lambda match: f'"var(--{names[match[1]]}, {match[1]})"' if match[1] in names else match[0],
        drawing.decode(),
    )


def description(element: etree._Element) -> str:
    """What a drawing says to those who do not see it."""
    title = next((child for child in element if etree.QName(child).localname == "title"), None)
    return "" if title is None else "".join(cast("list[str]", list(title.itertext())))


def as_given(element: etree._Element) -> bytes:
    """The bytes of a drawing before it came into the page."""
    root = etree.fromstring(f'<svg xmlns="{_SVG}"/>')
    _copy(element, root)
    for title in root.findall(f"{{{_SVG}}}title")[:1]:
        root.remove(title)
    for name in _OURS:
        root.attrib.pop(name, "")
    return str(etree.canonicalize(etree.tostring(root, encoding="unicode"), strip_text=True)).encode()


def _copy(element: etree._Element, made: etree._Element) -> None:
    """Copies what is in an element into one of the SVG namespace, names as SVG has them."""
    made.text = element.text
    for key, value in element.attrib.items():
        name = etree.QName(key).localname
        if name != "xmlns":
            made.set(_NAMES.get(name, name), _VARIABLE.sub(r"\1", str(value)))
    for child in element:
        name = etree.QName(child).localname
        inner = etree.SubElement(made, f"{{{_SVG}}}{_NAMES.get(name, name)}")
        _copy(child, inner)
        inner.tail = child.tail
