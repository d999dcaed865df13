"""The stages of a build in their order, for one article: values in, files and their proofs out. It names no format."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from time import perf_counter

from pipeline.arrangement import arranged
from pipeline.charts import drawn
from pipeline.diagnostics import Diagnostic
from pipeline.furniture import furniture
from pipeline.ink import findings as of_ink
from pipeline.model import Article, Edition, Gap, Rendered, Trace
from pipeline.press import Press
from pipeline.proof import Proof, compare
from pipeline.selection import selected
from pipeline.theme import Theme
from pipeline.trace import trace
from pipeline.writers import PageMap, writer_of

Watch = Callable[[str], None]
"""Told the name of each step as it begins."""


def unwatched(step: str) -> None:
    """Takes no notice of a step."""
    del step


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a build works with: the theme, the press, and who watches the steps."""

    theme: Theme
    press: Press
    watch: Watch = unwatched


@dataclass(frozen=True, slots=True)
class Made:
    """An edition that was made: what its writer gave, what its file holds, the proof, what is unseen, seconds, gaps."""

    edition: Edition
    rendered: Rendered
    held: Trace
    proof: Proof
    unseen: tuple[Diagnostic, ...]
    seconds: float
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """The article, the editions made of it, and what was found while making them; an error forbids to publish any."""

    article: Article
    editions: tuple[Made, ...]
    diagnostics: tuple[Diagnostic, ...]


def build(article: Article, wanted: Iterable[Edition], numbering: Edition | None, shop: Workshop) -> Built:
    """The wanted editions of an article that is resolved and was found without errors.

    `numbering` is the edition whose pages the others carry; it is laid out even when it is not wanted, so that no
    edition's bytes depend on which others were asked for. Without it, no edition carries page marks.
    """
    article = drawn(article, shop.theme, shop.press)
    numbered = _made(article, numbering, {}, shop) if numbering else None
    page_map = _page_map(numbered.held) if numbered else {}
    made = tuple(
        numbered if numbered and edition == numbering else _made(article, edition, page_map, shop) for edition in wanted
    )
    # An unproved layout must not number the pages of others, whether it is wanted itself or not.
    checked = made if numbered is None or numbered in made else (numbered, *made)
    return Built(article, made, tuple(_found(checked)))


def _made(article: Article, edition: Edition, page_map: PageMap, shop: Workshop) -> Made:
    shop.watch(edition.title)
    start = perf_counter()
    article, writer = arranged(selected(article, edition), edition), writer_of(edition)
    rendered = writer.write(article, edition, shop.theme, shop.press)
    if page_map:
        rendered = rendered.with_content(writer.place_marks(rendered.content, page_map))
    pieces = furniture(article, edition, shop.theme.words(article.metadata.lang))
    promised = trace(article, pieces, edition.medium)
    shop.watch(f"{edition.title}: read back")
    held = writer.read_back(rendered.content)
    proof = compare(promised, held, edition)
    shop.watch(f"{edition.title}: ink")
    unseen = of_ink(promised, writer.unseen(rendered.content), edition)
    return Made(edition, rendered, held, proof, unseen, perf_counter() - start, article.gaps)


def _page_map(held: Trace) -> PageMap:
    return {entry.id: entry.pages[0].label for entry in held.blocks if entry.pages}


def _found(made: Iterable[Made]) -> Iterator[Diagnostic]:
    for one in made:
        yield from one.rendered.diagnostics
        yield from one.proof.diagnostics
        yield from one.unseen
