"""What is wrong with pages as they are laid out, told at the block of the source that it concerns."""

from collections.abc import Collection, Iterator

from pipeline.diagnostics import Diagnostic
from pipeline.layout import breaks, lines, material, room
from pipeline.layout.pages import Pages
from pipeline.model import Article, Edition
from pipeline.press_facts import Layout

__all__ = ["RULES", "findings"]

RULES = (*breaks.RULES, *lines.RULES, *room.RULES, *material.RULES)


def findings(layout: Layout, article: Article, edition: Edition, families: Collection[str]) -> Iterator[Diagnostic]:
    """All that is found, rule by rule; of a draft nothing, since its pages are not those that will be published.

    `families` are the fonts that the edition may use: the theme's, and the fallbacks that the settings name.
    """
    if not edition.draft:
        pages = Pages.of(layout, article, edition)
        for family in (breaks, lines, room):
            yield from family.findings(pages)
        yield from material.findings(pages, layout, families)
