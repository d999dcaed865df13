"""Contracts: what a kind of article must have, as data, against what is there.

`values.py` is what a contract says, `reading.py` makes one of YAML, `kinds.py` has the components that it can ask for,
`matching.py` finds which section keeps which clause and where a missing one would stand, `faults.py` what one edition
does not keep, `findings.py` what is told of it. Words are counted by `words.py` alone.
"""

from pipeline.contract.findings import check_contract, contract_of
from pipeline.contract.matching import Missing, missing
from pipeline.contract.reading import read_contract
from pipeline.contract.rules import RULES
from pipeline.contract.values import Contract

__all__ = ["RULES", "Contract", "Missing", "check_contract", "contract_of", "missing", "read_contract"]
