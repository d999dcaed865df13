"""What files of other tools lack of a plain article: what is there is not accused, what is gone is found."""

import re
import tomllib

import pytest

from pipeline.diagnostics import Diagnostic
from pipeline.files import Store
from pipeline.foreign import Untagged, compare
from pipeline.model import Article
from pipeline.readers import read
from tests.foreign import makers

PARAGRAPH, CELL, LINK = 17, 34, 13
"""The lines of what is taken out."""
MARKUP = ("plain.html", "plain.epub")
PRINT = ("plain.pdf", "printed.pdf")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the two tools make of the article."""
    return makers.made(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def article() -> Article:
    """The article as it is read."""
    found, faults = read(Store(makers.SOURCE), "plain")
    assert found
    assert not faults
    return found


def told(findings: tuple[Diagnostic, ...]) -> list[tuple[str, int]]:
    """Rule and line of each finding."""
    return [(each.code, each.at.line if each.at else 0) for each in findings]


@pytest.mark.parametrize("name", [*MARKUP, *PRINT])
def test_untouched_file_lacks_what_was_checked_by_hand(name: str, files: dict[str, bytes], article: Article) -> None:
    """The list says of each entry why it is true."""
    expected = tomllib.loads((makers.FOLDER / "untouched.toml").read_text(encoding="utf-8"))
    assert told(compare(article, name, files[name]).diagnostics) == [tuple(each) for each in expected[name]]


def without(pattern: str, by: str = "") -> makers.Change:
    """A change of markup: the first match of the pattern gone, or something in its place."""
    return lambda text: re.sub(pattern, by, text, count=1, flags=re.DOTALL)


TAKEN = {
    "a paragraph": (without(r"<p>Traffic went.*?</p>"), ("lost-block", PARAGRAPH)),
    "a cell": (without(r"<td[^>]*>5,040</td>"), ("lost-cell", CELL)),
    "a link": (without(r'<a\s+href="https://example.org/report">(.*?)</a>', r"\1"), ("lost-link", LINK)),
}


@pytest.mark.parametrize("what", TAKEN)
@pytest.mark.parametrize("name", MARKUP)
def test_what_is_taken_out_of_markup_is_found(name: str, what: str, files: dict[str, bytes], article: Article) -> None:
    """By its rule and its line, and nothing else is said."""
    change, expected = TAKEN[what]
    damaged = makers.changed(name, files[name], change)
    assert told(compare(article, name, damaged).diagnostics) == [expected]


@pytest.mark.parametrize("name", PRINT)
def test_what_is_taken_out_of_a_pdf_is_found(name: str, files: dict[str, bytes], article: Article) -> None:
    """By its rule and its line, beside what is reported of the untouched file."""
    before = told(compare(article, name, files[name]).diagnostics)
    damages = {
        ("lost-block", PARAGRAPH): makers.without_text(files[name], "Traffic went by the"),
        ("lost-cell", CELL): makers.without_text(files[name], "5,040"),
        ("lost-link", LINK): makers.without_link(files[name], "https://example.org/report"),
    }
    for expected, content in damages.items():
        assert sorted(told(compare(article, name, content).diagnostics)) == sorted([expected, *before])


@pytest.mark.parametrize("name", PRINT)
def test_pdf_without_tags_proves_nothing(name: str, files: dict[str, bytes], article: Article) -> None:
    """However much text there is on its pages."""
    with pytest.raises(Untagged, match="has no tags"):
        compare(article, name, makers.untagged(files[name]))
