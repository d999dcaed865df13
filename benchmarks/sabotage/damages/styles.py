"""Damages that leave a text in the file and take it from the eye: by a style attribute or by a rule of a sheet."""

from collections.abc import Mapping, Sequence
from functools import partial
from random import Random

from lxml import etree

from benchmarks.sabotage.damages.damaged import chosen
from benchmarks.sabotage.damages.markup import BLOCKS, is_element, name_of, named, text_of
from benchmarks.sabotage.damages.told import Told, TreeDamage, told

_WAYS: Mapping[str, Sequence[str]] = {
    "display": ("display: none",),
    "visibility": ("visibility: hidden", "visibility: collapse"),
    "opacity": ("opacity: 0", "opacity: 0.02", "filter: opacity(0)"),
    "size": ("font-size: 0", "font-size: 1px", "transform: scale(0)", "height: 0; overflow: hidden"),
    "clip": (
        "clip-path: inset(50%)",
        "position: absolute; clip: rect(0, 0, 0, 0)",
        "width: 0; height: 0; overflow: hidden",
    ),
    "off-page": ("position: absolute; left: -9999px", "text-indent: -9999px", "transform: translateX(-9999px)"),
    "color": ("color: transparent", "color: #fff; background: #fff", "color: rgb(0 0 0 / 0)"),
}
_OF_BOXES = ("clip-path", "height", "text-indent", "transform", "width")
"""What says nothing of a word in a line."""
_CLASS = "zz"


def _hidden(ways: Sequence[str], root: etree._Element, random: Random) -> Told:
    way = random.choice(ways)
    names = [*BLOCKS, "td", "figcaption", *(() if way.startswith(_OF_BOXES) else ("em", "strong"))]
    # A link inside has a color of its own.
    fits = [each for each in named(root, *names) if not (way.startswith("color") and named(each, "a", "span"))]
    element = chosen(random, [each for each in fits if len(text_of(each)) > 1])
    said = told(element, "unseen-text")
    if random.random() < 0.5:
        element.set("style", way)
    else:
        element.set("class", f"{element.get('class', '')} {_CLASS}".strip())
        _ruled(root, f".{_CLASS} {{ {'; '.join(f'{part} !important' for part in way.split('; '))} }}")
    return Told(f"{said.target} by {way!r}", ("unseen-text",), said.texts, said.around)


def _ruled(root: etree._Element, rule: str) -> None:
    """A rule that stands last in the document's head; a policy that forbids such a sheet goes."""
    head = next(each for each in root if is_element(each) and name_of(each) == "head")
    for each in [each for each in head if each.get("http-equiv") == "Content-Security-Policy"]:
        head.remove(each)
    sheet = etree.SubElement(head, str(head.tag).replace("head", "style"))
    sheet.text = rule


KINDS: Mapping[str, TreeDamage] = {f"hidden by {name}": partial(_hidden, ways) for name, ways in _WAYS.items()}
