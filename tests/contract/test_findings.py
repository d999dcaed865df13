"""What is told of a contract that is not kept, beside the cases of its rules."""

from pipeline.checks import had
from pipeline.contract import check_contract, contract_of
from pipeline.contract.table import rows
from pipeline.files import ContractFile
from pipeline.model import Article
from pipeline.writers import EDITIONS
from tests.sources import FRONT_MATTER, resolved

ORDERED = "ordered: true\nsections:\n" + "".join(f"  - {{id: {name}, title: {name.upper()}}}\n" for name in "abcd")


def _files(contract: str) -> dict[str, ContractFile]:
    return {"house": ContractFile("contracts/house.yaml", contract.encode())}


def _article(body: str) -> Article:
    article, findings = resolved(body, {}, FRONT_MATTER.replace("summary:", "contract: house\nsummary:"))
    assert findings == ()
    return article


def _found(body: str, contract: str) -> list[tuple[str, str]]:
    article = _article(body)
    found = check_contract(article, had(article, EDITIONS), _files(contract))
    return [(finding.code, finding.message) for finding in found]


def _headings(names: str) -> str:
    return "".join(f"## {name.upper()}\n\nx\n\n" for name in names)


def test_the_fewest_sections_are_out_of_order() -> None:
    """One that was moved is told, and none of those that it has passed."""
    assert _found(_headings("dabc"), ORDERED) == [
        ("section-order", 'section "D" stands before "C", the contract "house" has it behind')
    ]
    assert _found(_headings("acdb"), ORDERED) == [
        ("section-order", 'section "B" stands behind "C", the contract "house" has it before')
    ]
    assert _found(_headings("axbycd"), ORDERED) == []
    assert len(_found(_headings("dcba"), ORDERED)) == 3


def test_order_is_kept_by_what_is_there() -> None:
    """A section that is missing puts no other out of order."""
    assert [code for code, _ in _found(_headings("ad"), ORDERED)] == ["missing-section", "missing-section"]


def test_a_section_for_each_medium_keeps_a_clause_together() -> None:
    """Each edition has one of them, and the table shows no second."""
    body = ":::{only} paper\n## A\n\nx\n:::\n\n:::{except} paper\n## A {#other}\n\nx y\n:::\n\n" + _headings("bcd")
    assert _found(body, ORDERED) == []
    article = _article(body)
    contract = contract_of(article, _files(ORDERED))
    assert contract
    table = rows(article, had(article, EDITIONS), contract, ())
    assert [(row.name, row.there.text) for row in table][1:3] == [("A", "yes"), ("B", "yes")]
    assert table[1].words.text == "2 in html and epub, 1 in pdf and pdf-letter"


def test_words_that_only_some_editions_lack_are_told_with_these() -> None:
    """The number is that of the first of them."""
    body = "## A\n\nOne.\n\n:::{only} web\nTwo three.\n:::\n"
    assert _found(body, "sections:\n  - {id: a, title: A, words: {min: 3}}\n") == [
        ("stub-section", 'section "A" has 1 word in pdf, pdf-letter and epub, its contract asks for 3')
    ]


def test_components_of_notes_count_where_the_notes_are_called() -> None:
    """A link in a note is one of the section."""
    body = "## A\n\nOne.[^n] Two.[^n]\n\n[^n]: See [there](https://example.org/).\n"
    assert _found(body, "sections:\n  - {id: a, title: A, components: {links: 1, footnotes: 2}}\n") == []
    assert _found(body, "sections:\n  - {id: a, title: A, components: {links: 2}}\n") == [
        ("missing-component", 'section "A" has 1 link elsewhere, its contract asks for 2')
    ]


def test_kinds_that_do_as_well_are_counted_together() -> None:
    """A list and a table are two of `list or table`."""
    body = "## A\n\n- x\n\n| a |\n|---|\n| b |\n"
    assert _found(body, "components: {list or table: 2}\n") == []
    assert _found(body, "components: {list or table: 3}\n") == [
        ("missing-component", "the article has 2 lists or tables, its contract asks for 3")
    ]


def test_tables_of_charts_are_none_that_the_author_wrote() -> None:
    """They stand behind the text, in a section that no contract is asked about."""
    body = "## A\n\n:::{chart} d.csv\n:type: line\n:x: year\n:y: n\n:alt: It grows.\n:::\n"
    article, findings = resolved(
        body, {"d.csv": b"year,n\n2000,1\n2001,2\n"}, FRONT_MATTER.replace("summary:", "contract: house\nsummary:")
    )
    assert findings == ()
    text = "other-sections: {allowed: false}\ncomponents: {table: 1, chart: 1}\nsections:\n  - {id: a, title: A}\n"
    found = check_contract(article, had(article, EDITIONS), _files(text))
    assert [finding.message for finding in found] == ["the article has no table, which its contract asks for"]
