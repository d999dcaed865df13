"""Golden pictures: a few views of a small article that stays as it is, and what differs from them.

`make golden` takes them anew. Two pictures are compared after both are blurred, so that edges of letters which another
machine draws a shade darker count for nothing, while a colour, a gap or a column that has moved a letter's width does.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Browser

from pipeline.validators import browser
from tests.look import FOLDER, ROOT, Picture, books, paper, web
from tests.look.web import View

ARTICLE = ROOT / "tests" / "golden" / "harbour"
IMAGES = ROOT / "tests" / "golden" / "images"
SEEN = FOLDER / "golden"
"""Where what differs is written, to be looked at."""

# Pixels around each that are mixed with it; shades of 255 that it may differ by then; pixels that may differ by more.
_BLUR, _SHADES, _MOST = 2, 20, 12
_WEB = {"web-1280": View(), "web-320-dark": View(320, scheme="dark")}


def built(project: Path) -> Path:
    """The folder with the editions of the article, built by the real command in a project of its own."""
    shutil.copytree(ARTICLE, project / "source" / ARTICLE.name)
    command = (str(Path(sys.executable).with_name("pipeline")), "build", "--edition", "html,pdf,epub")
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    return project / "output" / ARTICLE.name


def pictures(chromium: Browser, editions: Path) -> Iterator[Picture]:
    """All that there are golden ones of."""
    yield from handout(editions)
    for name, view in _WEB.items():
        yield Picture(name, web.shown(chromium, editions / "index.html", view))
    book = editions / f"{ARTICLE.name}.epub"
    yield Picture("cover", books.cover(book).resize((400, 640), Image.Resampling.BOX))
    *_, chart, _ = books.drawn_by_mupdf(book, books.TABLET)
    yield Picture("book", chart.image.resize((466, 600), Image.Resampling.BOX))


def handout(editions: Path) -> Iterator[Picture]:
    """The pages of the PDF: title and contents, chart and table, the last."""
    for name, image in paper.pages(editions / f"{ARTICLE.name}.pdf", dpi=64):
        yield Picture(f"pdf-{name}", image)


def difference(golden: Image.Image, now: Image.Image) -> Image.Image | None:
    """Where two pictures differ, black on white; None where a person would take them for the same."""
    if golden.size != now.size:
        return _beside(golden, now)
    blurred = (image.convert("RGB").filter(ImageFilter.BoxBlur(_BLUR)) for image in (golden, now))
    red, green, blue = ImageChops.difference(*blurred).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    differs = most.point(lambda shade: 0 if shade > _SHADES else 255)
    return differs if differs.histogram()[0] > _MOST else None


def _beside(one: Image.Image, other: Image.Image) -> Image.Image:
    both = Image.new("RGB", (one.width + other.width, max(one.height, other.height)), "white")
    both.paste(one, (0, 0))
    both.paste(other, (one.width, 0))
    return both


def main() -> None:
    """Take the golden pictures anew."""
    shutil.rmtree(IMAGES, ignore_errors=True)
    IMAGES.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder, browser.opened() as chromium:
        for name, image in pictures(chromium, built(Path(folder))):
            image.convert("RGB").save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
