"""What an edition would run or fetch, and what it may hold."""

import pytest
from lxml import etree

from pipeline.writers.needs import needs

FETCHED = {
    "a style": ("<style>a { b: url(x.png) }</style>", "the style fetches x.png"),
    "an import": ("<style>@import 'x.css';</style>", "the style fetches x.css"),
    "an escape": (r"<style>@\69mport 'x.css';</style>", "the style fetches x.css"),
    "a comment in it": ("<style>@import/**/'x.css';</style>", "the style fetches x.css"),
    "a set of images": ("<style>a { b: image-set('x.png' 1x) }</style>", "the style fetches x.png"),
    "an attribute": ('<p style="b: URL( x.png )"/>', "<p style> fetches x.png"),
    "a fill": ('<rect fill="url(x.svg#a)"/>', "<rect fill> fetches x.svg#a"),
    "a picture": ('<img src="x.png"/>', "<img src> fetches x.png"),
    "a drawing's picture": ('<image href="x.png"/>', "<image href> fetches x.png"),
    "a form": ('<form action="x"/>', "<form action> fetches x"),
    "a sheet": ('<link rel="stylesheet" href="x.css"/>', "<link href> fetches x.css"),
    "a script": ("<script>1</script>", "holds <script>"),
    "an event": ('<p onclick="1"/>', "<p> has onclick"),
    "a refresh": ('<meta http-equiv="Refresh" content="0; url=x"/>', "goes to another page by itself"),
}


@pytest.mark.parametrize(("markup", "fact"), FETCHED.values(), ids=FETCHED)
def test_what_an_edition_would_fetch_or_run_is_told(markup: str, fact: str) -> None:
    """Whichever way it is spelled."""
    assert [each.message for each in needs("page", [etree.fromstring(f"<div>{markup}</div>")])] == [f"page: {fact}"]


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="https://example.org">x</a>',
        '<img src="data:image/png;base64,AA=="/>',
        '<img src="inside.png"/>',
        '<use href="#a"/>',
        '<rect fill="url(#a)"/>',
        "<style>a { b: url(data:,) } /* url(x.png) */</style>",
        '<link rel="canonical" href="https://example.org"/>',
        '<script type="application/ld+json">{}</script>',
    ],
)
def test_what_an_edition_brings_along_is_no_need(markup: str) -> None:
    """Links that a reader may follow, data, parts of itself, its own files, comments."""
    assert list(needs("page", [etree.fromstring(f"<div>{markup}</div>")], inside=["inside.png"])) == []
