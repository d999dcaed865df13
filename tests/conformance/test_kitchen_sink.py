"""The kitchen-sink article holds everything that the model knows, and so does each of its editions."""

from pathlib import Path
from typing import get_args

import pytest

from pipeline.arrangement import arranged
from pipeline.charts import drawn
from pipeline.checks import check
from pipeline.files import Store, load_templates
from pipeline.furniture import furniture
from pipeline.model import Article, Block, Edition, Inline, Part, Trace
from pipeline.model.walk import descend
from pipeline.press import Press
from pipeline.proof import compare
from pipeline.readers import read
from pipeline.resolve import resolve
from pipeline.selection import selected
from pipeline.theme import Theme, load
from pipeline.trace import trace
from pipeline.writers import EDITIONS, writer_of
from tests.sources import PLAIN, ROOT, edition

FOLDER = Path(__file__).parent / "kitchen-sink"
KINDS = {kind.kind for kind in (*get_args(Block), *get_args(Part), *get_args(Inline))} - {"citation"}
"""A citation is text with links once it is resolved."""
# In a trace a section is its heading's place, and inlines are text and spans.
TRACED = {kind.kind for kind in (*get_args(Block), *get_args(Part))} - {"section"} | {"header-cell", "subtitle"}
SPANS = {"abbr", "link", "lang", "image", "note", "strike", "sub", "sup", "task", "anchor"}


@pytest.fixture(scope="module")
def theme() -> Theme:
    """The theme as it ships, with the fonts that covers are drawn with."""
    templates = load_templates(ROOT)
    return load(templates.files, templates.fonts)


@pytest.fixture(scope="module")
def article(theme: Theme) -> Article:
    """The article, resolved and without a finding."""
    unresolved, findings = read(Store(FOLDER), "kitchen-sink")
    assert unresolved is not None
    resolved, further = resolve(unresolved, theme.words("en"), theme.citation_styles)
    assert (*findings, *further, *check(resolved, EDITIONS)) == ()
    with Press(load_templates(ROOT).fonts) as press:
        return drawn(resolved, theme, press)


def test_the_article_holds_every_kind_of_the_model(article: Article) -> None:
    """A new kind must be added to it, and is then validated and proved everywhere."""
    roots = (*article.blocks, *(block for note in article.notes for block in note.children))
    assert sorted(KINDS - {node.kind for node in descend(roots)}) == []


@pytest.mark.parametrize("row", [*PLAIN, edition("large-print")], ids=lambda row: row.name)
def test_each_edition_holds_every_kind(row: Edition, article: Article, theme: Theme) -> None:
    """What is read back from the file has each kind of block and of span, and is what was promised."""
    article = arranged(selected(article, row), row)
    with Press(load_templates(ROOT).fonts) as press:
        rendered = writer_of(row).write(article, row, theme, press)
    held = writer_of(row).read_back(rendered.content)
    promised = trace(article, furniture(article, row, theme.words("en")), row.medium)
    assert (rendered.diagnostics, compare(promised, held, row).diagnostics) == ((), ())
    assert sorted(TRACED - _kinds(held)) == []
    assert sorted(SPANS - {span.kind for entry in (*held.blocks, *held.notes) for span in entry.spans}) == []


def _kinds(held: Trace) -> set[str]:
    return {entry.kind for entry in (*held.blocks, *held.notes)}
