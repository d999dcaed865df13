"""Files of data: what is taken, and that what is read is what the file holds."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.markdown.data import FORMULA, Form, judged
from tests.sources import resolved

CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8).map("x".__add__)


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1)))
def test_what_a_spreadsheet_writes_is_read_back(rows: list[list[str]]) -> None:
    """Commas, quotation marks and all."""
    heads = [f"c{number}" for number in range(len(rows[0]))]
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([heads, *rows])
    data, findings = judged(file.getvalue().replace("\r\n", "\n"), "t.csv", Form())
    assert findings == ()
    assert data
    assert [list(row) for row in data.rows] == rows


@pytest.mark.parametrize("cell", ["=1+1", " =A1", "@now", "+SUM(A1)", "-cmd|x", "-2+3+cmd|x", "- 1"])
def test_formula_is_refused(cell: str) -> None:
    """Whatever a spreadsheet would compute."""
    _, findings = judged(f'a\n"{cell}"\n', "t.csv", Form())
    assert [finding.rule for finding in findings] == [FORMULA]


@pytest.mark.parametrize("cell", ["-1", "-1.5", "+3", "-", "-3,5", "-5 %", "a=b", "1-2", "–", "e@x.org"])
def test_number_and_dash_are_no_formula(cell: str) -> None:
    """A negative number is the most common of numbers that begin with a sign."""
    _, findings = judged(f'a\n"{cell}"\n', "t.csv", Form())
    assert findings == ()


def test_rows_are_found_by_their_lines() -> None:
    """Blank lines and cells of several lines count."""
    data, _ = judged('a,b\n\n1,"two\nlines"\n3,4\n', "t.csv", Form())
    assert data
    assert (data.rows, data.lines) == ((("1", "two lines"), ("3", "4")), (3, 5))


def test_byte_order_mark_is_no_part_of_the_first_head() -> None:
    """Spreadsheets write one."""
    article, findings = resolved(
        ":::{csv-table} t.csv\n:columns: year\n:::", {"t.csv": b"\xef\xbb\xbfyear\r\n2020\r\n"}
    )
    assert (findings, len(article.blocks)) == ((), 1)


def test_file_that_a_table_shows_is_among_the_sources() -> None:
    """So that it is attached, and changes what the article depends on."""
    article, _ = resolved(":::{csv-table} t.csv\n:::\n\n:::{csv-table} t.csv\n:::", {"t.csv": b"a\n1\n"})
    assert [(each.name, each.media_type) for each in article.sources[1:]] == [("t.csv", "text/csv")]
