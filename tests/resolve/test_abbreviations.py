"""An abbreviation is written out where the text first uses it, explained wherever else, and listed on request."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Diagnostic
from pipeline.model import Article, Entry
from pipeline.resolve.abbreviation_list import order
from tests.sources import FRONT_MATTER, promised, resolved

KNOWN = FRONT_MATTER.replace(
    "\n---\n",
    "\nabbreviations:\n"
    "  NATO: North Atlantic Treaty Organization\n"
    "  EP: European Parliament\n"
    "  MEP: Member of the European Parliament\n"
    "  NGO: non-governmental organization\n"
    "  NGOs: non-governmental organizations\n---\n",
)
LONG = "North Atlantic Treaty Organization"


def _read(body: str, front_matter: str = KNOWN) -> tuple[Article, list[Diagnostic]]:
    article, findings = resolved(body, front_matter=front_matter)
    return article, [each for each in findings if each.code != "unused-abbreviation"]


def _blocks(body: str) -> dict[str, Entry]:
    article, findings = _read(body)
    assert findings == []
    return {entry.id: entry for entry in promised(article, "html").blocks}


def _marked(entry: Entry) -> list[tuple[int, str]]:
    return [(span.start, span.value) for span in entry.spans if span.kind == "abbr"]


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("Today NATO acts.", f"Today {LONG} (NATO) acts."),
        ("Today *NATO*, acts.", f"Today {LONG} (NATO), acts."),
        ("An alliance (NATO) acts.", f"An alliance ({LONG}, NATO) acts."),
        (f"The {LONG} (NATO) acts.", f"The {LONG} (NATO) acts."),
        (f"The *{LONG}* (NATO) acts.", f"The {LONG} (NATO) acts."),
        (f"The {LONG.lower()}, or NATO, acts.", f"The {LONG.lower()}, or NATO, acts."),
        (f"NATO ({LONG}) acts.", f"NATO ({LONG}) acts."),
        ("NATO (the North Atlantic Treaty Organisation) acts.", "NATO (the North Atlantic Treaty Organisation) acts."),
        ("The Members of the European Parliament (MEPs) met.", "The Members of the European Parliament (MEPs) met."),
        ("It is NATO’s.", f"It is {LONG}’s (NATO’s)."),
        ("NGOs act.", "Non-governmental organizations (NGOs) act."),
        ("So. NGOs act.", "So. Non-governmental organizations (NGOs) act."),
        ("An MEP spoke.", "An MEP (Member of the European Parliament) spoke."),
        ("NATO-led, non-NATO, NATO/EU.", "NATO-led, non-NATO, NATO/EU."),
        ("`NATO`, NATOS, nato, XNATO.", "NATO, NATOS, nato, XNATO."),
        ("<https://NATO.example.org/NATO>, press@NATO.example.", "https://NATO.example.org/NATO, press@NATO.example."),
        ("See [NATO](https://example.org/NATO).", f"See {LONG} (NATO)."),
        ("Dire [NATO]{lang=fr}.", "Dire NATO."),
        ("> NATO acts.", "NATO acts."),
        ("The MEP of the EP.", "The Member of the European Parliament (MEP) of the European Parliament (EP)."),
    ],
)
def test_the_first_use_is_written_out_where_that_makes_sense(written: str, made: str) -> None:
    """Not where the author has done it, nor in quotations, foreign words, code, addresses and longer words."""
    article, findings = _read(f"{written}\n")
    texts = [entry.text for entry in promised(article, "html").blocks if entry.kind == "paragraph"]
    assert (texts[-1], findings) == (made, [])


def test_every_later_use_is_explained() -> None:
    """The long form is that of one where a plural has no other; nothing in the text changes."""
    lead = _blocks("NATO, the NGO and the MEP.\n\nNATO, NATO’s, NATO-led; NGOs, NGO; MEPs.\n")["front.p2"]
    assert lead.text == "NATO, NATO’s, NATO-led; NGOs, NGO; MEPs."
    assert [value for _, value in _marked(lead)] == [
        LONG,
        LONG,
        LONG,
        "non-governmental organizations",
        "non-governmental organization",
        "Member of the European Parliament",
    ]


def test_headings_captions_cells_and_terms_are_explained_but_not_changed() -> None:
    """A use there is none that the text can count on."""
    blocks = _blocks("## NATO\n\n| NATO |\n| - |\n| NATO |\n: NATO {#t}\n\nNATO\n: And NATO, NATO.\n")
    texts = {name: entry.text for name, entry in blocks.items() if entry.text and not name.startswith("front")}
    assert list(texts.values()) == [
        "NATO",
        "Table 1. NATO",
        "NATO",
        "NATO",
        "NATO",
        f"And {LONG} (NATO), NATO.",
    ]
    assert [len(_marked(blocks[name])) for name in texts] == [1] * 6


def test_the_body_comes_before_the_notes() -> None:
    """A reader who leaves the notes out learns what an abbreviation means all the same."""
    article, _ = _read("Lead.[^n]\n\nNATO.\n\n[^n]: NATO.\n")
    trace = promised(article, "html")
    assert [entry.text for entry in (*trace.blocks[-1:], *trace.notes[-1:])] == [f"{LONG} (NATO).", "NATO."]


def test_a_passage_of_some_editions_is_no_first_use_for_others() -> None:
    """Written out in the passage, and again in what every edition has."""
    article, findings = _read(":::{only} web\nNATO, NATO.\n:::\n\nThen NATO.\n\n:::{only} web\nNATO.\n:::\n")
    texts = [entry.text for entry in promised(article, "html").blocks if entry.kind == "paragraph"][1:]
    assert (texts, findings) == ([f"{LONG} (NATO), NATO.", f"Then {LONG} (NATO).", "NATO."], [])


def test_a_plural_without_a_form_of_its_own_is_told_of() -> None:
    """No rule makes "Members of the European Parliament"."""
    article, findings = _read("MEPs met. MEPs left.\n\nThe MEP spoke.\n")
    texts = [entry.text for entry in promised(article, "html").blocks if entry.kind == "paragraph"][1:]
    assert texts == ["MEPs met. MEPs left.", "The Member of the European Parliament (MEP) spoke."]
    assert [(each.code, str(each.at)) for each in findings] == [("plural-abbreviation", "article.md:20:1")]


def test_an_abbreviation_that_is_not_used_is_told_of_where_it_stands() -> None:
    """A plural is used with its singular."""
    _, findings = resolved("NATO and an NGO.\n", front_matter=KNOWN)
    assert [(each.code, each.at and each.at.line) for each in findings] == [
        ("unused-abbreviation", 14),
        ("unused-abbreviation", 15),
    ]


def test_a_list_holds_what_is_used_in_the_order_of_the_alphabet() -> None:
    """Once each, the singular for a plural; nobody gets one who does not ask."""
    article, findings = _read("NGOs of NATO and the EP.\n\n## Short forms\n\n:::{abbreviations}\n:::\n")
    below = [entry.text for entry in promised(article, "html").blocks if entry.path == ("short-forms",)]
    assert [text for text in below if text] == [
        "EP",
        "European Parliament",
        "NATO",
        LONG,
        "NGO",
        "non-governmental organization",
    ]
    assert findings == []


def test_an_empty_list_is_an_error() -> None:
    """Its place is named."""
    _, findings = resolved("Text.\n\n:::{abbreviations}\n:::\n")
    assert [(each.code, each.at and each.at.line) for each in findings] == [("empty-list", 16)]


@pytest.mark.parametrize(
    ("alphabet", "texts"),
    [
        ("abcdefghijklmnopqrstuvwxyz", ["2", "A", "É", "eb", "EU", "Zl"]),
        ("abcdefghijklmnopqrstuvwxyzåäö", ["A", "Z", "Å", "Ä", "Ö"]),
    ],
)
def test_order_is_that_of_the_language(alphabet: str, texts: list[str]) -> None:
    """A letter that the alphabet does not have stands with the one that it is made of; digits come first."""
    assert sorted(sorted(texts), key=lambda text: order(text, alphabet)) == texts


@given(
    st.lists(st.sampled_from(["NATO", "NATO’s", "word", "(NATO)", "NATO,", "*NATO*", "the"]), min_size=1, max_size=9)
)
@settings(deadline=None)  # the first example loads the theme, and other work on the machine slows any of them
def test_the_long_form_is_written_once_and_nothing_else_changes(words: list[str]) -> None:
    """Taken out again, it leaves the text as it was."""
    article, _ = _read(f"Text {' '.join(words)}.\n")
    text = promised(article, "html").blocks[-1].text
    assert text.count(LONG) == any("NATO" in word for word in words)
    for added in (f"{LONG}’s (NATO’s)", f"{LONG} (NATO)", f"{LONG}, NATO"):
        text = text.replace(added, "NATO’s" if added.endswith("’s)") else "NATO")
    assert text == f"Text {' '.join(words)}.".replace("*", "")
