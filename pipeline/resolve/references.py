"""References within the article: every `#id` leads somewhere."""

from collections.abc import Iterator
from difflib import get_close_matches

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.model import Article, Link
from pipeline.model.walk import descend

BROKEN_REFERENCE = Rule(
    "broken-reference",
    Severity.ERROR,
    "A link leads to an id that the article does not have.",
    "A reader who follows it on the screen stays where they are; on paper it names nothing.",
)
RULES = (BROKEN_REFERENCE,)


def check_references(article: Article) -> Iterator[Diagnostic]:
    """A finding for each link to an id that no block has."""
    nodes = list(descend((*article.blocks, *(block for note in article.notes for block in note.children))))
    known = {getattr(node, "id", "") for node in nodes} | {note.id for note in article.notes}
    for node in nodes:
        if isinstance(node, Link) and node.target.startswith("#") and node.target[1:] not in known:
            near = get_close_matches(node.target[1:], sorted(known), 1)
            hint = f"did you mean `#{near[0]}`?" if near else "give the target an id with `{#id}`, or correct the link"
            yield Diagnostic(BROKEN_REFERENCE, f'nothing has the id "{node.target[1:]}"', node.at, hint)
