"""What a project's style hides in print stops the build, with one finding for each block that nobody can see."""

from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from pipeline.build import Built
from pipeline.files import Templates, load_templates
from pipeline.model import Article, Why
from pipeline.press import Press
from pipeline.readers import read
from pipeline.theme import load
from pipeline.workshop import Workshop
from tests.sources import FRONT_MATTER, ROOT, Folder, edition, examined_and_built

BODY = """Lead.[^n]

## First {#first}

A paragraph of several lines, so that it has more than one text in print: it goes on and on, and says on each of its
lines what nobody else says, until it ends. Then it says once more what it has to say, and that is all.

| Name | Figure |
| ---- | ------ |
| one  | 1,204  |
| two  | 77     |

> Words of somebody else.

The first section goes on here.

## Second {#second}

- an item
- another item

The end.

[^n]: The note says more.
"""
STYLE = "pdf/style.css"
COVER = "content: ''; position: absolute; left: 0; top: 0; width: 100%; height: 100%; background: white"
P = "#first\\.p1"
TOLD = 'the paragraph "A paragraph of several lines, so that it … ay, and that is all."'
# What is wrong with a paragraph ({p}) → rules behind those of the style, and what hides it.
HIDDEN: Mapping[str, tuple[str, Why]] = {
    "white": ("{p} { color: white }", Why.GROUND),
    "grey on grey": ("{p} { color: #eee; background: #ddd }", Why.GROUND),
    "transparent": ("{p} { color: transparent }", Why.TRANSPARENT),
    "almost transparent": ("{p} { color: rgb(0 0 0 / 5%) }", Why.TRANSPARENT),
    "of half a point": ("{p} { font-size: 0.5pt }", Why.TOO_SMALL),
    "made small": ("{p} { transform: scale(0.01) }", Why.TOO_SMALL),
    "of no height": ("{p} { height: 0; overflow: hidden }", Why.CLIPPED),
    "left of the page": ("{p} { position: absolute; left: -9999px }", Why.OFF_PAGE),
    "indented away": ("{p} { text-indent: -9999px }", Why.OFF_PAGE),
    "set too far to the left": ("{p} { margin-left: -500mm }", Why.OFF_PAGE),
    "on one line": ("{p} { white-space: nowrap }", Why.OFF_PAGE),
    "covered": ("{p} { position: relative } {p}::after { COVER }".replace("COVER", COVER), Why.COVERED),
    "mirrored": ("{p} { transform: scaleX(-1) }", Why.MIRRORED),
}
# What is wrong → rules that keep the engine from printing the paragraph, or its marks from reaching it.
UNPRINTED: Mapping[str, tuple[str, str]] = {
    "not displayed": (f"{P} {{ display: none }}", "lost-block"),
    "not visible": (f"{P} {{ visibility: hidden }}", "lost-block"),
    "of no size": (f"{P} {{ transform: scale(0) }}", "lost-block"),
    "of no opacity": (f"{P} {{ opacity: 0 }}", "press-warning"),
    "cut by a path": (f"{P} {{ clip-path: inset(100%) }}", "press-warning"),
}
SECTION = 'the section "Second" with the 4 texts in it'
# What is wrong → rules that hide more or less than one paragraph, and what is said of it, with its line.
MORE: Mapping[str, tuple[str, tuple[tuple[int, str], ...]]] = {
    "some lines": (
        f"{P} {{ height: 1.6em; overflow: hidden }}",
        ((18, f'the words "goes on and on, and says on each of its … ay, and that is all." in {TOLD}'),),
    ),
    "lines on one another": (f"{P} {{ line-height: 0 }}", ((18, TOLD),)),
    "a paragraph on a list": (
        "#second\\.p3 { position: relative; top: -20pt; left: 2em } @page { size: 210mm 330mm }",
        ((33, 'the paragraph "another item"'), (35, 'the paragraph "The end."')),
    ),
    "a section": ("#second, #second ~ * { color: white }", ((30, SECTION),)),
    "a table": ("table, td, th { color: white }", ((21, 'the table "Name" with the 6 texts in it'),)),
    "its rows": (
        "td { color: white }",
        ((23, 'the row "one" with the 2 texts in it'), (24, 'the row "two" with the 2 texts in it')),
    ),
    "a note": (".note { color: white }", ((37, 'the paragraph "The note says more."'),)),
    "the entries of the contents": (
        "nav, nav a { color: white }",
        ((16, 'the entry of the contents "First"'), (16, 'the page number in the contents "1"')),
    ),
    "the number of the page": ("@page { @bottom-right { color: white } }", ((2, 'the foot of page 1 "1"'),)),
}


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """One press for all builds of this module."""
    with Press(_shipped().fonts) as press:
        yield press


@cache
def _shipped() -> Templates:
    return load_templates(ROOT)


@cache
def _article(body: str) -> Article:
    article, findings = read(Folder({"article.md": (FRONT_MATTER + body).encode()}), "short", "article.md")
    assert article is not None
    assert findings == ()
    return article


def built(style: str, press: Press, body: str = BODY) -> Built:
    """What a build of the handout makes of an article with these rules behind the project's style."""
    files = {**_shipped().files, STYLE: _shipped().files[STYLE] + style.encode()}
    return examined_and_built(_article(body), [edition("pdf")], None, Workshop(load(files, _shipped().fonts), press))


def told(style: str, press: Press) -> list[tuple[int, str, str]]:
    """What is found: the line, and the two halves of the fact, what nobody sees and why."""
    found = built(style, press).diagnostics
    assert {one.code for one in found} == {"unseen-text"}
    facts = [one.message.partition(": nobody sees ")[2].partition(", since it ") for one in found]
    return [(one.at.line if one.at else 0, what, why) for one, (what, _, why) in zip(found, facts, strict=True)]


def test_hidden_paragraphs_stop_the_build(press: Press) -> None:
    """Each is one finding, however many lines it has, at its place in the source and with what hides it."""
    texts = [f"This is {name}: {BODY.split(chr(10) * 2)[2]}" for name in HIDDEN]
    sound = "And this is seen between them."
    style = "".join(rule.replace("{p}", f"#first\\.p{2 * at + 2}") for at, (rule, _) in enumerate(HIDDEN.values()))
    found = built(style, press, f"\n\n{sound}\n\n".join(["## First {#first}", *texts])).diagnostics
    assert [(one.code, one.message.rpartition("since it ")[2]) for one in found] == [
        ("unseen-text", why.value) for _, why in HIDDEN.values()
    ]
    assert [one.at.line if one.at else 0 for one in found] == [18 + 5 * at for at in range(len(HIDDEN))]


def test_tight_lines_are_not_accused(press: Press) -> None:
    """Letters of one line that touch those of the next are still read."""
    assert built("body * { line-height: 0.95 !important }", press).diagnostics == ()


@pytest.mark.parametrize(("style", "code"), UNPRINTED.values(), ids=UNPRINTED)
def test_paragraph_that_is_not_printed_is_no_matter_of_ink(style: str, code: str, press: Press) -> None:
    """The proof or the press tells of it, and ink does not tell it again."""
    codes = [one.code for one in built(style, press).diagnostics]
    assert codes[0] == code
    assert "unseen-text" not in codes


@pytest.mark.parametrize(("style", "facts"), MORE.values(), ids=MORE)
def test_as_much_is_told_in_one_as_is_hidden(style: str, facts: tuple[tuple[int, str], ...], press: Press) -> None:
    """A section is one finding, a few lines name their words, text of the theme is told by its kind."""
    assert [(line, what) for line, what, _ in told(style, press)] == list(facts)
