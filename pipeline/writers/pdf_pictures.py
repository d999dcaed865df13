"""The pictures that a PDF is printed with: the article's, and those that the theme adds under names of no asset."""

from collections.abc import Mapping
from typing import cast

from pipeline.furniture import is_coded
from pipeline.model import Article, Edition
from pipeline.theme import Theme
from pipeline.tokens import Tokens
from pipeline.writers.cover import picture
from pipeline.writers.drawings import for_paper, is_ours
from pipeline.writers.qr import code

_WATERMARK, _WATERMARK_DRAWING = ".watermark", "pdf/watermark.svg"
"""What lies behind the text of a draft, and its template."""
_CODE = ".qr"


def pictures(article: Article, edition: Edition, theme: Theme, page: Mapping[str, object]) -> dict[str, bytes]:
    """The bytes of each picture by its name; `page` are the values of the page's template."""
    tokens = cast(Tokens, page["tokens"])
    found = {
        name: for_paper(asset.content, theme, tokens) if is_ours(asset, theme) else asset.content
        for name, asset in article.assets.items()
    }
    if edition.draft:
        found[_WATERMARK] = picture(_WATERMARK_DRAWING, theme, page)
    if is_coded(article.metadata, edition):
        colours = cast("Mapping[str, Mapping[str, str]]", theme.tokens["colours"])
        found[_CODE] = code(article.metadata.permalink, colours["ink"]["light"])
    return found
