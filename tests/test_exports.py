"""A work as a file for other programs: what was written is what is read."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exports import bibtex, csl_json, ris
from pipeline.model import Date, Name, Reference, as_work
from pipeline.readers.markdown.bibliography.bibtex import read_bibtex
from pipeline.readers.markdown.bibliography.csl_json import read_csl_json
from pipeline.readers.markdown.bibliography.latex import text_of
from pipeline.readers.markdown.source import Source
from tests.sources import resolved

_SIGN = st.one_of(st.sampled_from("{}\\\"%&$#_~^`'-<>,äß é"), st.characters(exclude_categories=["C", "Z"]))
_TEXT = (
    st.text(_SIGN, max_size=20)
    .map(lambda text: re.sub(" +", " ", unicodedata.normalize("NFC", text)).strip())
    .filter(bool)
)


@st.composite
def _works(draw: st.DrawFn) -> Reference:
    day = draw(st.dates())
    texts = {variable: draw(_TEXT) for variable in ("title", "publisher", "collection-title", "number", "version")}
    texts |= {"DOI": "10.5281/a_(b);<c>%20", "URL": "https://example.org/a_b?c=%20&d=~#e"}
    people = tuple(Name(literal=each) for each in draw(st.lists(_TEXT, min_size=1, max_size=3)))
    names, dates = (("author", people),), (("issued", Date((day.year, day.month, day.day))),)
    return Reference("a-key", "report", tuple(texts.items()), names, dates)


def _fields(work: Reference) -> tuple[object, ...]:
    return work.key, work.type, dict(work.texts), work.names, work.dates


@given(_works())
def test_our_reader_of_bibtex_reads_back_what_was_written(work: Reference) -> None:
    """The same fields, whatever signs of LaTeX are in them, and nothing is found wrong."""
    shelf = read_bibtex(Source("a.bib", bibtex(work)))
    assert [_fields(each) for each in shelf.references] == [_fields(work)]
    assert shelf.findings == []


@given(_works())
def test_our_reader_of_csl_json_reads_back_what_was_written(work: Reference) -> None:
    """The same fields."""
    shelf = read_csl_json(Source("a.json", csl_json(work)))
    assert [_fields(each) for each in shelf.references] == [_fields(work)]
    assert shelf.findings == []


@given(_works())
def test_braces_of_bibtex_are_in_pairs_for_whoever_only_counts(work: Reference) -> None:
    """BibTeX itself counts a brace behind a backslash too."""
    depth, lowest = 0, 0
    for sign in bibtex(work)[:-2]:
        depth += (sign == "{") - (sign == "}")
        lowest = min(lowest, depth)
    assert (depth, lowest) == (1, 0)


@given(_works())
def test_a_value_of_ris_is_one_line(work: Reference) -> None:
    """Each line is a tag and its value, with type first and end last (RIS format, 2011)."""
    lines = ris(work).split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\n\r]*", line) for line in lines[:-1])
    assert (lines[0], lines[-2], lines[-1]) == ("TY  - RPRT", "ER  - ", "")
    said = {line[:2]: line[6:] for line in lines}
    assert said["TI"] == dict(work.texts)["title"]


def test_the_article_says_of_itself_what_its_front_matter_does() -> None:
    """Title with subtitle, names as they are; what is not there has no variable."""
    work = as_work(resolved("Text.\n")[0])
    assert _fields(work) == (
        "short",
        "report",
        {
            "title": "A short piece: For the tests",
            "version": "1",
            "URL": "https://example.org/short",
            "language": "en",
        },
        (("author", (Name(literal="Ada Example"),)),),
        (("issued", Date((2026, 1, 2))),),
    )


@pytest.mark.parametrize(("written", "meant"), [(r"\$5 to \$6_a", "$5 to $6_a"), (r"$x_2$ \$", "x<sub>2</sub> $")])
def test_a_dollar_behind_a_backslash_is_one(written: str, meant: str) -> None:
    """It neither vanishes nor begins a formula."""
    assert text_of(written) == meant
