"""What the web page tells programs of its article: what the front matter says, and no more."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from lxml import html as markup

from pipeline.model import Article, Metadata
from pipeline.press import Press
from pipeline.writers import html
from pipeline.writers.linked_data import license_address, linked_data
from tests.sources import FRONT_MATTER, edition, resolved, theme_of_the_project

FULL = FRONT_MATTER.replace(
    "  - name: Ada Example\n",
    """\
  - name: Ada Example
    orcid: 0000-0002-1825-0097
    affiliation: Library of the Harbour
    ror: https://ror.org/05dxps055
  - name: The Handout Desk
  - {name: Bo Example, role: translator, url: https://example.org/bo}
  - {name: Cy Example, role: reviewer}
publisher: The Press
series: {title: Papers, number: 7}
identifiers: {doi: 10.5281/zenodo.1234567, issn: 2049-3630}
keywords: [harbours, tides]
updated: 2026-03-04
accessibility: {summary: Read aloud it makes sense.}
""",
).replace("lang: en", "lang: en-GB")


def _said(front_matter: str) -> dict[str, object]:
    made: dict[str, object] = json.loads(linked_data(_metadata(front_matter)))
    return made


def _metadata(front_matter: str) -> Metadata:
    return resolved("Text.\n", front_matter=front_matter)[0].metadata


def _head(front_matter: str, *, draft: bool = False) -> markup.HtmlElement:
    return _head_of(resolved("Text.\n", front_matter=front_matter)[0], draft=draft)


def _head_of(article: Article, *, draft: bool = False) -> markup.HtmlElement:
    row = edition("html").as_draft() if draft else edition("html")
    content = html.write(article, row, theme_of_the_project(), Press(())).content
    return markup.document_fromstring(content.decode()).find("head")


def _names(head: markup.HtmlElement, key: str = "name") -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in head.iter("meta"):
        found.setdefault(each.get(key, ""), []).append(each.get("content", ""))
    return found


def test_what_the_front_matter_says_is_said_in_the_words_of_schema_org() -> None:
    """Each value where the vocabulary has it; nobody is called a person of whom only a name is known."""
    assert _said(FULL) == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "@id": "https://example.org/short",
        "url": "https://example.org/short",
        "headline": "A short piece",
        "alternativeHeadline": "For the tests",
        "author": [
            {
                "@type": "Person",
                "@id": "https://orcid.org/0000-0002-1825-0097",
                "name": "Ada Example",
                "affiliation": {
                    "@type": "Organization",
                    "name": "Library of the Harbour",
                    "@id": "https://ror.org/05dxps055",
                },
            },
            {"name": "The Handout Desk"},
        ],
        "translator": [{"name": "Bo Example", "url": "https://example.org/bo"}],
        "contributor": [{"name": "Cy Example"}],
        "datePublished": "2026-01-02",
        "dateModified": "2026-03-04",
        "version": "1",
        "inLanguage": "en-GB",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "publisher": {"@type": "Organization", "name": "The Press"},
        "identifier": {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.5281/zenodo.1234567"},
        "sameAs": "https://doi.org/10.5281/zenodo.1234567",
        "isPartOf": {"@type": "CreativeWorkSeries", "name": "Papers", "issn": "2049-3630"},
        "position": "7",
        "abstract": "What a short piece says, in short.",
        "keywords": ["harbours", "tides"],
        "accessibilitySummary": "Read aloud it makes sense.",
    }


def test_what_the_front_matter_leaves_out_has_no_empty_place() -> None:
    """Neither in JSON-LD nor among the names of the head."""
    assert _said(FRONT_MATTER).keys() == {
        *("@context", "@type", "@id", "url", "headline", "alternativeHeadline", "author", "datePublished"),
        *("dateModified", "version", "inLanguage", "license", "abstract"),
    }
    head = _head(FRONT_MATTER)
    assert all(each.get("content") for each in head.iter("meta") if not each.get("charset"))
    assert "og:locale" not in _names(head, "property")


def test_no_text_ends_the_script_that_holds_it() -> None:
    """What HTML would take for its end, or for a comment, stands as an escape of JSON (HTML, 4.12.1.3)."""
    text = "</script><!--<script> & \" ' \\ \u2028 é"
    article, _ = resolved("Text.\n")
    article = replace(article, metadata=replace(article.metadata, title=text))
    said = linked_data(article.metadata)
    assert not re.search("[<>]", said)
    assert json.loads(said)["headline"] == text
    script = _head_of(article).find("script")
    assert script is not None
    assert script.text == said


def test_dublin_core_and_open_graph_say_the_same() -> None:
    """Names by the terms of each; the language of Open Graph has a country."""
    names, graph = _names(_head(FULL)), _names(_head(FULL), "property")
    assert names["dcterms.creator"] == ["Ada Example", "The Handout Desk"]
    assert names["dcterms.contributor"] == ["Bo Example", "Cy Example"]
    assert names["dcterms.identifier"] == ["https://example.org/short", "https://doi.org/10.5281/zenodo.1234567"]
    assert names["dcterms.issued"] == graph["article:published_time"] == ["2026-01-02"]
    assert names["citation_author_orcid"] == ["https://orcid.org/0000-0002-1825-0097"]
    assert (graph["og:type"], graph["og:locale"], graph["article:tag"]) == (
        ["article"],
        ["en_GB"],
        ["harbours", "tides"],
    )


def test_a_draft_tells_programs_nothing() -> None:
    """It has no address yet, and nobody is to cite it."""
    head = _head(FULL, draft=True)
    assert head.find("script") is None
    assert not [name for name in (*_names(head), *_names(head, "property")) if re.match("og:|dcterms|citation", name)]


@pytest.mark.parametrize(
    ("expression", "address"),
    [
        ("CC-BY-NC-SA-4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("MIT", "https://spdx.org/licenses/MIT.html"),
        ("CC-BY-SA-4.0 OR MIT", ""),
    ],
)
def test_a_license_has_the_address_of_its_text(expression: str, address: str) -> None:
    """An expression of several has none."""
    assert license_address(expression) == address
