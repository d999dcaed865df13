"""Where pages begin, read with other means than the program's: a PDF's letters by their places, and marks in a tree."""

import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

import pypdfium2
from lxml import etree, html

_POINTS = 72 / 25.4
_NOT_COMPARED = re.compile("[\\s\u00ad\u2010\ufffe\ufffd-]+")
"""White space, and hyphens: a line may end with one that nobody wrote, or that is told as another sign."""
_NUMBER = re.compile(r"\[\d+\]")
"""Numbers of references hang in the margin, and a page has all of them before its text."""
_TITLE = re.compile("^(Contents|Notes)")
"""What the theme puts over a part that it makes, in English."""
_COMPARED, _READ = 20, 60
_BLOCKS = frozenset(("p", "li", "td", "th", "dt", "dd", "caption", "figcaption", "time", "div", "pre", "title"))
_HEADINGS = re.compile("h[1-6]")
_SILENT = {"head", "script", "style", "svg", "summary", "title"}


@dataclass(frozen=True, slots=True)
class Start:
    """What stands behind a mark: the article's text without white space, and how long its first word is.

    `heads` is the head of the table around it, which print repeats on each page; `label` what the theme says before it;
    `apart` whether white space or the edge of a block comes before; `title` what the theme says over its closing words.
    """

    text: str
    word: int
    heads: str
    label: str
    apart: bool
    title: str

    def begins(self, page: str) -> bool:
        """Whether a page begins with these words, or with the rest of the first of them."""
        if self.title:
            return page.startswith(self.title)
        shown = _TITLE.sub("", page).removeprefix(self.label)
        starts = {each[:_COMPARED] for each in (shown, shown.removeprefix(self.heads))}
        return any(self.text[cut:].startswith(start) for cut in range(max(1, self.word)) for start in starts)


def bare(text: str) -> str:
    """The text in NFC without white space, hyphens and numbers of references."""
    return _NUMBER.sub("", _NOT_COMPARED.sub("", unicodedata.normalize("NFC", text)))


def printed(content: bytes, top: float, bottom: float) -> list[str]:
    """What stands on each page of a PDF between head and foot, whose margins are given in millimetres."""
    document = pypdfium2.PdfDocument(content)
    pages = []
    for page in document:
        height = page.get_height()
        text = page.get_textpage().get_text_bounded(bottom=bottom * _POINTS, top=height - top * _POINTS)
        pages.append(bare(text))
    document.close()
    return pages


def of_page(content: bytes) -> Mapping[str, Start]:
    """What stands at each mark of a web page, by its label."""
    return dict(_starts([html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))]))


def of_book(content: bytes) -> Mapping[str, Start]:
    """What stands at each mark of a book, by its label."""
    with zipfile.ZipFile(BytesIO(content)) as book:
        names = sorted((name for name in book.namelist() if "content" in name and name.endswith(".xhtml")), key=_number)
        return dict(_starts([etree.fromstring(book.read(name)) for name in names]))


def _number(name: str) -> int:
    return int(re.sub(r"\D", "", PurePosixPath(name).stem) or 1)


def _starts(roots: list[etree._Element]) -> Iterator[tuple[str, Start]]:
    pieces = [piece for root in roots for piece in _pieces(root)]
    texts = [piece if isinstance(piece, str) else "" for piece in pieces]
    for index, piece in enumerate(pieces):
        if isinstance(piece, str) or (label := _label(piece)) is None:
            continue
        after = "".join(texts[index : index + 400])
        first = len(bare(after.split(maxsplit=1)[0])) if after.split() else 0
        before = "".join(texts[max(0, index - _READ) : index])[-1:]
        yield label, Start(bare(after)[:_READ], first, _heads(piece), _before(piece), not before.strip(), _title(piece))


def _label(element: etree._Element) -> str | None:
    return element.get("data-page") or (element.get("aria-label") if element.get("role") == "doc-pagebreak" else None)


def _pieces(element: etree._Element) -> Iterator[str | etree._Element]:
    """The article's text and notes in their order, with marks and pictures between."""
    name = etree.QName(element).localname
    if _label(element) is not None or name in {"svg", "img"}:
        yield element
        return
    if name in _SILENT or name == "nav" or element.get("class") == "box":
        return
    is_of_theme = element.get("id", "").startswith("_")
    yield "" if is_of_theme else element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child)
        yield "" if is_of_theme else child.tail or ""
    if name in {
        "p",
        "li",
        "td",
        "th",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "caption",
        "figcaption",
        "time",
        "div",
        "pre",
        "title",
    }:
        yield " "


def _title(mark: etree._Element) -> str:
    """The words of the theme's title in or before which a mark stands, "" for none."""
    near = (mark.getparent(), mark.getnext())
    titles = [each for each in near if each is not None and each.get("id", "").startswith("_title.")]
    return bare("".join(str(text) for each in titles for text in each.itertext()))


def _heads(mark: etree._Element) -> str:
    heads = (each for each in mark.iterancestors() if etree.QName(each).localname == "table")
    return bare(
        "".join(text for table in heads for head in table.iter("{*}thead") for text in map(str, head.itertext()))
    )


def _before(mark: etree._Element) -> str:
    """The theme's text that stands right before the block with a mark, such as the name of a box."""
    for element in (mark, *mark.iterancestors()):
        before = element.getprevious()
        if before is not None:
            return bare("".join(map(str, before.itertext()))) if before.get("id", "").startswith("_") else ""
        around = element.getparent()
        if around is None or bare(around.text or ""):
            return ""
    return ""


def without_marks(page: str) -> tuple[str, int]:
    """A web page without its marks, and how many it had."""
    return re.subn(r'<span id="page-[^"]*" data-page="[^"]*"></span>', "", page)
