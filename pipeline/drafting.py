"""The drafts of an article: what can be made of it is made, whatever was found, and what cannot is told."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import cast

from pipeline.build import Made, build
from pipeline.charts import drawn
from pipeline.diagnostics import ConfigError, Diagnostic, LimitError, PipelineError
from pipeline.model import Article, Block, Chart, Edition, Paragraph, Table, Text
from pipeline.model.walk import Node, descend, respread
from pipeline.readers import Reading
from pipeline.records import as_json
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
    shown, faults = _drawable(shown, shop)
    for edition in wanted:
        try:
            made.extend(build(shown, [edition.as_draft()], None, shop).editions)
        except PipelineError as fault:
            faults.append(_of(edition, fault))
    return Drafted(shown, tuple(made), tuple(finding for one in made for finding in one.diagnostics), tuple(faults))


def _drawable(article: Article, shop: Workshop) -> tuple[Article, list[PipelineError]]:
    """The article with the words of each chart that cannot be drawn, and why not."""
    try:
        drawn(article, shop.theme, shop.press)
    except LimitError:
        faults: dict[str, PipelineError] = {}
        tables = {node.id: node for node in descend(article.blocks) if isinstance(node, Table)}
        for chart in (node for node in descend(article.blocks) if isinstance(node, Chart)):
            table = (tables[chart.data],) if chart.data in tables else ()
            try:
                drawn(replace(article, blocks=(chart, *table)), shop.theme, shop.press)
            except LimitError as fault:
                faults[chart.id] = fault

        def in_words(node: Node) -> tuple[Node, ...]:
            if not isinstance(node, Chart) or node.id not in faults:
                return (respread(node, in_words),)
            said = Paragraph((Text(node.alt, node.at),), node.at, node.id, node.lang)
            caption = node.caption
            return (said, Paragraph(caption.children, caption.at, caption.id)) if caption else (said,)

        blocks = tuple(cast(Block, made) for block in article.blocks for made in in_words(block))
        return replace(article, blocks=blocks), list(faults.values())
    return article, []


def in_known_language(reading: Reading, theme: Theme) -> tuple[Reading, ConfigError | None]:
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


def without_contract(reading: Reading) -> Reading:
    """An article as it was read, held to no contract."""
    article, findings = reading
    return (replace(article, metadata=replace(article.metadata, contract="")) if article else None), findings


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
    return as_json(table)


def _draft(made: Made, slug: str) -> dict[str, object]:
    content = made.rendered.content
    return {"file": made.edition.file_name(slug), "sha256": sha256(content).hexdigest(), "bytes": len(content)}


def _finding(finding: Diagnostic) -> dict[str, object]:
    entry: dict[str, object] = {"code": finding.code, "severity": finding.severity, "message": finding.message}
    return entry | ({"file": finding.at.file, "line": finding.at.line} if finding.at else {})


def _of(edition: Edition, fault: PipelineError) -> PipelineError:
    """The fault, with the edition that it stopped."""
    told = copy(fault)
    told.message = f"no draft of the {edition.title}: {fault.message}"
    return told
