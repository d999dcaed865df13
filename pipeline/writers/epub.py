"""The e-book: EPUB 3.3 whose documents are ours, packed by ebooklib, with accessibility metadata measured from them."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import partial

from lxml import etree

from pipeline.furniture import furniture
from pipeline.model import Article, Edition, PageMap, Rendered, Trace, Unseen
from pipeline.press import Press
from pipeline.theme import XHTML, Theme, parse
from pipeline.writers.cover import cover
from pipeline.writers.dom import language, seen
from pipeline.writers.drawings import as_drawn, for_book, is_ours, letters_wide
from pipeline.writers.epub_archive import Book, opened, resolved
from pipeline.writers.epub_documents import EPUB_TYPE, divided, linked, serialised, titled
from pipeline.writers.epub_metadata import identifier, measured, properties
from pipeline.writers.epub_package import Member, packed
from pipeline.writers.hidden import hidden
from pipeline.writers.needs import needs
from pipeline.writers.page import style, values
from pipeline.writers.page_marks import place
from pipeline.writers.seen import Seen, trace_of

_TEXT, _NAV, _STYLE = "epub/content.xhtml", "epub/nav.xhtml", "epub/style.css"
_NAV_FILE, _STYLE_FILE, _COVER_FILE = "nav.xhtml", "style.css", "cover.png"
_ENDINGS = {"image/gif": "gif", "image/jpeg": "jpg", "image/png": "png", "image/svg+xml": "svg", "image/webp": "webp"}
_CONTAINED = {"mathml": "{http://www.w3.org/1998/Math/MathML}math", "svg": "{http://www.w3.org/2000/svg}svg"}
"""Properties of a manifest entry that its content decides (EPUB 3.3, appendix D.5), and the element that decides."""


def write(article: Article, edition: Edition, theme: Theme, press: Press) -> Rendered:
    """The book. Its typefaces are left to the reader's choice; the press is not used."""
    del press
    meta, words, addresses = article.metadata, theme.words(article.metadata.lang), _addresses(article)
    drawings = {name: letters_wide(asset) for name, asset in article.assets.items() if is_ours(asset, theme)}
    files = {"style_href": _STYLE_FILE, "cover_href": _COVER_FILE}
    page = {**values(article, edition, theme, addresses), **files, "letters_wide": drawings}
    made = {piece.id: piece.text for piece in furniture(article, edition, words)}
    texts, nav = _documents(theme, page, made, edition.pages)
    css, shown = style(_STYLE, page, theme, meta.lang), _shown(texts)
    pictures = {
        addresses[name]: replace(asset, content=for_book(asset.content, theme)) if name in drawings else asset
        for name, asset in article.assets.items()
        if addresses[name] in shown
    }
    members = (
        *_in_spine(texts, nav),
        Member(_STYLE_FILE, "text/css", css.encode("utf-8")),
        Member(_COVER_FILE, "image/png", cover(theme, page), ("cover-image",)),
        *(Member(address, asset.media_type, asset.content) for address, asset in pictures.items()),
    )
    about = properties(meta, edition, measured(texts, nav, css, tuple(pictures.values())), words)
    modified = datetime.datetime.combine(meta.updated, datetime.time(), datetime.UTC) if meta.updated else None
    name = identifier(meta, article.slug if edition.draft else "")
    book = packed(name, meta.lang, modified, about, members)
    return Rendered(book, tuple(needs(edition.title, (*texts, nav), css, [member.href for member in members])))


def read_back(content: bytes) -> Trace:
    """What the documents of the book's spine show; the package's metadata is not read.

    Raises PipelineError when the file is no EPUB, LimitError when it is larger than any that is written.
    """
    book = opened(content)
    languages = [language(document) for document in book.documents.values()]
    return trace_of([_shown_by(book, name) for name in book.documents], next(iter(languages), ""))


def unseen(content: bytes, *, fine: bool = False) -> tuple[Unseen, ...]:
    """What of the texts the book's own styles or attributes hide from somebody."""
    del fine
    book = opened(content)
    return tuple(
        one
        for name, document in book.documents.items()
        for one in hidden(document, partial(_sheet, book, name), in_html=False)
    )


def _documents(
    theme: Theme, page: Mapping[str, object], made: Mapping[str, str], pages: PageMap | None
) -> tuple[Sequence[etree._Element], etree._Element]:
    """The documents of the text, titled and with marks, and the navigation document, all linked with each other."""
    nav = parse(theme.render(_NAV, page), _NAV)
    texts = divided(parse(theme.render(_TEXT, page), _TEXT))
    if pages:
        place(texts, pages, _mark, before_headings=True)
    titled(texts, {**made, **{name.removeprefix("_contents."): title for name, title in made.items()}})
    linked({_NAV_FILE: nav, **{_text_file(number): text for number, text in enumerate(texts, 1)}})
    return texts, nav


def _mark(label: str) -> Mapping[str, str]:
    """The attributes of a mark (EPUB Accessibility 1.1, 3.3), which reading systems speak if somebody wants it."""
    return {EPUB_TYPE: "pagebreak", "role": "doc-pagebreak", "aria-label": label}


def _in_spine(texts: Sequence[etree._Element], nav: etree._Element) -> Iterator[Member]:
    """Title page, contents, text."""
    members = [_document(_text_file(number), text) for number, text in enumerate(texts, 1)]
    yield from (members[0], _document(_NAV_FILE, nav, "nav"), *members[1:])


def _document(name: str, root: etree._Element, *properties_of: str) -> Member:
    contained = (kind for kind, tag in _CONTAINED.items() if next(root.iter(tag), None) is not None)
    return Member(name, "application/xhtml+xml", serialised(root), (*properties_of, *contained), in_spine=True)


def _text_file(number: int) -> str:
    return "content.xhtml" if number == 1 else f"content-{number}.xhtml"


def _addresses(article: Article) -> Mapping[str, str]:
    """Where each asset lies in the book: numbered, as a container forbids names that a disk allows (OCF 3.3, 4.2.3)."""
    return {
        name: f"images/{number}.{_ENDINGS.get(asset.media_type, 'bin')}"
        for number, (name, asset) in enumerate(sorted(article.assets.items()), 1)
    }


def _shown(texts: Sequence[etree._Element]) -> set[str]:
    return {image.get("src", "") for text in texts for image in text.iter(f"{{{XHTML}}}img")}


def _sheet(book: Book, name: str, address: str) -> str | None:
    content = book.files.get(resolved(name, address))
    return None if content is None else content.decode("utf-8", "replace")


def _picture(book: Book, name: str, address: str) -> bytes | None:
    content = book.files.get(resolved(name, address))
    return None if content is None else as_drawn(content)


def _shown_by(book: Book, name: str) -> Seen:
    """What a document shows: without the picture of the cover, its links as those of one text."""
    document = deepcopy(book.documents[name])
    for element in document.iter(f"{{{XHTML}}}a"):
        element.set("href", book.target(name, element.get("href", "")))
    for element in document.iter(etree.Element):
        if element.get("role") == "doc-cover":
            element.set("hidden", "hidden")
    return seen(document, partial(_picture, book, name))
