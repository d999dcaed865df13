"""What an e-book says about itself is true of it, and goes when it is no longer true."""

import dataclasses
import datetime

import pytest
from lxml import etree

from pipeline.model import Accessibility, Asset, Contributor, Identifiers, Metadata, Related, Series
from pipeline.theme import XHTML
from pipeline.writers.epub_metadata import Access, identifier, measured, properties
from tests.sources import edition, resolved
from tests.writers.books import EVERYTHING, FIGURE, book, book_theme, members, values

FEATURE = "schema:accessibilityFeature"
SUMMARY = "schema:accessibilitySummary"


def test_a_book_with_everything_says_everything() -> None:
    """Each value is one of the vocabulary's."""
    assert values(book(), "schema:accessMode") == ["textual", "visual"]
    assert values(book(), "schema:accessModeSufficient") == ["textual"]
    assert values(book(), FEATURE) == [
        "structuralNavigation",
        "tableOfContents",
        "readingOrder",
        "alternativeText",
        "displayTransformability",
        "ARIA",
    ]
    assert values(book(), "schema:accessibilityHazard") == ["none"]


def test_without_an_alternative_text_there_is_no_word_of_it() -> None:
    """One figure of two whose picture says nothing makes text alone insufficient."""
    decorated = "{.decorative}\n" + FIGURE.replace(":alt: A pattern of threads.\n", "")
    less = book(EVERYTHING + "\n" + decorated)
    assert "alternativeText" not in values(less, FEATURE)
    assert values(less, "schema:accessModeSufficient") == ["textual,visual"]
    assert "no text alternative" in values(less, SUMMARY)[0]


def test_without_a_figure_there_is_nothing_to_see() -> None:
    """The only figure gone, so is what was said of it; the cover does not count."""
    less = book(EVERYTHING.replace(FIGURE, ""))
    assert values(less, "schema:accessMode") == ["textual"]
    assert "alternativeText" not in values(less, FEATURE)
    assert "images" not in values(less, SUMMARY)[0]


def test_without_notes_nothing_leads_to_them() -> None:
    """The landmark and the words of the summary go with the last note."""
    less = book("## Part\n\nNo note.\n")
    assert b'epub:type="endnotes"' in members(book())["EPUB/nav.xhtml"]
    assert b'epub:type="endnotes"' not in members(less)["EPUB/nav.xhtml"]
    assert "Notes link back" in values(book(), SUMMARY)[0]
    assert "Notes link back" not in values(less, SUMMARY)[0]


def _document(body: str) -> etree._Element:
    return etree.fromstring(
        f'<html xmlns="{XHTML}" xmlns:epub="http://www.idpf.org/2007/ops"><body>{body}</body></html>'
    )


def _measured(body: str, style: str = "") -> Access:
    return measured([_document(body)], _document('<nav epub:type="toc"><a href="#a">A</a></nav>'), style, ())


CASES = {
    "no attribute": ('<img src="a"/>', True, False),
    "an empty text": ('<img src="a" alt=""/>', False, False),
    "an empty text under a caption": (
        '<figure><img src="a" alt=""/><figcaption>C</figcaption></figure>',
        True,
        False,
    ),
    "a text": ('<img src="a" alt="A"/>', True, True),
    "one of two": ('<img src="a" alt="A"/><img src="b"/>', True, False),
    "the cover": ('<img src="a" alt="Cover" role="doc-cover"/>', False, False),
}


@pytest.mark.parametrize(("body", "images", "described"), CASES.values(), ids=CASES)
def test_a_picture_counts_by_what_it_says(body: str, images: bool, described: bool) -> None:
    """Decoration and cover do not; a picture without text does, and takes the claim away."""
    access = _measured(body)
    assert (access.images, access.described) == (images, described)


def test_fixed_sizes_take_away_the_claim_that_the_display_can_be_changed() -> None:
    """What the reader chooses must reach the text; a border may be as thin as a pixel."""
    assert _measured("", "p { font-size: 1.2em; border: 1px solid; max-width: 100% }").reflows
    assert not _measured("", "p { font-size: 12px }").reflows
    assert not _measured("", "p { line-height: 14pt }").reflows


def test_a_text_without_headings_or_roles_claims_neither() -> None:
    """Two properties that depend on the mark-up of the text alone."""
    assert (_measured("<p>T</p>").headings, _measured("<p>T</p>").roles) == (False, False)
    assert (_measured("<h2>T</h2>").headings, _measured('<p role="doc-tip">T</p>').roles) == (True, True)


