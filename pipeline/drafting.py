"""The drafts of an article: what can be made of it is made, whatever was found, and what cannot is told."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from pipeline.build import Made, build
from pipeline.diagnostics import ConfigError, Diagnostic, PipelineError
from pipeline.model import Article, Edition
from pipeline.theme import Theme
from pipeline.workshop import Workshop

SCHEMA = 1
"""Raised when a key of the record changes its meaning or goes."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The article with its findings in place, the drafts of it, what was found in them, and why others are none."""

    article: Article
    editions: tuple[Made, ...]
    diagnostics: tuple[Diagnostic, ...]
    faults: tuple[PipelineError, ...]


def drafted(shown: Article, wanted: Iterable[Edition], shop: Workshop) -> Drafted:
    """The drafts of the wanted editions of an article that is resolved, with its findings shown in it.

    Each is made by itself, so that what stops one does not stop the others; so no draft has another's page numbers.
    """
    made: list[Made] = []
    faults: list[PipelineError] = []
    for edition in wanted:
        try:
            made.extend(build(shown, [edition.as_draft()], None, shop).editions)
        except PipelineError as fault:
            faults.append(_of(edition, fault))
    return Drafted(shown, tuple(made), tuple(finding for one in made for finding in one.diagnostics), tuple(faults))


def in_known_language(
    reading: tuple[Article | None, tuple[Diagnostic, ...]], theme: Theme
) -> tuple[tuple[Article | None, tuple[Diagnostic, ...]], ConfigError | None]:
    """An article as it was read, in English if the theme has no words in its language, and then the fault."""
    article, findings = reading
    if article is None:
        return reading, None
    try:
        theme.words(article.metadata.lang)
    except ConfigError as fault:
        meta = replace(article.metadata, lang="en", stands_in=article.metadata.stands_in | {"lang"})
        return (replace(article, metadata=meta), findings), fault
    return reading, None


def record(drafts: Drafted, findings: Iterable[Diagnostic]) -> bytes:
    """The record of a folder of drafts, as JSON in UTF-8, keys sorted: its files, and what keeps them from publication.

    It names no edition and proves nothing.
    """
    article = drafts.article
    table = {
        "schema": SCHEMA,
        "draft-of": article.slug,
        "findings": [_finding(finding) for finding in findings],
        "drafts": {made.edition.name: _draft(made, article.slug) for made in drafts.editions},
    }
    return (json.dumps(table, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8", "replace")


def _draft(made: Made, slug: str) -> dict[str, object]:
    content = made.rendered.content
    return {"file": made.edition.file_name(slug), "sha256": sha256(content).hexdigest(), "bytes": len(content)}


def _finding(finding: Diagnostic) -> dict[str, object]:
    entry: dict[str, object] = {"code": finding.code, "severity": finding.severity, "message": finding.message}
    return entry | ({"file": finding.at.file, "line": finding.at.line} if finding.at else {})


def _of(edition: Edition, fault: PipelineError) -> PipelineError:
    """The fault, with the edition that it stopped."""
    return type(fault)(f"no draft of the {edition.title}: {fault.message}", fault.hint, fault.at)
