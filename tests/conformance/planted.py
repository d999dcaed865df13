"""Faults that validators find: what is done to the source, to the project's templates, or to the finished files.

A row says which validators tell it, by which rule of ours, and at which line: a file of the project and words that stand
in the line; without a file the fault has no line that its author could mend, and the words stand in what is told.
"""

# ruff: noqa: E501 - the rows of a table

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import pikepdf

HEAD = """---
title: A piece
date: 2026-01-02
version: "1"
lang: en
license: CC-BY-4.0
permalink: https://example.org/piece
summary: What it says, in short. It says little.
---

"""
FAULTY = """Opening words with [mot]{lang=fr}, and then
[slovo]{lang=qx} in no language that exists.

## First

Some text, [odd](https://example.org:port/), and
[A dot ![A dot](images/dot.svg)](https://example.org/).

> Quoted words.

- one
- two

## Second

![A round dot](images/dot.svg)

| | B |
| - | - |
| 1 | 2 |
: What it shows {#t}
"""
SOUND = """Opening words.

## First

Some text with a [linked page](https://example.org/).

![A round dot](images/dot.svg)

- one
- two
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="5" cy="5" r="4" fill="#333333"/></svg>'

ARTICLES: Mapping[str, str] = {
    "faulty": HEAD + FAULTY,
    "damaged": HEAD + SOUND,
    "mistyped": HEAD.replace("summary", "editions: [epub]\nsummary") + SOUND,
    "broken": HEAD.replace("summary", "editions: [epub, pdf]\nsummary") + SOUND,
}
"""One whose source has faults and whose editions are made by faulty templates, two whose finished files are damaged, and
one whose files are nothing any more."""


class Planted(NamedTuple):
    """A fault: `tools` tell it by `rule` of `article`, in a line of `file` that holds `words`; `change` is what it takes."""

    name: str
    tools: tuple[str, ...]
    rule: str
    article: str
    file: str
    words: str
    change: tuple[str, str, str] | None = None


_BLOCKS, _PAGE, _BOOK = (
    f"templates/{name}" for name in ("shared/blocks.xhtml", "html/page.xhtml", "epub/content.xhtml")
)
_SOURCE = "source/faulty/article.md"


def _made(name: str, tools: str, rule: str, file: str, before: str, after: str, words: str = "") -> Planted:  # noqa: PLR0917 - the columns of a table
    return Planted(name, tuple(tools.split()), rule, "faulty", file, words or after, (file, before, after))


def _damaged(name: str, tools: str, rule: str, words: str, file: str = "", article: str = "damaged") -> Planted:  # noqa: PLR0917 - the columns of a table
    return Planted(name, tuple(tools.split()), rule, article, file, words)


PLANTED = (
    Planted("a language that does not exist", ("nu", "axe", "ace"), "validator-language", "faulty", _SOURCE, "[slovo]"),
    Planted("an address that is none", ("nu",), "validator-link", "faulty", _SOURCE, "[odd]"),
    Planted("a picture that says what its link says", ("axe",), "validator-picture", "faulty", _SOURCE, "[A dot ![A dot]"),
    Planted("a head of a table without words", ("axe", "ace"), "validator-table", "faulty", _SOURCE, "| | B |"),
    _made("a page that cannot be enlarged", "axe", "validator-viewport", _PAGE, "initial-scale=1", "initial-scale=1, user-scalable=no"),
    _made("a page without a title", "nu axe", "validator-title", _PAGE, "<title>{{ front.title() }}", "<title>{# #}", "<title>"),
    _made("grey on white", "axe", "validator-contrast", "templates/tokens.toml", "", 'muted = { light = "#c5c5c5", dark = "#a9a69f" }\n[pairs]\nmuted = { paper = 1, panel = 1, code = 1 }', "#c5c5c5"),
    _made("an id that a heading has", "nu", "validator-id", _PAGE, "<footer", '<footer id="front.title"'),
    _made("an id twice in a book", "epubcheck", "validator-id", _BOOK, '<div class="cover"', '<div id="front.title" class="cover"'),
    _made("a role that does not exist", "nu axe", "validator-aria", _PAGE, "<header", '<header role="heder"'),
    _made("text outside of all landmarks", "axe", "validator-landmark", _PAGE, "<main>", '<p>Stray words.</p><main>'),
    _made("a list of more than items", "nu", "validator-list", _BLOCKS, "{% for item in node.items %}\n", "<b>x</b>{% for item in node.items %}\n", "<b>x</b>"),
    Planted("… as a grammar sees it", ("epubcheck",), "validator-element", "faulty", _BLOCKS, "<b>x</b>"),
    Planted("… as others see it", ("axe", "ace"), "validator-list", "faulty", _BLOCKS, "<{{ name }}{{ container(node) }}"),
    _made("an element of another time", "nu", "validator-obsolete", _PAGE, "<article>", "<article><center>Old</center>"),
    _made("an element of another time in a book", "epubcheck", "validator-obsolete", _BOOK, '<main epub:type="bodymatter">', '<main epub:type="bodymatter"><center>Old</center>'),
    _made("an attribute that does not exist", "nu epubcheck", "validator-attribute", _BLOCKS, "<blockquote{{", '<blockquote mood="low"{{'),
    _made("a block in a line", "nu", "validator-element", _PAGE, "<nav ", "<em><p>Stray</p></em><nav ", "<em><p>"),
    _made("a scope that is none", "nu", "validator-table", _BLOCKS, 'scope="col"', 'scope="colum"'),
    _made("a link without words", "axe", "validator-link", _PAGE, "</header>", '<a href="#first"></a></header>', '<a href="#first"></a>'),
    _made("a picture from elsewhere", "axe", "validator-request", _PAGE, "</header>", '<img src="https://example.org/x.png" alt="x"/></header>'),
    _made("a property that does not exist", "nu", "validator-style", "templates/html/style.css", "", "p { colour: red }"),
    _made("pictures in books without what they show", "ace", "validator-picture", _BLOCKS, 'alt="{{ node.alt }}"{% if node.width', '{% if edition.medium != "ebook" %}alt="{{ node.alt }}"{% endif %}{% if node.width', '<img src="{{ addresses[node.asset] }}"'),
    _made("a heading of the fourth level after the first", "ace", "validator-heading", _BOOK, '<h2 id="_title.colophon">{{ made["_title.colophon"] }}</h2>', '<h4 id="_title.colophon">{{ made["_title.colophon"] }}</h4>'),
    _made("contents in a language that does not exist", "nu axe", "validator-language", _PAGE, "<nav ", '<nav lang="klingonish" '),
    _damaged("a word for programs", "nu", "validator-other", '<meta charset="utf-8"/>', _PAGE),
    _damaged("a book without contents", "epubcheck", "validator-package", "content.opf"),
    _damaged("a drawing that is declared as a photograph", "epubcheck", "validator-resource", "images/1.svg", article="mistyped"),
    _damaged("a picture that the book has not", "epubcheck", "validator-resource", "images/1.svg"),
    _damaged("a drawing that the package does not declare", "epubcheck", "validator-resource", "content", article="mistyped"),
    _damaged("a picture of a page without what it shows", "nu axe", "validator-picture", "<img src=", _BLOCKS),
    _damaged("a book that does not say how it can be read", "ace", "validator-access", "accessMode"),
    _damaged("a PDF without a title", "verapdf", "validator-title", "<title>", "shipped/pdf/document.xhtml"),
    _damaged("a PDF without tags that are said to be some", "verapdf", "validator-structure", "damaged.pdf"),
    _damaged("a PDF in no known colours", "verapdf", "validator-archive", "damaged.pdf"),
    _damaged("an item that is a paragraph", "verapdf", "validator-list", "<li id=", _BLOCKS),
    _damaged("a PDF in no language", "verapdf", "validator-language", "<html ", "shipped/pdf/document.xhtml"),
    _damaged("a PDF of a picture without what it shows", "verapdf", "validator-picture", "<img src=", _BLOCKS),
    _damaged("a book that is none", "epubcheck ace", "validator-unreadable", "broken.epub", article="broken"),
    _damaged("a PDF that is none", "verapdf", "validator-unreadable", "broken.pdf", article="broken"),
)  # fmt: skip


def of_page(content: bytes) -> bytes:
    """A finished page with its faults."""
    return content.replace(b'<meta charset="utf-8">', b'<meta charset="utf-8"/>', 1).replace(
        b' alt="', b' data-alt="', 1
    )


def of_book(content: bytes) -> bytes:
    """A finished book with its faults: in its package, and a picture that is gone."""
    changes = (
        (".opf", r' properties="nav"|<meta property="schema:accessMode">\w+</meta>', ""),
        ("images/1.svg", "(?s).*", ""),
    )
    return _changed(content, changes)


def of_types(content: bytes) -> bytes:
    """A finished book whose package says what is not so."""
    drawing = r'<svg xmlns="http://www.w3.org/2000/svg"><title>x</title></svg></p>'
    return _changed(content, ((".opf", "image/svg.xml", "image/png"), ("content-2.xhtml", "</p>", drawing)))


def _changed(content: bytes, changes: Sequence[tuple[str, str, str]]) -> bytes:
    """A book with other texts in files whose names end so; a file without any text is left out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(made, "w") as damaged:
        for member in book.infolist():
            kept = book.read(member)
            for end, pattern, text in changes:
                kept = re.sub(pattern, text, kept.decode()).encode() if member.filename.endswith(end) else kept
            if kept:
                damaged.writestr(member, kept)
    return made.getvalue()


def of_handout(content: bytes) -> bytes:
    """A finished PDF with its faults."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        with pdf.open_metadata() as metadata:
            del metadata["dc:title"]
        del pdf.Root.MarkInfo, pdf.Root.OutputIntents, pdf.Root.Lang
        elements = [
            each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/P" in each
        ]
        next(each for each in elements if each.S == "/LI").S = pikepdf.Name("/P")
        del next(each for each in elements if each.S == "/Figure" and "/Alt" in each)["/Alt"]
        pdf.save(made)
    return made.getvalue()


NOTHING: Callable[[bytes], bytes] = lambda content: content[:40]  # noqa: E731 - a row of the table below
DAMAGES: Mapping[tuple[str, str], Callable[[bytes], bytes]] = {
    ("damaged", ".html"): of_page,
    ("damaged", ".epub"): of_book,
    ("mistyped", ".epub"): of_types,
    ("damaged", ".pdf"): of_handout,
    ("broken", ".epub"): NOTHING,
    ("broken", ".pdf"): NOTHING,
}
