"""What page templates are told besides the article."""

import pytest

from pipeline.readers import read
from pipeline.writers.page import PAPER, PHONE, Row, crowded, quoted
from tests.sources import Folder

FRONT = "---\ntitle: Alpha\nlang: en\ndate: 2026-01-02\n---\n\n"
TWENTY = "x" * 20


def _crowded(body: str, row: Row = PAPER) -> list[tuple[float, ...]]:
    article, _ = read(Folder({"article.md": (FRONT + body).encode()}), "alpha", "article.md")
    assert article is not None
    return [*crowded(article, row).values()]


def _table(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n|{'---|' * len(cells)}\n| {' | '.join('1' for _ in cells)} |\n"


@pytest.mark.parametrize(
    ("body", "widths"),
    [
        # Two words of twenty characters have room, three do not.
        (_table(TWENTY, TWENTY), []),
        (_table(TWENTY, TWENTY, TWENTY), [(33.33, 33.33, 33.33)]),
        # Many words may stand below one another, and be parted at hyphens.
        (_table(f"{TWENTY} " * 9, f"{TWENTY}-{TWENTY}"), []),
        # A word in the body counts as in the head; a column leaves to others what it does not want.
        (f"| a | b |\n|---|---|\n| {'x' * 90} | c |\n", [(93.55, 6.45)]),
        (_table(TWENTY, TWENTY, "12", TWENTY), [(30.65, 30.65, 8.06, 30.65)]),
        # Inside another block there is less room.
        ("- Item\n\n" + "".join(f"  {row}\n" for row in _table(TWENTY, TWENTY).splitlines()), [(50.0, 50.0)]),
        ("## A section\n\n" + _table(TWENTY, TWENTY), []),
        # Columns of one letter would be no text.
        (_table(*["column"] * 18), []),
        ("Text without a table.", []),
    ],
)
def test_a_table_without_room_for_its_words_gets_widths(body: str, widths: list[tuple[float, ...]]) -> None:
    """The columns share the row by their longest words; where there is room, the words themselves set the widths."""
    assert _crowded(body) == widths


def test_a_telephone_has_room_for_fewer_words() -> None:
    """What paper has room for is broken there, and no table is too wide to be."""
    assert (_crowded(_table(TWENTY, TWENTY), PAPER), _crowded(_table(TWENTY, TWENTY), PHONE)) == ([], [(50.0, 50.0)])
    assert _crowded(_table(*["column"] * 20), PHONE) == [(5.0,) * 20]


def test_a_text_quoted_in_a_style_sheet_ends_neither_the_quotes_nor_the_style() -> None:
    """Letters and figures as they are, in any script; all else by its number."""
    assert quoted('Été 1 "</style>\\') == "Été 1 \\22 \\3c \\2f style\\3e \\5c "
