"""A picture of three editions beside each other: first page of the PDF, web page, a page of the e-book on a telephone.

`python -m tests.look.editions SLUG` makes it anew, from what output/ has, for README.
"""

import base64
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from pipeline.validators import browser
from tests.look import ROOT, books, paper, web

TARGET = ROOT / "docs" / "editions.png"
_FACE = ROOT / "templates" / "fonts" / "source-sans-3" / "SourceSans3-Semibold.ttf"
_WINDOW = web.View(1120)
_SHAPE = 297 / 210
_DRAWING = "figure"


def drawn(chromium: Browser, editions: Path, slug: str) -> Image.Image:
    """The three beside each other, on a ground that stands apart from white and from black."""
    first = next(paper.pages(editions / f"{slug}.pdf", dpi=140)).image
    whole = web.shown(chromium, editions / "index.html", _WINDOW)
    screen = whole.crop((0, 0, whole.width, round(whole.width * _SHAPE)))
    shown = {"pdf": first, "web": screen, "book": _leaf(chromium, editions / f"{slug}.epub")}
    page = chromium.new_page(viewport={"width": 1600, "height": 100})
    try:
        page.set_content(Path(__file__).with_name("editions.html").read_text(encoding="utf-8"))
        for name, image in shown.items():
            page.locator(f".{name}").evaluate(
                "(each, address) => { each.src = address; return each.decode(); }", _data(image)
            )
        page.add_style_tag(content=_face())
        page.evaluate("document.fonts.load('600 24px Sans')")
        return web.photographed(page, full_page=True)
    finally:
        page.close()


def write(chromium: Browser, slug: str, target: Path) -> None:
    """Make the picture; few colours keep it light."""
    image = drawn(chromium, ROOT / "output" / slug, slug)
    image.quantize(256, kmeans=2, dither=Image.Dither.NONE).save(target, optimize=True)


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
        write(opened, sys.argv[1], TARGET)
