"""A page of an article as others cite it: by the style of the article, with the address that leads to the mark."""

import json
from pathlib import Path

from pipeline.diagnostics import UsageError
from pipeline.files import MANIFEST, Store
from pipeline.manifest import pages_of
from pipeline.model import Article, Page, PageMap
from pipeline.project import Project
from pipeline.resolve import cited_at

_LIMIT = 16_000_000
_TOLD = 20
"""So many labels of pages are told one by one."""


def reference(article: Article, label: str, project: Project) -> str:
    """How to cite an article, which is resolved, and a page of its published editions; "" for the whole.

    Raises UsageError for a page that there is not, for an article without editions that know the pages, and for a style
    that cannot be used.
    """
    styles = project.theme.citation_styles
    told = cited_at(article, _page(article.slug, label, project), styles) if label else article.cited_as
    if not told:
        raise UsageError("its citation style cannot be used", f"see `pipeline check {article.slug}`")
    return told


def _page(slug: str, label: str, project: Project) -> Page:
    pages = _pages(project.folder / project.settings.output / slug, slug).pages
    found = next((page for page in pages if page.label == label), None)
    if found is None:
        labels = [page.label for page in pages]
        listed = ", ".join(labels) if len(labels) <= _TOLD else f"{labels[0]} to {labels[-1]}"
        raise UsageError(f'{slug} has no page "{label}"', f"its pages: {listed}")
    return found


def _pages(folder: Path, slug: str) -> PageMap:
    store = Store(folder)
    if not store.has(MANIFEST):
        raise UsageError(f"nothing is published in {folder}: it has no {MANIFEST}", f"run `pipeline build {slug}`")
    try:
        pages = pages_of(json.loads(store.read(MANIFEST, _LIMIT)))
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        message = f"{folder / MANIFEST} cannot be read: {error}"
        raise UsageError(message, f"run `pipeline build {slug}`") from error
    if pages is None:
        raise UsageError(
            f"the editions of {slug} were built without the pages of print", "build them without `--no-pages`"
        )
    return pages
