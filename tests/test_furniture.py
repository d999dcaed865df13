"""The text that a theme makes of the front matter."""

from pipeline.furniture import Piece, furniture
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
    ]
    assert "ISBN 978-0-306-40615-7." not in colophon("pdf", KNOWN)


def test_addresses_of_the_colophon_are_links() -> None:
    """Each leads where its words say; an e-mail address to a letter."""
    linked = {piece.linked: piece.target for piece in colophon("html", KNOWN).values() if piece.target}
    assert linked == {
        "https://doi.org/10.5281/zenodo.1234567": "https://doi.org/10.5281/zenodo.1234567",
        "https://example.org/short": "https://example.org/short",
        "https://example.org/fr": "https://example.org/fr",
        "desk@example.org": "mailto:desk@example.org",
    }


def test_a_series_without_a_number_is_named_alone() -> None:
    """Not every series counts."""
    assert "Part of the series Papers." in colophon("html", KNOWN.replace(", number: 7", ""))
