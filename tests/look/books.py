"""The pages of an e-book in two engines: Chromium through foliate-js, and MuPDF."""

import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Frame, Page, Route

from pipeline.validators.programs import Tools, node_module
from tests.look import ROOT, Picture
from tests.look.web import photographed

_ADDRESS = "http://reader.invalid/"
_MODULES = Tools(ROOT / "tests" / "conformance" / "node" / "node_modules")
_CALL = '[role="doc-noteref"]'


class Device(NamedTuple):
    """What a book is read on; in CSS pixels."""

    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"


TABLET, PHONE = Device(700, 900), Device(360, 640)
LIGHT: Mapping[str, Device] = {"tablet": TABLET, "phone": PHONE}
DEVICES: Mapping[str, Device] = {**LIGHT, "night": PHONE._replace(scheme="dark")}


@contextmanager
def read(chromium: Browser, book: Path, device: Device) -> Iterator[Page]:
    """Yield a page of Chromium in which foliate-js has opened a book; nothing listens on a port for it."""
    page = chromium.new_page(viewport={"width": device.width, "height": device.height}, device_scale_factor=2)
    try:
        page.emulate_media(color_scheme=device.scheme)
        page.route(f"{_ADDRESS}**", lambda route: _serve(route, book))
        page.goto(f"{_ADDRESS}reader.html")
        page.wait_for_function("window.ready")
        yield page
    finally:
        page.close()


def _serve(route: Route, book: Path) -> None:
    name = route.request.url.removeprefix(_ADDRESS)
    if name == "book.epub":
        route.fulfill(path=book)
    elif name.startswith("foliate/"):
        route.fulfill(path=node_module(_MODULES, "foliate-js", name.removeprefix("foliate/")))
    else:
        route.fulfill(path=Path(__file__).with_name(name))


def turned(page: Page) -> Iterator[Picture]:
    """Each page, from the first to the last."""
    number, more = 1, True
    while more:
        yield Picture(f"{number:03}", photographed(page))
        number, more = number + 1, bool(page.evaluate("turn()"))


def documents(page: Page) -> int:
    """How many documents the book has."""
    return int(page.evaluate("view.book.sections.length"))


def turned_to(page: Page, index: int) -> Frame:
    """The document of that number, turned to."""
    page.evaluate(f"view.goTo({index})")
    return page.frames[-1]


def popped_up(page: Page) -> str:
    """What is shown when the first call of a note is clicked, "" where none is; raises TimeoutError for nothing."""
    frame = _frame_with_notes(page)
    if frame is None:
        return ""
    page.mouse.click(*_spot(frame))
    page.wait_for_function("window.note", timeout=10_000)
    # The dialog is laid out after its text is there.
    page.wait_for_timeout(500)
    return str(page.evaluate("window.note.text"))


def _spot(frame: Frame) -> tuple[float, float]:
    """Where in the window the first call is; Chromium's own answer forgets that the text is broken into columns."""
    around = frame.frame_element().bounding_box()
    inside = frame.locator(_CALL).first.evaluate("a => a.getClientRects()[0].toJSON()")
    assert around is not None
    return around["x"] + inside["x"] + inside["width"] / 2, around["y"] + inside["y"] + inside["height"] / 2


def _frame_with_notes(page: Page) -> Frame | None:
    """The first document of the book that calls a note, turned to."""
    for index in range(documents(page)):
        frame = turned_to(page, index)
        if frame.locator(_CALL).count():
            page.evaluate(f"view.renderer.goTo({{index: {index}, anchor: d => d.querySelector('{_CALL}')}})")
            return frame
    return None


def drawn_by_mupdf(book: Path, device: Device) -> Iterator[Picture]:
    """Each page as MuPDF lays it out."""
    with tempfile.TemporaryDirectory() as folder:
        _mupdf(book, device, "-r", "144", "-o", f"{folder}/%03d.png")
        for path in sorted(Path(folder).iterdir()):
            yield Picture(path.stem, Image.open(path).convert("RGB"))


def lines_by_mupdf(book: Path, device: Device) -> list[str]:
    """The text of all pages as MuPDF lays it out, line by line."""
    return [line.strip() for line in _mupdf(book, device, "-F", "txt").splitlines() if line.strip()]


def _mupdf(book: Path, device: Device, *options: str) -> str:
    """What it prints; it takes the size of the device in points."""
    size = ("-W", str(device.width * 0.75), "-H", str(device.height * 0.75), "-S", "11")
    command = ("mutool", "draw", "-q", *size, *options, str(book))
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def cover(book: Path) -> Image.Image:
    """The picture that bookshelves show."""
    with zipfile.ZipFile(book) as archive, archive.open("EPUB/cover.png") as file:
        return Image.open(file).convert("RGB")
