"""What an e-book says about itself: who, what, when, and how accessible it is, which is measured and not assumed."""

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.model import Asset, Edition, Metadata
from pipeline.theme import XHTML, Words
from pipeline.writers.epub_documents import EPUB_TYPE
from pipeline.writers.epub_package import Property

_ROLES = {
    "author": "aut",
    "editor": "edt",
    "illustrator": "ill",
    "photographer": "pht",
    "reviewer": "rev",
    "translator": "trl",
}
"""Roles of the front matter to those of MARC; any other is a contributor's."""

# A length that does not grow with what the reader chooses.
_FIXED_SIZE = re.compile(r"(?:font-size|line-height|[^-]width)\s*:[^;}]*\d(?:px|pt|pc|mm|cm|in)\b")


@dataclass(frozen=True, slots=True)
class Access:
    """What a finished book offers, each as it was found in its files."""

    headings: bool
    contents: bool
    images: bool
    described: bool
    roles: bool
    reflows: bool
    notes: bool
    moves: bool
    marks: bool
    page_list: bool

    @property
    def silent_images(self) -> bool:
        """Whether an image says something only to those who see it."""
        return self.images and not self.described


def measured(documents: Sequence[etree._Element], nav: etree._Element, style: str, assets: Sequence[Asset]) -> Access:
    """What the documents, the navigation document, the style sheet and the pictures of a book offer."""
    images = [image for root in documents for image in root.iter(_tag("img")) if _says_something(image)]
    elements = [element for root in documents for element in root.iter(etree.Element)]
    lists = {kind: _lists(nav, kind) for kind in ("toc", "page-list")}
    return Access(
        headings=any(element.tag in {_tag(f"h{level}") for level in range(2, 7)} for element in elements),
        contents=lists["toc"],
        images=bool(images),
        described=bool(images) and all(image.get("alt", "").strip() for image in images),
        roles=any(element.get("role") for element in elements),
        reflows=not _FIXED_SIZE.search(style),
        notes=any(element.get("role") == "doc-footnote" for element in elements),
        moves=any(_may_move(asset) for asset in assets),
        marks=any(element.get("role") == "doc-pagebreak" for element in elements),
        page_list=lists["page-list"],
    )


def identifier(meta: Metadata, draft_of: str = "") -> str:
    """The book's identifier, the same for all its versions: UUID 5 of its permanent address (RFC 9562, section 5.5).

    That of a draft is made from the slug that it is a `draft_of`, so that no library takes it for the book.
    """
    return uuid.uuid5(uuid.NAMESPACE_URL, f"draft:{draft_of}" if draft_of else meta.permalink).urn


def properties(meta: Metadata, edition: Edition, access: Access, words: Words) -> Iterator[Property]:
    """The package's metadata but for identifier and date of change (EPUB 3.3, section 5.5)."""
    yield from _titles(meta, words.labels["draft"] if edition.draft else "")
    yield Property("dc:language", meta.lang)
    yield from _people(meta)
    yield from _given("dc:date", meta.date.isoformat() if meta.date else "")
    yield from _given("dc:description", meta.summary)
    yield from (Property("dc:subject", keyword) for keyword in meta.keywords)
    yield from _given("dc:publisher", meta.publisher)
    yield from _given("dc:rights", words.licenses.get(meta.license, meta.license))
    if not edition.draft:
        yield Property("dc:source", meta.permalink)
        yield from _numbers(meta, edition)
    yield from (Property("dc:relation", one.url) for one in meta.related)
    if edition.pages and access.marks:
        # EPUB Accessibility 1.1, 4.2: of what edition, and since another paper has other pages, of what paper.
        yield _meta("pageBreakSource", f"{edition.pages.file} ({edition.pages.title})")
    yield from _access(access)
    yield _meta("schema:accessibilitySummary", meta.accessibility.summary or _summary(access, words))
    if not edition.draft:
        yield from _claim(meta)


def _given(name: str, text: str) -> Iterator[Property]:
    """The element, if there is something to say in it."""
    if text:
        yield Property(name, text)


def _titles(meta: Metadata, draft: str) -> Iterator[Property]:
    yield Property("dc:title", f"{draft}: {meta.title}" if draft else meta.title, (("id", "title"),))
    if meta.subtitle:
        yield Property("dc:title", meta.subtitle, (("id", "subtitle"),))
        yield _meta("title-type", "main", "title")
        yield _meta("title-type", "subtitle", "subtitle")


