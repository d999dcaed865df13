"""What pages are made of: pictures with enough pixels for their size in print, and the fonts that were meant."""

from collections.abc import Collection, Iterator

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.layout.pages import Pages, Placed
from pipeline.press_facts import Layout
from pipeline.wording import in_words

LOW_RESOLUTION_IMAGE = Rule(
    "low-resolution-image",
    Severity.WARNING,
    "a picture is printed with fewer than 150 pixels to the inch",
    "On paper it is blurred, or made of steps that one can count.",
    yields=True,
)
UNEXPECTED_FONT = Rule(
    "unexpected-font",
    Severity.WARNING,
    "a text is set in a font that neither the theme nor the settings name, or not in the one that its style names",
    "Another machine may have another font in its place, so that lines and pages break elsewhere.",
    yields=True,
)
RULES = (LOW_RESOLUTION_IMAGE, UNEXPECTED_FONT)

_POINTS = 72  # to the inch
_LEAST = 150


def findings(pages: Pages, layout: Layout, families: Collection[str]) -> Iterator[Diagnostic]:
    """Each picture that is too coarse for its size; each family that is used and not meant, or meant and not there."""
    for placed in pages.placed():
        wide = placed.item.right - placed.item.left
        if placed.item.kind == "picture" and placed.item.across and wide > 0:
            yield from _coarse(pages, placed, wide)
    title, hint = (
        pages.edition.title,
        "name it in `families` of templates/tokens.toml, or in `fallback-fonts` of pipeline.toml",
    )
    for family in sorted(set(layout.fonts).difference(families)):
        yield Diagnostic(UNEXPECTED_FONT, f"{title}: the font {family} is used, and nothing names it", hint=hint)
    for names, block in layout.asked:
        if not {*layout.fonts, *families}.intersection(names):
            fact = f"{title}: a style asks for {' or '.join(names)}, which is not there, and gets another font"
            hint = f"put it into templates/fonts, or ask for one of {in_words(sorted(families))}"
            yield Diagnostic(UNEXPECTED_FONT, fact, pages.at(block), hint)


def _coarse(pages: Pages, placed: Placed, wide: float) -> Iterator[Diagnostic]:
    density = placed.item.across * _POINTS / wide
    if density < _LEAST:
        needed = round(wide / _POINTS * _LEAST)
        fact = f"a picture of {placed.item.across} pixels across is printed with {density:.0f} to the inch"
        hint = f"give one of at least {needed} pixels, or a smaller `width`"
        yield pages.found(LOW_RESOLUTION_IMAGE, placed.page, fact, pages.at(placed.item.block), hint)
