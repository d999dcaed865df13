"""The measurement of the proof's cost measures what it says."""

from pathlib import Path

import pytest

from benchmarks.account import is_over, lines, measure
from benchmarks.long import write
from pipeline.files import Store
from pipeline.readers import read
from tests.cli.conftest import write_article


def test_each_step_is_measured_within_its_build(tmp_path: Path) -> None:
    """No step is missed, none is counted twice."""
    seconds = dict(measure(write_article(tmp_path, "small")))
    whole = seconds.pop("build")
    assert min(seconds.values()) > 0
    assert sum(seconds.values()) < whole


def test_share_is_that_of_what_it_is_bounded_by() -> None:
    """Account and reading back together of the whole build, the look at print of printing."""
    seconds = {"account": 0.25, "read-back": 0.5, "print": 2.0, "ink": 0.25, "build": 5.0}
    told = list(lines("small", seconds))
    assert told[0] == "small account seconds=0.250 share=5.0%"
    assert told[-2] == "small account+read-back seconds=0.750 share=15.0% bound=15%"
    assert told[-1] == "small ink-of-print seconds=0.250 share=12.5% bound=15%"


@pytest.mark.parametrize(("step", "taken"), [("account", 0.3), ("ink", 0.31)])
def test_more_than_its_bound_is_over(step: str, taken: float) -> None:
    """And as much as the bound is not."""
    seconds = {"account": 0.25, "read-back": 0.5, "print": 2.0, "ink": 0.3, "build": 5.0}
    assert not is_over(seconds)
    assert is_over({**seconds, step: taken})


def test_handbook_is_an_article_without_a_finding(tmp_path: Path) -> None:
    """What is measured is what is published."""
    article, findings = read(Store(write(tmp_path)), "handbook")
    assert findings == ()
    assert article
    assert (len(article.blocks), len(article.notes)) == (150, 2400)
