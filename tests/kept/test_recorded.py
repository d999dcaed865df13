"""What is told of a small article that loses something after it was read, word for word, as somebody read it last."""

from collections.abc import Iterator
from dataclasses import fields, replace

from pipeline.kept import Gone, lost
from pipeline.model import Article, Heading, Link
from pipeline.model.walk import Node, descend
from pipeline.selection import left_out, selected
from tests.kept.test_kept import stages
from tests.nodes import Change, changed
from tests.recorded import FOLDER, as_recorded
from tests.sources import edition


def test_what_is_told_of_losses_is_what_was_read() -> None:
    """Nodes taken out in turn, ids and targets made others: each third in the whole, each fifth in an edition."""
    assert as_recorded("kept", (*_resolved(), *_selected()))


def _resolved() -> Iterator[str]:
    before, after = stages(FOLDER)
    yield from _told("nothing", before, after)
    for name, node, change in list(_changes(after))[::3]:
        yield from _told(name, before, changed(after, node, change))


def _selected() -> Iterator[str]:
    row = edition("pdf")
    whole = stages(FOLDER)[1]
    chosen = selected(whole, row)
    gone = left_out(chosen, row)
    for name, node, change in list(_changes(chosen))[::5]:
        yield from _told(f"{name} in print", whole, changed(chosen, node, change), gone)


def _changes(article: Article) -> Iterator[tuple[str, Node, Change]]:
    for node in descend([*article.blocks, *(block for note in article.notes for block in note.children)]):
        name = f"{node.kind} {node.at.line}:{node.at.column}"
        # A section is where its heading is.
        if not isinstance(node, Heading):
            yield f"{name} dropped", node, lambda _: None
        if "id" in {field.name for field in fields(node)}:
            yield f"{name} renamed", node, lambda one: replace(one, id="other")  # type: ignore[type-var]
        if isinstance(node, Link):
            yield f"{name} elsewhere", node, lambda one: replace(one, target="#x")  # type: ignore[type-var]


def _told(name: str, before: Article, after: Article, gone: Gone = lambda _: False) -> Iterator[str]:
    yield name
    yield from (f"  {each.at and each.at.line}: {each.message}" for each in lost(before, after, gone))
