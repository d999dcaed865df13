"""The web pages of our articles are light, print with heads, and a browser's reader mode keeps their words."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pypdfium2
import pytest
from lxml import html as markup
from playwright.sync_api import Browser

from pipeline.validators import NotRunError, browser
from pipeline.validators.programs import node_module
from pipeline.writers import html
from tests.conformance.conftest import TOOLS, Editions
from tests.conformance.sight import looked_at
from tests.look import web

pytestmark = pytest.mark.conformance

MOST_BYTES = 350_000
LEAST_KEPT = 0.95
OURS = ("us-mission-to-nato", "how-this-was-made")

# Readability takes apart the document that it reads.
_READ = """() => {{ {source}
  const {{title, content}} = new Readability(document.cloneNode(true)).parse();
  return [title, content];
}}"""


def test_a_web_page_is_light(editions: Editions, tell: Callable[[str], None]) -> None:
    """Fonts, pictures and style included, since nothing else is fetched."""
    sizes = {name: editions[name]["index.html"].stat().st_size for name in OURS}
    tell(f"page weight of {MOST_BYTES:,} bytes: {', '.join(f'{name} {size:,}' for name, size in sizes.items())}")
    assert max(sizes.values()) <= MOST_BYTES


def test_reader_mode_keeps_the_words(editions: Editions, tell: Callable[[str], None]) -> None:
    """Of the blocks of each article, by Firefox's own Readability in a browser."""
    paths = {name: article["index.html"] for name, article in editions.items()}
    try:
        kept = dict(zip(paths, map(_share, paths.values(), _read(list(paths.values()))), strict=True))
    except NotRunError as error:
        pytest.skip(str(error))
    tell(f"words kept by reader mode: {', '.join(f'{name} {share:.1%}' for name, share in kept.items())}")
    assert min(kept.values()) >= LEAST_KEPT


def test_a_page_that_a_browser_prints_has_its_title_at_each_head(editions: Editions, tmp_path: Path) -> None:
    """Also in faces that no text of the page has made the browser load; the first page has the title itself."""
    try:
        heads = _heads([editions[name]["index.html"] for name in OURS], tmp_path / "printed.pdf")
    except NotRunError as error:
        pytest.skip(str(error))
    assert heads == ["The United States Mission to NATO", "How this was made"]


@pytest.mark.parametrize("width", [320, 500, 540, 1280])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_each_chart_is_told_once(
    width: int, media: Literal["screen", "print"], editions: Editions, chromium: Browser
) -> None:
    """It is drawn twice, for wide and for narrow windows; nobody sees or hears both."""
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.emulate_media(media=media)
    for name in (*OURS, "kitchen-sink"):
        page.goto(editions[name]["index.html"].absolute().as_uri())
        charts = page.locator("figure.chart").all()
        told = [chart.get_by_role("img").count() for chart in charts]
        assert told == [1] * len(charts), name
        assert bool(charts) == (name != "how-this-was-made")
    page.close()


def _heads(paths: list[Path], target: Path) -> list[str]:
    """What stands at the head of all pages of each but the first, " | " between what differs."""
    found = []
    with browser.opened() as chromium:
        for path in paths:
            web.printed(chromium, path, target)
            with pypdfium2.PdfDocument(target) as printed:
                found.append(
                    " | ".join({page.get_textpage().get_text_bounded(bottom=785).strip() for page in list(printed)[1:]})
                )
    return found


def _read(paths: list[Path]) -> list[str]:
    """The text that reader mode shows of each page, title included."""
    source = node_module(TOOLS, "@mozilla/readability", "Readability.js").read_text(encoding="utf-8")
    shown = []
    with browser.opened() as chromium, looked_at(chromium) as page:
        for path in paths:
            page.goto(path.absolute().as_uri())
            title, content = page.evaluate(_READ.format(source=source))
            shown.append(" ".join([title, *map(str, markup.fromstring(content).itertext())]))
    return shown


def _share(path: Path, shown: str) -> float:
    """How many of the words of a page's blocks and notes stand in a text, each as often as there."""
    trace = html.read_back(path.read_bytes())
    written = _words(" ".join(entry.text for entry in (*trace.blocks, *trace.notes)))
    return (written & _words(shown)).total() / written.total()


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))
