"""Every case in tests/cases/reader: what is read from it, and what is said about it, is the text file beside it."""

from pathlib import Path

import pytest

from pipeline.files import Store
from pipeline.readers import read
from tests.readers.dump import account_line, dump

CASES = Path(__file__).parents[1] / "cases" / "reader"


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda case: case.stem)
def test_case_is_read_as_written_beside_it(case: Path) -> None:
    """The article and its findings, no more and no less; a case without expectation gets one, to be looked at."""
    expected = case.with_suffix(".txt")
    article, findings = read(Store(CASES), "case", case.name)
    found = dump(article, findings) + (f"{account_line(article.account)}\n" if article else "")
    if not expected.exists():
        expected.write_text(found, encoding="utf-8")
        pytest.fail(f"{expected.name} is written; read it and keep it if it is right")
    assert found == expected.read_text(encoding="utf-8")
