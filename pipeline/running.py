"""What stands at the head and the foot of printed pages: title on the left, section on the right, version, number."""

from collections.abc import Iterator, Mapping

from pipeline.arrangement import has_endnotes
from pipeline.dates import in_words
from pipeline.model import Article, Edition, Metadata, Section
from pipeline.model.language import direction
from pipeline.model.walk import plain_text
from pipeline.theme import Words, filled

SECTION = "_running.section."
"""Before the id of the block with which a section begins."""


def running(article: Article, edition: Edition, words: Words) -> Iterator[tuple[str, str]]:
    """The ids and texts of which `of_page` takes those of a page; a draft says on each that it is one."""
    notice = ""
    if edition.draft:
        notice = words.labels["draft-notice"] + words.byline["separator"]
        yield "_running.first", words.labels["draft-notice"]
    yield "_running.head", notice + article.metadata.title
    for name, title in _sections(article, edition, words):
        yield SECTION + name, notice + title
    yield "_running.foot", version_and_date(article.metadata, words)


def of_page(running: Mapping[str, str], label: str, number: int, lang: str, section: str) -> tuple[str, str]:
    """The texts at the head and at the foot of a page, from left to right; the first page is `number` 0.

    The label stands outside: on the right of pages with an even number, but on their left where the language is written
    from right to left. These pages name the `section` (the id of its beginning) that begins there first or goes on; the
    others the title. The first page has nothing else, but that a draft says there too that it is one.
    """
    if number == 0:
        return running.get("_running.first", ""), label
    is_outer = number % 2 == 0
    head = running.get(SECTION + section, running["_running.head"]) if is_outer else running["_running.head"]
    foot = running["_running.foot"]
    on_the_right = is_outer == (direction(lang) == "ltr")
    return head, f"{foot} {label}" if on_the_right else f"{label} {foot}"


def _sections(article: Article, edition: Edition, words: Words) -> Iterator[tuple[str, str]]:
    """The sections of the first level, with those that the theme adds: ids and titles."""
    for block in article.blocks:
        if isinstance(block, Section):
            yield block.id, plain_text(block.heading.children)
    if has_endnotes(article, edition):
        yield "_title.notes", words.labels["notes"]
    # It is about the whole, and mostly stands on the last page of another section.
    yield "_title.colophon", article.metadata.title


def version_and_date(meta: Metadata, words: Words) -> str:
    """What says at the foot of a page how old it is."""
    version = [filled(words.byline["running"], version=meta.version)] if meta.version else []
    day = in_words(meta.updated.isoformat(), words) if meta.updated else words.labels["undated"]
    return words.byline["separator"].join([*version, day])
