"""Typography: what is set, in which language, and what is left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Article, Code, Image, Link, Text
from pipeline.model.walk import descend, plain_text
from pipeline.resolve.typographic_rules import RULES
from pipeline.resolve.typography import Piece, typeset, with_typography
from tests.readers.memory import read_body
from tests.sources import FRONT_MATTER, resolved
from tests.timing import ratio

# Visible in a test: `~` is a no-break space, `_` a narrow one.
SPACES = str.maketrans({"\u00a0": "~", "\u202f": "_"})
ENGLISH = {
    """"Don't," she said, "go to the 'Inn'." """: "“Don’t,” she said, “go to the ‘Inn’.” ",
    "'Tis the '90s, rock 'n' roll, the dogs' bowls": "’Tis the ’90s, rock ’n’ roll, the dogs’ bowls",
    '"She said "go" to me"': "“She said ‘go’ to me”",
    '"A paragraph that opens': "“A paragraph that opens",
    'and one that ends."': "and one that ends.”",
    '("a") -- b --- c... d....': "(“a”) – b — c… d….",
    "6'2\" tall, 5\" wide, 12' high": "6′2″ tall, 5″ wide, 12′ high",
    "a - b ---- c . . d": "a - b ---- c . . d",
    "“Set” – already’s…": "“Set” – already’s…",
    '“Half "set" already”': "“Half ‘set’ already”",
    'alone " here': 'alone " here',
    "p. 3, No. 5, § 7, 5 km, 50 %, 3 million": "p.~3, No.~5, §~7, 5~km, 50~%, 3~million",
    "Mr. X and J. R. R. Tolkien, e. g. here": "Mr.~X and J.~R.~R.~Tolkien, e.~g. here",
    "5 kilometres, 5 may": "5~kilometres, 5 may",
    "all 32 governments, 1,400 troops, 0.5 points": "all 32~governments, 1,400~troops, 0.5~points",
    "Table 3 shows, May 2 brings, No. 5 stays": "Table~3 shows, May~2 brings, No.~5 stays",
    "in 1949 twelve, 12 of them, 5 representatives": "in 1949 twelve, 12 of them, 5 representatives",
    "on 7 and 8 July, section 5": "on 7~and 8~July, section~5",
    "Charles M. Spofford, In J. Smith": "Charles~M.~Spofford, In~J.~Smith",
    "28 November 2026, May 2, 2026, May 2026": "28~November 2026, May~2, 2026, May 2026",
    "Nov. 28, 2026, 3 Sept. and Nov. 2026": "Nov.~28, 2026, 3~Sept. and Nov. 2026",
    "1928 May, 28 Mayors, 28 may": "1928 May, 28~Mayors, 28 may",
    "Table 1, Article 5, Tables of 5": "Table~1, Article~5, Tables of 5",
    'see "https://x.org/a--b...", a...b@x.org': "see “https://x.org/a--b…”, a...b@x.org",
    "1 000 days": "1 000~days",
}
FRENCH = {
    'Il dit : "Bonjour !" et l\'"homme" ;': "Il dit_: «_Bonjour_!_» et l’«_homme_»_;",
    'Quoi? Non!! Si: oui; "a"!': "Quoi_? Non_!! Si_: oui_; «_a_»_!",
    '"Oui, "non" oui"': "«_Oui, “non” oui_»",
    "« déjà » «collé»": "«_déjà_» «_collé_»",
    "à 12:30, http://x.fr?a:b": "à 12:30, http://x.fr?a:b",
    "1 000 000 en 2020 000, n° 5, M. Dupont": "1_000_000 en 2020 000, n°~5, M.~Dupont",
    "rien\u00a0; rien\u202f!": "rien~; rien_!",
    "le 4 avril 1949, tableau 2": "le 4~avril 1949, tableau~2",
}
OTHERS = {
    "de": "„A ‚b‘ c“",
    "de-CH": "«A ‹b› c»",
    "de-AT": "„A ‚b‘ c“",
    "es": "«A “b” c»",
    "it": "«A “b” c»",
    "pt-BR": "“A ‘b’ c”",
    "nl": "“A ‘b’ c”",
    "pl": "„A «b» c”",
    "uk": "«A „b“ c»",
    "ru": "«A „b“ c»",
    "cs": "„A ‚b‘ c“",
    "sv": "”A ’b’ c”",
    "da": "»A ›b‹ c«",
    "fi": "”A ’b’ c”",
    "ja": "\"A 'b' c\"",
}
SAMPLE = st.text(st.sampled_from("aZé7 \n\"'-.!?:;«»“”„‘’()@/%§\u00a0\u202f–…,k1"), max_size=40)
LANGUAGE = st.sampled_from(["en", "fr", "fr-CA", "de", "sv", "cs", "ru", "nl", "ja"])


def _set(text: str, lang: str = "en") -> str:
    return typeset((Piece(text, lang),))[0].text.translate(SPACES)


@pytest.mark.parametrize(("source", "printed"), ENGLISH.items())
def test_english_is_set_as_printed(source: str, printed: str) -> None:
    """Marks, dashes, ellipses, primes and joined words."""
    assert _set(source) == printed


@pytest.mark.parametrize(("source", "printed"), FRENCH.items())
def test_french_is_set_as_printed(source: str, printed: str) -> None:
    """Narrow spaces inside quotation marks, before high punctuation and within numbers."""
    assert _set(source, "fr") == printed


@pytest.mark.parametrize(("lang", "printed"), OTHERS.items())
def test_quotation_marks_are_those_of_the_language(lang: str, printed: str) -> None:
    """By language and region where these differ; a language without rules is left as it is written."""
    assert _set("\"A 'b' c\"", lang) == printed


def test_short_words_keep_with_the_next_in_slavic_languages() -> None:
    """No line ends with a preposition of one letter."""
    assert (_set("v lese k domu", "cs"), _set("в лесу", "ru")) == ("v~lese k~domu", "в~лесу")


@given(SAMPLE, LANGUAGE)
@settings(deadline=None, max_examples=400)
def test_setting_twice_is_setting_once(text: str, lang: str) -> None:
    """What is set already stays as it is."""
    once = typeset((Piece(text, lang),))
    assert typeset(once) == once


@given(st.lists(st.tuples(SAMPLE, LANGUAGE), max_size=5))
@settings(deadline=None, max_examples=400)
def test_letters_and_digits_stay(parts: list[tuple[str, str]]) -> None:
    """Each piece keeps its own, in their order."""
    pieces = tuple(Piece(text, lang) for text, lang in parts)
    assert [_spoken(piece.text) for piece in typeset(pieces)] == [_spoken(piece.text) for piece in pieces]


def _spoken(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


@pytest.mark.parametrize("unit", ['"', "' \"", "a@", "-- ", "1 000 ", "« ", " 5 k", "x!"])
def test_time_grows_with_the_text(unit: str) -> None:
    """Twice the text takes about twice the time, whatever it repeats."""
    text = unit * 20_000
    assert ratio(lambda: _set(text[:10_000], "fr"), lambda: _set(text[:20_000], "fr"), 3) <= 3


def _line(body: str, front_matter: str = FRONT_MATTER) -> str:
    article, _ = resolved(body, front_matter=front_matter)
    return plain_text(node for block in article.blocks for node in getattr(block, "children", ())).translate(SPACES)


def test_a_quotation_spans_markup() -> None:
    """It may open before a stressed word and close after it, or stand around code and calls."""
    assert _line('He said "*go* home"[^n] and "`x`".\n\n[^n]: Note.\n') == "He said “go home” and “x”."


def test_passages_follow_their_own_language() -> None:
    """The marks around a passage are those of the text, the marks within it those of the passage."""
    assert _line('A "[mot "juste" !]{lang=fr}" in "English".') == "A “mot «_juste_»_!” in “English”."


def test_escaped_marks_and_references_stay_straight() -> None:
    """The author's way to keep a straight mark, three dots, or two hyphens."""
    assert _line(r"""A \"b\" &quot;c&quot; it\'s \... \-- "d".""") == 'A "b" "c" it\'s ... -- “d”.'


