"""Articles for tests: a source in a string, read and resolved as a build does."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline import theme
from pipeline.build import Built, build
from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.examine import examine
from pipeline.files import ReadError, Refusal, load_templates
from pipeline.furniture import furniture
from pipeline.judge import Standards, weigh
from pipeline.kept import lost
from pipeline.model import Article, Edition, Trace
from pipeline.readers import read
from pipeline.resolve import resolve
from pipeline.trace import trace
from pipeline.workshop import Workshop
from pipeline.writers import EDITIONS

ROOT = Path(__file__).resolve().parent.parent

FRONT_MATTER = """---
title: A short piece
subtitle: For the tests
contributors:
  - name: Ada Example
date: 2026-01-02
version: "1"
lang: en
license: CC-BY-4.0
permalink: https://example.org/short
summary: What a short piece says, in short.
---

"""


class Folder:
    """The files of an article, in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Hold the files by their names."""
        self._files = files

    def read(self, relative: str, limit: int, /) -> bytes:
        """Return a file's bytes; raises ReadError for one that is not there."""
        if relative not in self._files:
            raise ReadError(Refusal.MISSING, f"{relative} is not there", "add it")
        return self._files[relative][:limit]


@cache
def theme_of_the_project() -> theme.Theme:
    """Return the theme as it ships."""
    templates = load_templates(ROOT)
    return theme.load(templates.files, templates.fonts)


def resolved(
    body: str, files: Mapping[str, bytes] | None = None, front_matter: str = FRONT_MATTER
) -> tuple[Article, tuple[Diagnostic, ...]]:
    """Return the article that has this body, resolved, and all findings; nothing may be lost on the way."""
    source = Folder({**(files or {}), "article.md": (front_matter + body).encode()})
    article, findings = read(source, "short", "article.md")
    assert article is not None, findings
    theme = theme_of_the_project()
    made, further = resolve(article, theme.words("en"), theme.citation_styles)
    assert has_errors((*findings, *further)) or lost(article, made) == ()
    return made, (*findings, *further)


WRITTEN = tuple(row for row in EDITIONS if row.base is None)
"""The editions that are made of an article, and not of another edition."""
PLAIN = tuple(row for row in WRITTEN if not row.like)
"""Those that set no other one anew: those that do are built of one article alone, since each takes seconds."""


def edition(name: str) -> Edition:
    """Return the row of an edition."""
    return next(one for one in EDITIONS if one.name == name)


def promised(article: Article, named: str | Edition) -> Trace:
    """Return the trace that an edition of the article must have, a row or the one of that name."""
    row = edition(named) if isinstance(named, str) else named
    return trace(article, furniture(article, row, theme_of_the_project().words("en")), row.medium)


def examined_and_built(
    article: Article,
    wanted: Iterable[Edition],
    numbering: Edition | None,
    shop: Workshop,
    standards: Standards = Standards(),  # noqa: B008 - a frozen value
) -> Built:
    """Return what comes of an article as its reader gave it, with the findings of all stages; errors stop it."""
    examined = examine(article, (), shop.theme, EDITIONS, standards)
    assert examined.article
    if has_errors(examined.diagnostics):
        return Built(examined.article, (), examined.diagnostics)
    made = build(examined.article, wanted, numbering, shop)
    found = weigh(made.diagnostics, article.waivers, standards).diagnostics
    return replace(made, diagnostics=(*examined.diagnostics, *found))
