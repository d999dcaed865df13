"""The traces of articles in folders, as they are promised, and as a sound file has them."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline.arrangement import arranged
from pipeline.files import Store
from pipeline.furniture import furniture
from pipeline.model import Article, Edition, Trace
from pipeline.model.trace import PageStart
from pipeline.proof.generated import on_pages
from pipeline.readers import read
from pipeline.resolve import resolve
from pipeline.selection import selected
from pipeline.trace import trace
from tests.sources import theme_of_the_project


@cache
def _resolved(folder: Path) -> Article:
    article, _ = read(Store(folder), folder.name)
    assert article is not None
    theme = theme_of_the_project()
    return resolve(article, theme.words("en"), theme.citation_styles)[0]


def promised_trace(folder: Path, row: Edition) -> Trace:
    """Return what an edition of the article in a folder has to hold."""
    article = arranged(selected(_resolved(folder), row), row)
    return trace(article, furniture(article, row, theme_of_the_project().words("en")), row.medium)


def as_held(promised: Trace, row: Edition) -> Trace:
    """Return the trace as a sound file has it: on paper with pages of a dozen blocks and their furniture."""
    if row.medium != "paper":
        return promised
    blocks = tuple(
        replace(entry, pages=(PageStart(0, str(1 + index // 12)),)) if entry.text else entry
        for index, entry in enumerate(promised.blocks)
    )
    held = Trace(blocks, promised.notes, ())
    return replace(held, generated=tuple(on_pages(promised.generated, held)))
