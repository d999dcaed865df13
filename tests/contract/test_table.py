"""The table of a contract: what each section has of what is asked of it, and what of that is not kept."""

import tomllib
from pathlib import Path

import pytest

from pipeline.checks import had
from pipeline.contract import check_contract, contract_of
from pipeline.contract.table import Cell, Row, rows
from pipeline.files import ContractFile
from pipeline.writers import EDITIONS
from tests.sources import FRONT_MATTER, resolved

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "contracts" / "tables.toml").read_text("utf-8"))


def _marked(cell: Cell) -> str:
    return cell.text if cell.kept else f"{cell.text} !"


def _line(row: Row) -> str:
    cells = ("  " * row.depth + row.name, _marked(row.there), _marked(row.words), row.bounds, _marked(row.components))
    return " | ".join((*cells, *(() if row.kept else ("!",))))


@pytest.mark.parametrize("name", CASES)
def test_a_table_shows_what_there_is_and_what_is_asked_for(name: str) -> None:
    """In the order of the contract, what it does not name where it stands."""
    case = CASES[name]
    front_matter = FRONT_MATTER.replace("summary:", "contract: house\nsummary:")
    article, findings = resolved(case["body"], {}, front_matter)
    assert findings == ()
    files = {"house": ContractFile("house.yaml", case["contract"].encode())}
    contract, own = contract_of(article, files), had(article, EDITIONS)
    assert contract
    table = rows(article, own, contract, check_contract(article, own, files))
    assert [_line(row) for row in table] == case["table"]
