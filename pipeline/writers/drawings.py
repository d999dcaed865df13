"""Plain drawings in the colours of the theme, as each edition shows them; and read back as the bytes that they were.

A page takes them in, so that its faces and colours are theirs; in a book each has its colours for the night with it; on
paper what has the page's ground is white, as paper is.
"""

import re
from collections.abc import Mapping
from typing import cast

from lxml import etree

from pipeline.drawing import SVG, canonical, plain
from pipeline.model import Asset
from pipeline.theme import Theme
from pipeline.tokens import Colours, Tokens

_COLOUR = re.compile('(fill|stroke)="([^"]*)"')
_VARIABLE = re.compile(r"var\(--[a-z0-9-]+, ?(#[0-9a-f]{6})\)")
_NIGHT = re.compile(b"<style>[^<]*</style>")
# The parser of HTML writes all names small (HTML 13.2.6.5 gives these back).
_NAMES = {
    "clippath": "clipPath", "lengthadjust": "lengthAdjust", "textlength": "textLength", "viewbox": "viewBox",
}  # fmt: skip
_OURS = ("role", "aria-labelledby", "style")
_LEAST, _PHONE = 300, 360
"""Pixels across: what is narrower than the text of a telephone is a mark and no drawing; what fits one, all but."""


def is_ours(asset: Asset, theme: Theme) -> bool:
    """Whether an asset is drawn in the colours of the theme alone, and about as wide as a text; charts always are."""
    if asset.name.startswith("charts//"):
        return True
    if asset.media_type != "image/svg+xml" or plain(asset.content) != asset.content:
        return False
    colours = {match[2] for match in _COLOUR.finditer(asset.content.decode())}
    return colours <= {*_names(theme), "none"} and _width(asset.content) >= _LEAST


def is_broad(asset: Asset) -> bool:
    """Whether a drawing is so wide that its letters would be too small on a telephone."""
    return _width(asset.content) > _PHONE


def letters_wide(asset: Asset) -> float:
    """How wide a drawing is in letters of 16 pixels, with which it grows in a book, as its own letters should."""
    return round(_width(asset.content) / 16, 2)


def adapted(drawing: bytes, theme: Theme) -> str:
    """The markup of a drawing whose colours are those of the page, by day and by night."""
    names = _names(theme)
    return re.sub(
        '"(#[0-9a-f]{6})"',
        lambda match: f'"var(--{names[match[1]]}, {match[1]})"' if match[1] in names else match[0],
        drawing.decode(),
    )


def for_paper(drawing: bytes, theme: Theme, tokens: Tokens) -> bytes:
    """The drawing on white, in the colours that an edition has of its `tokens`."""
    own = cast(Colours, tokens["colours"])
    printed = {**{day: own[name]["light"] for day, name in _names(theme).items()}, own["paper"]["light"]: "#ffffff"}
    return re.sub(
        b'"(#[0-9a-f]{6})"', lambda match: f'"{printed.get(match[1].decode(), match[1].decode())}"'.encode(), drawing
    )


def for_book(drawing: bytes, theme: Theme) -> bytes:
    """The drawing on a ground of its own, since a reader may show it on any, with the colours of day and of night."""
    colours = _colours(theme)
    rules = "".join(
        f'[{paint}="{day}"]{{{paint}:{colours[name]["dark"]}}}'
        for day, name in _names(theme).items()
        for paint in ("fill", "stroke")
        if f'{paint}="{day}"'.encode() in drawing
    )
    ground, ink = colours["paper"], colours["ink"]
    night = f"svg{{background:{ground['dark']}}}svg:not([fill]){{fill:{ink['dark']}}}{rules}"
    # By day most readers have white paper.
    paper = f'[fill="{ground["light"]}"]'
    white = f"{paper}{{fill:#ffffff}}" if paper[1:-1].encode() in drawing else ""
    style = f"svg{{background:#ffffff}}{white}@media (prefers-color-scheme:dark){{{night}}}"
    head, end, rest = drawing.partition(b">")
    return b"".join((head, end, b"<style>", style.encode(), b"</style>", rest))


def as_drawn(content: bytes) -> bytes:
    """The bytes of a picture before it came into a book."""
    if not content.startswith(b"<svg"):
        return content
    before = _NIGHT.sub(b"", content, count=1)
    return before if plain(before) == before else content


def description(element: etree._Element) -> str:
    """What a drawing says to those who do not see it."""
    title = next((child for child in element if etree.QName(child).localname == "title"), None)
    return "" if title is None else "".join(cast("list[str]", list(title.itertext())))


def as_given(element: etree._Element) -> bytes:
    """The bytes of a drawing before it came into the page."""
    root = etree.fromstring(f'<svg xmlns="{SVG}"/>')
    _copy(element, root)
    for title in root.findall(f"{{{SVG}}}title")[:1]:
        root.remove(title)
    for name in _OURS:
        root.attrib.pop(name, "")
    return canonical(root)


def _copy(element: etree._Element, made: etree._Element) -> None:
    """Copies what is in an element into one of the SVG namespace, names as SVG has them."""
    made.text = element.text
    for key, value in element.attrib.items():
        name = etree.QName(key).localname
        if name != "xmlns":
            made.set(_NAMES.get(name, name), _VARIABLE.sub(r"\1", str(value)))
    for child in element:
        name = etree.QName(child).localname
        inner = etree.SubElement(made, f"{{{SVG}}}{_NAMES.get(name, name)}")
        _copy(child, inner)
        inner.tail = child.tail


def _width(drawing: bytes) -> float:
    """How wide a drawing is by itself, in pixels; 0 where it does not say."""
    width = re.match(r"[\d.]+(?=$|px$)", etree.fromstring(drawing).get("width", ""))
    return float(width[0]) if width else 0.0


def _names(theme: Theme) -> Mapping[str, str]:
    """The names of the theme's colours, the first of each, by what they are in the light."""
    names: dict[str, str] = {}
    for name, colour in _colours(theme).items():
        names.setdefault(colour["light"], name)
    return names


def _colours(theme: Theme) -> Mapping[str, Mapping[str, str]]:
    return cast("Mapping[str, Mapping[str, str]]", theme.tokens["colours"])
