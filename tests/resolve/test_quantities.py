"""Numbers of data in words of the article's language, and the word before a source."""

import pytest

from pipeline.model import Cell, Credit, Figure
from pipeline.model.walk import descend, plain_text
from pipeline.resolve.quantities import in_digits
from tests.sources import resolved, theme_of_the_project

DOT = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        ("0", "0", "0"),
        ("999.50", "999.50", "999,50"),
        ("1000", "1,000", "1\u202f000"),
        ("-1234567.5", "\u22121,234,567.5", "\u22121\u202f234\u202f567,5"),
    ],
)
def test_number_is_written_as_its_language_has_it(number: str, english: str, french: str) -> None:
    """Its decimals stay as many as they are: they say how exact it is."""
    theme = theme_of_the_project()
    assert (in_digits(number, theme.words("en")), in_digits(number, theme.words("fr"))) == (english, french)


def test_years_and_codes_stay_as_they_are() -> None:
    """A separator would make a quantity of them."""
    article, _ = resolved(":::{csv-table} t.csv\n:::", {"t.csv": b"year,code,people\n2020,00123,41200\n2021,00456,\n"})
    cells = [
        plain_text(node.children) for node in descend(article.blocks) if isinstance(node, Cell) and not node.header
    ]
    assert cells == ["2020", "00123", "41,200", "2021", "00456", ""]


def test_source_is_named_as_one() -> None:
    """Under a table and under a figure alike."""
    table = ":::{csv-table} t.csv\n:source: The *register*\n:::"
    figure = ":::{figure} dot.svg\n:alt: A dot.\n:source: The register\n:credit: Ada\n:::"
    article, findings = resolved(f"{table}\n\n{figure}", {"t.csv": b"a\nb\n", "dot.svg": DOT})
    lines = [node for node in descend(article.blocks) if isinstance(node, Credit)]
    shown = next(node for node in descend(article.blocks) if isinstance(node, Figure))
    assert findings == ()
    assert [plain_text(line.children) for line in lines] == ["Source: The register"]
    assert [plain_text(line.children) for line in (shown.source, shown.credit) if line] == [
        "Source: The register",
        "Ada",
    ]
