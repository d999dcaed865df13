"""A reference within the article leads to a block that is there, and says which when the author does not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Anchor
from pipeline.model.walk import descend
from tests.resolve.test_numbering import NUMBERED
from tests.sources import FRONT_MATTER, promised, resolved

TABLE = "| A |\n| - |\n| 1 |\n: Words. {#t}\n"
TARGETS = f"\n\n## History of *it*\n\nText.[^n]\n\n### Inner {{#inner}}\n\n{TABLE}\n[^n]: The note.\n"


def _lead(reference: str, front_matter: str = FRONT_MATTER) -> str:
    article, findings = resolved(reference + TARGETS, front_matter=front_matter)
    assert findings == ()
    return next(entry.text for entry in promised(article, "html").blocks if entry.id == "front.p1")


def test_a_link_to_no_block_is_reported_with_the_nearest_id() -> None:
    """The finding stands where the link does and names what may be meant."""
    _, findings = resolved("See [this](#historie), [](#historie).\n\n## History\n\nText.\n")
    assert [(each.code, each.hint) for each in findings] == [("broken-reference", "did you mean `#history`?")] * 2


def test_links_to_headings_tables_and_notes_hold() -> None:
    """Every public id is a target, and the author's words stay as they are."""
    assert _lead("See [a](#history-of-it), [b](#t), [c](#note-n).") == "See a, b, c."


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("See [](#t).", "See Table 1."),
        ("See [](#history-of-it).", "See History of it."),
        ("See [](#note-n).", "See note 1."),
        ("[](#note-n) says.", "Note 1 says."),
        ("So. [](#note-n) says.", "So. Note 1 says."),
        ("“So!” [](#note-n) says.", "“So!” Note 1 says."),
        ("So it was in 1950. [](#note-n) says.", "So it was in 1950. Note 1 says."),
        ("So (by J. [](#note-n)", "So (by J. note 1"),
        ("So, cf. [](#note-n), e.g. [](#note-n).", "So, cf. note 1, e.g. note 1."),
        ("*See* **[](#t)**.", "See Table 1."),
        ("Voir [ici [](#t)]{lang=fr}.", "Voir ici Table 1."),
    ],
)
def test_a_reference_without_text_names_its_target(written: str, made: str) -> None:
    """By its number, else by the words of its heading; a small letter becomes a capital where a sentence begins."""
    assert _lead(written) == made


def test_numbered_sections_are_referred_to_by_their_numbers() -> None:
    """With numbers on, no reference repeats a heading."""
    assert _lead("See [](#inner) in [](#history-of-it).", NUMBERED) == "See Section 1.1 in Section 1."


def test_a_reference_in_a_foreign_passage_says_its_language() -> None:
    """Its words are of the article's language, those of a foreign heading of that heading's."""
    article, findings = resolved(
        "{lang=fr}\nVoir [](#a), [](#b).\n\n## One {#a}\n\nText.\n\n## Deux {#b lang=de}\n\nText.\n"
    )
    lead = next(entry for entry in promised(article, "pdf").blocks if entry.id == "front.p1")
    assert findings == ()
    assert [(span.kind, span.value) for span in lead.spans] == [
        ("lang", "en"),
        ("link", "#a"),
        ("page", "a"),
        ("lang", "de"),
        ("link", "#b"),
        ("page", "b"),
    ]


def test_headings_that_refer_to_each_other_come_to_an_end() -> None:
    """What leads back says nothing the second time."""
    article, findings = resolved("## One, see [](#b) {#a}\n\nSee [](#b).\n\n## Two, see [](#a) {#b}\n\nText.\n")
    texts = [entry.text for entry in promised(article, "html").blocks if entry.id in {"a", "a.p1"}]
    assert (texts, findings) == (["One, see Two, see One, see", "See Two, see One, see ."], ())


def test_what_has_no_name_wants_words() -> None:
    """A table without caption and a list have neither number nor heading."""
    bare = TABLE.replace("Words. ", "")
    _, findings = resolved(f"See [](#t), [](#l), [a list](#l).\n\n{bare}\n{{#l}}\n- item\n")
    assert [(each.code, each.at and each.at.column) for each in findings] == [
        ("reference-without-text", 5),
        ("reference-without-text", 13),
    ]


def test_print_names_the_page_outside_of_brackets_or_inside() -> None:
    """The page is the theme's text: the paragraph only says where it stands, in print alone."""
    article, _ = resolved(f"See [](#t) (or [](#inner), [words](#t)).{TARGETS}")
    lead = {name: promised(article, name).blocks[3] for name in ("html", "pdf")}
    made = [(entry.id, entry.text) for entry in promised(article, "pdf").generated if entry.kind == "page-of"]
    assert lead["html"].text == lead["pdf"].text == "See Table 1 (or Inner, words)."
    assert [span.value for span in lead["html"].spans if span.kind == "page"] == []
    assert [(span.start, span.value) for span in lead["pdf"].spans if span.kind == "page"] == [(9, "t"), (17, "inner")]
    assert made == [("_page-of.t.1", "(page {page})"), ("_page-of.inner.2", ", page {page}")]


@given(st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=60))
@settings(deadline=None)  # the first example loads the theme, and other work on the machine slows any of them
def test_text_without_references_is_left_alone(text: str) -> None:
    """Resolving changes no character of a paragraph that refers to nothing."""
    article, _ = resolved(f"Text {text}.\n")
    words = [node.text for node in descend(article.blocks) if node.kind == "text"]  # type: ignore[union-attr]  # by kind
    assert "".join("".join(words).split()) == "".join(f"Text {text}.".split())


def test_a_link_may_lead_to_a_passage_and_needs_a_text_then() -> None:
    """An id inside a line is a target; the words of a heading are repeated without it."""
    article, findings = resolved("## The [port]{#port}\n\n[There](#port), [](#the-port), [](#port).\n")
    assert [finding.code for finding in findings] == ["reference-without-text"]
    assert [node.id for node in descend(article.blocks) if isinstance(node, Anchor)] == ["port"]
