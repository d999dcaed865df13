"""Reads the pictures that an article shows, and judges them before anything decodes them."""

import io
import re
import warnings
from itertools import chain
from typing import cast

from lxml import etree
from PIL import Image as Pillow
from PIL import ImageFile

from pipeline.diagnostics import LimitError, Location, Rule, Severity
from pipeline.files.confine import ReadError, Refusal, resolve_reference
from pipeline.model import Asset
from pipeline.readers.markdown.ledger import Ledger
from pipeline.readers.markdown.uses import MOST, used

MISSING_ALT = Rule(
    "missing-alt",
    Severity.ERROR,
    "a picture does not say what it shows, or only decorates and yet says something",
    "Those who do not see the picture get its alternative text, or nothing (WCAG 1.1.1).",
    wrong="![](images/photo.png)\n",
    right="![The quay at low tide](images/photo.png)\n",
)
IMAGE_MISSING = Rule(
    "image-missing",
    Severity.ERROR,
    "a picture's file is not there",
    "There would be a hole in every edition.",
    wrong="![The quay at low tide](images/quay.jpg)\n",
    right="![The quay at low tide](images/photo.png)\n",
)
ASSET_OUTSIDE = Rule(
    "asset-outside",
    Severity.ERROR,
    "a file that is used lies outside the article's folder",
    "An article must build from its own folder alone, and must not be able to publish other files of the machine.",
    wrong="![The quay at low tide](../shared/quay.png)\n",
    right="![The quay at low tide](images/photo.png)\n",
)
REMOTE_ASSET = Rule(
    "remote-asset",
    Severity.ERROR,
    "a file that is used would have to be fetched",
    "What stands on another machine changes or goes, and fetching it tells others who reads.",
    wrong="![The quay at low tide](https://example.org/quay.png)\n",
    right="![The quay at low tide](images/photo.png)\n",
)
IMAGE_BROKEN = Rule(
    "image-broken",
    Severity.ERROR,
    "a picture cannot be decoded, or is in a format that is not taken",
    "Readers of some editions would see the picture, and others a gap.",
    wrong="![The quay at low tide](images/quay.tif)\n",
    right="![The quay at low tide](images/photo.png)\n",
)
IMAGE_TOO_LARGE = Rule(
    "image-too-large",
    Severity.ERROR,
    "a picture has more than 40 million pixels, 400 million in all frames of an animation, or 20 MB",
    "Decoding it takes memory for each pixel, whatever the size of its file; all editions carry the file.",
    wrong="![The quay at low tide](images/poster.png)\n",
    right="![The quay at low tide](images/photo.png)\n",
)
UNSAFE_SVG = Rule(
    "unsafe-svg",
    Severity.ERROR,
    "a drawing holds what can run, fetch or expand",
    "SVG is a program as much as a picture: it can run code in the reader's browser and tell others who reads.",
    wrong="![A map of the harbour](images/script.svg)\n",
    right="![A map of the harbour](images/drawing.svg)\n",
)
RULES = (MISSING_ALT, IMAGE_MISSING, ASSET_OUTSIDE, REMOTE_ASSET, IMAGE_BROKEN, IMAGE_TOO_LARGE, UNSAFE_SVG)

MAX_BYTES = 20_000_000
MAX_PIXELS = 40_000_000
_MAX_MOVING = 10 * MAX_PIXELS
"""Pixels of all frames of an animation together."""

_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_REFUSALS = {
    Refusal.REMOTE: REMOTE_ASSET,
    Refusal.OUTSIDE: ASSET_OUTSIDE,
    Refusal.MALFORMED: ASSET_OUTSIDE,
    Refusal.MISSING: IMAGE_MISSING,
    Refusal.IRREGULAR: IMAGE_MISSING,
}
_DATA = re.compile(r"data:", re.IGNORECASE)


def read_asset(reference: str, at: Location, ledger: Ledger) -> Asset | None:
    """Return the picture that a reference means, read once; None, with a finding, if it cannot be shown."""
    if _DATA.match(reference):
        ledger.report(REMOTE_ASSET, "the picture is written into its address", at, "save it as a file in images/")
        return None
    try:
        name = resolve_reference(reference, ledger.folder(at))
    except ReadError as error:
        ledger.report(_REFUSALS[error.reason], error.message, at, error.hint)
        return None
    ledger.used.setdefault(name, []).append(at)
    if name not in ledger.assets:
        ledger.assets[name] = _read(name, at, ledger)
    return ledger.assets[name]


def _read(name: str, at: Location, ledger: Ledger) -> Asset | None:
    try:
        content = ledger.files.read(name, MAX_BYTES)
    except ReadError as error:
        ledger.report(_REFUSALS[error.reason], f"{name} {error.reason.fact}", at, error.hint)
        return None
    except LimitError:
        ledger.report(IMAGE_TOO_LARGE, f"{name} has more than {MAX_BYTES // 1_000_000} MB", at, _SMALLER)
        return None
    return _judged(name, content, at, ledger)


def _judged(name: str, content: bytes, at: Location, ledger: Ledger) -> Asset | None:
    media_type = _raster(name, content, at, ledger) if _is_raster(content) else _drawing(name, content, at, ledger)
    return Asset(name, content, media_type) if media_type else None


def _is_raster(content: bytes) -> bool:
    return content.startswith((b"\x89PNG", b"\xff\xd8", b"GIF8")) or content[8:12] == b"WEBP"