def test_code_and_addresses_are_left_alone() -> None:
    """In a line, in a block, in a link's target and in a link that shows it."""
    body = """`a -- "b"` <https://x.org/a--b> [c](https://x.org/"d"--e)\n\n```\n"x" -- y\n```\n"""
    article, _ = resolved(body)
    nodes = list(descend(article.blocks))
    assert [node.text for node in nodes if isinstance(node, Code)] == ['a -- "b"']
    assert [node.target for node in nodes if isinstance(node, Link)][1].endswith("%22d%22--e")
    assert "https://x.org/a--b" in [node.text for node in nodes if isinstance(node, Text)]
    assert getattr(article.blocks[1], "text", "") == '"x" -- y'


def test_cells_of_numbers_are_left_alone_and_others_set() -> None:
    """A column of figures is aligned by its characters; words in a table are text."""
    article, _ = resolved("| A | B |\n|---|---|\n| 1 000 -- 2 000 % | it's 5 % |\n")
    texts = [node.text.translate(SPACES) for node in descend(article.blocks) if isinstance(node, Text)]
    assert texts == ["A", "B", "1 000 -- 2 000 %", "it’s 5~%"]


def test_alternative_texts_and_front_matter_are_set() -> None:
    """They are read out and printed as text; names are as they are written."""
    dot = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    front = FRONT_MATTER.replace("A short piece", "It's short").replace("Ada Example", "Ada O'Example")
    article, _ = resolved('![a "dot"](dot.svg)', {"dot.svg": dot}, front)
    assert [node.alt for node in descend(article.blocks) if isinstance(node, Image)] == ["a “dot”"]
    assert (article.metadata.title, article.metadata.authors[0].name) == ("It’s short", "Ada O'Example")


def test_typography_can_be_turned_off() -> None:
    """A word in the front matter keeps every character as it is written."""
    front = FRONT_MATTER.replace("lang: en", "lang: en\ntypography: false")
    assert _line('"a" -- b...', front) == '"a" -- b...'


PARTS = st.lists(
    st.sampled_from(['"', "'", "*", "**", "`", "\\", "a", " ", "--", "[", "]{lang=fr}", "[^n]", "![x](y)", "\n"]),
    max_size=25,
).map("".join)


@given(PARTS)
@settings(deadline=None, max_examples=200)
def test_setting_an_article_twice_is_setting_it_once(body: str) -> None:
    """Markup, escapes and calls among the text keep their places."""
    article, _ = read_body(f"{body}\n\n[^n]: Note.\n")
    assert article is not None
    once = with_typography(article)
    assert with_typography(once) == once
    assert _shape(once) == _shape(article)


def _shape(article: Article) -> list[str]:
    return [node.kind for node in descend(article.blocks)]


def test_every_language_has_marks_of_its_own_kind() -> None:
    """Outer and inner marks differ, so that a quotation in a quotation can be told."""
    assert all(rules.quotes[0] != rules.quotes[1] for rules in RULES.values())
