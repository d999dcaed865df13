"""Citations as they are printed: what a sentence says of a work, where it links, and the list of references."""

import json
from collections.abc import Callable, Iterator

import pytest

from pipeline.diagnostics import Diagnostic
from pipeline.model import Article, Link, Paragraph, References, Section
from pipeline.model.walk import descend, plain_text
from pipeline.resolve.citations.rendering import rendering
from tests.sources import FRONT_MATTER, resolved
from tests.timing import ratio

WORKS: list[dict[str, object]] = [
    {"id": "sloan", "type": "book", "title": "A book", "author": [{"family": "Sloan", "given": "Ada"}]},
    {
        "id": "two",
        "type": "article-journal",
        "title": "An article",
        "author": [
            {"family": "Reyes", "given": "Eva"},
            {"family": "Vries", "given": "Jan", "non-dropping-particle": "de"},
        ],
        "DOI": "10.5555/12345678",
        "issued": {"date-parts": [[2017]]},
    },
    {"id": "body", "type": "report", "title": "A & <b> report", "author": [{"literal": "The Body"}], "number": "R-1"},
    {"id": "web", "type": "webpage", "title": "A page", "URL": "https://example.org/a_page"},
    {"id": "sloan2", "type": "book", "title": "B book", "author": [{"family": "Sloan", "given": "Ada"}]},
]
for work in WORKS:
    work.setdefault("issued", {"date-parts": [[2020]]})


def cited(body: str, keys: str = "", works: object = WORKS) -> tuple[Article, tuple[Diagnostic, ...]]:
    """An article with these works beside it, resolved."""
    front = FRONT_MATTER.replace("summary:", f"{keys}\nsummary:") if keys else FRONT_MATTER
    article, findings = resolved(body, {"references.json": json.dumps(works).encode()}, front)
    return article, tuple(finding for finding in findings if finding.code != "uncited-reference")


def first_line(article: Article) -> str:
    """The text of the first paragraph; spaces that do not break are typography's."""
    paragraph = next(block for block in article.blocks if isinstance(block, Paragraph))
    return plain_text(paragraph.children).replace("\u00a0", " ")


def entries(article: Article) -> Iterator[str]:
    """The texts of the references, with their numbers and ids."""
    for node in descend(article.blocks):
        if isinstance(node, References):
            yield from (f"{entry.id} {entry.label} {plain_text(entry.children)}" for entry in node.entries)


NUMERIC = {
    "[@sloan]": "[1]",
    "[@sloan, p. 3]": "[1, p. 3]",
    "[@sloan, pp. 3-5]": "[1, pp. 3–5]",
    "[@sloan, 33]": "[1, p. 33]",
    "[@sloan, chap. 2, emphasis added]": "[1, Ch. 2], emphasis added",
    "[see @sloan, pp. 3–5; @two]": "see [1, pp. 3–5], [2]",
    "[@sloan {ii, A}, and more]": "[1, p. ii, A], and more",
    "[@two] [@sloan; @two]": "[1] [1], [2]",
    "[@sloan; no more]": "[1]; no more",
    "@sloan says": "Sloan [1] says",
    "@two [p. 3] say": "Reyes and de Vries [1, p. 3] say",
    "@body [p. 3; @web]": "The Body [1, p. 3], [2]",
    "@web says": "A page [1] says",
    "[-@sloan]": "[1]",
    r"\@sloan and a@b.org": "@sloan and a@b.org",
}
APA = {
    "[@sloan]": "(Sloan, 2020)",
    "[see @sloan, p. 3; @two]": "(see Sloan, 2020, p. 3; Reyes & de Vries, 2017)",
    "[@sloan; @two]": "(Reyes & de Vries, 2017; Sloan, 2020)",
    "@two [p. 3] say": "Reyes and de Vries (2017, p. 3) say",
    "Sloan [-@sloan, p. 3]": "Sloan (2020, p. 3)",
    "[@sloan; @sloan2]": "(Sloan, 2020a; Sloan, 2020b)",
    "@body says": "The Body (2020) says",
}


@pytest.mark.parametrize(("written", "printed"), NUMERIC.items())
def test_numeric_citation_prints(written: str, printed: str) -> None:
    """In the style that holds when none is named."""
    article, findings = cited(f"{written}.\n")
    assert (first_line(article), findings) == (f"{printed}.", ())


