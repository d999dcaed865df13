"""An edition has the blocks that its row selects, and nothing of the others."""

from dataclasses import replace

import pytest

from pipeline.model import Block, Edition, Quote, Section
from pipeline.model.walk import descend
from pipeline.press import Press
from pipeline.proof import compare
from pipeline.selection import selected
from pipeline.writers import writer_of
from tests.sources import edition, promised, resolved, theme_of_the_project

BODY = """Lead.[^kept]

> Quoted.[^lost]

## First

- Item.

  > Quoted in an item.

[^kept]: Kept, with a call.[^further]

[^lost]: Lost.

[^further]: Further.
"""


def _no_quotes(block: Block) -> bool:
    return not isinstance(block, Quote)


def _without_quotes(name: str) -> Edition:
    return replace(edition(name), select=_no_quotes)


def test_every_block_is_selected_by_the_shipped_editions() -> None:
    """Nothing is left out, and nothing is made anew."""
    article, _ = resolved(BODY)
    assert selected(article, edition("html")) == article


def test_blocks_left_out_take_their_notes_along() -> None:
    """At any depth; notes that others call stay, with the numbers that they have in the whole."""
    article, _ = resolved(BODY)
    kept = selected(article, _without_quotes("html"))
    assert [(note.id, note.number) for note in kept.notes] == [("note-kept", 1), ("note-further", 3)]
    assert not any(isinstance(node, Quote) for node in descend(kept.blocks))
    assert isinstance(kept.blocks[-1], Section)


@pytest.mark.parametrize("name", ["html", "epub"])
def test_an_edition_is_proved_for_what_it_selects(name: str) -> None:
    """The file holds what was selected and nothing else."""
    row = _without_quotes(name)
    article = selected(resolved(BODY)[0], row)
    content = writer_of(row).write(article, row, theme_of_the_project(), Press(())).content
    assert compare(promised(article, name), writer_of(row).read_back(content), row).holds
    assert not compare(promised(resolved(BODY)[0], name), writer_of(row).read_back(content), row).holds
