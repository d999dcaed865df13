"""The system's Chromium, driven by Playwright: no browser is downloaded. And the ways of looking at a page."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from pipeline.validators.programs import chromium, node

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Mode(NamedTuple):
    """One way of looking at a page; `width` in CSS pixels."""

    width: int = 1280
    scheme: Literal["light", "dark"] = "light"
    media: Literal["screen", "print"] = "screen"


MODES: Mapping[str, Mode] = {
    "light": Mode(),
    "dark": Mode(scheme="dark"),
    "320px": Mode(width=320),
    "print": Mode(media="print"),
}


@contextmanager
def opened() -> Iterator[Browser]:
    """Yield a browser, closed at the end; raises NotRunError."""
    # Playwright's own copy of Node needs libatomic, which a fresh Debian lacks.
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = node()
    path = chromium()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()
