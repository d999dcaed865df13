"""Waivers at the command line: what they let stand is published, and said in the manifest."""

import json
from pathlib import Path

from .conftest import ARTICLE, Run
from .test_build import WEB

WAIVER = "<!-- allow: short-row because the figure is not out yet (until 2027-01-31) -->\n\n"
TABLE = "| a | b |\n|---|---|\n| c |\n"


def write(project: Path, body: str) -> None:
    """Add to the project's article."""
    (project / "source" / "small" / "article.md").write_text(f"{ARTICLE}\n{body}", encoding="utf-8")


def test_a_waiver_lets_a_finding_stand_until_its_day(project: Path, run: Run) -> None:
    """It is counted, and whoever takes the editions can read what was waived and why."""
    (project / "pipeline.toml").write_text("[rules]\nshort-row = 'error'\n")
    write(project, WAIVER + TABLE)
    done = run("build", *WEB, "--today", "2027-01-31")
    assert (done.code, done.err) == (0, "no findings; 1 waived\n")
    (waived,) = json.loads((project / "output" / "small" / "manifest.json").read_text())["waived"]
    assert (waived["code"], waived["reason"], waived["until"]) == (
        "short-row",
        "the figure is not out yet",
        "2027-01-31",
    )
    late = run("build", *WEB, "--today", "2027-02-01")
    assert late.code == 1
    assert "error[short-row]" in late.err
    assert "warning[expired-waiver] the waiver of short-row ended on 2027-01-31" in late.err


def test_a_day_that_is_none_is_refused(run: Run) -> None:
    """With what to write."""
    done = run("build", *WEB, "--today", "soon")
    assert (done.code, "write year-month-day" in done.err) == (2, True)