def _raster(name: str, content: bytes, at: Location, ledger: Ledger) -> str:
    """Return the media type of a raster image, "" with a finding if it is broken or too large."""
    try:
        with warnings.catch_warnings():
            # Our own cap, below, is told with a place.
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            with Pillow.open(io.BytesIO(content), formats=tuple(_FORMATS)) as image:
                width, height, frames = *image.size, getattr(image, "n_frames", 1)
                if width * height <= MAX_PIXELS and width * height * frames <= _MAX_MOVING:
                    # Whoever shares the process may have asked Pillow to fill up what is cut short.
                    ImageFile.LOAD_TRUNCATED_IMAGES = False
                    image.load()
                    return _FORMATS[str(image.format)]
    except Pillow.DecompressionBombError:
        ledger.report(IMAGE_TOO_LARGE, f"{name} has too many pixels", at, _SMALLER)
        return ""
    except (OSError, SyntaxError, ValueError, EOFError):
        ledger.report(IMAGE_BROKEN, f"{name} cannot be decoded", at, "export the picture again")
        return ""
    moving = f" in {frames:,} frames" if frames > 1 else ""
    ledger.report(IMAGE_TOO_LARGE, f"{name} has {width} × {height} pixels{moving}", at, _SMALLER)
    return ""


_SMALLER = "make it smaller; 40 million pixels fill two pages at 300 dpi"


def _drawing(name: str, content: bytes, at: Location, ledger: Ledger) -> str:
    """Return the media type of a drawing, "" with a finding if it is none or not safe."""
    if b"<svg" not in content[:4096] and b":svg" not in content[:4096]:
        hint = "save it as PNG, JPEG, GIF, WebP or SVG"
        ledger.report(IMAGE_BROKEN, f"{name} is in no format that is taken", at, hint)
        return ""
    # Refused before parsing, so that no entity is ever expanded.
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        ledger.report(UNSAFE_SVG, f"{name} has a document type declaration", at, "delete the line <!DOCTYPE …>")
        return ""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
        fault = "" if _is_drawing(root) else "is no drawing with an area"
    except etree.XMLSyntaxError as error:
        fault = f"is not well-formed in its line {error.lineno}"
    if fault:
        ledger.report(IMAGE_BROKEN, f"{name} {fault}", at, "export the drawing again")
        return ""
    if root.getroottree().docinfo.internalDTD is not None:
        ledger.report(UNSAFE_SVG, f"{name} has a document type declaration", at, "delete the line <!DOCTYPE …>")
        return ""
    # A stylesheet may be named before the root.
    elements = chain(root.itersiblings(preceding=True), root.iter())
    unsafe = next((fact for element in elements if (fact := _unsafe(element))), "")
    if not unsafe and used(root) > MOST:
        unsafe = f"draws more than {MOST:,} elements by using others"
    if unsafe:
        ledger.report(UNSAFE_SVG, f"{name} {unsafe}", at, "take it out, or export the picture as PNG")
        return ""
    return "image/svg+xml"


def _is_drawing(root: etree._Element) -> bool:
    """Whether a root is that of SVG, its size and its `viewBox`, where it has them, above nothing (SVG 2, 8.6)."""
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        return False
    sizes = [re.match(r"\s*([-+]?[\d.]+)", root.get(name, "1")) for name in ("width", "height")]
    box = re.split(r"[\s,]+", root.get("viewBox", "0 0 1 1").strip())
    try:
        lengths = [float(size[1]) for size in sizes if size] + [float(number) for number in box][2:]
    except ValueError:
        return False
    return len(box) == 4 and min(lengths) > 0


_ACTIVE = {"script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "set", "animate"}
_ACTIVE |= {"animatemotion", "animatetransform", "animatecolor", "audio", "video", "discard"}
_INSIDE = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp)[;,])", re.IGNORECASE)
_FETCH = re.compile(r"url\(\s*[\"']?\s*(?!#|data:image/(?:png|jpeg|gif|webp)[;,])[^\s\"')]|@import", re.IGNORECASE)
_ESCAPE = re.compile(r"\\|/\*")


def _unsafe(element: etree._Element) -> str:
    """Return what makes an element unsafe, in words, or ""."""
    if isinstance(element, (etree._Comment, etree._ProcessingInstruction)):  # noqa: SLF001 - lxml names no public types
        return "" if isinstance(element, etree._Comment) else "has a processing instruction"  # noqa: SLF001 - as above
    name = etree.QName(element).localname.lower()
    if name in _ACTIVE:
        return f"holds the active element {name}"
    if name == "style" and _fetches("".join(cast("list[str]", list(element.itertext())))):
        return "has a style that fetches"
    return next(
        (fact for key, value in element.attrib.items() if (fact := _unsafe_attribute(str(key), str(value)))), ""
    )


def _unsafe_attribute(key: str, value: str) -> str:
    name = etree.QName(key).localname.lower()
    if name.startswith("on"):
        return f"has the attribute {name}, which runs"
    if name in {"href", "src"} and value.strip() and not _INSIDE.match(value):
        return f"refers to {value[:60]}"
    if name == "base" or _fetches(value):
        return f"fetches through the attribute {name}"
    return ""


def _fetches(style: str) -> bool:
    # An escape or a comment can hide the word url; drawings need neither beside url() or @import.
    return bool(_FETCH.search(style)) or (bool(_ESCAPE.search(style)) and "(" in style and "\\" in style)
