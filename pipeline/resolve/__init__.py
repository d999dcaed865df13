"""All made, once for all editions: typography, ids, numbers, references, dates, pictures; and links are followed.

After it no text is made but the theme's (furniture.py).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from pipeline.diagnostics import Diagnostic
from pipeline.model import Article, Block
from pipeline.resolve.abbreviations import with_abbreviations
from pipeline.resolve.citations import cited_at, with_citations
from pipeline.resolve.data import with_data
from pipeline.resolve.highlighting import with_highlighting
from pipeline.resolve.images import cleaned
from pipeline.resolve.moments import with_dates
from pipeline.resolve.naming import with_ids
from pipeline.resolve.notes import with_numbers
from pipeline.resolve.numbering import with_labels
from pipeline.resolve.quantities import with_quantities
from pipeline.resolve.references import with_references
from pipeline.resolve.tasks import with_states
from pipeline.resolve.typography import with_typography
from pipeline.theme import Words

__all__ = ["NO_STYLES", "cited_at", "resolve"]

NO_STYLES: Mapping[str, bytes] = MappingProxyType({})


def _each(article: Article, change: Callable[[Block], Block]) -> Article:
    """The article with every block changed, those of its notes too."""
    blocks = tuple(map(change, article.blocks))
    notes = tuple(replace(note, children=tuple(map(change, note.children))) for note in article.notes)
    return replace(article, blocks=blocks, notes=notes)


def resolve(
    article: Article, words: Words, styles: Mapping[str, bytes] = NO_STYLES
) -> tuple[Article, tuple[Diagnostic, ...]]:
    """The article with its text made, and what was found wrong on the way; `styles` are those of citations, by name."""
    # Before ids, which the list of abbreviations needs too.
    spelt, odd = with_abbreviations(with_numbers(with_typography(article)), words)
    named, clashes = with_ids(spelt)
    lit, plain = with_highlighting(named)
    cited, faults = with_citations(with_data(lit, words), words, styles)
    dated = _each(cited, lambda block: with_states(with_quantities(with_dates(block, words), words), words))
    labelled, names = with_labels(dated, words)
    referring, unresolved = with_references(labelled, names)
    shown = replace(referring, assets={name: cleaned(asset) for name, asset in referring.assets.items()})
    return shown, (*clashes, *odd, *plain, *faults, *unresolved)
