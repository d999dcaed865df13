"""Pages and books whose texts something hides, for the tests of what is unseen: the cases as files, done to ours."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lxml import etree, html

from pipeline.model import Unseen
from pipeline.press import Limits, Press
from pipeline.writers import epub
from pipeline.writers import html as page
from tests.sources import edition, resolved
from tests.writers.books import PICTURE, book_theme, members, repacked

CASES = Path(__file__).parents[1] / "cases" / "hidden"
TEXT = "first.p1"
BODY = """Lead with a [link](#first) and a note.[^n]

:::{key-facts}
Number
: One.
:::

## First {#first}

A paragraph with *a word* in another hand, and as many others as it takes to fill two lines or three of a page.

Another paragraph.

| A | B |
| - | - |
| 1 | 2 |
: One of each {#t}

:::{figure} images/a.png
:alt: A pattern of threads.
:id: fig

Threads.
:::

[^n]: A remark.
"""
FORMATS = ("html", "epub")


@dataclass(frozen=True, slots=True)
class Way:
    """A way to hide a text; tests/cases/hidden/ways.toml says what each part of it means."""

    name: str
    css: str = ""
    at: str = ""
    set: dict[str, str] = field(default_factory=dict)
    tag: str = ""
    hides: str = r"first\.p1"
    why: str = ""
    browser: str = ""

    def rules(self) -> str:
        """What is added to the style sheet."""
        return self.css.replace("TEXT", f'[id="{TEXT}"]')

    def done_to(self, root: etree._Element) -> None:
        """Change an element of a document, if it has the one that is meant."""
        for element in (each for each in root.iter(etree.Element) if self.at and each.get("id") == self.at):
            for name, value in self.set.items():
                element.set(name, value)
            if self.tag:
                element.tag = str(etree.QName(etree.QName(element).namespace, self.tag))


def ways(file: str) -> tuple[Way, ...]:
    """Return the cases of a file."""
    told = tomllib.loads((CASES / file).read_text(encoding="utf-8"))
    return tuple(
        Way(name, **{"tag" if key == "name" else key: value for key, value in each.items()})
        for name, each in told.items()
    )


@cache
def edition_of(form: str, body: str = BODY) -> bytes:
    """Return the article of these tests as a page or a book of ours."""
    article, findings = resolved(body, {"images/a.png": PICTURE})
    assert findings == ()
    writer = page if form == "html" else epub
    # Never started: neither writer has a use for it.
    return bytes(writer.write(article, edition(form), book_theme(), Press((), Limits())).content)


def changed(form: str, way: Way) -> bytes:
    """Return the page or the book after something was done to it."""
    return _page(way) if form == "html" else _book(way)


def unseen(form: str, content: bytes) -> tuple[Unseen, ...]:
    """Return what of a page or a book nobody sees."""
    return page.unseen(content) if form == "html" else epub.unseen(content)


def _page(way: Way) -> bytes:
    root = html.document_fromstring(edition_of("html"))
    style = next(root.iter("style"))
    style.text = f"{style.text}\n{way.rules()}"
    way.done_to(root)
    return bytes(html.tostring(root, doctype="<!DOCTYPE html>", encoding="utf-8"))


def _book(way: Way) -> bytes:
    files = members(edition_of("epub"))
    new = {name: content for name, content in files.items() if name.endswith(".xhtml")}
    for name, content in new.items():
        root = etree.fromstring(content)
        way.done_to(root)
        new[name] = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    sheet = next(name for name in files if name.endswith(".css"))
    new[sheet] = files[sheet] + f"\n{way.rules()}".encode()
    return repacked(edition_of("epub"), new)
