"""The editions that carry the pages of another: what each has of the article, and where it marks which page."""

from dataclasses import dataclass, replace

from pipeline.arrangement import arranged
from pipeline.diagnostics import Diagnostic
from pipeline.model import Article, Edition, PageMap, Trace
from pipeline.paging import ambiguous, page_map, within
from pipeline.proved import promise
from pipeline.selection import selected
from pipeline.theme import Theme


@dataclass(frozen=True, slots=True)
class Numbering:
    """The pages of the edition that numbers all others, and what it must hold of the article, in its order."""

    pages: PageMap
    whole: Trace


def numbering_by(article: Article, edition: Edition, held: Trace, theme: Theme) -> Numbering:
    """The pages by an edition whose file holds `held`; of `article` the charts are drawn."""
    whole = _promised(article, edition, theme)
    return Numbering(page_map(edition, article.slug, whole, held), whole)


def numbering_from(article: Article, edition: Edition, pages: PageMap, theme: Theme) -> Numbering:
    """The pages by an edition as they are known without its file."""
    return Numbering(pages, _promised(article, edition, theme))


def had(article: Article, edition: Edition) -> Article:
    """What an edition has of an article, where it has it; of `article` the charts are drawn."""
    return arranged(selected(article, edition), edition)


def with_pages(article: Article, edition: Edition, numbering: Numbering, theme: Theme) -> Edition:
    """An edition of an article with the pages that it marks; paper marks none."""
    return edition if edition.medium == "paper" else carrying(had(article, edition), edition, numbering, theme)[0]


def carrying(
    own: Article, edition: Edition, numbering: Numbering, theme: Theme
) -> tuple[Edition, tuple[Diagnostic, ...]]:
    """An edition, which has `own`, with the pages that it marks; without, if a mark would be ambiguous, and why."""
    promised = promise(own, edition, theme)
    pages = within(numbering.pages, numbering.whole, promised)
    found = tuple(ambiguous(pages, promised, edition))
    return (edition if found else replace(edition, pages=pages)), found


def _promised(article: Article, edition: Edition, theme: Theme) -> Trace:
    return promise(had(article, edition), edition, theme)
