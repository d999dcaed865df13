"""Draws the pictures of docs/templates.md: each shows the editions as they are at that step of the page.

The name of a picture begins with what it is of: `web-` the page, `pdf-` the first sheet, `epub-` the cover.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

from pipeline.validators import browser
from tests.sources import ROOT
from tests.tour import played

PAGE = ROOT / "docs" / "templates.md"
PICTURE = re.compile(r"^!\[[^]]+\]\((?P<path>\S+)\)$", re.MULTILINE)
_WIDTH = 640


def web(folder: Path) -> Image.Image:
    """The head of the web page on a narrow window."""
    with browser.opened() as chromium:
        page = chromium.new_page(viewport={"width": 900, "height": 460}, color_scheme="light")
        page.goto((folder / "index.html").absolute().as_uri())
        content = page.screenshot()
    return Image.open(io.BytesIO(content))


def pdf(folder: Path) -> Image.Image:
    """The upper part of the first sheet."""
    (path,) = folder.glob("*.pdf")
    document = pypdfium2.PdfDocument(path)
    sheet: Image.Image = document[0].render(scale=110 / 72).to_pil()
    document.close()
    return sheet.crop((0, 0, sheet.width, sheet.height * 2 // 3))


def epub(folder: Path) -> Image.Image:
    """The cover, smaller than it is."""
    (path,) = folder.glob("*.epub")
    with zipfile.ZipFile(path) as book:
        (name,) = (name for name in book.namelist() if name.endswith("cover.png"))
        drawn = Image.open(io.BytesIO(book.read(name)))
    return drawn.resize((360, 360 * drawn.height // drawn.width))


_DRAWN: Mapping[str, Callable[[Path], Image.Image]] = {"web": web, "pdf": pdf, "epub": epub}


def main() -> None:
    """Play the page, and draw each picture where it stands."""
    page, done = PAGE.read_text(encoding="utf-8"), 0
    with TemporaryDirectory() as folder:
        for picture in PICTURE.finditer(page):
            played(page[done : picture.start()], Path(folder))
            done = picture.end()
            target = PAGE.parent / picture["path"]
            target.parent.mkdir(exist_ok=True)
            image = _DRAWN[target.stem.partition("-")[0]](Path(folder) / "output" / "ferry")
            image.thumbnail((_WIDTH, 10 * _WIDTH))
            image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(target, optimize=True)


if __name__ == "__main__":
    main()
