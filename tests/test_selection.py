"""An edition has the blocks that its row selects, and nothing of the others."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checks import check
from pipeline.files import load_templates
from pipeline.model import Article, Block, Edition, Quote, Section, Text
from pipeline.model.walk import descend
from pipeline.press import Press
from pipeline.proof import compare
from pipeline.published import published
from pipeline.selection import selected
from pipeline.writers import EDITIONS, writer_of
from tests.sources import FRONT_MATTER, ROOT, WRITTEN, edition, promised, resolved, theme_of_the_project

BODY = """Lead.[^kept]

> Quoted.[^lost]

## First

- Item.

  > Quoted in an item.

[^kept]: Kept, with a call.[^further]

[^lost]: Lost.

[^further]: Further.
"""


def _no_quotes(article: Article, block: Block) -> bool:
    del article
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
    assert compare(promised(article, row), writer_of(row).read_back(content), row).holds
    assert not compare(promised(resolved(BODY)[0], row), writer_of(row).read_back(content), row).holds


PASSAGES = """Lead[^a] with ![a dot](dot.svg).

:::{only} web
Seen on the web: ![marker picture](secret.svg) and ![a dot](dot.svg)[^a][^b].

## Marker section

With a note[^c].
:::

## Second

:::{key-facts}
One
: Fact.

:::

- item

  :::{except} paper
  marker in a list
  :::

> quote
>
> :::{except} paper, ebook
> marker in a quote[^d]
>
> > > marker deeper
> :::
>
> rest

Again[^a] and [^d].

[^a]: Of all.

[^b]: Marker note.

    Its marker end.

[^c]: ![Marker picture](secret.svg)

[^d]: Of the quote.
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="%d"/></svg>'
FILES = {"dot.svg": SVG % 4, "secret.svg": SVG % 3}


def test_passages_are_in_the_editions_that_they_name() -> None:
    """With their notes and pictures; all numbers stay those of the whole."""
    article, findings = resolved(PASSAGES, FILES)
    assert (findings, check(article, EDITIONS)) == ((), ())
    web, paper = (selected(article, edition(name)) for name in ("html", "pdf"))
    assert web == article
    assert [note.number for note in paper.notes] == [1, 4]
    assert [note.calls for note in paper.notes] == [("ref.note-a.1", "ref.note-a.2"), ("ref.note-d.1",)]
    assert list(paper.assets) == ["dot.svg"]
    first = FRONT_MATTER.count("\n")
    lines = [(gap.at.line - first, gap.last - first) for gap in paper.gaps]
    assert lines == [(3, 9), (21, 23), (27, 31), (39, 41), (43, 43)]
    assert "marker" not in repr(replace(paper, sources=())).lower()


def test_source_of_an_edition_reads_as_the_edition() -> None:
    """Its passages are comments; what is left has the same words on the same lines, and nothing else."""
    article, _ = resolved(PASSAGES, FILES)
    paper = selected(article, edition("pdf"))
    made = published(paper.sources[0], paper.gaps).content.decode()
    assert "marker" not in made.lower()
    assert made.count("\n") == article.sources[0].content.count(b"\n")
    again, findings = resolved(made.removeprefix(FRONT_MATTER), {"dot.svg": FILES["dot.svg"]})
    assert findings == ()
    lines = [[node.at.line for node in descend(one.blocks) if isinstance(node, Text)] for one in (paper, again)]
    assert lines[0] == lines[1]


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """With the fonts that ship."""
    with Press(load_templates(ROOT).fonts) as one:
        yield one


@pytest.mark.parametrize("name", ["html", "epub", "pdf"])
def test_an_excluded_passage_that_shows_up_is_found(name: str, press: Press) -> None:
    """A file that was made of the whole does not hold what an edition selects."""
    row = edition(name)
    whole = resolved(
        PASSAGES.replace("only} web", f"except}} {row.medium}").replace("except} paper, ebook", "only} paper"), FILES
    )[0]
    own = selected(whole, row)
    content = writer_of(row).write(whole, row, theme_of_the_project(), press).content
    assert compare(promised(own, name), writer_of(row).read_back(content), row).diagnostics
    content = writer_of(row).write(own, row, theme_of_the_project(), press).content
    assert compare(promised(own, name), writer_of(row).read_back(content), row).holds


NAMES = st.sampled_from(["web", "paper", "ebook", "pdf-letter", "web, paper"])
LINES = st.sampled_from(
    ["text[^n]", "- item", "> quote", "## Section", "", "[^n]: note", "```", "| a |\n|---|\n| b |", ": x"]
)


@given(
    st.lists(
        st.one_of(LINES, NAMES.map(":::{{only}} {}".format), NAMES.map(":::{{except}} {}".format), st.just(":::")),
        max_size=30,
    )
)
@settings(deadline=None, max_examples=300)
def test_nothing_of_an_edition_stands_in_its_gaps(lines: list[str]) -> None:
    """Whatever stands around passages and in them."""
    article, _ = resolved("\n".join(lines))
    for row in WRITTEN:
        own = selected(article, row)
        placed = [node.at for node in descend((*own.blocks, *(block for note in own.notes for block in note.children)))]
        assert not [at for at in placed for gap in own.gaps if gap.at.line < at.line <= gap.last]
