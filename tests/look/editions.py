"""Two pictures of editions beside each other: paper, web page and e-book on a telephone; and what else is handed out.

`python -m tests.look.editions SLUG` makes them anew, from what output/ has, for README.
"""

import base64
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser

from pipeline.validators import browser
from tests.look import ROOT, books, paper, web

FOLDER = ROOT / "docs"
_FACE = ROOT / "templates" / "fonts" / "source-sans-3" / "SourceSans3-Semibold.ttf"
_WINDOW = web.View(1120)
_SHAPE = 297 / 210
_DRAWING = "figure"
_PUT = """async (main, [shape, title, address]) => {
  const figure = main.appendChild(document.createElement("figure"));
  const image = figure.appendChild(document.createElement("img"));
  image.className = `page ${shape}`;
  image.src = address;
  figure.appendChild(document.createElement("figcaption")).textContent = title;
  await image.decode();
}"""


class Shown(NamedTuple):
    """A page in the picture: its shape, as the style names it, what stands below it, the page."""

    shape: str
    title: str
    image: Image.Image


def write(chromium: Browser, slug: str, folder: Path) -> None:
    """Make the pictures; few colours keep them light."""
    editions = ROOT / "output" / slug
    for name, shown in (("editions", _screens(chromium, editions, slug)), ("handouts", _sheets(editions, slug))):
        image = _side_by_side(chromium, tuple(shown))
        image.quantize(256, kmeans=2, dither=Image.Dither.NONE).save(folder / f"{name}.png", optimize=True)


def _screens(chromium: Browser, editions: Path, slug: str) -> Iterator[Shown]:
    """Paper, web page and book."""
    whole = web.shown(chromium, editions / "index.html", _WINDOW)
    yield Shown("pdf", "PDF", _page(editions / f"{slug}.pdf", 1))
    yield Shown("web", "Web page", whole.crop((0, 0, whole.width, round(whole.width * _SHAPE))))
    yield Shown("book", "E-book", _leaf(chromium, editions / f"{slug}.epub"))


def _sheets(editions: Path, slug: str) -> Iterator[Shown]:
    """What else of it can be handed out."""
    for name, title, number in (("brief", "Brief", 1), ("notes", "Notes", 3), ("large-print", "Large print", 4)):
        yield Shown("sheet", title, _page(editions / f"{slug}.{name}.pdf", number))
    yield Shown("folded", "Booklet", _page(editions / f"{slug}.booklet.pdf", 8))


def _page(path: Path, number: int) -> Image.Image:
    """A page, or the last where there are fewer."""
    *_, page = islice(paper.pages(path, dpi=140), number)
    return page.image


def _side_by_side(chromium: Browser, shown: Sequence[Shown]) -> Image.Image:
    """The pages beside each other, on a ground that stands apart from white and from black."""
    page = chromium.new_page(viewport={"width": 1600, "height": 100})
    try:
        page.set_content(Path(__file__).with_name("editions.html").read_text(encoding="utf-8"))
        for one in shown:
            page.locator("main").evaluate(_PUT, [one.shape, one.title, _data(one.image)])
        page.add_style_tag(content=_face())
        page.evaluate("document.fonts.load('600 24px Sans')")
        return web.photographed(page, full_page=True)
    finally:
        page.close()


def _leaf(chromium: Browser, book: Path) -> Image.Image:
    """The page on which the first figure stands."""
    with books.read(chromium, book, books.PHONE) as page:
        for index in range(books.documents(page)):
            if books.turned_to(page, index).locator(_DRAWING).count():
                page.evaluate(f"view.renderer.goTo({{index: {index}, anchor: d => d.querySelector('{_DRAWING}')}})")
                break
        return web.photographed(page)


def _face() -> str:
    return f'@font-face {{ font-family: "Sans"; src: url(data:font/ttf;base64,{_base64(_FACE.read_bytes())}); }}'


def _data(image: Image.Image) -> str:
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return f"data:image/png;base64,{_base64(buffer.getvalue())}"


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


if __name__ == "__main__":
    with browser.opened() as opened:
        write(opened, sys.argv[1], FOLDER)
