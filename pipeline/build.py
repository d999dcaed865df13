"""The stages of a build in their order, for one article: values in, files and their proofs out. It names no format."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter

from pipeline.arrangement import arranged
from pipeline.charts import drawn
from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.kept import lost
from pipeline.model import Article, Edition, Gap, Rendered, Trace
from pipeline.proved import Proved, UnreadableError, proved, proved_by, unproved, unreadable
from pipeline.selection import left_out, selected
from pipeline.workshop import Workshop
from pipeline.writers import PageMap, imposer_of, writer_of


@dataclass(frozen=True, slots=True)
class Made:
    """An edition that was made: what its writer gave, whether its file holds that, the seconds it took, its gaps.

    `lost` is what it lacks of the article though no gap says so; `base` the edition from whose file it was made.
    """

    edition: Edition
    rendered: Rendered
    proved: Proved
    seconds: float
    gaps: tuple[Gap, ...] = ()
    lost: tuple[Diagnostic, ...] = ()
    base: "Made | None" = None

    @property
    def is_sound(self) -> bool:
        """Whether there are no errors in it, nor in what it was made from."""
        return not has_errors(self.diagnostics) and (self.base is None or self.base.is_sound)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All that was found while it was made and read back."""
        return (*self.lost, *self.rendered.diagnostics, *self.proved.diagnostics)


@dataclass(frozen=True, slots=True)
class Built:
    """The article, the editions made of it, and what was found while making them; an error forbids to publish any.

    `numbering` is the edition whose pages the others carry, made even if nobody wants it.
    """

    article: Article
    editions: tuple[Made, ...]
    diagnostics: tuple[Diagnostic, ...]
    numbering: Made | None = None

    def passed(self) -> "Built":
        """The same with those editions alone that have no errors; none that carries the pages of one that has."""
        numbered = self.numbering is not None and has_errors(self.numbering.diagnostics)
        sound = (made for made in self.editions if made.is_sound)
        return replace(self, editions=tuple(made for made in sound if made.edition.medium == "paper" or not numbered))


def build(article: Article, wanted: Iterable[Edition], numbering: Edition | None, shop: Workshop) -> Built:
    """The wanted editions of an article that is resolved and was found without errors.

    `numbering` is the edition whose pages the others carry; it is laid out even when it is not wanted, so that no
    edition's bytes depend on which others were asked for. So is the base of one that is wanted. Without `numbering`, no
    edition carries page marks.
    """
    article, wanted = drawn(article, shop.theme, shop.press), tuple(wanted)
    numbered = _made(article, numbering, {}, shop) if numbering else None
    page_map = _page_map(numbered.proved.held) if numbered else {}
    done = {numbered.edition.name: numbered} if numbered else {}
    for edition in (each for one in wanted for each in (one.base, one) if each):
        if edition.name not in done:
            base = done[edition.base.name] if edition.base else None
            done[edition.name] = (
                _derived(article, edition, base, shop) if base else _made(article, edition, page_map, shop)
            )
    made = tuple(done[edition.name] for edition in wanted)
    # An unproved layout must not number the pages of others, nor be their base, whether it is wanted itself or not.
    names = {edition.name for edition in wanted}
    checked = (*(one for name, one in done.items() if name not in names), *made)
    return Built(article, made, tuple(finding for one in checked for finding in one.diagnostics), numbered)


def _made(article: Article, edition: Edition, page_map: PageMap, shop: Workshop) -> Made:
    shop.watch(edition.title)
    start = perf_counter()
    chosen, writer = selected(article, edition), writer_of(edition)
    missing = lost(article, chosen, left_out(chosen, edition))
    article = arranged(chosen, edition)
    rendered = writer.write(article, edition, shop.theme, shop.press)
    if page_map:
        rendered = rendered.with_content(writer.place_marks(rendered.content, page_map))
    found = _found(article, edition, partial(proved, article, edition, rendered.content, shop))
    return Made(edition, rendered, found, perf_counter() - start, article.gaps, missing)


def _derived(article: Article, edition: Edition, base: Made, shop: Workshop) -> Made:
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


def _page_map(held: Trace) -> PageMap:
    return {entry.id: entry.pages[0].label for entry in held.blocks if entry.pages}
