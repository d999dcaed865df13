"""The web page needs nothing but itself, and runs nothing."""

import base64
import hashlib
import re

import pytest
from lxml import html as markup

from pipeline.files import load_templates
from pipeline.model import Article, Rendered
from pipeline.press import Press
from pipeline.proof import compare
from pipeline.theme import load
from pipeline.writers import html
from tests.sources import ROOT, edition, promised, resolved

BODY = "A [link](https://example.org/x.js) and a picture ![dot](images/dot.svg).\n"
DOT = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'


def _page(path: str = "", addition: str = "", before: str = "</body>") -> Rendered:
    """The page of a short article, with something put into a template."""
    files = dict(load_templates(ROOT).files)
    if path:
        text = files[path].decode()
        files[path] = (text.replace(before, addition + before) if before else text + addition).encode()
    article, findings = resolved(BODY, {"images/dot.svg": DOT})
    assert findings == ()
    return html.write(article, edition("html"), load(files), Press(()))


def test_the_page_as_it_ships_needs_nothing() -> None:
    """Links are for readers; pictures and fonts are inside; the one script is data, which no browser runs."""
    rendered = _page()
    assert rendered.diagnostics == ()
    assert re.findall(b"<script[^>]*>", rendered.content) == [b'<script type="application/ld+json">']


def test_the_policy_names_style_and_data_by_their_hashes() -> None:
    """Browsers hash exactly what stands between the tags (CSP 3, 8.4)."""
    content = _page().content.decode()
    for name in ("style", "script"):
        inside = re.search(rf"<{name}[^>]*>(.*?)</{name}>", content, re.DOTALL)
        assert inside
        digest = base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in content


def _sections(content: bytes) -> list[markup.HtmlElement]:
    return list(markup.document_fromstring(content.decode()).iter("section"))


def _nested() -> Article:
    article, findings = resolved("## Outer *words*\n\nText.\n\n### Inner\n\nText.\n")
    assert findings == ()
    return article


def test_a_section_has_a_link_to_itself_behind_its_heading() -> None:
    """It is named by the heading's words, is none of them, and has no text that a copy or a reader mode would keep."""
    theme = load(load_templates(ROOT).files)
    sections = _sections(html.write(_nested(), edition("html"), theme, Press(())).content)
    heads = [(section[0].text_content(), section[1].attrib["href"], section[1].text) for section in sections]
    assert heads == [("Outer words", "#outer-words", None), ("Inner", "#inner", None)]
    assert [section[1].get("aria-label") for section in sections] == [
        "Link to this section: Outer words",
        "Link to this section: Inner",
    ]


def test_a_link_to_a_section_that_is_lost_is_missed() -> None:
    """Though it has no text: it is promised with where it leads."""
    article, row = _nested(), edition("html")
    content = html.write(article, row, load(load_templates(ROOT).files), Press(())).content
    wanted = promised(article, "html")
    assert compare(wanted, html.read_back(content), row).holds
    for there, gone in ((b'id="_permalink.inner"', b""), (b'href="#inner" aria-label', b'href="#x" aria-label')):
        found = compare(wanted, html.read_back(content.replace(there, gone)), row).diagnostics
        assert {finding.code for finding in found} & {"lost-furniture", "lost-link"}, there


NEEDS = {
    "a script": ("html/page.xhtml", "<script>alert(1)</script>", "</body>", "holds <script>"),
    "a frame": ("html/page.xhtml", '<iframe src="data:,"></iframe>', "</body>", "holds <iframe>"),
    "a handler": ("html/page.xhtml", '<p id="_x" onclick="x()"></p>', "</body>", "<p> has onclick"),
    "a picture from elsewhere": (
        "html/page.xhtml",
        '<img alt="" src="https://example.org/i.png"/>',
        "</body>",
        "<img src> fetches https://example.org/i.png",
    ),
    "a style sheet": (
        "html/page.xhtml",
        '<link rel="stylesheet" href="/s.css"/>',
        "</head>",
        "<link href> fetches /s.css",
    ),
    "a font": ("html/style.css", "p { background: url('//example.org/f') }", "", "the style fetches //example.org/f"),
    "an import": ("html/style.css", '@import "more.css";', "", "the style fetches more.css"),
}


@pytest.mark.parametrize(("path", "addition", "before", "fact"), NEEDS.values(), ids=NEEDS)
def test_what_a_page_would_run_or_fetch_is_an_error(path: str, addition: str, before: str, fact: str) -> None:
    """The finding names it."""
    found = [(finding.code, finding.message) for finding in _page(path, addition, before).diagnostics]
    assert found == [("not-self-contained", f"web page: {fact}")]


def test_an_address_may_break_after_each_slash_behind_its_host() -> None:
    """Nobody who copies it gets another; an element without end has none in HTML."""
    article, findings = resolved("<https://example.org/a/082/b.html> and <https://example.org/a/>\n")
    assert findings == ()
    content = html.write(article, edition("html"), load(load_templates(ROOT).files), Press(())).content.decode()
    assert '><span class="host">https://example<wbr>.org/</span><wbr>a/<wbr>082/<wbr>b.html</a>' in content
    assert '><span class="host">https://example<wbr>.org/</span><wbr>a/</a>' in content


def test_a_long_part_of_an_address_keeps_together_where_it_has_room() -> None:
    """It breaks behind its hyphens only in a line that it has to itself; a short part before it stays with the host."""
    article, findings = resolved("<https://example.org/a/a-part-that-has-many-words/b.html>\n")
    assert findings == ()
    content = html.write(article, edition("html"), load(load_templates(ROOT).files), Press(())).content.decode()
    assert '.org/<wbr>a/</span><wbr><span class="part">a-part-that-has-many-words/</span><wbr>b.html</a>' in content


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "https://example.org/a/web/2008/http://www.example.org/",
        "https://example.org//b",
        "https://example.org/?p=1",
        "https://example.org/a/2025-06-18_of_0123456789abcdef0123456789abcdef.html",
        "https://example.org/short/a-part-with-so-many-words-that-no-line-of-any-page-of-any-book-holds-it-whole",
    ],
)
def test_an_address_is_whole_wherever_it_may_break(address: str) -> None:
    """Character for character."""
    article, _ = resolved(f"<{address}>\n")
    content = html.write(article, edition("html"), load(load_templates(ROOT).files), Press(())).content.decode()
    (shown,) = re.findall(f'<a href="{re.escape(address)}">(.*?)</a>', content)
    assert re.sub("<[^>]*>", "", shown) == address


DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="480" height="9"><rect height="9" width="9" fill="#1b1b1b"/></svg>'
)


def test_a_drawing_in_the_colours_of_the_theme_is_part_of_the_page() -> None:
    """It has the page's faces and colours there; the proof knows it as the file that it was."""
    article, findings = resolved(":::{figure} images/path.svg\n:alt: A box\n:::\n", {"images/path.svg": DRAWING})
    assert findings == ()
    content = html.write(article, edition("html"), load(load_templates(ROOT).files), Press(())).content
    assert b'<svg xmlns="http://www.w3.org/2000/svg" height="9" width="480" role="img"' in content
    assert b'fill="var(--ink, #1b1b1b)"' in content
    assert compare(promised(article, "html"), html.read_back(content), edition("html")).holds
