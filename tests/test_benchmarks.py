"""The measurement of the proof's cost measures what it says."""

from pathlib import Path

from benchmarks.account import lines, measure
from tests.cli.conftest import write_article


def test_each_step_is_measured_within_its_build(tmp_path: Path) -> None:
    """No step is missed, none is counted twice."""
    seconds = dict(measure(write_article(tmp_path, "small")))
    whole = seconds.pop("build")
    assert min(seconds.values()) > 0
    assert sum(seconds.values()) < whole


def test_share_is_that_of_the_whole_build() -> None:
    """And what is bounded is the account together with the reading back."""
    told = list(lines("small", {"account": 0.25, "read-back": 0.5, "comparison": 0.125, "build": 5.0}))
    assert told[0] == "small account seconds=0.250 share=5.0%"
    assert told[-1] == "small account+read-back seconds=0.750 share=15.0% bound=15%"