def _said(**changes: object) -> list[tuple[str, str, str]]:
    article, _ = resolved("T.\n")
    meta: Metadata = dataclasses.replace(article.metadata, **changes)  # type: ignore[arg-type]  # fields by name
    made = properties(meta, edition("epub"), _measured(""), book_theme().words("en"))
    return [(dict(one.attributes).get("property", one.name), one.text, _refined(one.attributes)) for one in made]


def _refined(attributes: tuple[tuple[str, str], ...]) -> str:
    return dict(attributes).get("refines", "")


def test_every_contributor_is_named_with_a_role() -> None:
    """Authors are creators, all others contributors; a role that MARC does not have is a contributor's."""
    people = (Contributor("A"), Contributor("B"), Contributor("C", "editor"), Contributor("D", "cook"))
    said = _said(contributors=people)
    names = [(kind, text) for kind, text, _ in said if kind in {"dc:creator", "dc:contributor"}]
    assert names == [("dc:creator", "A"), ("dc:creator", "B"), ("dc:contributor", "C"), ("dc:contributor", "D")]
    roles = [(text, refined) for kind, text, refined in said if kind == "role"]
    assert roles == [("aut", "#person-1"), ("aut", "#person-2"), ("edt", "#person-3"), ("ctb", "#person-4")]


def test_libraries_find_the_book_by_its_numbers() -> None:
    """DOI and its own ISBN beside the identifier; the series is a collection with the book's place and an ISSN."""
    known = Identifiers("10.5281/zenodo.1", {"epub": "978-0-306-40615-7", "pdf": "978-1-86197-876-9"}, "2049-3630")
    said = _said(identifiers=known, series=Series("Papers", "7"), related=(Related("R", "https://example.org/r"),))
    assert [text for kind, text, _ in said if kind == "dc:identifier"] == [
        "doi:10.5281/zenodo.1",
        "urn:isbn:9780306406157",
    ]
    assert [(kind, text) for kind, text, refined in said if refined == "#series"] == [
        ("collection-type", "series"),
        ("group-position", "7"),
        ("dcterms:identifier", "urn:issn:2049-3630"),
    ]
    assert ("belongs-to-collection", "Papers", "") in said
    assert ("dc:relation", "https://example.org/r", "") in said


def test_conformance_is_claimed_by_a_person_only() -> None:
    """A standard without a reviewer is no claim."""
    standard = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    assert ("dcterms:conformsTo", standard, "") not in _said(accessibility=Accessibility(conforms_to=standard))
    reviewed = _said(accessibility=Accessibility(conforms_to=standard, reviewed_by="R"))
    assert ("dcterms:conformsTo", standard, "") in reviewed
    assert ("a11y:certifiedBy", "R", "#claim") in reviewed


def test_a_publisher_is_named_where_there_is_one() -> None:
    """Many articles have none."""
    assert [text for kind, text, _ in _said(publisher="P") if kind == "dc:publisher"] == ["P"]
    assert [text for kind, text, _ in _said() if kind == "dc:publisher"] == []


def test_pictures_that_may_move_leave_the_hazard_open() -> None:
    """Whether an animation flashes is not measured."""
    still, moving = (Asset("a.svg", content, "image/svg+xml") for content in (b"<svg/>", b"<svg><animate/></svg>"))
    assert not measured([], _document(""), "", (still,)).moves
    assert measured([], _document(""), "", (still, moving)).moves
    assert measured([], _document(""), "", (Asset("a.gif", b"", "image/gif"),)).moves


def test_the_author_s_own_summary_of_access_is_kept() -> None:
    """It knows more than what can be measured."""
    assert (SUMMARY, "Mine.", "") in _said(accessibility=Accessibility(summary="Mine."))


def test_the_identifier_stays_while_the_date_moves() -> None:
    """Readers take a new version for the same book (EPUB 3.3, section 5.5.3.1.2)."""
    article, _ = resolved("T.\n")
    later = dataclasses.replace(article.metadata, updated=datetime.date(2026, 5, 1), version="2")
    assert identifier(later) == identifier(article.metadata) == "urn:uuid:c149acf8-50b8-5694-90f7-0116842d0625"
    assert values(book(), "dcterms:modified") == ["2026-01-02T00:00:00Z"]


def test_dublin_core_is_filled_from_the_front_matter() -> None:
    """Title, subtitle, language, date, summary, licence in words, permanent address."""
    assert values(book(), "dc:title") == ["A short piece", "For the tests"]
    assert values(book(), "dc:language") == ["en"]
    assert values(book(), "dc:date") == ["2026-01-02"]
    assert values(book(), "dc:description") == ["What a short piece says, in short."]
    assert values(book(), "dc:rights") == ["Creative Commons Attribution 4.0 International"]
    assert values(book(), "dc:source") == ["https://example.org/short"]
