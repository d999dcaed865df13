"""What the shipped contracts ask of a small article, and what it lacks, word for word, as somebody read it last."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.checks import had
from pipeline.contract import check_contract, contract_of
from pipeline.contract.table import rows
from pipeline.files import ContractFile
from pipeline.model import Article
from pipeline.writers import EDITIONS
from tests.kept.test_kept import stages
from tests.recorded import FOLDER, as_recorded
from tests.sources import ROOT

CONTRACTS = ROOT / "pipeline" / "contracts"


@pytest.mark.parametrize("path", sorted(CONTRACTS.glob("*.yaml")), ids=lambda path: path.stem)
def test_what_is_told_of_a_contract_is_what_was_read(path: Path) -> None:
    """Its findings with their hints, and its table."""
    article = stages(FOLDER)[1]
    named = replace(article, metadata=replace(article.metadata, contract=path.stem))
    assert as_recorded(path.stem, _told(named, {path.stem: ContractFile(path.name, path.read_bytes(), shipped=True)}))


def _told(article: Article, files: dict[str, ContractFile]) -> Iterator[str]:
    own = had(article, EDITIONS)
    contract = contract_of(article, files)
    assert contract
    found = check_contract(article, own, files)
    for each in found:
        yield f"{each.at}+{each.at and each.at.length}: {each.severity}: {each.code}: {each.message}: {each.hint}"
    for row in rows(article, own, contract, found):
        yield repr(row)
