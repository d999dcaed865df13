"""Planted faults: a template that loses, adds, moves or changes something stops the publication of every edition.

Each fault is one change to the project's copy of the templates; the build is the real one, and what had been published
before stays as it was.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import pytest

from pipeline.build import Built
from pipeline.diagnostics import Diagnostic, Severity
from pipeline.files import Templates, load_templates
from pipeline.model import Article
from pipeline.press import Press
from pipeline.produce import Order, produce
from pipeline.readers import read
from pipeline.theme import load
from pipeline.workshop import Workshop
from tests.sources import FRONT_MATTER as COMMON
from tests.sources import ROOT, Folder, edition, examined_and_built

FRONT_MATTER = COMMON.replace("\n---\n", "\nabbreviations: {ASAP: as soon as possible}\n---\n")
BODY = """Lead with a [link](https://example.org/) and a note[^n].

:::{key-facts}
First
: One.

Second
: Two.
:::

## First

A paragraph, see [](#t) and [](#second) (or [](#note-n)).

- one
- two

3. three
4. four

### Inner

| A | B |
| - | - |
| 1 | 2 |
: What it shows {#t}

```python {caption="Two lines"}
if one:
    two
```

## Second

- [ ] To be done.
- [x] [Done]{#done}.

{style=lower-alpha}
3. c

Water is H~2~O in m^2^, ~~never~~ always.

> Quoted [mot]{lang=fr}, and ASAP.

![A dot](images/dot.svg) in a line.

:::{warning} Mind *this*
A box.
:::

:::{pull-quote}
:by: Somebody

Words to remember.
:::

:::{timeline}
1950
: It begins.

1951-02
: It goes on.
:::

:::{chart} numbers.csv
:type: line
:x: year
:y: one = One, two = Two
:estimate: 2022
:alt: Both rise.
:id: c

Two lines
:::

Two works say so [@one, p. 3; @two].

[^n]: The note.
"""
DATA = b"year,one,two\n2020,1,2\n2021,2,4\n2022,3,6\n"
DOT = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'
WORKS = b"""[
  {"id": "one", "type": "book", "title": "One"},
  {"id": "two", "type": "webpage", "title": "Two", "URL": "https://example.org/two"}
]"""
FILES = {"images/dot.svg": DOT, "numbers.csv": DATA, "references.json": WORKS}
BLOCKS = "shared/blocks.xhtml"
ALL = ("html", "pdf", "epub")
SCREENS = ("html", "epub")
# What is wrong → the template, what stands there, what stands there then, and the editions in which it shows.
FAULTS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "a paragraph without its text": (
        BLOCKS,
        "<p{{ attributes(node) }}>{{ line(node.children) }}</p>",
        "<p{{ attributes(node) }}></p>",
        ALL,
    ),
    "a link to elsewhere": (BLOCKS, '<a href="{{ node.target }}"', '<a href="{{ node.target }}x"', ALL),
    "a heading of another level": (BLOCKS, "h{{ node.level }}", "h{{ node.level + 1 }}", ALL),
    "items in another order": (BLOCKS, "{% for item in node.items %}", "{% for item in node.items | reverse %}", ALL),
    "a list that counts from 1": (BLOCKS, 'set start = "" if', 'set start = "" if true or', ALL),
    "a numbered list with bullets": (BLOCKS, '"ul" if node.start is none', '"ul" if true', ALL),
    "cells in another order": (BLOCKS, "{% for cell in node.cells %}", "{% for cell in node.cells | reverse %}", ALL),
    "header cells that are none": (BLOCKS, '"th" if cell.header', '"td" if cell.header', ALL),
    "a caption lost": (BLOCKS, "{% if node.caption %}\n<caption", "{% if false %}\n<caption", ALL),
    "a part of code lost": (BLOCKS, "{{ run.text }}</span>", "</span>", ALL),
    "a caption of code lost": (BLOCKS, "{{ listing_caption(node) }}", "", ALL),
    "a quotation that is none": (BLOCKS, "blockquote", "div", ALL),
    "code on one line": (
        BLOCKS,
        '{{ "\\n" if not loop.last }}',
        '{{ " " if not loop.last }}',
        ALL,
    ),
    "a 2 no longer below the line": (BLOCKS, "sub>", "span>", ALL),
    "a 2 no longer above the line": (BLOCKS, "sup>", "span>", ALL),
    "a 2 below instead of above the line": (BLOCKS, "sup>", "sub>", ALL),
    "a word no longer struck through": (BLOCKS, "del>", "span>", ALL),
    "a task done that is open": (BLOCKS, '"☑" if item.checked', '"☑" if not item.checked', ALL),
    "a task whose state is not told": (BLOCKS, ' aria-label="{{ item.told }}"', "", ALL),
    "a task without its box": (BLOCKS, "{% if item.checked is not none %}\n<span", "{% if false %}\n<span", ALL),
    "letters that became figures": (BLOCKS, ' type="{{ type }}"', "", ALL),
    "a passage without its id": (BLOCKS, '<span id="{{ node.id }}">', "<span>", ALL),
    "a language lost": (BLOCKS, "<span{{ spoken(node.lang) }}>", "<span>", ALL),
    "a picture without words": (BLOCKS, 'alt="{{ node.alt }}"', 'alt="A picture"', ALL),
    "another picture": (BLOCKS, 'src="{{ addresses[node.asset] }}"', 'src="data:,"', SCREENS),
    "a chart that says something else": (
        BLOCKS,
        '.title">{{ node.alt }}</title>',
        '.title">A chart</title>',
        ("html",),
    ),
    "a chart drawn otherwise": (BLOCKS, "parts[2] | safe", 'parts[2] | replace("M0", "M1") | safe', ("html",)),
    "a chart without the way to its data": (BLOCKS, "node.source, node.way", "node.source", ("pdf", "epub")),
    "a chart without its data": (BLOCKS, "{% if node.body %}", '{% if node.id != "c-data" %}', ALL),
    "a number of data lost": (
        BLOCKS,
        "line(cell.children)",
        "line(cell.children[1:] if cell.number else cell.children)",
        ALL,
    ),
    "a note with another number": (BLOCKS, "{{ node.number }}", "{{ node.number + 1 }}", ALL),
    "a note without its text": (
        BLOCKS,
        "{% for child in note.children %}",
        "{% for child in note.children[1:] %}",
        ("pdf",),
    ),
    "a key fact lost": (
        BLOCKS,
        "<dl>\n{% for child in node.children %}",
        "<dl>\n{% for child in node.children[2:] %}",
        ALL,
    ),
    "a warning without its label": (BLOCKS, '{{ made["_label." ~ node.id] }}', "", ALL),
    "a warning without its title": (BLOCKS, "{% if node.title %}\n<p", "{% if false %}\n<p", ALL),
    "a warning that is none": (BLOCKS, 'class="admonition"', 'class="words"', ALL),
    "a pull-quote without its attribution": (BLOCKS, "{% if node.attribution %}", "{% if false %}", ALL),
    "a pull-quote that is none": (BLOCKS, 'class="pull-quote"', 'class="words"', ALL),
    "an event lost": (BLOCKS, "{% for event in node.events %}", "{% for event in node.events[1:] %}", ALL),
    "a date lost": (BLOCKS, "<time id", '<time hidden="hidden" id', SCREENS),
    "a word added": (
        BLOCKS,
        "</p>\n{% endmacro -%}\n\n{%- macro heading",
        " Ad.</p>\n{% endmacro -%}\n\n{%- macro heading",
        ALL,
    ),
    "sections repeated": (BLOCKS, "{% for node in nodes %}", "{% for node in nodes + nodes[-1:] %}", ALL),
    "a bookmark with another title": (BLOCKS, "{{ node.children | plain }}", "Section", ("pdf",)),
    "an entry of the references lost": (
        BLOCKS,
        "{% for entry in node.entries %}",
        "{% for entry in node.entries[1:] %}",
        ALL,
    ),
    "a reference with another number": (BLOCKS, "{{ entry.label }}", "[9]", ALL),
    "a citation that leads to another work": (
        BLOCKS,
        '<a href="{{ node.target }}"',
        '<a href="{{ node.target | replace("ref-one", "ref-two") }}"',
        ALL,
    ),
    "the subtitle lost": ("shared/front.xhtml", "{% if meta.subtitle %}", "{% if false %}", ALL),
    "a byline for somebody else": ("shared/front.xhtml", '{{ made["_byline"] }}', "By nobody", ALL),
    "a permalink to elsewhere": (
        "shared/front.xhtml",
        '<a href="{{ target }}">',
        '<a href="{{ target }}/x">',
        ALL,
    ),
    "contents of another page": (
        "pdf/document.xhtml",
        'data-leads="#{{ section.id }}"',
        'data-leads="#front.title"',
        ("pdf",),
    ),
    "a reference to another page": (
        BLOCKS,
        'data-leads="#{{ node.target }}"',
        'data-leads="#front.title"',
        ("pdf",),
    ),
    "a reference without its page": (BLOCKS, "{{ words[0] }}<span", "<span", ("pdf",)),
    "an abbreviation that nobody explains": (BLOCKS, '<abbr title="{{ node.expansion }}">', "<abbr>", ALL),
    "an abbreviation for something else": (BLOCKS, 'title="{{ node.expansion }}"', 'title="Anything"', ALL),
    "a caption without its number": (BLOCKS, '<span class="label">', '<span class="label" hidden="hidden">', SCREENS),
    "contents that lead elsewhere": ("html/page.xhtml", 'href="#{{ section.id }}"', 'href="#front.title"', ("html",)),
    "a navigation that leads elsewhere": (
        "epub/nav.xhtml",
        'href="#{{ section.id }}"',
        'href="#front.title"',
        ("epub",),
    ),
    "a title of the theme of another level": (
        "html/page.xhtml",
        '<h2 id="_title.colophon">{{ made["_title.colophon"] }}</h2>',
        '<h3 id="_title.colophon">{{ made["_title.colophon"] }}</h3>',
        ("html",),
    ),
    "a title of the theme that is no heading in print": (
        "pdf/document.xhtml",
        '<h2 id="_title.colophon">{{ made["_title.colophon"] }}</h2>',
        '<p id="_title.colophon">{{ made["_title.colophon"] }}</p>',
        ("pdf",),
    ),
    "contents in another order": (
        "html/page.xhtml",
        "{% for section in contents %}",
        "{% for section in contents | reverse %}",
        ("html",),
    ),
    "a note that is counted otherwise": (
        "html/page.xhtml",
        'value="{{ note.number }}"',
        'value="{{ note.number + 1 }}"',
        ("html",),
    ),
    "a way back to nowhere": ("html/page.xhtml", 'href="#{{ call }}"', 'href="#nowhere"', ("html",)),
    "notes left out": (
        "html/page.xhtml",
        "{% for note in article.notes %}",
        "{% for note in article.notes[1:] %}",
        ("html",),
    ),
    "notes left out of the book": (
        "epub/content.xhtml",
        "{% for note in article.notes %}",
        "{% for note in article.notes[1:] %}",
        ("epub",),
    ),
    "a head for another article": (
        "pdf/document.xhtml",
        'data-head="{{ made["_running.head"] }}"',
        'data-head="Draft"',
        ("pdf",),
    ),
}
# What is wrong → the rule that names it and those that may be told of what follows from it; words of the source line at
# which the first must be told.
RIGHT: Mapping[str, tuple[tuple[str, ...], str]] = {
    "a paragraph without its text": (("lost-block", "lost-note", "lost-furniture"), "Lead with a"),
    "a link to elsewhere": (("lost-link",), "Lead with a"),
    "a heading of another level": (("wrong-level",), "## First"),
    "items in another order": (("moved-block",), "- one"),
    "a list that counts from 1": (("wrong-level",), "3. three"),
    "a numbered list with bullets": (("wrong-level",), "3. three"),
    "cells in another order": (("moved-block",), "| A | B |"),
    "header cells that are none": (("wrong-level",), "| A | B |"),
    "a caption lost": (("lost-block",), ": What it shows"),
    "a part of code lost": (("altered-text",), "```python"),
    "a caption of code lost": (("lost-block",), "```python"),
    "a quotation that is none": (("wrong-level",), "> Quoted"),
    "code on one line": (("lost-markup",), "```python"),
    "a 2 no longer below the line": (("lost-markup",), "Water is"),
    "a 2 no longer above the line": (("lost-markup",), "Water is"),
    "a 2 below instead of above the line": (("lost-markup",), "Water is"),
    "a word no longer struck through": (("lost-markup",), "Water is"),
    "a task done that is open": (("altered-text",), "To be done"),
    "a task whose state is not told": (("lost-alt",), "To be done"),
    "a task without its box": (("altered-text",), "To be done"),
    "letters that became figures": (("wrong-level",), "3. c"),
    "a passage without its id": (("lost-id",), "[Done]"),
    "a language lost": (("lost-language",), "> Quoted"),
    "a picture without words": (("lost-alt",), "A dot"),
    "another picture": (("lost-image",), "A dot"),
    "a chart that says something else": (("lost-alt",), ":::{chart}"),
    "a chart drawn otherwise": (("lost-image",), ":::{chart}"),
    "a chart without the way to its data": (("lost-block", "lost-furniture"), ":::{chart}"),
    "a chart without its data": (("lost-cell",), "2020,1,2"),
    "a number of data lost": (("lost-cell",), "2020,1,2"),
    "a note with another number": (("lost-note",), "Lead with a"),
    "a note without its text": (("lost-note",), "[^n]: The note."),
    "a key fact lost": (("lost-block",), "First"),
    "a warning without its label": (("lost-furniture",), "Mind *this*"),
    "a warning without its title": (("lost-block",), "Mind *this*"),
    "a warning that is none": (("wrong-level",), "Mind *this*"),
    "a pull-quote without its attribution": (("lost-block",), ":by: Somebody"),
    "a pull-quote that is none": (("wrong-level",), ":::{pull-quote}"),
    "an event lost": (("lost-block",), "1950"),
    "a date lost": (("lost-block",), "1950"),
    "a word added": (("added-text",), "Lead with a"),
    "sections repeated": (("repeated-block", "added-text"), "title:"),
    "a bookmark with another title": (("lost-furniture",), "## First"),
    "an entry of the references lost": (("lost-block", "lost-link"), '"id": "one"'),
    "a reference with another number": (("altered-text",), '"id": "one"'),
    "a citation that leads to another work": (("lost-link",), "Two works"),
    "the subtitle lost": (("lost-block",), "subtitle:"),
    "a byline for somebody else": (("lost-furniture",), "title:"),
    "a permalink to elsewhere": (("lost-furniture",), "title:"),
    "contents of another page": (("lost-furniture",), "### Inner"),
    "a reference to another page": (("lost-furniture",), "| A | B |"),
    "a reference without its page": (("lost-furniture",), "| A | B |"),
    "an abbreviation that nobody explains": (("lost-markup",), "> Quoted"),
    "an abbreviation for something else": (("lost-markup",), "> Quoted"),
    "a caption without its number": (("altered-text",), ": What it shows"),
    "contents that lead elsewhere": (("lost-furniture",), "## First"),
    "a navigation that leads elsewhere": (("lost-furniture",), "## First"),
    "a title of the theme of another level": (("lost-furniture",), "title:"),
    "a title of the theme that is no heading in print": (("lost-furniture",), "title:"),
    "contents in another order": (("lost-furniture",), "## Second"),
    "a note that is counted otherwise": (("lost-note",), "[^n]: The note."),
    "a way back to nowhere": (("lost-furniture",), "[^n]: The note."),
    "notes left out": (("lost-note", "lost-furniture"), "[^n]: The note."),
    "notes left out of the book": (("lost-note", "lost-furniture"), "[^n]: The note."),
    "a head for another article": (("lost-furniture",), "title:"),
}
PLANTED = [(fault, name) for fault, (_, _, _, names) in FAULTS.items() for name in names]


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """One press for all builds of this module."""
    with Press(_shipped().fonts) as press:
        yield press


@pytest.fixture(scope="module")
def faulty(press: Press) -> Callable[[str], Built]:
    """What a build with this fault makes of all editions in which it shows; the last one is kept for the next test."""
    return lru_cache(maxsize=1)(lambda fault: _built(FAULTS[fault][3], press, _damaged(fault)))


@cache
def _shipped() -> Templates:
    return load_templates(ROOT)


@cache
def _article() -> Article:
    files = {**FILES, "article.md": (FRONT_MATTER + BODY).encode()}
    article, findings = read(Folder(files), "short")
    assert article is not None
    assert findings == ()
    return article


def _built(names: Iterable[str], press: Press, templates: Mapping[str, bytes]) -> Built:
    theme = load(templates, _shipped().fonts)
    return examined_and_built(_article(), [edition(name) for name in names], None, Workshop(theme, press))


def _damaged(fault: str) -> dict[str, bytes]:
    path, before, after, _ = FAULTS[fault]
    files = dict(_shipped().files)
    assert before in files[path].decode(), "the fault must change the template"
    return {**files, path: files[path].decode().replace(before, after).encode()}


def _line(finding: Diagnostic) -> str:
    """The line of the source at which a finding stands."""
    files = {**FILES, "article.md": (FRONT_MATTER + BODY).encode()}
    assert finding.at is not None
    name = next(name for name in files if finding.at.file.endswith(name))
    return files[name].decode().splitlines()[finding.at.line - 1]


@pytest.mark.parametrize("name", ALL)
def test_sound_templates_are_proved(name: str, press: Press) -> None:
    """Without a fault every edition holds all that was promised."""
    built = _built([name], press, _shipped().files)
    proof = built.editions[0].proved.proof
    assert (built.diagnostics, proof.found) == ((), proof.written)


@pytest.mark.parametrize(("fault", "name"), PLANTED)
def test_a_planted_fault_is_found(fault: str, name: str, faulty: Callable[[str], Built]) -> None:
    """It is told by its name where it is, and nothing else; an error of the build, so that nothing is published."""
    built = faulty(fault)
    (made,) = (each for each in built.editions if each.edition.name == name)
    errors = {each for each in made.proved.proof.diagnostics if each.severity is Severity.ERROR}
    (rule, *others), words = RIGHT[fault]
    assert any(words in _line(each) for each in errors if each.code == rule)
    assert {each.code for each in errors} <= {rule, *others, "further-differences"}
    assert errors <= set(built.diagnostics)


def test_an_unproved_layout_numbers_no_pages(press: Press) -> None:
    """A fault in the edition that gives the page numbers stops the others too, though it was not asked for."""
    theme = load(_damaged("a head for another article"), _shipped().fonts)
    built = examined_and_built(_article(), [edition("html")], edition("pdf"), Workshop(theme, press))
    assert [finding.code for finding in built.diagnostics] == ["lost-furniture"]


def test_a_fault_in_one_edition_keeps_all_from_being_published(tmp_path: Path) -> None:
    """The last edition alone is faulty; what was published before stays as it was, to the byte."""
    folder = tmp_path / "source" / "short"
    (folder / "images").mkdir(parents=True)
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    (folder / "article.md").write_text(FRONT_MATTER + BODY, encoding="utf-8")
    order = Order(tmp_path, folder, tmp_path / "output" / "short", ("html", "pdf", "epub"))
    assert produce(order).exit_code == 0
    published = {path.name: path.read_bytes() for path in order.output.iterdir() if path.is_file()}
    (folder / "article.md").write_text(FRONT_MATTER + BODY.replace("paragraph", "sentence"), encoding="utf-8")
    faulty = tmp_path / "faulty" / "templates" / "epub" / "content.xhtml"
    faulty.parent.mkdir(parents=True)
    faulty.write_bytes(_damaged("notes left out of the book")["epub/content.xhtml"])
    outcome = produce(replace(order, project=tmp_path / "faulty"))
    assert (outcome.exit_code, outcome.pieces) == (1, ())
    assert {path.name: path.read_bytes() for path in order.output.iterdir() if path.is_file()} == published
    partly = produce(replace(order, project=tmp_path / "faulty", partial=True))
    assert (partly.exit_code, [piece.edition for piece in partly.pieces]) == (1, ["html", "pdf"])
    # The old book would be another text than the page beside it.
    assert [path.name for path in partly.removed] == ["short.epub"]
    assert json.loads((order.output / "manifest.json").read_bytes())["lacking"] == ["epub"]


def test_an_edition_without_errors_is_not_published_with_the_pages_of_one_that_has(tmp_path: Path) -> None:
    """The print edition that numbers pages is faulty, so that nothing but paper may stand, and paper is faulty."""
    folder = tmp_path / "source" / "short"
    (folder / "images").mkdir(parents=True)
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    (folder / "article.md").write_text(FRONT_MATTER + BODY, encoding="utf-8")
    faulty = tmp_path / "templates" / "pdf" / "document.xhtml"
    faulty.parent.mkdir(parents=True)
    faulty.write_bytes(_damaged("a head for another article")["pdf/document.xhtml"])
    order = Order(tmp_path, folder, tmp_path / "output" / "short", ("html", "pdf"), partial=True)
    outcome = produce(order)
    assert (outcome.exit_code, outcome.pieces) == (1, ())
    assert not (order.output / "index.html").exists()
