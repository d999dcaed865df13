"""`pipeline check --baseline`: what is accepted stands, what is new does not, and what is gone leaves."""

import json
from pathlib import Path

import pytest

from .conftest import ARTICLE, Run, Said, run_in, write_article

ROW = "| a | b |\n|---|---|\n| c |\n"
HERE = {"CI": ""}
FILE = "baseline.json"


@pytest.fixture
def accepted(project: Path, run: Run) -> Said:
    """What is said when a project with two articles that have errors accepts them."""
    for slug in ("one", "two"):
        write_article(project / "source", slug, ARTICLE.replace("Opening words.", "Opening <b>words. TODO"))
    return run("check", "--baseline", FILE, "--accept", env=HERE)


def _held(project: Path) -> list[tuple[str, str]]:
    entries = json.loads((project / FILE).read_text("utf-8"))["accepted"]
    return [(entry["article"], entry["rule"]) for entry in entries]


def _mend(project: Path, slug: str, there: str, then: str) -> None:
    path = project / "source" / slug / "article.md"
    path.write_text(path.read_text("utf-8").replace(there, then), encoding="utf-8")


@pytest.mark.usefixtures("accepted")
def test_what_is_accepted_stands(project: Path, run: Run, accepted: Said) -> None:
    """In all forms it is counted; a run that changes nothing writes nothing, and says nothing of it."""
    assert (accepted.code, accepted.err) == (0, f"{FILE}: 4 findings accepted, 0 before\n")
    assert accepted.out == "no new findings in 3 articles; 4 in the baseline\n"
    before = (project / FILE).stat().st_mtime_ns
    said = run("check", "--baseline", FILE, "--summary", "page.md", "--format", "sarif", env=HERE)
    assert (said.code, said.err) == (0, "")
    results = json.loads(said.out)["runs"][0]["results"]
    assert [one["suppressions"][0]["kind"] for one in results] == ["external"] * 4
    assert "4 in the baseline." in (project / "page.md").read_text("utf-8")
    document = json.loads(run("check", "--baseline", FILE, "--format", "json", env=HERE).out)
    assert (document["findings"], len(document["accepted"])) == ([], 4)
    assert run("check", "--baseline", FILE, "--format", "github", env=HERE).out == accepted.out
    assert (project / FILE).stat().st_mtime_ns == before


@pytest.mark.usefixtures("accepted")
def test_what_is_new_does_not(project: Path, run: Run) -> None:
    """Also where lines have moved; the baseline stays as it is."""
    _mend(project, "one", "Opening", "A line.\n\nAnother TBD.\n\nOpening")
    before = (project / FILE).read_bytes()
    said = run("check", "--baseline", FILE, env=HERE)
    assert (said.code, said.err) == (1, "")
    assert "article.md:16:9: error[placeholder]" in said.out
    assert said.out.endswith("1 error in 1 file; 4 in the baseline; 3 articles checked\n")
    assert (project / FILE).read_bytes() == before


@pytest.mark.usefixtures("accepted")
def test_what_is_gone_leaves(project: Path, run: Run) -> None:
    """From where the variable CI is not set; there it is told, and the file stays."""
    _mend(project, "one", "<b>words. TODO", "words.")
    said = run("check", "--baseline", FILE, env={"CI": "true"})
    assert said.err == f"{FILE}: 2 findings gone\n  hint: run this where CI is not set, and commit the file\n"
    assert len(_held(project)) == 4
    assert run("check", "--baseline", FILE, env=HERE).err == f"{FILE}: 2 findings gone, 2 left\n"
    assert _held(project) == [("source/two", "placeholder"), ("source/two", "raw-html")]
    _mend(project, "one", "Opening words.", "Opening <b>words.")
    assert run("check", "--baseline", FILE, env=HERE).code == 1


@pytest.mark.usefixtures("accepted")
def test_articles_that_are_not_checked_keep_theirs(project: Path, run: Run) -> None:
    """Since they are not wanted, or cannot be read; those that are no more do not."""
    _mend(project, "one", "<b>words. TODO", "words.")
    assert run("check", "two", "--baseline", FILE, env=HERE).err == ""
    (project / "source/one/article.md").write_bytes(b"\0" * 11_000_000)
    assert run("check", "one", "--baseline", FILE, env=HERE).code == 4
    assert len(_held(project)) == 4
    (project / "source/one").rename(project / "one")
    assert run("check", "two", "--baseline", FILE, env=HERE).err == f"{FILE}: 2 findings gone, 2 left\n"


@pytest.mark.usefixtures("accepted")
def test_more_is_accepted_when_asked(project: Path, run: Run) -> None:
    """What articles have that are not checked stays; from another folder the same article is meant."""
    write_article(project / "source", "row", f"{ARTICLE}\n{ROW}")
    (project / "below").mkdir()
    assert run_in(project / "below", "-C", "..", "check", "--baseline", f"../{FILE}", env=HERE).code == 0
    said = run("check", "row", "--strict", "--baseline", FILE, "--accept", env=HERE)
    assert (said.code, said.err) == (0, f"{FILE}: 5 findings accepted, 4 before\n")
    assert ("source/row", "short-row") in _held(project)


def test_missing_baseline_accepts_nothing(project: Path, run: Run) -> None:
    """It would accept all that is new where somebody forgot to commit it."""
    said = run("check", "--baseline", FILE)
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        f"error: there is no baseline {FILE}\n"
        "  hint: write it with `--accept`, which accepts all that is found now, and commit it\n"
    )
    assert not (project / FILE).exists()


def test_accepting_needs_a_baseline(run: Run) -> None:
    """There is none by default."""
    said = run("check", "--accept")
    assert (said.code, said.err) == (2, "error: --accept needs a baseline\n  hint: add `--baseline FILE`\n")


@pytest.mark.parametrize("words", [(), ("--accept",)])
def test_wrong_baseline_is_never_replaced(words: tuple[str, ...], project: Path, run: Run) -> None:
    """What is in it was accepted by somebody; a folder is none at all."""
    (project / FILE).write_text("{", encoding="utf-8")
    said = run("check", "--baseline", FILE, *words)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"error: {FILE} is no baseline: it is not JSON")
    assert (project / FILE).read_text("utf-8") == "{"
    assert run("check", "--baseline", "source", *words).err.startswith("error: source is no baseline: ")


def test_baseline_that_cannot_be_written_is_an_error(project: Path, run: Run) -> None:
    """Told behind what was found; the exit code is its own."""
    said = run("check", "--baseline", f"nowhere/{FILE}", "--accept")
    assert (said.code, said.out) == (5, "no findings in 1 article\n")
    assert f"error: cannot write nowhere/{FILE}" in said.err
    assert not (project / "nowhere").exists()
