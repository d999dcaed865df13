"""Every block has an id: public where a reader may link to it, counted within its section elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.resolve.naming import slug
from tests.sources import promised, resolved

BODY = """Lead.

## Roles & duties

One.

- item

## Roles & duties

### Über 20 Jahre

Two.
"""


def test_blocks_have_ids_by_section_and_kind() -> None:
    """A heading's id is its slug, made unique; other blocks are counted by kind in their section."""
    article, _ = resolved(BODY)
    assert [entry.id for entry in promised(article, "html").blocks] == [
        "front.title",
        "front.subtitle",
        "front.summary",
        "front.p1",
        "roles-duties",
        "roles-duties.p1",
        "roles-duties.list1",
        "roles-duties.item1",
        "roles-duties.p2",
        "roles-duties-2",
        "uber-20-jahre",
        "uber-20-jahre.p1",
    ]


def test_an_id_given_twice_is_reported_where_it_is_given_again() -> None:
    """The second block with the id is named, by its line."""
    _, findings = resolved("## One {#same}\n\nText.\n\n## Two {#same}\n\nText.\n")
    assert [(finding.code, finding.at and finding.at.line) for finding in findings] == [("duplicate-id", 18)]


def test_an_own_id_is_kept_from_what_is_made() -> None:
    """A heading whose slug somebody gave to another block gets a number."""
    article, findings = resolved("## Same\n\nText.\n\n## Other {#same}\n\nText.\n")
    headings = [entry.id for entry in promised(article, "html").blocks if entry.kind == "heading"]
    assert (headings, findings) == (["front.title", "same-2", "same"], ())


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("L’école d’été", "lecole-dete"),
        ("Ώρες λειτουργίας", "ωρες-λειτουργιας"),
        ("Читальний зал їхній", "читальний-зал-їхній"),
        ("閲覧室のご案内", "閲覧室のご案内"),
        ("مَكتبة المدينة", "مَكتبة-المدينة"),
        ("हिन्दी में", "हिन्दी-में"),
        ("2026", "section-2026"),
    ],
)
def test_a_slug_keeps_the_letters_of_every_script(heading: str, expected: str) -> None:
    """Accents of Latin and Greek go; elsewhere a mark makes another letter."""
    assert slug(heading) == expected


@given(st.text(max_size=40))
def test_a_slug_is_a_public_id(text: str) -> None:
    """Whatever the heading, its slug begins with a letter and holds neither space nor dot."""
    made = slug(text)
    assert made[0].isalpha()
    assert not set(made) & set(" ._#\"'<>&")


def test_a_title_in_the_contents_keeps_what_stands_below_and_above_the_line() -> None:
    """As characters of Unicode where there are some; the id has plain ones."""
    article, _ = resolved("## CO~2~ in m^3^, 10^-1^\n\nText.\n")
    contents = [entry for entry in promised(article, "html").generated if entry.kind == "contents"]
    assert [(entry.text, entry.id) for entry in contents] == [("CO₂ in m³, 10-1", "_contents.co2-in-m3-10-1")]
