"""Draws the charts of an article through the press: from table to specification to SVG, the same for every edition."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from pipeline.charts.cleaned import cleaned
from pipeline.charts.look import SIZE, Look
from pipeline.charts.numbers import numbers_of
from pipeline.charts.spec import spec_of
from pipeline.model import Article, Asset, Block, Chart, Edition, Table
from pipeline.model.walk import Node, descend, rebuilt
from pipeline.press import ChartJob, Press
from pipeline.theme import Theme, Words
from pipeline.tokens import Tokens, of_edition

MEDIA_TYPE = "image/svg+xml"


def drawn(article: Article, theme: Theme, press: Press) -> Article:
    """The article with an asset for each chart; raises what the press raises."""
    return _drawn(article, theme, press, theme.tokens, SIZE)


def drawn_for(edition: Edition, article: Article, theme: Theme, press: Press) -> Article:
    """An article whose charts are drawn, with those of an edition that sets their labels in a size of its own."""
    tokens = of_edition(theme.tokens, edition.options)
    sizes = cast("Mapping[str, float]", tokens["print"])
    return _drawn(article, theme, press, tokens, sizes["chart"]) if "chart" in sizes else article


def _drawn(article: Article, theme: Theme, press: Press, tokens: Tokens, size: float) -> Article:
    words = theme.words(article.metadata.lang)
    tables = {node.id: node for node in descend(article.blocks) if isinstance(node, Table)}
    assets: dict[str, Asset] = {}

    def shown(node: Node) -> Node:
        if not isinstance(node, Chart) or node.data not in tables:
            return rebuilt(node, shown)
        table = tables[node.data]
        # No file of an author can have a name with two slashes in a row.
        name = f"charts//{node.id}.svg"
        look = Look(tokens, words, numbers_of(node, table), size)
        assets[name] = Asset(name, _drawing(node, look, table, press), MEDIA_TYPE)
        return replace(node, drawing=name)

    blocks = tuple(cast(Block, shown(block)) for block in article.blocks)
    return replace(article, blocks=blocks, assets={**article.assets, **assets}) if assets else article


def _drawing(chart: Chart, look: Look, table: Table, press: Press) -> bytes:
    return cleaned(press.draw(ChartJob(spec_of(chart, table, look), _numbers(look.words), _dates(look.words))))


def _numbers(words: Words) -> Mapping[str, object]:
    said = words.numbers
    return {
        "decimal": said["decimal"], "thousands": said["group"], "grouping": [3], "currency": ["", ""],
        "minus": said["minus"],
    }  # fmt: skip


def _dates(words: Words) -> Mapping[str, object]:
    # Days are not named by any chart, but the engine wants seven.
    days = [str(day) for day in range(7)]
    return {
        "dateTime": "%Y-%m-%d", "date": "%Y-%m-%d", "time": "%H:%M", "periods": ["", ""], "days": days,
        "shortDays": days, "months": list(words.months), "shortMonths": list(words.months),
    }  # fmt: skip
