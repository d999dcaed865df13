"""Draws built editions for the eye: each PDF page, and the web page as several readers see it, into look/<slug>/."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser

from pipeline.validators import browser
from pipeline.validators.browser import MODES, Mode

ROOT = Path(__file__).parents[1]
PDF_DPI = 110
VIEWS: Mapping[str, Mode] = {**MODES, "tablet": Mode(width=768)}


def draw_pdf(path: Path, target: Path) -> None:
    """Write one PNG per page."""
    document = pypdfium2.PdfDocument(path)
    for number, page in enumerate(document, start=1):
        page.render(scale=PDF_DPI / 72).to_pil().save(target / f"{path.stem}-{number:03}.png")
    document.close()


def draw_page(chromium: Browser, path: Path, target: Path) -> None:
    """Write one PNG per view, from the head of the page to its foot."""
    for name, view in VIEWS.items():
        page = chromium.new_page(viewport={"width": view.width, "height": 900}, color_scheme=view.scheme)
        page.emulate_media(media=view.media)
        page.goto(path.absolute().as_uri())
        page.screenshot(path=target / f"{path.stem}-{name}.png", full_page=True)
        page.close()


def main(*slugs: str) -> None:
    """Draw the editions of each article in output/."""
    with browser.opened() as chromium:
        for slug in slugs:
            target = ROOT / "look" / slug
            target.mkdir(parents=True, exist_ok=True)
            for path in sorted((ROOT / "output" / slug).glob("*.html")):
                draw_page(chromium, path, target)
            for path in sorted((ROOT / "output" / slug).glob("*.pdf")):
                draw_pdf(path, target)


if __name__ == "__main__":
    main(*sys.argv[1:])
