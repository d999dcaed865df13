"""The text that a theme makes: contents, labels, byline, dates, colophon, the ways back from notes.

It is data, so that the templates print it and the proof can compare it: every piece has an id that starts with `_`, and
a template prints it by that id. What an edition does not print, it does not have here.
"""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.dates import in_words
from pipeline.model import Article, Contributor, Edition, KeyFacts, Metadata, Section
from pipeline.model.walk import descend, plain_text
from pipeline.theme import Words

Made = Mapping[str, str]

PAGE = "#"
"""Stands for the label of a page, which only the finished layout knows."""


def furniture(article: Article, edition: Edition, words: Words) -> Made:
    """The generated text of an edition, by id, in the order in which it is read."""
    return dict(_pieces(article, edition, words))


def of_page(made: Made, label: str, *, first: bool) -> tuple[str, ...]:
    """What stands around the text of a page, in no order: the first page has its number only."""
    return (label,) if first else (made["_running.head"], made["_running.foot"], label)


def contents(article: Article) -> tuple[Section, ...]:
    """The sections that the contents list: of the first level, their subsections inside them."""
    return tuple(block for block in article.blocks if isinstance(block, Section))


def _pieces(article: Article, edition: Edition, words: Words) -> Iterator[tuple[str, str]]:
    if edition.medium == "web":
        yield "_skip", words.labels["skip-to-content"]
    yield from _title_block(article, words)
    yield from _contents(article, edition, words)
    for block in descend(article.blocks):
        if isinstance(block, KeyFacts):
            yield f"_label.{block.id}", words.labels["key-facts"]
    if article.notes and edition.medium != "paper":
        yield from _notes(article, edition, words)
    yield "_label.colophon", words.labels["about"]
    for number, line in enumerate(_colophon(article.metadata, words), 1):
        yield f"_colophon.{number}", line
    if edition.medium == "paper":
        yield "_running.head", article.metadata.title
        yield "_running.foot", _version(article.metadata, words)


def _title_block(article: Article, words: Words) -> Iterator[tuple[str, str]]:
    if article.metadata.authors:
        yield "_byline", words.byline["by"].format(names=_names(article.metadata.authors, words))
    yield "_dates", _dates(article.metadata, words)
    yield "_label.summary", words.labels["summary"]


def _contents(article: Article, edition: Edition, words: Words) -> Iterator[tuple[str, str]]:
    sections = contents(article)
    if sections or edition.medium == "ebook":
        yield "_label.contents", words.labels["contents"]
    if not sections and edition.medium == "ebook":
        # A book's navigation lists at least the text itself (EPUB 3.3, 7.4.1).
        yield "_contents.front.title", article.metadata.title
    for section in sections:
        for block in (section, *(child for child in section.children if isinstance(child, Section))):
            yield f"_contents.{block.id}", plain_text(block.heading.children)
            if edition.medium == "paper":
                yield f"_contents-page.{block.id}", PAGE


def _notes(article: Article, edition: Edition, words: Words) -> Iterator[tuple[str, str]]:
    yield "_label.notes", words.labels["notes"]
    for note in article.notes:
        if edition.medium == "ebook":
            yield f"_number.{note.id}", str(note.number)
        for call in range(1, note.calls + 1):
            several = words.labels["back-to-call"].format(call=call)
            yield f"_back.{note.id}.{call}", several if note.calls > 1 else words.labels["back-to-text"]


def _colophon(meta: Metadata, words: Words) -> Iterator[str]:
    pattern = words.colophon
    dates = {"published": in_words(meta.date.isoformat(), words), "updated": in_words(meta.updated.isoformat(), words)}
    yield pattern["version" if meta.updated == meta.date else "updated"].format(version=meta.version, **dates)
    if meta.publisher:
        yield pattern["publisher"].format(publisher=meta.publisher)
    yield pattern["license"].format(license=words.licenses.get(meta.license, meta.license))
    yield pattern["permalink"].format(permalink=meta.permalink)
    access = meta.accessibility
    if access.summary:
        yield pattern["accessibility"].format(summary=access.summary)
    if access.reviewed_by and access.date:
        yield pattern["reviewed"].format(name=access.reviewed_by, date=in_words(access.date.isoformat(), words))


def _dates(meta: Metadata, words: Words) -> str:
    parts = [words.byline["published"].format(date=in_words(meta.date.isoformat(), words))]
    if meta.updated != meta.date:
        parts.append(words.byline["updated"].format(date=in_words(meta.updated.isoformat(), words)))
    return words.byline["separator"].join([*parts, words.byline["version"].format(version=meta.version)])


def _version(meta: Metadata, words: Words) -> str:
    date = in_words(meta.updated.isoformat(), words)
    return words.byline["separator"].join([words.byline["version"].format(version=meta.version), date])


def _names(people: Sequence[Contributor], words: Words) -> str:
    *others, last = [person.name for person in people]
    return words.byline["and"].join([*([words.byline["comma"].join(others)] if others else []), last])
