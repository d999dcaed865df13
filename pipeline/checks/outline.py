"""The outline of the front matter, which promises sections, against those that are there."""

from collections.abc import Iterator
from difflib import get_close_matches

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.model import Article, Heading, Section
from pipeline.model.walk import descend, plain_text

OUTLINE_MISMATCH = Rule(
    "outline-mismatch",
    Severity.ERROR,
    "The outline promises a section that the article does not have at that level.",
    "Whoever planned the article would miss the section, and no reader could know that it was to be there.",
)
RULES = (OUTLINE_MISMATCH,)


def check_outline(article: Article) -> Iterator[Diagnostic]:
    """A finding for each promised heading that is not there; sections beyond the outline are no fault."""
    headings = [node.heading for node in descend(article.blocks) if isinstance(node, Section)]
    there = {(heading.level, plain_text(heading.children)) for heading in headings}
    for promise in article.metadata.outline:
        if (promise.level, promise.title) not in there:
            yield Diagnostic(
                OUTLINE_MISMATCH,
                f'the outline promises "{promise.title}", and no heading of level {promise.level} has these words',
                article.metadata.at.get("outline"),
                _hint(promise.title, headings),
            )


def _hint(title: str, headings: list[Heading]) -> str:
    titles = [plain_text(heading.children) for heading in headings]
    near = get_close_matches(title, titles, 1)
    return f'did you mean "{near[0]}"?' if near else "write the section, or take it out of the outline"
