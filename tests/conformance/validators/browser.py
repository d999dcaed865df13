"""Debian's Chromium, driven by Playwright: no browser is downloaded."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.conformance.validators.programs import chromium, node

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def opened() -> Iterator[Browser]:
    """Yield a browser, closed at the end; raises ProgramMissingError."""
    # Playwright's own copy of Node needs libatomic, which a fresh Debian lacks.
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(node())
    path = chromium()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()
