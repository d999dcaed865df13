"""What a proof tells of a difference: at which line, by which rule, on which page, and in which words."""

import tomllib
from pathlib import Path

import pytest

from pipeline.proof import compare
from tests.proof.streams import trace_of
from tests.sources import edition

FOLDER = Path(__file__).parents[1] / "cases" / "proof"
CASES = {
    f"{path.stem}: {name}": case
    for path in sorted(FOLDER.glob("*.toml"))
    for name, case in tomllib.loads(path.read_text("utf-8")).items()
}


@pytest.mark.parametrize("name", CASES)
def test_a_difference_is_told(name: str) -> None:
    """All that differs, and nothing else; a trace that differs from itself would be told here too."""
    case = CASES[name]
    one, other, row = trace_of(case, "promised"), trace_of(case, "held"), edition(case.get("edition", "html"))
    proof = compare(one, other, row)
    told = [f"{each.at.line if each.at else '–'}: {each.code}: {each.message}" for each in proof.diagnostics]
    assert told == case["told"]
    assert f"{proof.found} of {proof.written}" == case["found"]
