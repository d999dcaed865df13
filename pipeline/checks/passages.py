"""Passages of some editions: whether their names mean editions, whether any has them, and what is left without them."""

from collections.abc import Iterator, Sequence

from pipeline.checks.own_editions import UNKNOWN_EDITION, of_another
from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.model import (
    Article,
    Attribution,
    Block,
    Caption,
    Edition,
    Heading,
    Moment,
    Part,
    Passage,
    Section,
    Title,
    around,
)
from pipeline.model.walk import children, descend
from pipeline.wording import in_words, nearest

UNUSED_PASSAGE = Rule(
    "unused-passage",
    Severity.ERROR,
    "no edition has a passage",
    "What an author wrote would be published nowhere, and nobody would know.",
    wrong=(
        "The library has moved.\n\n"
        "::::{only} web\n"
        "For readers of the web page.\n\n"
        ":::{only} paper\n"
        "Nobody gets this.\n"
        ":::\n"
        "::::\n"
    ),
    right=(
        "The library has moved.\n\n"
        ":::{only} web\n"
        "For readers of the web page.\n"
        ":::\n\n"
        ":::{only} paper\n"
        "For readers of the handout.\n"
        ":::\n"
    ),
)
NOTHING_LEFT = Rule(
    "nothing-left",
    Severity.ERROR,
    "in an edition, a block holds nothing but passages that the edition does not have",
    "There would be a heading without a text, or a mark of a list with nothing behind it.",
    wrong="The library has moved.\n\n## Opening hours\n\n:::{only} web\nSee the page for today.\n:::\n",
    right="The library has moved.\n\n:::{only} web\n## Opening hours\n\nSee the page for today.\n:::\n",
)
_NAMES = (Attribution, Caption, Heading, Moment, Title)
"""What only says whose or what a block is."""
RULES = (UNUSED_PASSAGE, NOTHING_LEFT)


def check_names(
    article: Article, had: Sequence[tuple[Edition, Article]], editions: Sequence[Edition]
) -> Iterator[Diagnostic]:
    """A finding for each name that is unknown, and for each passage that no edition has; `editions` are all."""
    known = {name: None for edition, _ in had for name in (edition.medium, edition.name)}
    shown = {edition.name for edition in editions if edition.base}
    outside = around(article.passages)
    for passage in article.passages:
        wrong = [each for each in passage.names if each.name not in known]
        yield from (of_another(each.name, editions, each.at) for each in wrong if each.name in shown)
        for each in (each for each in wrong if each.name not in shown):
            hint = nearest(each.name, known, f"write one of {', '.join(known)}")
            yield Diagnostic(UNKNOWN_EDITION, f'no edition and no medium is called "{each.name}"', each.at, hint)
        if passage.names and not wrong and not _shown((*outside(passage.at), passage), had):
            hint = "correct its names and those of the passages around it, or make it a comment"
            yield Diagnostic(UNUSED_PASSAGE, "no edition has this passage", passage.at, hint)


def check_remains(article: Article, had: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for each block that holds others in the whole, and none in some editions."""
    if not article.passages:
        return
    remains = [(edition.name, {node.id: _holds(node) for node in _nodes(own)}) for edition, own in had]
    for node in _nodes(article):
        emptied = [name for name, held in remains if not held.get(node.id, True)]
        # What no edition has is told where it stands, by its passage; a section that is made goes with what it holds.
        is_made = isinstance(node, Section) and node.at.line == 1
        if _holds(node) and not is_made and emptied and len(emptied) < len(had):
            message = f"in {in_words(emptied)} nothing is left of this {node.kind}"
            yield Diagnostic(
                NOTHING_LEFT, message, node.at, "put all of it into the passage, or write something beside"
            )
    empty = [edition.name for edition, own in had if not own.blocks]
    if article.blocks and empty and len(empty) < len(had):
        message = f"in {in_words(empty)} nothing is left of the article"
        yield Diagnostic(NOTHING_LEFT, message, article.blocks[0].at, "leave some text outside of passages")


def _shown(chain: Sequence[Passage], had: Sequence[tuple[Edition, Article]]) -> bool:
    """Whether an edition has what stands in all these passages."""
    return any(all(passage.is_in(edition) for passage in chain) for edition, _ in had)


def _nodes(article: Article) -> list[Block | Part]:
    """The blocks and their parts, at any depth; a section stands for its heading too, which has the same id."""
    roots = (*article.blocks, *(block for note in article.notes for block in note.children))
    return [node for node in descend(roots) if isinstance(node, Block | Part) and not isinstance(node, Heading)]


def _holds(node: Block | Part) -> bool:
    """Whether there are blocks in it, beside those that only name it."""
    inside = (child for child in children(node) if isinstance(child, Block | Part))
    return any(not isinstance(child, _NAMES) for child in inside)
