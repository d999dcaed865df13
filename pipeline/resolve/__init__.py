"""All made, once for all editions: ids, numbers of notes, dates in words, pictures; and whether links lead somewhere.

After it no text is made but the theme's (furniture.py).
"""

from dataclasses import replace

from pipeline.diagnostics import Diagnostic
from pipeline.model import Article
from pipeline.resolve.images import cleaned
from pipeline.resolve.moments import with_dates
from pipeline.resolve.naming import with_ids
from pipeline.resolve.notes import with_numbers
from pipeline.resolve.references import check_references
from pipeline.theme import Words


def resolve(article: Article, words: Words) -> tuple[Article, tuple[Diagnostic, ...]]:
    """The article with its text made, and what was found wrong on the way."""
    named, clashes = with_ids(article)
    numbered = with_numbers(named)
    dated = replace(
        numbered,
        blocks=tuple(with_dates(block, words) for block in numbered.blocks),
        notes=tuple(
            replace(note, children=tuple(with_dates(b, words) for b in note.children)) for note in numbered.notes
        ),
    )
    shown = replace(dated, assets={name: cleaned(asset) for name, asset in dated.assets.items()})
    return shown, (*clashes, *check_references(shown))
