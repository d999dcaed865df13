"""What a document of HTML shows: blocks, generated text and text that stands nowhere."""

from hashlib import sha256

import pytest

from pipeline.model import Entry, Span, Trace
from pipeline.writers.html import read_back


def _read(body: str) -> Trace:
    return read_back(f'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>{body}</body></html>'.encode())


def _brief(entries: tuple[Entry, ...]) -> list[tuple[str, int, str]]:
    return [(entry.kind, entry.level, entry.text) for entry in entries]


SHAPES = {
    "a paragraph": ("<p id=a>One <em>two</em></p>", [("paragraph", 0, "One two")]),
    "a list": ("<ul><li><p>One</p></ul>", [("list", 0, ""), ("item", 1, ""), ("paragraph", 2, "One")]),
    "a quotation": ("<blockquote><p>One</p></blockquote>", [("quote", 0, ""), ("paragraph", 1, "One")]),
    "code": ("<pre><code>a\n  b</code></pre>", [("code-block", 0, "a\n  b")]),
    "a table": (
        "<table><caption>C</caption><tr><th>H</th></tr><tr><td>D</td></tr></table>",
        [
            ("table", 0, ""),
            ("caption", 1, "C"),
            ("row", 1, ""),
            ("header-cell", 2, "H"),
            ("row", 1, ""),
            ("cell", 2, "D"),
        ],
    ),
    "a table of a book": (
        '<figure class="table"><figcaption><p>C</p></figcaption><table><tr><td>D</td></tr></table></figure>',
        [("table", 0, ""), ("caption", 1, "C"), ("row", 1, ""), ("cell", 2, "D")],
    ),
    "a figure": (
        "<figure><img src=x alt=A><figcaption><p>C</p></figcaption></figure>",
        [("figure", 0, ""), ("caption", 1, "C")],
    ),
    "key facts": (
        '<aside class="key-facts"><dl><dt>T</dt><dd><p>D</p></dd></dl></aside>',
        [("key-facts", 0, ""), ("term", 1, "T"), ("description", 1, ""), ("paragraph", 2, "D")],
    ),
    "a warning": (
        '<div class="admonition" id=w><p id="_label.w">Warning</p><p class="title">T</p><p>D</p></div>',
        [("admonition", 0, ""), ("title", 1, "T"), ("paragraph", 1, "D")],
    ),
    "a pull-quote": (
        '<aside class="pull-quote"><p>W</p><p class="attribution">A</p></aside>',
        [("pull-quote", 0, ""), ("paragraph", 1, "W"), ("attribution", 1, "A")],
    ),
    "a timeline": (
        '<ol class="timeline"><li><time datetime="1950">1950</time><p>E</p></li></ol>',
        [("timeline", 0, ""), ("event", 1, ""), ("moment", 2, "1950"), ("paragraph", 2, "E")],
    ),
    "text in no block": ("<div>stray</div>", [("text", 0, "stray")]),
    "a line break": ("<p>a<br>b</p>", [("paragraph", 0, "a b")]),
}


@pytest.mark.parametrize(("body", "entries"), SHAPES.values(), ids=SHAPES)
def test_each_shape_is_read_as_its_kind(body: str, entries: list[tuple[str, int, str]]) -> None:
    """Kind, depth and text come from the elements alone."""
    assert _brief(_read(body).blocks) == entries


def test_generated_text_is_told_from_the_article() -> None:
    """What an id with `_` marks, and all in a `nav`, is the theme's."""
    trace = _read(
        '<nav><p id="_title.contents">Contents</p><a id="_contents.a" href="#a">A</a>loose</nav><p id="x">T</p>'
    )
    assert [(entry.id, entry.text) for entry in trace.generated] == [
        ("_title.contents", "Contents"),
        ("_contents.a", "A"),
        ("", "loose"),
    ]
    assert _brief(trace.blocks) == [("paragraph", 0, "T")]


def test_notes_are_read_as_notes() -> None:
    """The list of notes is none of the article's lists."""
    trace = _read(
        '<section role="doc-endnotes"><ol><li id="note-a"><p>N <a id="_back.a" href="#r">back</a></p></ol></section>'
    )
    assert (trace.blocks, _brief(trace.notes)) == ((), [("note", 0, ""), ("paragraph", 1, "N")])


def test_links_languages_images_and_calls_are_spans() -> None:
    """Offsets count what is not white space; a picture is known by its bytes."""
    body = '<p>A <a href="#c">b</a> <span lang="fr">mot</span><img alt="I" src="data:image/png;base64,AAA=">'
    body += '<a role="doc-noteref" href="#note-n">1</a></p>'
    assert _read(body).blocks[0].spans == (
        Span(1, 2, "link", "#c"),
        Span(2, 5, "lang", "fr"),
        Span(5, 5, "image", "I"),
        Span(5, 5, "picture", sha256(b"\0\0").hexdigest()),
        Span(5, 6, "note", "note-n"),
    )


def test_scripts_and_data_are_not_read() -> None:
    """A data island cannot stand in for text that the page does not show."""
    island = '<script type="application/ld+json">{"text": "T"}</script><template><p>T</p></template>'
    assert _read(island).blocks == ()


def test_what_the_page_hides_is_not_shown() -> None:
    """A block that no reader sees has not reached the edition."""
    assert _read('<p hidden="hidden">Secret</p><nav hidden=""><a id="_x" href="#a">A</a></nav>') == Trace((), (), ())


def test_what_assistive_technology_is_kept_from_is_not_shown() -> None:
    """A block that only some readers get has not reached the edition."""
    assert _read('<p aria-hidden="true">Secret</p>').blocks == ()


def test_a_numbered_list_says_where_it_begins() -> None:
    """From 1 if nothing else is said; bullets say nothing."""
    trace = _read('<ol></ol><ol start="3"></ol><ul></ul>')
    assert [[span.value for span in entry.spans] for entry in trace.blocks] == [["1"], ["3"], []]
