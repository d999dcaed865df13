"""Drawings in their plain form: shapes and words with colours of their own, and nothing else; in one order of bytes.

A page can take a plain drawing in, since nothing in it reaches outside of it: no style, no ids, nothing that is used.
"""

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = {"svg", "g", "path", "text", "tspan", "rect", "line", "circle", "ellipse", "polygon", "polyline"}
_DRAWN = set(
    """
    cx cy d dx dy fill fill-opacity fill-rule font-family font-size font-style font-weight height lengthAdjust
    opacity points r rx ry stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width text-anchor textLength transform viewBox width x x1 x2 y y1 y2
    """.split()  # noqa: SIM905 - as a list it would be no easier to read
)
_SAID = {"title", "desc", "metadata"}
"""Elements that are not drawn; what they say, the alternative text says."""
_SAYING = {"aria-describedby", "aria-label", "aria-labelledby", "class", "id", "role", "version"}
"""Attributes that draw nothing where there is no style and nothing is used."""


def plain(drawing: bytes) -> bytes | None:
    """The drawing in canonical form (C14N 2.0) with what is drawn alone; None when it holds what is not plain."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, huge_tree=True)
    root = etree.fromstring(drawing, parser)
    for element in list(root.iter()):
        name = etree.QName(element)
        if name.namespace == SVG and name.localname in _SAID and not (element.tail or "").strip():
            _remove(element)
        elif name.namespace != SVG or name.localname not in _ELEMENTS or _spaced(element) or not _stripped(element):
            return None
    return canonical(root)


def canonical(root: etree._Element) -> bytes:
    """A drawing in its one form."""
    etree.cleanup_namespaces(root)
    return str(etree.canonicalize(etree.tostring(root, encoding="unicode"), strip_text=True)).encode()


def _stripped(element: etree._Element) -> bool:
    """Takes away what draws nothing; whether all that is left is known, and uses nothing."""
    for key in list(map(str, element.attrib)):
        if key in _SAYING:
            del element.attrib[key]
    return all(str(key) in _DRAWN and "url(" not in str(value) for key, value in element.attrib.items())


def _spaced(element: etree._Element) -> bool:
    """Whether a space between words in several parts would get lost."""
    texts = [element.text, *(child.tail for child in element)] if len(element) else []
    return etree.QName(element).localname in {"text", "tspan"} and any(text and text != text.strip() for text in texts)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