@pytest.mark.parametrize(("written", "printed"), APA.items())
def test_citation_by_author_and_year_prints(written: str, printed: str) -> None:
    """Authors, years, letters where two are alike."""
    article, findings = cited(f"{written}.\n", "citation-style: apa")
    assert (first_line(article), findings) == (f"{printed}.", ())


def test_citation_links_to_its_entry_and_addresses_are_links() -> None:
    """The links of the text come first, then those of the list."""
    article, _ = cited("[see @two, p. 3; @web].\n")
    links = [(node.target, plain_text(node.children)) for node in descend(article.blocks) if isinstance(node, Link)]
    assert links == [
        ("#ref-two", "[1, p. 3]"),
        ("#ref-web", "[2]"),
        ("https://doi.org/10.5555/12345678", "10.5555/12345678"),
        ("https://example.org/a_page", "https://example.org/a_page"),
    ]


def test_references_are_listed_at_the_end_in_the_order_of_use() -> None:
    """Those of a note where it is called; a reference's own signs stay text."""
    article, _ = cited("One[^n] and [@two].\n\n## Last\n\nText.\n\n[^n]: See [@body].\n")
    assert isinstance(article.blocks[-1], Section)
    assert article.blocks[-1].id == "references"
    first, second = entries(article)
    assert first == "ref-body [1] The Body, “A & <b> report,” R-1, 2020."
    assert second.startswith("ref-two [2] E.\u00a0Reyes and J. de Vries, “An article,” 2017")


def test_references_stand_where_the_directive_is() -> None:
    """No section is added then; a second directive is left out."""
    article, _ = cited("[@two].\n\n## Read {#read}\n\n:::{references}\n:::\n\n## Last\n\n:::{references}\n:::\n")
    assert [block.id for block in article.blocks if isinstance(block, Section)] == ["read", "last"]
    assert len(list(entries(article))) == 1


def test_empty_section_named_references_takes_the_list() -> None:
    """As writers for Pandoc expect."""
    article, _ = cited("[@two].\n\n## References\n")
    assert [block.id for block in article.blocks if isinstance(block, Section)] == ["references"]
    assert len(list(entries(article))) == 1


def test_article_that_cites_nothing_has_no_list() -> None:
    """And a place kept for one is left out."""
    article, findings = cited("Text.\n\n:::{references}\n:::\n")
    assert [block.kind for block in article.blocks] == ["paragraph"]
    assert findings == ()


@pytest.mark.parametrize(
    ("style", "entry"),
    [("ieee", "[1] 花子 例, 書. 2020."), ("apa", " 例, 花子. (2020). 書.")],
)
def test_name_without_capitals_has_no_initials(style: str, entry: str) -> None:
    """It stands as it is written, with no full stops around it."""
    work = {**WORKS[0], "title": "書", "author": [{"family": "例", "given": "花子"}]}
    article, findings = cited("[@sloan].\n", f"citation-style: {style}", [work])
    assert (list(entries(article)), findings) == ([f"ref-sloan {entry}"], ())


@pytest.mark.parametrize(("lang", "date"), [("en", "Nov.\u00a028, 2026"), ("fr", "28\u00a0novembre 2026")])
def test_day_and_month_of_an_entry_stay_on_one_line(lang: str, date: str) -> None:
    """No line ends between them, whichever form the language gives the month."""
    works = [{**WORKS[3], "accessed": {"date-parts": [[2026, 11, 28]]}}]
    front = FRONT_MATTER.replace("lang: en", f"lang: {lang}")
    article, _ = resolved("[@web].\n", {"references.json": json.dumps(works).encode()}, front)
    assert date in next(entries(article))


def test_words_of_a_style_follow_the_language() -> None:
    """The same entry in French."""
    article, _ = cited("[@sloan, chap. 2].\n")
    french = resolved(
        "[@web, p. 2].\n", {"references.json": json.dumps(WORKS).encode()}, FRONT_MATTER.replace("lang: en", "lang: fr")
    )[0]
    assert first_line(article) == "[1, Ch. 2]."
    assert next(entries(french)).endswith(". [En ligne]. Disponible sur: https://example.org/a_page")


@pytest.mark.parametrize(
    ("lang", "named"), [("fr", "Reyes et de Vries"), ("es", "Reyes y de Vries"), ("uk", "Reyes і de Vries")]
)
def test_authors_in_a_sentence_are_joined_in_its_language(lang: str, named: str) -> None:
    """By its word, even where that is as short as the sign."""
    article, _ = resolved(
        "@two.\n", {"references.json": json.dumps(WORKS).encode()}, FRONT_MATTER.replace("lang: en", f"lang: {lang}")
    )
    assert first_line(article) == f"{named} [1]."


