"""What stands at the end of every edition: which version it is, whose, under which licence, at which address."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.dates import in_words
from pipeline.model import Article, Edition, Link, Metadata
from pipeline.model.walk import descend
from pipeline.published import digest
from pipeline.theme import Words, filled


class Line(NamedTuple):
    """A line of the colophon: where its words, or those that `linked` names, lead."""

    text: str
    target: str = ""
    linked: str = ""


def colophon(article: Article, edition: Edition, words: Words) -> Iterator[Line]:
    """The lines at the end of an edition."""
    meta, pattern = article.metadata, words.colophon
    if edition.is_excerpt:
        yield from _excerpt(article, words)
    yield Line(_history(meta, words))
    yield from _people(meta, words)
    if meta.publisher:
        yield Line(filled(pattern["publisher"], publisher=meta.publisher))
    yield from _numbers(meta, edition, words)
    if meta.license:
        yield Line(filled(pattern["license"], license=words.licenses.get(meta.license, meta.license)))
    if meta.permalink:
        yield Line(filled(pattern["permalink"], permalink=meta.permalink), meta.permalink, meta.permalink)
    for one in meta.related:
        yield Line(filled(pattern[one.relation], title=one.title, url=one.url), one.url, one.url)
    if meta.contact:
        target = f"mailto:{meta.contact}" if "@" in meta.contact.partition("/")[0] else meta.contact
        yield Line(filled(pattern["contact"], contact=meta.contact), target, meta.contact)
    if not edition.is_excerpt:
        # It is said of the whole.
        yield from _access(meta, words)
    if not edition.draft:
        yield Line(filled(pattern["source"], digest=digest(article)))
    if article.cited_as and not edition.draft:
        yield _cited(article, words)


def _excerpt(article: Article, words: Words) -> Iterator[Line]:
    """Where the whole text is, and the list of what is cited; `resolve` has put links in the place of citations."""
    yield Line(words.colophon["excerpt"])
    nodes = descend((*article.blocks, *article.notes))
    if any(isinstance(node, Link) and "#ref-" in node.target for node in nodes):
        yield Line(words.colophon["excerpt-cites"])


def _people(meta: Metadata, words: Words) -> Iterator[Line]:
    """Those of whom more is to be said than that they are authors."""
    for person in meta.contributors:
        about = [each for each in (person.affiliation, person.orcid and f"ORCID {person.orcid}", person.url) if each]
        if about or person.role != "author":
            line = filled(words.colophon["contributor"], about=", ".join([person.name, person.role, *about]))
            yield Line(line, person.url, person.url)


def _cited(article: Article, words: Words) -> Line:
    """How to cite the article; the address in it, which depends on the style, is a link."""
    meta, doi = article.metadata, article.metadata.identifiers.doi
    address = f"https://doi.org/{doi}"
    known = ((address, address), (doi, address), (meta.permalink, meta.permalink))
    shown = ((linked, target) for linked, target in known if linked and linked in article.cited_as)
    linked, target = next(shown, ("", ""))
    return Line(filled(words.colophon["cite-as"], reference=article.cited_as), target, linked)


def _history(meta: Metadata, words: Words) -> str:
    if not (meta.date and meta.updated and meta.version):
        return dated(meta, words)
    dates = {"published": in_words(meta.date.isoformat(), words), "updated": in_words(meta.updated.isoformat(), words)}
    key = "version" if meta.updated == meta.date else "updated"
    return filled(words.colophon[key], version=meta.version, **dates)


def _numbers(meta: Metadata, edition: Edition, words: Words) -> Iterator[Line]:
    """What libraries know the article by; of the ISBNs only the edition's own."""
    pattern, known = words.colophon, meta.identifiers
    if meta.series and meta.series.number:
        yield Line(filled(pattern["series-number"], series=meta.series.title, number=meta.series.number))
    elif meta.series:
        yield Line(filled(pattern["series"], series=meta.series.title))
    if known.doi:
        # Crossref's guidelines show a DOI as its address.
        address = f"https://doi.org/{known.doi}"
        yield Line(filled(pattern["doi"], doi=address), address, address)
    if isbn := known.isbn.get(edition.name):
        yield Line(filled(pattern["isbn"], isbn=isbn))
    if known.issn:
        yield Line(filled(pattern["issn"], issn=known.issn))


def _access(meta: Metadata, words: Words) -> Iterator[Line]:
    access = meta.accessibility
    if access.summary:
        yield Line(filled(words.colophon["accessibility"], summary=access.summary))
    if access.reviewed_by and access.date:
        date = in_words(access.date.isoformat(), words)
        yield Line(filled(words.colophon["reviewed"], name=access.reviewed_by, date=date))


def dated(meta: Metadata, words: Words) -> str:
    """When it was published and changed, and its version; what a draft has not yet is left out."""
    dates = {"published": meta.date, "updated": meta.updated if meta.updated != meta.date else None}
    parts = [filled(words.byline[key], date=in_words(day.isoformat(), words)) for key, day in dates.items() if day]
    version = [filled(words.byline["version"], version=meta.version)] if meta.version else []
    # Lines end between them alone, where a comma is no harm.
    whole = (part.replace(" ", "\u00a0") for part in (*(parts or [words.labels["undated"]]), *version))
    return words.byline["comma"].join(whole)
