"""What a document of HTML or XHTML shows, element by element: the reading half of the writers of HTML and EPUB."""

from collections.abc import Iterator

from lxml import etree

from pipeline.writers.seen import GENERATED, Mark, Seen

_KINDS = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "blockquote": "quote",
    "caption": "caption",
    "dd": "description",
    "dl": "definitions",
    "dt": "term",
    "figcaption": "figcaption",
    "figure": "figure",
    "hr": "break",
    "li": "item",
    "ol": "list",
    "p": "paragraph",
    "pre": "code-block",
    "table": "table",
    "td": "cell",
    "th": "header-cell",
    "tr": "row",
    "ul": "list",
}
_SILENT = {"head", "script", "style", "template", "title"}
_ROLES = {"doc-endnotes": "notes", "doc-footnote": "note", "doc-subtitle": "subtitle"}
_WITHIN = {
    ("key-facts", "definitions"): "",
    ("notes", "list"): "",
    ("notes", "item"): "note",
    ("timeline", "item"): "event",
    ("event", "moment"): "moment",
    ("figcaption", "paragraph"): "caption",
}
"""What an element is by the element around it, where that makes it another kind."""


def seen(root: etree._Element) -> Seen:
    """The document's element with all that it shows."""
    return _seen(root, "")


def language(root: etree._Element) -> str:
    """The language that the document declares."""
    return root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""


def _seen(element: etree._Element, around: str) -> Seen:
    name = etree.QName(element).localname
    kind = _kind(element, name, around)
    level = int(name[1]) if kind == "heading" else 0
    block = kind if kind not in {"figcaption", "notes"} else ""
    return Seen(
        block,
        tuple(_children(element, kind or around)),
        element.get("id", ""),
        level,
        language(element),
        _mark(element, name),
    )


def _children(element: etree._Element, around: str) -> Iterator[Seen | str]:
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            name = etree.QName(child).localname
            if name == "br":
                yield " "
            elif name not in _SILENT and child.get("hidden") is None:
                yield _seen(child, around)
        if child.tail:
            yield child.tail


def _kind(element: etree._Element, name: str, around: str) -> str:
    if name == "nav" or element.get("id", "").startswith("_"):
        return GENERATED
    role = element.get("role", "")
    if role in _ROLES:
        return _ROLES[role]
    classes = element.get("class", "").split()
    if name in {"aside", "ol"} and classes[:1] in (["key-facts"], ["timeline"]):
        return classes[0]
    kind = "moment" if name == "time" or (name == "span" and classes == ["moment"]) else _KINDS.get(name, "")
    return _WITHIN.get((around, kind), "" if kind == "moment" else kind)


def _mark(element: etree._Element, name: str) -> Mark | None:
    target = element.get("href")
    if name == "a" and target is not None:
        inner = f"#{target.partition('#')[2]}" if "#" in target and ":" not in target.partition("#")[0] else target
        return Mark("note", inner[1:]) if element.get("role") == "doc-noteref" else Mark("link", inner)
    if name == "img" and element.get("alt"):
        return Mark("image", element.get("alt", ""))
    if language(element) and name not in _KINDS and name not in {"html", "body"}:
        return Mark("lang", language(element))
    return None
