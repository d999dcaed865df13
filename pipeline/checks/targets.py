"""Links and calls of notes within the article against what each edition has."""

from collections.abc import Iterator, Sequence

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Article, Edition, Link, NoteCall
from pipeline.model.walk import Node, descend
from pipeline.wording import in_words

REFERENCE_EXCLUDED = Rule(
    "reference-excluded",
    Severity.ERROR,
    "a link leads, or a note is called, where an edition has nothing",
    "A reader of that edition would be sent to what is not there.",
    wrong="See [the map](#map).\n\n:::{only} web\n## Map {#map}\n\nMove it with two fingers.\n:::\n",
    right=(
        "The library has moved.\n\n"
        ":::{only} web\n"
        "See [the map](#map).\n\n"
        "## Map {#map}\n\n"
        "Move it with two fingers.\n"
        ":::\n"
    ),
)
RULES = (REFERENCE_EXCLUDED,)


def check_targets(article: Article, had: Sequence[tuple[Edition, Article]]) -> Iterator[Diagnostic]:
    """A finding for each link and each call whose target the whole has, and an edition that has the link has not."""
    nodes = _nodes(article)
    known = _ids(article, nodes)
    lacking: dict[tuple[Location, str], list[str]] = {}
    for edition, own in had:
        if own is not article:
            here = _nodes(own)
            there = _ids(own, here)
            for node in here:
                if (target := _target(node)) in known and target not in there:
                    lacking.setdefault((node.at, target), []).append(edition.name)
    for (at, target), names in lacking.items():
        message = f'this leads to "{target}", which {in_words(names)} would not have'
        yield Diagnostic(REFERENCE_EXCLUDED, message, at, "put it into the same passage, or its target outside")


def _nodes(article: Article) -> list[Node]:
    return list(descend((*article.blocks, *(block for note in article.notes for block in note.children))))


def _ids(article: Article, nodes: Sequence[Node]) -> set[str]:
    return {getattr(node, "id", "") for node in nodes} | {note.id for note in article.notes}


def _target(node: Node) -> str:
    """The id to which a link within the article or a call of a note leads, "" for all else."""
    if isinstance(node, NoteCall):
        return node.note
    return node.target[1:] if isinstance(node, Link) and node.target.startswith("#") else ""
