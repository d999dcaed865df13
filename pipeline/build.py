"""The stages of a build in their order, for one article: values in, files and their proofs out. It names no format."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.charts import drawn
from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.made import Made, derived, made
from pipeline.model import Article, Edition, PageMap
from pipeline.numbered import numbering_by
from pipeline.workshop import Workshop

__all__ = ["Built", "Made", "build"]


@dataclass(frozen=True, slots=True)
class Built:
    """The article, the editions made of it, and what was found while making them; an error forbids to publish any.

    `numbering` is the edition whose pages the others carry, made even if nobody wants it; `pages` are these.
    """

    article: Article
    editions: tuple[Made, ...]
    diagnostics: tuple[Diagnostic, ...]
    numbering: Made | None = None
    pages: PageMap | None = None

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
    numbered = made(article, numbering, None, shop) if numbering else None
    pages = numbering_by(article, numbered.edition, numbered.proved.held, shop.theme) if numbered else None
    done = {numbered.edition.name: numbered} if numbered else {}
    for edition in (each for one in wanted for each in (one.base, one) if each):
        if edition.name not in done:
            base = done[edition.base.name] if edition.base else None
            done[edition.name] = derived(article, edition, base, shop) if base else made(article, edition, pages, shop)
    finished = tuple(done[edition.name] for edition in wanted)
    # An unproved layout must not number the pages of others, nor be their base, whether it is wanted itself or not.
    names = {edition.name for edition in wanted}
    checked = (*(one for name, one in done.items() if name not in names), *finished)
    found = tuple(finding for one in checked for finding in one.diagnostics)
    return Built(article, finished, found, numbered, pages.pages if pages else None)
