"""The engine's SVG as it is published: what is drawn and nothing else, in one form.

The engine's roles and labels for screen readers go, since the chart is one picture with one description; hidden labels
go, since they would be text that nobody sees; texts stay texts.
"""

import re

from lxml import etree

from pipeline.drawing import SVG, canonical

_KEPT = set(
    """
    clip-path cx cy d dy fill fill-opacity font-family font-size font-weight height id r rx ry stroke stroke-dasharray
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor transform viewBox width x
    x1 x2 y y1 y2
    """.split()  # noqa: SIM905 - as a list it would be no easier to read
)
_ELEMENTS = {"svg", "g", "path", "text", "tspan", "rect", "line", "circle", "clipPath", "defs"}
_LONG = re.compile(r"-?\d+\.\d{3,}")


def cleaned(drawing: bytes) -> bytes:
    """Return a drawing in canonical form (C14N 2.0) with what is drawn and nothing else.

    Raises ValueError when the engine has drawn with an element that is not known.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, huge_tree=True)
    root = etree.fromstring(drawing, parser)
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or _is_hidden(element):
            _remove(element)
            continue
        name = etree.QName(element).localname
        if name not in _ELEMENTS:
            message = f"the chart is drawn with the element {name}"
            raise ValueError(message)
        _strip(element)
    _unwrap(root)
    _hoist(root, "font-family")
    return canonical(root)


def _is_hidden(element: etree._Element) -> bool:
    """Whether an element is drawn with nothing: hidden labels, empty paths."""
    if element.get("opacity") == "0" or element.get("display") == "none":
        return True
    return element.tag == f"{{{SVG}}}path" and (not element.get("d") or _paintless(element))


def _paintless(element: etree._Element) -> bool:
    # The engine sets `fill="none"` around everything.
    return all(element.get(paint, "none") in {"none", "transparent"} for paint in ("fill", "stroke"))


def _strip(element: etree._Element) -> None:
    for key, value in list(element.attrib.items()):
        name = str(key)
        still = name == "transform" and value == "translate(0,0)"
        if still or name not in _KEPT or (name == "id" and element.tag != f"{{{SVG}}}clipPath"):
            del element.attrib[key]
        elif _LONG.search(str(value)):
            # A hundredth of a pixel is seen by nobody; further digits may differ between machines.
            element.set(name, _LONG.sub(lambda match: f"{float(match[0]):.2f}", str(value)))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _hoist(root: etree._Element, name: str) -> None:
    """Says once, for all, what all texts have."""
    texts = list(root.iter(f"{{{SVG}}}text"))
    values = {text.get(name, "") for text in texts}
    if len(values) == 1 and "" not in values:
        root.set(name, values.pop())
        for text in texts:
            del text.attrib[name]


def _unwrap(root: etree._Element) -> None:
    """Takes away groups that do nothing, and those that hold nothing."""
    for element in reversed(list(root.iter(f"{{{SVG}}}g"))):
        parent = element.getparent()
        if parent is None or (len(element) and element.attrib):
            continue
        index = parent.index(element)
        parent[index : index + 1] = list(element)