FAULTS = {
    "citation-style: ieeee": ("citation-style", "did you mean ieee?"),
    "citation-style: chicago-author-date-16th-edition": ("citation-ambiguous", "give one a letter"),
}


@pytest.mark.parametrize(("keys", "told"), FAULTS.items())
def test_style_that_cannot_do_it_is_told(keys: str, told: tuple[str, str]) -> None:
    """Once, with what to do."""
    _, findings = cited("[@sloan; @sloan2].\n", keys)
    assert [finding.code for finding in findings] == [told[0]]
    assert findings[0].hint.startswith(told[1])


def test_language_without_a_locale_is_told() -> None:
    """Unless the style names one of its own."""
    front = FRONT_MATTER.replace("lang: en", "lang: zu")
    _, findings = resolved(
        "[@two; @sloan; @web; @body; @sloan2].\n", {"references.json": json.dumps(WORKS).encode()}, front
    )
    assert [finding.code for finding in findings] == ["citation-locale"]


STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="{kind}" version="1.0"{lang}>
  <macro name="who"><names variable="author"><name form="short"/></names></macro>
  <citation><layout prefix="(" suffix=")"><text macro="{macro}"/></layout></citation>
  <bibliography><layout suffix="."><text variable="citation-number" suffix=". "/><text variable="title"/></layout>
  </bibliography>
</style>"""
BROKEN = {
    "no XML": ("<style>", "not well-formed"),
    "no style": ("<html/>", "no style of CSL"),
    "notes": (STYLE.format(kind="note", lang="", macro="who"), "into notes"),
    "no macro": (STYLE.format(kind="in-text", lang="", macro="whom"), 'the macro "whom"'),
    "entities": ('<!DOCTYPE style [<!ENTITY a "b">]><style/>', "document type"),
    "no list": (STYLE.format(kind="in-text", lang="", macro="who").replace("bibliography", "list"), "no layout"),
    "no order": (
        STYLE.format(kind="in-text", lang="", macro="who").replace('<text variable="title"/>', "<names/>"),
        "cannot",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_style_of_the_article_that_is_wrong_is_told(fault: str) -> None:
    """With its file, never with a traceback."""
    content, told = BROKEN[fault]
    files = {"references.json": json.dumps(WORKS[:1]).encode(), "own.csl": content.encode()}
    front = FRONT_MATTER.replace("summary:", "citation-style: own.csl\nsummary:")
    _, findings = resolved("[@sloan].\n", files, front)
    assert [(finding.code, str(finding.at).partition(":")[0]) for finding in findings] == [
        ("citation-style", "own.csl")
    ]
    assert told in findings[0].message


def test_style_of_the_article_sets_its_citations() -> None:
    """Its language holds where the article's has no words."""
    style = STYLE.format(kind="in-text", lang=' default-locale="de-DE"', macro="who")
    files = {"references.json": json.dumps(WORKS[:1]).encode(), "own.csl": style.encode()}
    front = FRONT_MATTER.replace("summary:", "citation-style: own.csl\nsummary:").replace("lang: en", "lang: zu")
    article, findings = resolved("[@sloan].\n", files, front)
    assert (first_line(article), list(entries(article)), findings) == ("(Sloan).", ["ref-sloan 1. A book."], ())


def test_time_of_citations_grows_with_their_number(tell: Callable[[str], None]) -> None:
    """Two hundred works, each cited with a page, take about twice as long as one hundred."""
    found = ratio(lambda: _cite(100), lambda: _cite(200), 3, rounds=3)
    tell(f"citations: 200 take {found:.2f} times as long as 100")
    assert found <= 3


def _cite(count: int) -> None:
    works = [{**WORKS[1], "id": f"w{number}", "title": f"Title {number} of {count}"} for number in range(count)]
    body = " ".join(f"[@w{number}, p. {number}]" for number in range(count))
    rendering.cache_clear()
    cited(f"{body}\n", works=works)


def test_same_citations_are_rendered_once() -> None:
    """A second resolve of the same article takes what the first has made: of its list, and of the article itself."""
    rendering.cache_clear()
    for _ in range(3):
        cited("[@sloan].\n", works=WORKS[:1])
    assert (rendering.cache_info().misses, rendering.cache_info().hits) == (2, 4)
