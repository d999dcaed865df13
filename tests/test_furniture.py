"""The text that a theme makes of the front matter."""

import base64
from hashlib import sha256

import pytest

from pipeline.furniture import Piece, furniture
from pipeline.resolve import resolve
from tests.sources import FRONT_MATTER, edition, resolved, theme_of_the_project

KNOWN = FRONT_MATTER.replace(
    "date:",
    """\
publisher: The Press
series: {title: Papers, number: 7}
identifiers:
  doi: 10.5281/zenodo.1234567
  isbn: {epub: 978-0-306-40615-7}
  issn: 2049-3630
contact: desk@example.org
related:
  - {title: Un article, url: https://example.org/fr, relation: translation}
date:""",
    1,
)


def colophon(name: str, front_matter: str) -> dict[str, Piece]:
    """The lines at the end of an edition by their texts."""
    article, _ = resolved("Text.\n", front_matter=front_matter)
    pieces = furniture(article, edition(name), theme_of_the_project().words("en"))
    return {piece.text: piece for piece in pieces if piece.id.startswith("_colophon.")}


def test_colophon_says_what_libraries_and_readers_ask_for() -> None:
    """In the order in which they look for it; only the edition's own ISBN."""
    source = KNOWN.encode() + b"Text.\n"
    assert list(colophon("epub", KNOWN)) == [
        "Version 1, published 2\u00a0January 2026.",
        "Published by The Press.",
        "Number 7 of the series Papers.",
        "DOI: https://doi.org/10.5281/zenodo.1234567",
        "ISBN 978-0-306-40615-7.",
        "ISSN 2049-3630.",
        "License: Creative Commons Attribution 4.0 International.",
        "Permanent address: https://example.org/short",
        "Translation: Un article, https://example.org/fr",
        "Contact: desk@example.org",
        f"Text of this edition: SHA-256 {sha256(source).hexdigest()}",
        "Cite as: Ada Example, “A short piece: For the tests,” The Press, 7, Jan. 2026. doi: 10.5281/zenodo.1234567.",
    ]
    assert "ISBN 978-0-306-40615-7." not in colophon("pdf", KNOWN)


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("html", ["Place", "Notes"]),
        ("epub", ["Place", "Notes", "About this document"]),
        ("large-print", ["Place", "Notes"]),
        ("pdf", ["Place"]),
    ],
)
def test_contents_list_notes_that_stand_at_the_end(name: str, listed: list[str]) -> None:
    """With the page of their heading on paper; those at the foot of pages have none."""
    article, _ = resolved("Text.[^n]\n\n## Place\n\nText.\n\n[^n]: A note.\n")
    pieces = furniture(article, edition(name), theme_of_the_project().words("en"))
    assert [piece.text for piece in pieces if piece.id.startswith("_contents.")] == listed
    pages = sum(piece.id.startswith("_contents-page.") for piece in pieces)
    assert pages == (len(listed) if edition(name).medium == "paper" else 0)


def test_dates_and_version_are_one_phrase() -> None:
    """Whose parts stay whole: a line may end between them alone."""
    changed = FRONT_MATTER.replace("date: 2026-01-02", "date: 2026-01-02\nupdated: 2026-03-04")
    article, _ = resolved("Text.\n", front_matter=changed)
    pieces = {piece.id: piece.text for piece in furniture(article, edition("pdf"), theme_of_the_project().words("en"))}
    parts = "Published 2 January 2026", "updated 4 March 2026", "version 1", "CC BY 4.0"
    assert pieces["_dates"] == ", ".join(part.replace(" ", "\u00a0") for part in parts)


def test_addresses_of_the_colophon_are_links() -> None:
    """Each leads where its words say; an e-mail address to a letter."""
    linked = {piece.linked: piece.target for piece in colophon("html", KNOWN).values() if piece.target}
    assert linked == {
        "https://doi.org/10.5281/zenodo.1234567": "https://doi.org/10.5281/zenodo.1234567",
        "https://example.org/short": "https://example.org/short",
        "https://example.org/fr": "https://example.org/fr",
        "10.5281/zenodo.1234567": "https://doi.org/10.5281/zenodo.1234567",
        "desk@example.org": "mailto:desk@example.org",
    }


def test_a_series_without_a_number_is_named_alone() -> None:
    """Not every series counts."""
    assert "Part of the series Papers." in colophon("html", KNOWN.replace(", number: 7", ""))


CITED = {
    "ieee": "Ada Example, “A short piece: For the tests,” Jan. 2026. [Online]. Available: https://example.org/short",
    "apa": "Ada Example. (2026). A short piece: For the tests (Version 1). https://example.org/short",
    "chicago-author-date-16th-edition": "Ada Example. 2026. A Short Piece: For the Tests (version 1). "
    "https://example.org/short.",
    "iso690-numeric-fr": "ADA EXAMPLE. A short piece: For the tests [en\u00a0ligne]. 2026. Disponible à l'adresse: "
    "https://example.org/short",
}


@pytest.mark.parametrize("style", CITED)
def test_the_article_is_cited_in_its_own_style(style: str) -> None:
    """As its list of references would name it, with the address as a link."""
    front_matter = FRONT_MATTER.replace("lang: en", f"lang: en\ncitation-style: {style}")
    piece = list(colophon("pdf", front_matter).values())[-1]
    assert piece.text == f"Cite as: {CITED[style]}"
    assert piece.target == "https://example.org/short"


def test_every_language_says_how_the_article_is_cited() -> None:
    """In its own words, those of the style included."""
    theme = theme_of_the_project()
    for lang, words in theme.languages.items():
        article, _ = resolved("Text.\n", front_matter=FRONT_MATTER.replace("lang: en", f"lang: {lang}"))
        made, _ = resolve(article, words, theme.citation_styles)
        last = [piece for piece in furniture(made, edition("epub"), words) if piece.id.startswith("_colophon.")][-1]
        assert last.text.endswith("https://example.org/short"), lang
        assert "A short piece: For the tests" in last.text


def test_a_style_that_is_not_known_names_nothing() -> None:
    """An article that cites no work needs none."""
    lines = colophon("pdf", FRONT_MATTER.replace("lang: en", "lang: en\ncitation-style: none"))
    assert not [text for text in lines if text.startswith("Cite as")]


def test_nobody_is_asked_to_cite_a_draft() -> None:
    """Neither in words nor by a file."""
    article, _ = resolved("Text.\n")
    ids = {piece.id for piece in furniture(article, edition("html").as_draft(), theme_of_the_project().words("en"))}
    assert not [name for name in ids if name.startswith("_export")]
    texts = [piece.text for piece in furniture(article, edition("pdf").as_draft(), theme_of_the_project().words("en"))]
    assert not [text for text in texts if text.startswith("Cite as")]


def test_the_web_page_has_the_reference_in_files() -> None:
    """Each is in its own address; other editions have no use for them."""
    article, _ = resolved("Text.\n")
    words = theme_of_the_project().words("en")
    files = {piece.text: piece.target for piece in furniture(article, edition("html"), words) if "_export." in piece.id}
    begun = {name: base64.b64decode(address.partition(",")[2])[:12].decode() for name, address in files.items()}
    assert begun == {"BibTeX": "@techreport{", "RIS": "TY  - RPRT\r\n", "CSL-JSON": '[{"id": "sho'}
    assert not [piece for piece in furniture(article, edition("epub"), words) if "_export" in piece.id]
