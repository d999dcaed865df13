"""The text that a theme makes: contents, labels, byline, dates, colophon, the ways back from notes.

It is data, so that the templates print it and the proof can compare it: every piece has an id that starts with `_`, and
a template prints it by that id. What an edition does not print, it does not have here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.arrangement import has_endnotes
from pipeline.colophon import colophon, dated
from pipeline.exports import addressed
from pipeline.model import (
    Admonition,
    Article,
    Block,
    Contributor,
    Edition,
    Heading,
    KeyFacts,
    Medium,
    Metadata,
    PageReference,
    Section,
    Table,
    as_work,
)
from pipeline.model.walk import descend, plain_text
from pipeline.running import running
from pipeline.theme import Words, filled

PAGE = "contents-page"
PAGE_OF = "page-of"
"""The kinds of pieces in which the label of a page, known to the finished layout alone, takes the place of ON_PAGE."""
ON_PAGE = "{page}"
CODE = "_qr"
"""The id of the code that leads to the article's address."""
_LONGEST_CODED = 400
"""Bytes of an address whose code takes no more than four centimetres."""
OWN = "own"
"""The kind of what a project's templates say by themselves, wherever they do; it comes before all else."""
_CONTENTS_LEVEL: Mapping[Medium, int] = MappingProxyType({"web": 2, "ebook": 1, "paper": 0})
"""The contents are a section of the page and a document of the book; on paper their title is a caption."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A generated text: its id; where its words, or those that `linked` names, lead.

    `level` is the depth of a bookmark, and that of a text which is a heading in this edition; 0 for all else. `after`
    is the id of the block behind whose beginning it must stand, "" where a template may put it as it likes. `alt` is
    said in place of a picture, which has no text.
    """

    id: str
    text: str
    target: str = ""
    linked: str = ""
    level: int = 0
    after: str = ""
    alt: str = ""


def has_place(name: str) -> bool:
    """Whether a generated text of that id says what the next words are, so that it must stand before them."""
    return name.startswith("_label.") or name == "_title.summary"


def is_coded(meta: Metadata, edition: Edition) -> bool:
    """Whether an edition has a code that leads from paper to the article's address; one that is too long has none."""
    return edition.medium == "paper" and not edition.draft and 0 < len(meta.permalink.encode()) <= _LONGEST_CODED


def is_own(name: str) -> bool:
    """Whether a generated text of that id is a project's own: then a picture may say it."""
    return name.startswith(f"_{OWN}.")


def furniture(article: Article, edition: Edition, words: Words) -> tuple[Piece, ...]:
    """The generated text of an edition, in the order in which it is read; bookmarks and running heads come last."""
    return tuple(_pieces(article, edition, words))


def contents(article: Article, edition: Edition) -> tuple[Section, ...]:
    """The sections that the contents list: of the first level, their subsections inside them; of one page, none."""
    if edition.is_excerpt and edition.medium == "paper":
        return ()
    return tuple(block for block in article.blocks if isinstance(block, Section))


def _pieces(article: Article, edition: Edition, words: Words) -> Iterator[Piece]:
    yield from (Piece(f"_{OWN}.{key}", text) for key, text in sorted(words.own.items()))
    if edition.draft and edition.medium != "paper":
        yield Piece("_draft", words.labels["draft-notice"])
    if edition.medium == "web" and article.blocks:
        yield Piece("_skip", words.labels["skip-to-content"], f"#{article.blocks[0].id}")
    if edition.medium == "paper":
        yield from _pages_of(article, words)
    yield from _title_block(article, words)
    yield from _contents(article, edition, words)
    yield from _labels(article, edition, words)
    if has_endnotes(article, edition):
        yield from _notes(article, edition, words)
    if edition.draft and edition.medium == "ebook":
        yield Piece("_draft-colophon", words.labels["draft-notice"])
    yield Piece("_title.colophon", words.labels["about"], level=2)
    if is_coded(article.metadata, edition):
        yield Piece(CODE, "", alt=filled(words.labels["qr-code"], permalink=article.metadata.permalink))
    for number, line in enumerate(colophon(article, edition, words), 1):
        yield Piece(f"_colophon.{number}", *line)
    if edition.medium == "web" and not edition.draft:
        yield from _exports(article, words)
        yield from _marked(edition, words)
    if edition.medium == "paper":
        yield from _bookmarks(article, edition, words)
        yield from (Piece(name, text) for name, text in running(article, edition, words))


def _beginnings(article: Article) -> frozenset[str]:
    """The blocks with which a document of a book can begin: the first of the text, and the sections of the first level.

    Whether they do, only the length of the finished text decides.
    """
    return frozenset(
        block.id for number, block in enumerate(article.blocks) if not number or isinstance(block, Section)
    )


