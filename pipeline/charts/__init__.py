"""Draws the charts of an article through the press: from table to specification to SVG, the same for every edition."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, NamedTuple, cast

from pipeline.charts.cleaned import cleaned
from pipeline.charts.look import SIZE, WIDTH, Look
from pipeline.charts.numbers import numbers_of
from pipeline.charts.placed import fitted, placed
from pipeline.charts.spec import spec_of
from pipeline.drawing import plain
from pipeline.fonts import measure
from pipeline.model import Article, Asset, Block, Chart, Edition, Table
from pipeline.model.walk import Node, descend, rebuilt
from pipeline.press import ChartJob, Press
from pipeline.theme import Theme, Words
from pipeline.tokens import Tokens, of_edition

MEDIA_TYPE = "image/svg+xml"
_Name = Literal["drawing", "narrow"]
"""The field of a chart that names its asset."""


class _Means(NamedTuple):
    """What all drawings of an article are made with; tables by their ids."""

    theme: Theme
    press: Press
    tables: Mapping[str, Table]


def drawn(article: Article, theme: Theme, press: Press) -> Article:
    """The article with an asset for each chart; raises what the press raises."""
    return _drawn(article, _Means(theme, press, _tables(article)), theme.tokens)


def drawn_for(edition: Edition, article: Article, whole: Article, theme: Theme, press: Press) -> Article:
    """What an edition has of an article whose charts are drawn, with its own drawings, or a second of each.

    Of the `whole` are the tables that it may lack: a short version has a chart without the table it is drawn from.
    """
    tokens = of_edition(theme.tokens, edition.options)
    means = _Means(theme, press, {**_tables(whole), **_tables(article)})
    own = _drawn(article, means, tokens) if "chart" in _sizes(tokens) else article
    if edition.options.get("words") == "placed":
        own = _placed(own, theme)
    if beside := edition.options.get("beside"):
        return _drawn(own, means, of_edition(theme.tokens, {"layout": beside}), "narrow")
    return own


def _tables(article: Article) -> Mapping[str, Table]:
    return {node.id: node for node in descend(article.blocks) if isinstance(node, Table)}


def _placed(article: Article, theme: Theme) -> Article:
    """The article whose plain drawings say where their words begin: some readers of books know nothing else."""
    measured = measure(theme.web_fonts, theme.tokens, "sans")
    assets = {
        name: replace(asset, content=placed(asset.content, measured))
        if asset.media_type == MEDIA_TYPE and plain(asset.content) == asset.content
        else asset
        for name, asset in article.assets.items()
    }
    return replace(article, assets=assets)


def _drawn(article: Article, means: _Means, tokens: Tokens, name: _Name = "drawing") -> Article:
    theme, press, tables = means
    words, sizes = theme.words(article.metadata.lang), _sizes(tokens)
    assets: dict[str, Asset] = {}

    def shown(node: Node) -> Node:
        if not isinstance(node, Chart) or node.data not in tables:
            return rebuilt(node, shown)
        table = tables[node.data]
        # No file of an author can have a name with two slashes in a row.
        file = f"charts//{node.id}.svg" if name == "drawing" else f"charts//{node.id}//{name}.svg"
        look = Look(tokens, words, numbers_of(node, table), sizes.get("chart", SIZE), sizes.get("across", WIDTH))
        content, plot = _drawing(node, look, table, press)
        # The engine leaves room for longer words than there are; on a telephone there is none to spare.
        content = fitted(content, plot, measure(theme.web_fonts, tokens, "sans")) if "across" in sizes else content
        assets[file] = Asset(file, content, MEDIA_TYPE)
        return replace(node, drawing=file) if name == "drawing" else replace(node, narrow=file)

    blocks = tuple(cast(Block, shown(block)) for block in article.blocks)
    return replace(article, blocks=blocks, assets={**article.assets, **assets}) if assets else article


def _sizes(tokens: Tokens) -> Mapping[str, float]:
    return cast("Mapping[str, float]", tokens["print"])


def _drawing(chart: Chart, look: Look, table: Table, press: Press) -> tuple[bytes, float]:
    """The drawing, and how wide its plot is."""
    spec = spec_of(chart, table, look)
    return cleaned(press.draw(ChartJob(spec, _numbers(look.words), _dates(look.words)))), cast(int, spec["width"])


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
