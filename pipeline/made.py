"""An edition made and proved: written from the article, or derived from the finished file of another edition."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter

from pipeline.arrangement import arranged
from pipeline.brief import of_excerpt
from pipeline.charts import drawn_for
from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.kept import lost
from pipeline.model import Article, Edition, Gap, Rendered
from pipeline.numbered import Numbering, carrying
from pipeline.proved import Proved, UnreadableError, proved, proved_by, unproved, unreadable
from pipeline.selection import left_out, selected
from pipeline.workshop import Workshop
from pipeline.writers import imposer_of, writer_of


@dataclass(frozen=True, slots=True)
class Made:
    """An edition that was made: what its writer gave, whether its file holds that, the seconds it took, its gaps.

    `lost` is what it lacks of the article, though no gap says so, or of the marks of pages, `excerpt` what is wrong
    with it as one page; `base` the edition from whose file it was made.
    """

    edition: Edition
    rendered: Rendered
    proved: Proved
    seconds: float
    gaps: tuple[Gap, ...] = ()
    lost: tuple[Diagnostic, ...] = ()
    excerpt: tuple[Diagnostic, ...] = ()
    base: "Made | None" = None

    @property
    def is_sound(self) -> bool:
        """Whether there are no errors in it, nor in what it was made from."""
        return not has_errors(self.diagnostics) and (self.base is None or self.base.is_sound)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that was found while it was made and read back."""
        return (*self.lost, *self.rendered.diagnostics, *self.proved.diagnostics, *self.excerpt)


def made(article: Article, edition: Edition, numbering: Numbering | None, shop: Workshop) -> Made:
    """An edition of an article with its charts drawn; one for screens has the page numbers of another edition."""
    shop.watch(edition.title)
    start = perf_counter()
    chosen, writer = selected(article, edition), writer_of(edition)
    missing = lost(article, chosen, left_out(chosen, edition))
    article = drawn_for(edition, arranged(chosen, edition), article, shop.theme, shop.press)
    if numbering and edition.medium != "paper":
        edition, ambiguous = carrying(article, edition, numbering, shop.theme)
        missing = (*missing, *ambiguous)
    rendered = writer.write(article, edition, shop.theme, shop.press)
    found = _found(article, edition, partial(proved, article, edition, rendered.content, shop))
    short = of_excerpt(article, edition, found.held, rendered.pages)
    return Made(edition, rendered, found, perf_counter() - start, article.gaps, missing, short)


def derived(article: Article, edition: Edition, base: Made, shop: Workshop) -> Made:
    """An edition that is made from the file of another, and has of the article what that has."""
    shop.watch(edition.title)
    start, pages = perf_counter(), base.rendered.content
    rendered = imposer_of(edition).impose(pages, article, edition, shop.theme)
    found = _found(article, edition, partial(proved_by, pages, edition, rendered.content, shop))
    if found.proof.holds:
        found = replace(found, held=base.proved.held)
    return Made(edition, rendered, found, perf_counter() - start, base.gaps, base=base)


def _found(article: Article, edition: Edition, prove: Callable[[], Proved]) -> Proved:
    """What a proof finds; a file that cannot be read is a finding too."""
    try:
        return prove()
    except UnreadableError as error:
        told = unreadable(edition, edition.file_name(article.slug), error, "build it again; nothing has been published")
        return unproved(told)