def _labels(article: Article, edition: Edition, words: Words) -> Iterator[Piece]:
    """What stands among the blocks of the text."""
    begins = _beginnings(article) if edition.draft and edition.medium == "ebook" else frozenset()
    for block in descend(article.blocks):
        if isinstance(block, Section) and edition.medium == "web":
            # Its sign is the style's: it is no text, and a reader mode or a copy would have it among the words.
            yield Piece(f"_permalink.{block.id}", "", f"#{block.id}")
        # A section has the id of its heading.
        if isinstance(block, Block) and not isinstance(block, Heading) and block.id in begins:
            yield Piece(f"_draft.{block.id}", words.labels["draft-notice"])
        if isinstance(block, KeyFacts):
            yield Piece(f"_label.{block.id}", words.labels["key-facts"], after=block.id)
        elif isinstance(block, Admonition):
            yield Piece(f"_label.{block.id}", words.labels[f"box-{block.tone}"], after=block.id)
        elif isinstance(block, Table) and block.folded and edition.medium == "web":
            yield Piece(f"_fold.{block.id}", words.labels["show-data"])


def _title_block(article: Article, words: Words) -> Iterator[Piece]:
    if article.metadata.authors:
        yield Piece("_byline", filled(words.byline["by"], names=_names(article.metadata.authors, words)))
    # Whoever has a copy sees at once what may be done with it.
    licence = article.metadata.license.replace("-", "\u00a0")
    dates = filter(None, (dated(article.metadata, words), licence))
    yield Piece("_dates", words.byline["comma"].join(dates))
    if article.metadata.summary:
        before = "front.subtitle" if article.metadata.subtitle else "front.title"
        yield Piece("_title.summary", words.labels["summary"], after=before)


def _contents(article: Article, edition: Edition, words: Words) -> Iterator[Piece]:
    sections = contents(article, edition)
    if edition.draft and edition.medium == "ebook":
        yield Piece("_draft-contents", words.labels["draft-notice"])
    if sections or edition.medium == "ebook":
        yield Piece("_title.contents", words.labels["contents"], level=_CONTENTS_LEVEL[edition.medium])
    if not sections and edition.medium == "ebook":
        # A book's navigation lists at least the text itself (EPUB 3.3, 7.4.1).
        yield Piece("_contents.front.title", article.metadata.title, "#front.title")
    for section in sections:
        for block in (section, *(child for child in section.children if isinstance(child, Section))):
            yield Piece(f"_contents.{block.id}", plain_text(block.heading.children), f"#{block.id}")
            if edition.medium == "paper":
                yield Piece(f"_{PAGE}.{block.id}", ON_PAGE)
    if sections and has_endnotes(article, edition):
        yield Piece("_contents._title.notes", words.labels["notes"], "#_title.notes")
        if edition.medium == "paper":
            yield Piece(f"_{PAGE}._title.notes", ON_PAGE)
    if edition.medium == "ebook":
        yield Piece("_contents._title.colophon", words.labels["about"], "#_title.colophon")
        yield from _marked(edition, words)


def _pages_of(article: Article, words: Words) -> Iterator[Piece]:
    """What follows references in print; first, and in the order of their numbers, since notes move about."""
    roots = (*article.blocks, *(block for note in article.notes for block in note.children))
    for node in sorted((one for one in descend(roots) if isinstance(one, PageReference)), key=lambda one: one.number):
        yield Piece(node.id, words.labels["page-within-brackets" if node.within else "page-reference"])


def _notes(article: Article, edition: Edition, words: Words) -> Iterator[Piece]:
    if edition.draft and edition.medium == "ebook":
        yield Piece("_draft-notes", words.labels["draft-notice"])
    yield Piece("_title.notes", words.labels["notes"], level=2)
    for note in article.notes:
        if edition.medium == "ebook":
            yield Piece(f"_number.{note.id}", str(note.number))
        for number, call in enumerate(note.calls if edition.medium != "paper" else (), 1):
            several = filled(words.labels["back-to-call"], call=str(number))
            text = several if len(note.calls) > 1 else words.labels["back-to-text"]
            yield Piece(f"_back.{note.id}.{number}", text, f"#{call}")


def _bookmarks(article: Article, edition: Edition, words: Words) -> Iterator[Piece]:
    headings = [node for node in descend(article.blocks) if isinstance(node, Heading)]
    titles = [(plain_text(node.children), node.level - 1) for node in headings]
    closing = ("notes", "about") if has_endnotes(article, edition) else ("about",)
    titles += [(words.labels[name], 1) for name in closing]
    around: list[int] = []
    for number, (title, level) in enumerate(titles, 1):
        # A heading in a quotation may be of any level; an outline leaves none out.
        around = [*(each for each in around if each < level), level]
        yield Piece(f"_bookmark.{number}", title, level=len(around))


def _marked(edition: Edition, words: Words) -> Iterator[Piece]:
    """The list of the print edition's pages, where an edition carries their marks."""
    if edition.pages:
        yield Piece("_title.pages", words.labels["pages"], level=2)
    for page in edition.pages.pages if edition.pages else ():
        yield Piece(f"_pages.{page.label}", page.label, f"#{page.id}")


def _exports(article: Article, words: Words) -> Iterator[Piece]:
    """The article as a reference, in files."""
    yield Piece("_export", words.labels["reference-files"])
    for suffix, title, address in addressed(as_work(article)):
        yield Piece(f"_export.{suffix}", title, address, title)


def _names(people: Sequence[Contributor], words: Words) -> str:
    *others, last = [person.name for person in people]
    return words.byline["and"].join([*([words.byline["comma"].join(others)] if others else []), last])
