"""What templates are handed is plain values, and what the shipped ones make of it is far from any limit."""

import dataclasses
import datetime
from collections.abc import Iterator, Mapping
from enum import Enum

import pytest

from pipeline.furniture import furniture
from pipeline.model import Article, Edition
from pipeline.sandbox.allowance import Limits, allowed
from pipeline.writers import EDITIONS
from pipeline.writers.page import values
from tests.sources import edition, resolved, theme_of_the_project

PLAIN = (str, bytes, int, float, bool, datetime.date, Enum, type(None))
CHAPTER = """## Chapter {number}

Opening words with a note[^n{number}], *stress*, `code` and a [link](https://example.org/{number}).

> Quoted words, in which
>
> - one thing
> - and another

| A | B |
|---|---|
| 1 | 2 |

[^n{number}]: The note.

"""


def _article(chapters: int) -> Article:
    article, _ = resolved("".join(CHAPTER.replace("{number}", str(number)) for number in range(chapters)))
    return article


def _page(article: Article, row: Edition) -> dict[str, object]:
    theme = theme_of_the_project()
    extra = {"style": "", "csp": "", "style_href": "s.css", "cover_href": "c.png", "head": "", "foot": ""}
    drawn = {"fonts": theme.web_fonts, "faces": theme.tokens["faces"]}
    told = {"linked_data": "{}", "license_address": "https://example.org/license"}
    return {**values(article, row, theme, {}), **extra, **drawn, **told}


def _strange(value: object, path: str) -> Iterator[str]:
    """Where in a value something stands that is not plain: what has code behind it could lead a template out."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _strange(inner, f"{path}[{key!r}]")
    elif isinstance(value, list | tuple | frozenset):
        for number, inner in enumerate(value):
            yield from _strange(inner, f"{path}[{number}]")
    elif dataclasses.is_dataclass(value):
        names = [name for name in dir(value) if not name.startswith("_")]
        for name in names:
            inner = getattr(value, name)
            if not callable(inner):
                yield from _strange(inner, f"{path}.{name}")
            elif not isinstance(getattr(inner, "__self__", None), type(value)):
                yield f"{path}.{name}"
    elif not isinstance(value, PLAIN):
        yield f"{path}: {type(value).__name__}"


@pytest.mark.parametrize("name", ["html", "epub", "pdf"])
def test_templates_are_handed_plain_values_only(name: str) -> None:
    """Texts, numbers, dates, and frozen values that hold them; no module, no file, and one function that answers."""
    # What an edition selects is asked by a call; tests/cases/escapes has the ways that lead on from a function.
    assert list(_strange(_page(_article(2), edition(name)), "page")) == ["page['edition'].select"]


@pytest.mark.parametrize(
    "template", ["html/page.xhtml", "html/style.css", "pdf/document.xhtml", "pdf/style.css", "epub/content.xhtml"]
)
def test_a_long_article_takes_a_small_part_of_the_limits(template: str) -> None:
    """Two hundred chapters, some hundred pages, fit into a twentieth of what there is."""
    row = next(row for row in EDITIONS if row.name == template.split("/", maxsplit=1)[0])
    article, theme = _article(200), theme_of_the_project()
    assert furniture(article, row, theme.words("en"))
    page = _page(article, row)
    usual = Limits()
    with allowed(Limits(usual.steps // 20, usual.size // 20), page.values()):
        assert theme.environment.get_template(template).render(page)
