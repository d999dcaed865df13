"""What tools may make otherwise is no difference; what says something else is one, by its rule."""

import pytest

from pipeline.foreign import compare
from pipeline.foreign.folded import address, folded
from pipeline.foreign.settled import settled
from pipeline.model import Article, Entry, Span
from pipeline.readers import read

SOURCE = """\
---
title: Signs
lang: en
---

It's "here" -- see [the ford](https://example.org/a) and [below](#end).[^n]

[^n]: A note on `code`.

## Part

- One
- [x] Two

| A | B |
|---|---|
| 1 | 20 |

> Said.

## End {#end}

Last words of 1998.
"""
PAGE = """
<h1>Signs</h1>
<p>It's "here" -- see <a href="https://example.org/a">the ford</a> and <a href="#x">below</a>.<a href="#n" class="footnote-ref">1</a></p>
<h2>Part</h2>
<ul><li>One</li><li>Two</li></ul>
<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>20</td></tr></table>
<blockquote><p>Said.</p></blockquote>
<h2>End</h2>
<p>Last words of 1998.</p>
<section role="doc-endnotes"><ol><li id="n"><p>A note on <code>code</code>.</p></li></ol></section>
"""  # noqa: E501 - a page as tools write it


class _Files:
    """The one file of the article."""

    def read(self, relative: str, limit: int, /) -> bytes:
        """Return it."""
        del relative, limit
        return SOURCE.encode()


@pytest.fixture(scope="module")
def article() -> Article:
    """The article as it is read."""
    found, _ = read(_Files(), "signs")
    assert found
    return found


def found(article: Article, page: str) -> list[str]:
    """The rules of what a page lacks."""
    return [each.code for each in compare(article, "page.html", page.encode()).diagnostics]


SAME = {
    "the page": ("", ""),
    "curly signs": ('It\'s "here" --', "It’s “here” –"),
    "angled quotes": ('"here"', "«here»"),
    "no-break spaces": ("Last words", "Last&nbsp;words"),
    "a soft hyphen": ("words", "wo&shy;rds"),
    "levels from one": ("h2>", "h1>"),
    "numbered headings": ("<h2>Part", "<h2><span>1.2</span> Part"),
    "a sign behind a heading": ("Part</h2>", 'Part <a href="#part">¶</a></h2>'),
    "paragraphs in items": ("<li>One</li>", "<li><p>One</p></li>"),
    "a box before a task": ("<li>Two", "<li><input type=checkbox checked>☒ Two"),
    "paragraphs in cells": ("<td>20</td>", "<td><p>20</p></td>"),
    "a table in groups": ("<table>", "<table><caption>Table 1</caption><thead></thead>"),
    "a spelt address": ("https://example.org/a", "HTTPS://Example.org/%61"),
    "a number for the note": ('<a href="#n" class="footnote-ref">1</a>', '<sup><a href="#n">[7]</a></sup>'),
    "a note that nothing marks": ('<section role="doc-endnotes"><ol><li id="n">', "<section><ol><li>"),
    "a way back": ("<code>code</code>.", '<code>code</code>. <a href="#r">↩</a>'),
    "contents": ("<h1>", '<div id="TOC"><ul><li><a href="#e">End</a></li></ul></div><h1>'),
    "text in no paragraph": ("<p>Last words of 1998.</p>", "<div>Last words of 1998.</div>"),
    "links of the tool": ("Last words", '<a href="https://example.com">Last words</a>'),
    "words at the foot": ("</section>", "</section><footer>Made with love.</footer>"),
}


@pytest.mark.parametrize("name", SAME)
def test_what_tools_make_otherwise_is_no_difference(name: str, article: Article) -> None:
    """Each way by itself."""
    before, after = SAME[name]
    assert before in PAGE
    assert found(article, PAGE.replace(before, after)) == []


OTHER = {
    "a digit": ("1998", "1989", ["altered-text"]),
    "a word": ("Last words of", "Last words", ["altered-text"]),
    "a word more": ("Last words", "No last words", ["altered-text"]),
    "a letter's case": ("Said", "said", ["altered-text"]),
    "a hyphen for a dash": ("-- see", "- see", ["altered-text"]),
    "a cell": ("<td>20</td>", "<td></td>", ["lost-cell"]),
    "a row": ("<tr><td>1</td><td>20</td></tr>", "", ["lost-cell"]),
    "a target": ("example.org/a", "example.org/b", ["lost-link"]),
    "a link inside": ('<a href="#x">below</a>', "below", ["lost-link"]),
    "a call": ('<a href="#n" class="footnote-ref">1</a>', "", ["lost-note"]),
    "a note": ("<p>A note on <code>code</code>.</p>", "", ["lost-note"]),
    "a level": ("<h2>End</h2>", "<h3>End</h3>", ["wrong-level"]),
    "a heading that is none": ("<h2>End</h2>", "<p>End</p>", ["wrong-level"]),
    "a quotation that is none": ("<blockquote><p>Said.</p></blockquote>", "<p>Said.</p>", ["wrong-level"]),
    "a section": ("<h2>End</h2>\n<p>Last words of 1998.</p>", "", ["lost-block"]),
    "the title": ("<h1>Signs</h1>", "", ["lost-block"]),
}


@pytest.mark.parametrize("name", OTHER)
def test_what_says_something_else_is_a_difference(name: str, article: Article) -> None:
    """Each by itself, under its rule and no other."""
    before, after, expected = OTHER[name]
    assert before in PAGE
    assert found(article, PAGE.replace(before, after)) == expected


def test_hyphens_of_the_layout_are_not_read_on_paper() -> None:
    """Links keep their place; a hyphen that was written is kept, and none is forgiven on screens."""
    wanted = Entry((), "paragraph", 0, "", "", "A well-known example of it", (Span(12, 19, "link", "https://a/"),))
    held = Entry((), "paragraph", 0, "", "", "A well-known exam-ple of it", (Span(12, 20, "link", "https://a/"),))
    assert settled(wanted, held, on_paper=True) == wanted
    assert settled(wanted, held, on_paper=False).text == held.text


def test_folding_says_the_same_twice() -> None:
    """What is folded stays so; digits and letters never change."""
    text = "“It’s” — 1998–2004 … −4 ﬁve --- a-b"
    assert folded(text) == '"It\'s" — 1998–2004 … -4 five — a-b'
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org", "https://EXAMPLE.org/"),
        ("https://example.org/%C3%A9", "https://example.org/é"),
        ("#one", "#other"),
    ],
)
def test_one_address_in_two_spellings_is_one(one: str, other: str) -> None:
    """Of places inside nobody but the tool knows the names."""
    assert address(one) == address(other)


@pytest.mark.parametrize("target", ["http://[", "mailto:a@b.c", "", "data.csv", "https://example.org/a?b=c%26d#e"])
def test_an_address_of_any_kind_is_read(target: str) -> None:
    """None stops the comparison; spelt twice it stays the same."""
    assert address(address(target)) == address(target)
