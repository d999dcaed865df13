"""What a web page or an e-book of any tool shows: kinds by the names of elements, and by roles where these say more."""

from collections.abc import Callable, Iterator
from html.entities import html5

from lxml import etree, html

from pipeline.foreign.folded import CALL, INSIDE, address, has_scheme
from pipeline.foreign.shape import Kind, Shown
from pipeline.writers.epub_archive import Book, opened, resolved

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("caption", "figcaption"), "caption"),
    **dict.fromkeys(("ul", "ol", "menu"), "list"),
    **dict.fromkeys(
        (
            "address", "article", "aside", "body", "center", "details", "div", "fieldset", "figure", "footer", "form",
            "header", "hgroup", "hr", "html", "main", "section", "summary", "tbody", "tfoot", "thead",
        ),
        "block",
    ),
    "blockquote": "quote",
    "dd": "description",
    "dl": "definitions",
    "dt": "term",
    "li": "item",
    "nav": "beyond",
    "p": "paragraph",
    "pre": "code-block",
    "table": "table",
    "td": "cell",
    "th": "header-cell",
    "tr": "row",
}  # fmt: skip
_SILENT = {"head", "noscript", "script", "style", "template", "title"}
_TYPE = "{http://www.idpf.org/2007/ops}type"
_NOTES = {"doc-endnotes", "doc-footnotes", "endnotes", "footnotes", "rearnotes"}
_NOTE = {"doc-endnote", "doc-footnote", "endnote", "footnote", "rearnote"}
_CALLS = {"doc-noteref", "footnote-ref", "footnote-reference", "footref", "noteref"}
_BACK = {"doc-backlink", "footnote-back", "footnote-backref", "reversefootnote"}
_BEYOND = {"doc-toc", "toc"}

Address = Callable[[str], str]
"""A link's target in one spelling."""


def of_page(content: bytes) -> Iterator[Shown]:
    """What a web page shows; raises ValueError for what is no page."""
    if b"\0" in content[:1024] or b"<" not in content:
        message = "it is no HTML, EPUB or PDF"
        raise ValueError(message)
    try:
        parser = html.HTMLParser(encoding=_encoding(content), remove_comments=True, remove_pis=True)
        root = html.document_fromstring(content, parser=parser)
    except etree.ParserError as error:
        message = f"it is no page: {error}"
        raise ValueError(message) from error
    yield _shown(root, "", address)


def of_book(content: bytes) -> Iterator[Shown]:
    """What the documents of a book's spine show; raises PipelineError for what is no book."""
    book = opened(content)
    for name, document in book.documents.items():
        yield _shown(document, "", _within(book, name))


def _encoding(content: bytes) -> str | None:
    """UTF-8 for what is, else what the page says itself."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _within(book: Book, document: str) -> Address:
    def spelt(target: str) -> str:
        if not has_scheme(target) and resolved(document, target) in book.documents:
            return INSIDE
        return address(target)

    return spelt


def _shown(element: etree._Element, around: str, spelt: Address) -> Shown:
    name, marks = etree.QName(element).localname.lower(), _marks(element)
    kind = _kind(element, name, marks, around)
    inside = "notes" if marks & _NOTES else "" if kind == "note" else around
    children = () if kind == "call" else tuple(_children(element, inside, spelt))
    target = element.get("href", "") if name == "a" else ""
    return Shown(
        kind,
        children,
        int(name[1]) if kind == "heading" else 0,
        spelt(target) if target else "",
        _description(element, name),
    )


def _marks(element: etree._Element) -> set[str]:
    """What an element is by its role, its type in a book, and its classes."""
    return {*element.get("role", "").split(), *element.get(_TYPE, "").split(), *element.get("class", "").split()}


def _kind(element: etree._Element, name: str, marks: set[str], around: str) -> Kind:
    if marks & _BEYOND or element.get("id") == "TOC":
        return "beyond"
    if name != "a" and (marks & _NOTE or (around == "notes" and name == "li")):
        return "note"
    if (name == "a" and marks & _CALLS) or (name == "sup" and _is_call(element)):
        return "call"
    return _KINDS.get(name, "")


def _is_call(raised: etree._Element) -> bool:
    """Whether a raised text is a number that leads to a place in the file, and nothing else."""
    links = [each for each in raised.iter(etree.Element) if etree.QName(each).localname.lower() == "a"]
    text = "".join(str(part) for part in raised.itertext())
    if len(links) != 1 or not CALL.fullmatch(text.strip()):
        return False
    target = links[0].get("href", "")
    return "#" in target and not has_scheme(target)


def _children(element: etree._Element, around: str, spelt: Address) -> Iterator[Shown | str]:
    if etree.QName(element).localname == "svg":
        return  # the letters of a drawing are its own
    if element.text:
        yield element.text
    for child in element:
        tag: object = child.tag
        if not isinstance(tag, str):
            # A book of the second generation may name characters by words of HTML; no other such node is left.
            yield html5.get((child.text or "").removeprefix("&"), child.text or "")
        elif (name := etree.QName(child).localname.lower()) == "br":
            yield "\n"
        elif name not in _SILENT and child.get("hidden") is None and not _leads_back(child, name):
            yield _shown(child, around, spelt)
        if child.tail:
            yield child.tail


def _leads_back(element: etree._Element, name: str) -> bool:
    return name == "a" and bool(_marks(element) & _BACK)


def _description(element: etree._Element, name: str) -> str | None:
    """What stands for a picture for those who do not see it, None for what is no picture."""
    key = {"img": "alt", "svg": "aria-label"}.get(name)
    return None if key is None else " ".join(element.get(key, "").split())
