"""Which section keeps which clause, and where a missing one would stand."""

import pytest

from pipeline.contract import Contract, Missing, missing, read_contract
from pipeline.contract.matching import fit
from pipeline.files import ContractFile
from tests.sources import FRONT_MATTER, resolved

CONTRACT = """\
sections:
  - id: past
    title: {en: The past, fr: Le passé}
    aliases: [History]
    sections:
      - id: dates
        title: {en: Dates, fr: Dates}
      - id: people
        title: People
        required: false
  - id: present
    title: {en: What’s there, fr: Le présent}
    words: {min: 20}
  - id: future
    title: {en: The future, fr: L’avenir}
"""


def contract(text: str = CONTRACT) -> Contract:
    """A contract from YAML."""
    return read_contract("test", ContractFile("contracts/test.yaml", text.encode()))


def lacking(body: str, front_matter: str = FRONT_MATTER) -> tuple[Missing, ...]:
    """What an article with this body lacks."""
    article, _ = resolved(body, {}, front_matter)
    return missing(article, contract())


@pytest.mark.parametrize(
    "heading", ["## The Past", "## THE *past*", "## Before our time {#past}", "## History", "## The\u00a0past"]
)
def test_a_section_is_known_by_id_title_or_alias(heading: str) -> None:
    """Whatever its letters' case and its markup."""
    article, _ = resolved(f"{heading}\n\nx\n")
    (first, *_) = fit(article, contract()).within
    assert first.section is not None


def test_quotation_marks_of_a_title_make_no_difference() -> None:
    """The author writes straight ones, typography curls them."""
    assert "present" not in [each.id for each in lacking("## What's there\n\nx\n")]


def test_a_title_counts_in_the_language_of_the_article() -> None:
    """In a French article the English title is another section."""
    french = FRONT_MATTER.replace("lang: en", "lang: fr")
    assert [each.id for each in lacking("## L'avenir\n\nx\n\n## The past\n\nx\n", french)] == ["past", "present"]
    assert lacking("x\n", french)[0].title == "Le passé"


def test_an_id_goes_before_a_title() -> None:
    """Who gives a section its id says which is meant."""
    article, _ = resolved("## The past {#other}\n\nx\n\n## Long ago {#past}\n\nx\n")
    (first, *_) = fit(article, contract()).within
    assert first.section is not None
    assert first.section.heading.at.line == 18


def test_a_missing_section_stands_before_the_next_that_is_there() -> None:
    """Its level, id and words are those of the contract."""
    (found,) = lacking("## The past\n\n### Dates\n\nx\n\n## Extra\n\nx\n\n## The future\n\nx\n")
    assert (found.id, found.level, found.least, found.parent, found.before) == ("present", 2, 20, "", "the-future")
    assert found.at.line == 24


def test_a_missing_last_section_stands_at_the_last_line() -> None:
    """Behind what else there is."""
    found = lacking("## The past\n\n### Dates\n\nx\n\n## What’s there\n\nx[^n]\n\n[^n]: y\n\n")[-1]
    assert (found.id, found.before, found.at.line) == ("future", None, 24)


def test_a_missing_last_section_stands_before_the_list_of_works() -> None:
    """References close an article, whatever the contract says of them."""
    works = b'[{"id": "a", "type": "book", "title": "A", "issued": {"date-parts": [[2020]]}}]'
    body = "## The past\n\n### Dates\n\n[@a]\n\n## What’s there\n\nx\n\n## Works\n\n:::{references}\n:::\n"
    article, findings = resolved(body, {"references.json": works})
    assert findings == ()
    assert [(each.id, each.before) for each in missing(article, contract())] == [("future", "works")]


def test_sections_that_are_made_are_no_place() -> None:
    """A list of works that stands nowhere in the source moves nothing."""
    works = b'[{"id": "a", "type": "book", "title": "A", "issued": {"date-parts": [[2020]]}}]'
    article, _ = resolved("## The past\n\n### Dates\n\n[@a]\n\n## What’s there\n\nx\n", {"references.json": works})
    assert [(each.id, each.before, each.at.line) for each in missing(article, contract())] == [("future", None, 22)]
    assert fit(article, contract()).extras == ()


def test_a_list_of_works_that_is_made_keeps_its_clause() -> None:
    """Who asks for references need not have an author write their heading."""
    works = b'[{"id": "a", "type": "book", "title": "A", "issued": {"date-parts": [[2020]]}}]'
    article, _ = resolved("[@a]\n\n## One\n\nx\n", {"references.json": works})
    assert missing(article, contract("sections:\n  - {id: references, title: References}\n")) == ()


def test_a_missing_subsection_belongs_to_its_section() -> None:
    """It stands at what follows its section when it would be the last there."""
    found, *_ = lacking("## The past\n\nx\n\n## What’s there\n\nx\n\n## The future\n\nx\n")
    assert (found.id, found.level, found.parent, found.before, found.at.line) == ("dates", 3, "the-past", None, 18)


def test_of_a_missing_section_the_subsections_are_not_told() -> None:
    """Whoever writes it will see."""
    assert [each.id for each in lacking("x\n")] == ["past", "present", "future"]
