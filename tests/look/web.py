"""The web page as several readers see it, from its head to its foot."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.look import Picture


class View(NamedTuple):
    """One way of looking at a page; `width` in CSS pixels."""

    width: int = 1280
    scheme: Literal["light", "dark"] = "light"
    forced: Literal["active", "none"] = "none"


VIEWS: Mapping[str, View] = {
    "320": View(320),
    "768": View(768),
    "1280": View(),
    "1920": View(1920),
    "dark": View(scheme="dark"),
    "dark-320": View(320, scheme="dark"),
    "forced": View(forced="active"),
    "forced-dark": View(scheme="dark", forced="active"),
}


def screens(chromium: Browser, path: Path, view: View) -> Iterator[Picture]:
    """What scrolling down shows, a screen at a time."""
    whole = shown(chromium, path, view)
    height = max(900, round(view.width * 1.5))
    for number, top in enumerate(range(0, whole.height, height), start=1):
        yield Picture(f"{number:03}", whole.crop((0, top, whole.width, min(top + height, whole.height))))


def shown(chromium: Browser, path: Path, view: View) -> Image.Image:
    """The page in its whole length."""
    page = chromium.new_page(viewport={"width": view.width, "height": 900})
    try:
        page.emulate_media(color_scheme=view.scheme, forced_colors=view.forced)
        page.goto(path.absolute().as_uri())
        return photographed(page, full_page=True)
    finally:
        page.close()


def printed(chromium: Browser, path: Path, target: Path) -> None:
    """Let the browser print the page, as its readers would, into a PDF."""
    page = chromium.new_page()
    try:
        page.goto(path.absolute().as_uri())
        page.pdf(path=target, format="A4", prefer_css_page_size=True)
    finally:
        page.close()


def photographed(page: Page, *, full_page: bool = False) -> Image.Image:
    """What a page shows now."""
    return Image.open(BytesIO(page.screenshot(full_page=full_page))).convert("RGB")
