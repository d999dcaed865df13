"""What a document of HTML or XHTML shows, element by element: the reading half of the writers of HTML and EPUB."""

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote

from lxml import etree

from pipeline.furniture import is_own
from pipeline.model import NumeralStyle, numeral, page_id
from pipeline.trace import digest
from pipeline.writers.drawings import as_given, description
from pipeline.writers.seen import GENERATED, Mark, MarkKind, PageMark, Seen

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
_MARKS: Mapping[str, MarkKind] = {
    "code": "code",
    "del": "strike",
    "em": "em",
    "strong": "strong",
    "sub": "sub",
    "sup": "sup",
}
"""What an element says of its text by its name alone."""
_STYLES: Mapping[str, NumeralStyle] = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_SILENT = {"head", "script", "style", "template", "title"}
_ROLES = {"doc-endnotes": "notes", "doc-footnote": "note", "doc-subtitle": "subtitle"}
_CLASSES = {
    ("aside", "key-facts"): "key-facts",
    ("aside", "pull-quote"): "pull-quote",
    ("figure", "chart"): "chart",
    ("div", "admonition"): "admonition",
    ("figure", "listing"): "listing",
    ("figure", "table"): "table",
    ("ol", "timeline"): "timeline",
    ("p", "credit-line"): "credit",
    ("p", "attribution"): "attribution",
    ("p", "title"): "title",
    ("ul", "references"): "references",
}
"""What an element is by its first class."""
_WITHIN = {
    ("key-facts", "definitions"): "",
    ("notes", "list"): "",
    ("notes", "item"): "note",
    ("references", "item"): "reference",
    ("table", "table"): "",
    ("timeline", "item"): "event",
    ("event", "moment"): "moment",
    ("figcaption", "paragraph"): "caption",
}
"""What an element is by the element around it, where that makes it another kind."""


Pictures = Callable[[str], bytes | None]
"""The bytes of the picture that a `src` leads to, if it leads to one."""


def seen(root: etree._Element, pictures: Pictures) -> Seen:
    """The document's element with all that it shows."""
    return _seen(root, "", pictures)


def language(root: etree._Element) -> str:
    """The language that the document declares."""
    return root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""


def _seen(element: etree._Element, around: str, pictures: Pictures) -> Seen:
    name = etree.QName(element).localname
    kind = _kind(element, name, around)
    if is_own(element.get("id", "")) and name in {"img", "svg"}:
        told = element.get("alt", "") if name == "img" else description(element)
        return Seen(kind, (told,), element.get("id", ""), 0, language(element))
    level = int(name[1]) if _KINDS.get(name) == "heading" else 0
    return Seen(
        kind if kind not in {"figcaption", "notes"} else "",
        tuple(_children(element, kind or around, pictures)),
        element.get("id", ""),
        level,
        language(element),
        tuple(_marks(element, name, kind, pictures)),
    )


def _children(element: etree._Element, around: str, pictures: Pictures) -> Iterator[Seen | PageMark | str]:
    if etree.QName(element).localname == "svg":
        return  # the letters of a drawing are its own; its description speaks for them
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            name = etree.QName(child).localname
            if label := _page(child):
                yield PageMark(label)
            if name == "br":
                yield " "
            elif name not in _SILENT and not _is_hidden(child) and child.get("class") != "box":
                yield _seen(child, around, pictures)
        if child.tail:
            yield child.tail


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"


def _kind(element: etree._Element, name: str, around: str) -> str:
    if name == "nav" or element.get("id", "").startswith("_"):
        return GENERATED
    role = element.get("role", "")
    if role in _ROLES:
        return _ROLES[role]
    classes = element.get("class", "").split()
    if classes and (name, classes[0]) in _CLASSES:
        return _CLASSES[name, classes[0]]
    kind = "moment" if name == "time" or (name == "span" and classes == ["moment"]) else _KINDS.get(name, "")
    return _WITHIN.get((around, kind), "" if kind == "moment" else kind)


def _page(element: etree._Element) -> str:
    """The label of the page that an element marks, with its id where that is another page's; "" for no mark."""
    spoken = element.get("aria-label", "") if element.get("role") == "doc-pagebreak" else ""
    label, name = element.get("data-page") or spoken, element.get("id", "")
    return label if not label or name == page_id(label) else f"{label} ({name})"


def _target(element: etree._Element) -> str | None:
    """Where a link leads, None for what is no link."""
    target = element.get("href")
    # In HTML letters beyond ASCII are written as percents; browsers go to the id that they mean (HTML 7.4.6.4).
    return unquote(target) if target is not None and target.startswith("#") else target


def _marks(element: etree._Element, name: str, kind: str, pictures: Pictures) -> Iterator[Mark]:
    target = _target(element)
    if name == "a" and target is not None:
        called = element.get("role") == "doc-noteref" and target.startswith("#")
        yield Mark("note", target[1:]) if called else Mark("link", target)
    elif name in _MARKS:
        yield Mark(_MARKS[name], "")
    elif name in {"img", "svg"}:
        yield from _image(element, pictures) if name == "img" else _drawn(element)
    elif kind == "note":
        yield Mark("number", _number(element))
    elif name == "ol" and kind == "list":
        yield Mark("start", numeral(int(element.get("start", "1")), _STYLES[element.get("type", "1")]))
    elif name == "abbr" and element.get("title"):
        yield Mark("abbr", element.get("title", ""))
    elif name == "li":
        boxes = (child for child in element if child.get("class") == "box")
        yield from (Mark("task", f"{box.text} {box.get('aria-label', '')}") for box in boxes)
    elif name == "span" and not kind and element.get("id") and not (element.get("role") or _page(element)):
        yield Mark("anchor", element.get("id", ""))
    elif language(element) and not kind and name not in {"html", "body"}:
        yield Mark("lang", language(element))


def _number(note: etree._Element) -> str:
    """The number that is shown before a note: what counts an item, or words of its own."""
    if etree.QName(note).localname == "li":
        return note.get("value") or str(1 + sum(1 for _ in note.itersiblings(note.tag, preceding=True)))
    return next(("".join(map(str, each.itertext())) for each in note if each.get("class") == "number"), "")


def _drawn(element: etree._Element) -> Iterator[Mark]:
    """A drawing in the page: its description, and its bytes as they were before they came there."""
    if described := description(element):
        yield Mark("image", described)
    yield Mark("picture", digest(as_given(element)))


def _image(element: etree._Element, pictures: Pictures) -> Iterator[Mark]:
    if element.get("alt"):
        yield Mark("image", element.get("alt", ""))
    content = pictures(element.get("src", ""))
    yield Mark("picture", digest(content) if content is not None else "")
