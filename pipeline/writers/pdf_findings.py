"""What is found wrong while a PDF is printed: what the press warns of, and how its pages are laid out."""

from collections.abc import Iterator, Sequence

from pipeline import layout
from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.model import Article, Edition
from pipeline.press import Press, PressResult
from pipeline.theme import Theme
from pipeline.writers import glyphs

PRESS_WARNING = Rule(
    "press-warning",
    Severity.ERROR,
    "the press could not lay something out as the template or the style asks",
    "It goes on without what it did not understand or find: a glyph, an image, a rule of the style.",
)
RULES = (PRESS_WARNING, *glyphs.RULES)


def findings(
    result: PressResult, article: Article, edition: Edition, theme: Theme, press: Press
) -> Iterator[Diagnostic]:
    """Each warning of the press is an error; of how the pages are laid out every flaw is told."""
    yield from _warnings(result.warnings, article, edition)
    # The families that the theme sets text in, and those that may stand in where they lack a character.
    yield from layout.findings(result.layout, article, edition, {*theme.print_families, *press.fallbacks})


def _warnings(messages: Sequence[str], article: Article, edition: Edition) -> Iterator[Diagnostic]:
    yield from glyphs.findings(glyphs.missing(messages), article, edition)
    for message in messages:
        if not glyphs.is_of_glyphs(message):
            hint = "mend the template or the style that asks for it"
            yield Diagnostic(PRESS_WARNING, f"{edition.title}: {message}", hint=hint)