def _numbers(meta: Metadata, edition: Edition) -> Iterator[Property]:
    """What libraries know the book by, beside its own identifier (EPUB 3.3, 5.5.3.1 and D.3.3)."""
    known = meta.identifiers
    if known.doi:
        yield Property("dc:identifier", f"doi:{known.doi}", (("id", "doi"),))
    if isbn := known.isbn.get(edition.name):
        yield Property("dc:identifier", f"urn:isbn:{re.sub('[- ]', '', isbn)}", (("id", "isbn"),))
    if meta.series:
        yield Property("meta", meta.series.title, (("property", "belongs-to-collection"), ("id", "series")))
        yield _meta("collection-type", "series", "series")
        if re.fullmatch(r"\d+(\.\d+)*", meta.series.number):
            yield _meta("group-position", meta.series.number, "series")
        if known.issn:
            yield _meta("dcterms:identifier", f"urn:issn:{known.issn}", "series")


def _people(meta: Metadata) -> Iterator[Property]:
    for number, person in enumerate(meta.contributors, 1):
        name = f"person-{number}"
        yield Property("dc:creator" if person.role == "author" else "dc:contributor", person.name, (("id", name),))
        role = Property("meta", _ROLES.get(person.role, "ctb"), _refining("role", name))
        yield Property(role.name, role.text, (*role.attributes, ("scheme", "marc:relators")))


def _access(access: Access) -> Iterator[Property]:
    """What is true of the book, in the words of schema.org's accessibility vocabulary (EPUB Accessibility 1.1, 2)."""
    yield _meta("schema:accessMode", "textual")
    if access.images:
        yield _meta("schema:accessMode", "visual")
    yield _meta("schema:accessModeSufficient", "textual,visual" if access.silent_images else "textual")
    features: Mapping[str, bool] = {
        "structuralNavigation": access.headings,
        "tableOfContents": access.contents,
        # The spine and each document in it hold the text in the order of the source, which the proof compares.
        "readingOrder": True,
        "alternativeText": access.described,
        "displayTransformability": access.reflows,
        "ARIA": access.roles,
        "pageBreakMarkers": access.marks,
        "pageNavigation": access.page_list,
    }
    yield from (_meta("schema:accessibilityFeature", name) for name, there in features.items() if there)
    yield _meta("schema:accessibilityHazard", "unknown" if access.moves else "none")


def _summary(access: Access, words: Words) -> str:
    facts = {
        "access-contents": access.contents,
        "access-images": access.described,
        "access-silent-images": access.silent_images,
        "access-notes": access.notes,
    }
    return " ".join([words.labels["access-text"], *(words.labels[name] for name, true in facts.items() if true)])


def _claim(meta: Metadata) -> Iterator[Property]:
    """The claim to conform to a standard: only somebody who has reviewed the book can make it."""
    access = meta.accessibility
    if access.reviewed_by and access.conforms_to:
        yield Property("meta", access.conforms_to, (("property", "dcterms:conformsTo"), ("id", "claim")))
        yield _meta("a11y:certifiedBy", access.reviewed_by, "claim")


def _meta(name: str, text: str, refines: str = "") -> Property:
    return Property("meta", text, _refining(name, refines) if refines else (("property", name),))


def _refining(name: str, refines: str) -> tuple[tuple[str, str], ...]:
    return (("property", name), ("refines", f"#{refines}"))


def _lists(nav: etree._Element, kind: str) -> bool:
    """Whether the navigation document has a list of that kind with a link in it."""
    lists = (one for one in nav.iter(_tag("nav")) if one.get(EPUB_TYPE) == kind)
    return any(one.find(f".//{_tag('a')}") is not None for one in lists)


def _says_something(image: etree._Element) -> bool:
    """Whether it is neither the cover nor decoration; in a figure with a caption, an empty text is taken for none."""
    if image.get("role") == "doc-cover":
        return False
    figure = next(image.iterancestors(_tag("figure")), None)
    captioned = figure is not None and figure.find(_tag("figcaption")) is not None
    return image.get("alt") != "" or captioned


def _may_move(asset: Asset) -> bool:
    return asset.media_type == "image/gif" or (asset.media_type == "image/svg+xml" and b"<animate" in asset.content)


def _tag(name: str) -> str:
    return f"{{{XHTML}}}{name}"
