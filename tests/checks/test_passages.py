"""What is said of passages that name nothing, that no edition has, or that leave nothing behind."""

import pytest

from pipeline.checks import check
from pipeline.writers import EDITIONS
from tests.sources import FRONT_MATTER, resolved


def _found(body: str, front_matter: str = FRONT_MATTER) -> list[tuple[str, str, str]]:
    """Code, line and column below the front matter, and message of each finding."""
    article, findings = resolved(body, {}, front_matter)
    assert findings == ()
    first = front_matter.count("\n")
    told = check(article, EDITIONS)
    return [(one.code, f"{one.at.line - first}:{one.at.column}" if one.at else "", one.message) for one in told]


@pytest.mark.parametrize("names", ["web", "html", "paper, ebook", "pdf-letter", "web,paper ebook"])
def test_media_and_editions_may_be_named(names: str) -> None:
    """One or several, with commas or blanks between them."""
    assert _found(f"Lead.\n\n:::{{only}} {names}\nText.\n:::\n") == []


def test_unknown_names_are_told_at_their_places_with_the_nearest() -> None:
    """Each of them; whether any edition has the passage is not said before its names are known."""
    article, _ = resolved("Lead.\n\n:::{only} wep, papre, web\nText.\n:::\n")
    told = check(article, EDITIONS)
    assert [(one.code, one.at.column, one.hint) for one in told if one.at] == [
        ("unknown-edition", 11, "write web"),
        ("unknown-edition", 16, "write paper"),
    ]


def test_a_passage_that_no_edition_has_is_told() -> None:
    """By its own names, or by those of the passages around it."""
    inner = "::::{only} web\n:::{except} html, ebook\nText.\n:::\nMore.\n::::\n"
    assert _found(f"Lead.\n\n{inner}") == [("unused-passage", "4:1", "no edition has this passage")]
    assert [code for code, _, _ in _found("Lead.\n\n:::{except} web, paper, ebook\nText.\n:::\n")] == ["unused-passage"]


@pytest.mark.parametrize(
    ("body", "place", "kind"),
    [
        ("## A\n\n:::{only} web\nText.\n:::\n", "1:1", "section"),
        ("- a\n-\n  :::{only} web\n  Text.\n  :::\n- b\n", "2:1", "item"),
        ("Lead.\n\n> :::{only} web\n> Text.\n> :::\n", "3:1", "quote"),
        (":::{only} web\nText.\n:::\n", "2:1", "article"),
    ],
)
def test_what_a_passage_leaves_empty_is_told(body: str, place: str, kind: str) -> None:
    """At the block that would be empty, with the editions in which it would."""
    message = f"in pdf, pdf-letter and epub nothing is left of {'the' if kind == 'article' else 'this'} {kind}"
    assert _found(body) == [("nothing-left", place, message)]


def test_a_section_that_was_empty_before_is_told_as_that_alone() -> None:
    """And one that keeps a subsection still holds something."""
    told = _found("Lead.\n\n## A\n\n:::{only} web\nText.\n:::\n\n### B\n\nText.\n\n## C\n")
    assert [code for code, _, _ in told] == ["empty-section", "heading-without-body"]


def test_a_promised_section_that_an_edition_lacks_is_told() -> None:
    """With the editions that would not have it."""
    front = FRONT_MATTER.replace("summary:", "outline: [A, B]\nsummary:")
    told = _found("## A\n\nText.\n\n:::{except} paper\n## B\n\nText.\n:::\n", front)
    assert [(code, message) for code, _, message in told] == [
        ("outline-mismatch", 'the outline promises "B", which pdf and pdf-letter would not have')
    ]


def test_a_link_out_of_what_an_edition_has_is_told_at_the_link() -> None:
    """In the text and in notes; a link that is in the passage too is none."""
    inside = "## B {#b}\n\nBack [the note](#b).\n\n[^n]: In the passage."
    body = f"See [there](#b) and a note[^n].\n\n:::{{only}} web\n{inside}\n:::\n"
    assert _found(body) == [
        ("reference-excluded", "1:5", 'this leads to "b", which pdf, pdf-letter and epub would not have'),
        ("reference-excluded", "1:27", 'this leads to "note-n", which pdf, pdf-letter and epub would not have'),
    ]


def test_a_call_that_is_counted_otherwise_in_some_editions_is_told_once() -> None:
    """The second call of a note in one edition may be the first in another."""
    body = "Lead.\n\n:::{only} web\nOne[^n].\n:::\n\nTwo[^n].\n\n:::{only} web, ebook\n[^n]: N.\n:::\n"
    assert _found(body) == [
        ("reference-excluded", "7:4", 'this leads to "note-n", which pdf and pdf-letter would not have')
    ]
