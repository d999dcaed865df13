"""The outline of the front matter, which promises sections, against those that are there."""

from collections.abc import Iterator, Sequence

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.model import Article, Edition, Heading, Promise, Section
from pipeline.model.walk import descend, title
from pipeline.wording import in_words, nearest

OUTLINE_MISMATCH = Rule(
    "outline-mismatch",
    Severity.ERROR,
    "the outline promises a section that the article does not have at that level",
    "Whoever planned the article would miss the section, and no reader could know that it was to be there.",
    wrong="---\noutline: [Opening hours, Guests]\n---\n\n## Opening hours\n\nFrom nine to six.\n",
    right=(
        "---\n"
        "outline: [Opening hours, Guests]\n"
        "---\n\n"
        "## Opening hours\n\n"
        "From nine to six.\n\n"
        "## Guests\n\n"
        "All are welcome.\n"
    ),
    yields=True,
)
RULES = (OUTLINE_MISMATCH,)


def check_outline(article: Article, had: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for each promised heading that is not there, or not in each edition; further sections are no fault."""
    headings, there = _headings(article)
    of_editions = [(edition.name, there if own is article else _headings(own)[1]) for edition, own in had]
    for promise in article.metadata.outline:
        lacking = [name for name, own in of_editions if (promise.level, promise.title) not in own]
        if (promise.level, promise.title) in there and lacking:
            message = f'the outline promises "{promise.title}", which {in_words(lacking)} would not have'
            hint = "take the section out of its passage, or the line out of the outline"
            yield Diagnostic(OUTLINE_MISMATCH, message, article.metadata.at.get("outline"), hint)
        elif (promise.level, promise.title) not in there:
            yield Diagnostic(
                OUTLINE_MISMATCH,
                f'the outline promises "{promise.title}", and no heading of level {promise.level} has these words',
                article.metadata.at.get("outline"),
                _hint(promise, headings),
            )


def _headings(article: Article) -> tuple[list[Heading], set[tuple[int, str]]]:
    """The headings that open sections, and their levels and words."""
    headings = [node.heading for node in descend(article.blocks) if isinstance(node, Section)]
    return headings, {(heading.level, title(heading)) for heading in headings}


def _hint(promise: Promise, headings: list[Heading]) -> str:
    levels = {title(heading): heading.level for heading in headings}
    if promise.title in levels:
        return f"write {'#' * promise.level} before it, or move it in the outline"
    return nearest(promise.title, levels, "write the section, or take it out of the outline", 'did you mean "{}"?')
