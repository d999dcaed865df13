"""Notes are numbered in the order of their first calls."""

from pipeline.model import NoteCall
from pipeline.model.walk import descend
from tests.sources import resolved

BODY = """First[^b] and[^a] and again[^b].

[^a]: About a.

[^b]: About b, see also[^c].

[^c]: About c.
"""


def test_notes_are_numbered_by_their_first_call() -> None:
    """The order of the definitions does not count; a note called from a note comes after those of the text."""
    article, _ = resolved(BODY)
    assert [(note.id, note.number, note.calls) for note in article.notes] == [
        ("note-b", 1, ("ref.note-b.1", "ref.note-b.2")),
        ("note-a", 2, ("ref.note-a.1",)),
        ("note-c", 3, ("ref.note-c.1",)),
    ]


def test_a_second_call_has_its_own_id_and_the_same_number() -> None:
    """The way back from the note leads to each place that calls it."""
    article, _ = resolved(BODY)
    calls = [node for node in descend(article.blocks) if isinstance(node, NoteCall)]
    assert [(call.id, call.number) for call in calls] == [("ref.note-b.1", 1), ("ref.note-a.1", 2), ("ref.note-b.2", 1)]
