"""E-books for tests: the article of a string as a book, and what lies in it."""

import io
import zipfile
from functools import cache

from lxml import etree

from pipeline import theme
from pipeline.files import load_templates
from pipeline.press import Limits, Press
from pipeline.writers import epub
from tests.sources import ROOT, edition, resolved

PICTURE = (ROOT / "tests" / "conformance" / "kitchen-sink" / "images" / "pattern.png").read_bytes()
FIGURE = """:::{figure} images/a.png
:alt: A pattern of threads.
Threads.
:::
"""
EVERYTHING = f"""Lead with a [link](#parts) and a note.[^n]

## Parts

{FIGURE}

### Inner part

> Quoted [mot à mot]{{lang=fr}}.

[^n]: A remark.
"""
OPF = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}


@cache
def book_theme() -> theme.Theme:
    """Return the theme as it ships, with its fonts."""
    templates = load_templates(ROOT)
    return theme.load(templates.files, templates.fonts)


@cache
def book(body: str = EVERYTHING) -> bytes:
    """Return the e-book of the article that has this body."""
    article, findings = resolved(body, {"images/a.png": PICTURE})
    assert findings == ()
    # Never started: the writer of e-books has no use for it.
    return epub.write(article, edition("epub"), book_theme(), Press((), Limits())).content


def members(content: bytes) -> dict[str, bytes]:
    """Return the files of the book in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(content: bytes) -> etree._Element:
    """Return the root of the book's package document."""
    return etree.fromstring(members(content)["EPUB/content.opf"])


def values(content: bytes, name: str) -> list[str]:
    """Return what the package says of a property, or of an element of Dublin Core (`dc:` and its name)."""
    path = f"opf:metadata/{name}" if name.startswith("dc:") else f"opf:metadata/opf:meta[@property='{name}']"
    return [str(element.text) for element in package(content).iterfind(path, OPF)]


def repacked(content: bytes, changed: dict[str, bytes]) -> bytes:
    """Return the book (nothing: an empty one) with some of its files changed or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, member in {**(members(content) if content else {}), **changed}.items():
            archive.writestr(name, member)
    return target.getvalue()
