"""What `pipeline check` finds, says and ends with, and that it makes nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ARTICLE, Run, run_in, write_article

BROKEN = ARTICLE.replace("Opening words.", "Opening <b>words.")
UNKNOWN_LANGUAGE = ARTICLE.replace("lang: en", "lang: eo")
ROW = "| a | b |\n|---|---|\n| c |\n"
"""A finding that is a warning."""
KEYS = ["code", "severity", "file", "line", "column", "length", "message", "hint"]


def findings(out: str) -> list[dict[str, object]]:
    """The findings of a document of JSON."""
    found: list[dict[str, object]] = json.loads(out)["findings"]
    return found


def test_check_of_a_good_article_says_so_and_makes_nothing(project: Path, run: Run) -> None:
    """One line; no output folder."""
    said = run("check")
    assert (said.code, said.out, said.err) == (0, "no findings in 1 article\n", "")
    assert sorted(path.name for path in project.iterdir()) == ["source"]


def test_check_loads_nothing_that_makes_editions(project: Path) -> None:
    """Neither the engines nor what reads their files back, so that a check is quick."""
    code = "import sys; from pipeline.cli import main; main(['check']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run((sys.executable, "-c", code), cwd=project, capture_output=True, text=True, check=True)
    loaded = {module.split(".")[0] for module in done.stderr.split()}
    assert "markdown_it" in loaded
    assert not loaded & {"weasyprint", "vl_convert", "ebooklib", "pikepdf", "pypdfium2", "fontTools", "resvg_py"}


def test_findings_are_the_result(project: Path, run: Run) -> None:
    """On standard output, each with its place, and a line that counts them."""
    write_article(project / "source", "wrong", BROKEN)
    said = run("check", "wrong")
    assert (said.code, said.err) == (1, "")
    assert said.out == (
        "source/wrong/article.md:14:9: error[raw-html] <b> is HTML\n"
        "  14 │ Opening <b>words.\n"
        "     │         ^^^\n"
        "  hint: write Markdown, or `code` if it is meant to be shown\n"
        "\n"
        "1 error in 1 file\n"
    )


def test_files_are_headed_when_there_are_several_articles(project: Path, run: Run) -> None:
    """Each file with its own count; the last line says how many articles were checked."""
    for slug in ("wrong", "worse"):
        write_article(project / "source", slug, BROKEN)
    lines = run("check").out.splitlines()
    assert [line for line in lines if line.endswith(": 1 error")] == [
        "source/worse/article.md: 1 error",
        "source/wrong/article.md: 1 error",
    ]
    assert lines[-1] == "2 errors in 2 files; 3 articles checked"


@pytest.mark.parametrize(("words", "code"), [((), 0), (("--strict",), 1)])
def test_warnings_count_only_in_strict_terms(words: tuple[str, ...], code: int, project: Path, run: Run) -> None:
    """They are told in both."""
    write_article(project / "source", "row", f"{ARTICLE}\n{ROW}")
    said = run("check", "row", *words)
    assert (said.code, said.out.splitlines()[-1]) == (code, "1 warning in 1 file")


@pytest.mark.parametrize(("words", "told"), [((), ""), (("--strict",), "1 warning in 1 file\n")])
def test_quiet_says_what_counts(words: tuple[str, ...], told: str, project: Path, run: Run) -> None:
    """Nothing of what is well, nor of a warning unless it is held for an error."""
    write_article(project / "source", "row", f"{ARTICLE}\n{ROW}")
    assert run("check", "-q", "row", *words).out.endswith(told)
    assert bool(run("check", "-q", "row", *words).out) == bool(told)


def test_what_cannot_be_checked_hides_nothing_else(project: Path, run: Run) -> None:
    """Exit code: the highest of all; what stopped is said as an error, beside the result."""
    write_article(project / "source", "odd", UNKNOWN_LANGUAGE)
    write_article(project / "source", "wrong", BROKEN)
    large = write_article(project / "source", "large")
    with (large / "article.md").open("ab") as stream:
        stream.truncate(20_000_000)
    said = run("check", "large", "nowhere", "odd", "wrong")
    assert said.code == 4
    assert "source/wrong/article.md:14:9: error[raw-html]" in said.out
    assert said.out.endswith("1 error in 1 file; 3 could not be checked\n")
    heads = [line.partition(": error: ") for line in said.err.splitlines() if "error: " in line]
    assert [head for head, mark, _ in heads if mark] == ["source/large/article.md", "source/odd/article.md"]
    assert 'error: there is no article "nowhere"' in said.err


@pytest.mark.parametrize(
    "words",
    [
        ("small", "small"),
        ("small", "source/small", "source/small/article.md", "source"),
        ("source/small/parts/a.md", "."),
    ],
)
def test_article_meant_by_several_words_is_checked_once(words: tuple[str, ...], project: Path, run: Run) -> None:
    """A slug, its folder, any file in it, a folder above it."""
    folder = write_article(project / "source", "deep/wrong", BROKEN).parent
    (project / "source/small/parts").mkdir()
    (project / "source/small/parts/a.md").write_text("A part.")
    (folder / "circle").symlink_to(project / "source")
    said = json.loads(run("check", "--format", "json", *words).out)
    whole = {"source", "."} & set(words)
    assert (said["articles"], len(said["findings"])) == ((2, 1) if whole else (1, 0))


def test_articles_of_one_name_are_both_checked(project: Path, run: Run) -> None:
    """Only what is made of them would be in each other's way."""
    write_article(project / "elsewhere", "small", BROKEN)
    said = run("check", "small", "elsewhere/small")
    assert "elsewhere/small/article.md:14:9: error[raw-html]" in said.out


def test_json_has_the_keys_of_a_finding(project: Path, run: Run) -> None:
    """In the order of places, files named as in text; columns count characters."""
    write_article(project / "source", "wrong", BROKEN.replace("Opening", "漢字 👍🏽"))
    said = run("check", "wrong", "--format", "json")
    assert (said.code, said.err) == (1, "")
    (found,) = findings(said.out)
    assert list(found) == KEYS
    assert [found[key] for key in KEYS[:-2]] == ["raw-html", "error", "source/wrong/article.md", 14, 7, 3]


def test_json_has_what_was_waived(project: Path, run: Run) -> None:
    """With the reason and the last day; text tells it when asked to be verbose."""
    waiver = "<!-- allow: short-row because it is not out yet (until 2027-01-31) -->\n\n"
    write_article(project / "source", "row", f"{ARTICLE}\n{waiver}{ROW}")
    told = json.loads(run("check", "row", "--format", "json", "--today", "2027-01-01").out)
    assert told["findings"] == []
    (waived,) = told["waived"]
    assert list(waived) == [*KEYS, "reason", "until"]
    assert (waived["line"], waived["reason"], waived["until"]) == (31, "it is not out yet", "2027-01-31")
    said = run("check", "row", "-v", "--today", "2027-01-01").out
    assert said == (
        "source/row/article.md:31:1: waived[short-row] the row has 1 cell, the table 2 columns\n"
        "  because it is not out yet (until 2027-01-31)\n"
        "\n"
        "no findings in 1 article; 1 waived\n"
    )


def test_json_is_whole_when_something_stops(project: Path, run: Run) -> None:
    """What stopped is a finding without a code; the exit code is its own."""
    write_article(project / "source", "odd", UNKNOWN_LANGUAGE)
    said = run("check", "nowhere", "odd", "small", "--format", "json")
    assert (said.code, said.err, json.loads(said.out)["articles"]) == (2, "", 1)
    assert [(found["code"], found["file"], found["line"]) for found in findings(said.out)] == [
        (None, None, None),
        (None, "source/odd/article.md", None),
    ]


def test_json_tells_of_a_wrong_project_too(project: Path, run: Run) -> None:
    """Whoever reads it needs no second way to learn that nothing was checked."""
    (project / "pipeline.toml").write_text('sorce = "texts"', encoding="utf-8")
    said = run("check", "--format", "json")
    assert (said.code, said.err) == (2, "")
    assert findings(said.out)[0]["message"] == "pipeline.toml: sorce is no setting"


def test_json_is_utf_8_and_hides_nothing(project: Path, run: Run) -> None:
    """Whatever the terminal's encoding; what could turn a line around is escaped, and so is half a character."""
    folder = project / (os.fsdecode(b"latin-\xe9") + "\u202e")
    write_article(folder, "λ", BROKEN)
    path = f"{folder.name}/λ"
    out = run("check", path, "--format", "json", env={"PYTHONIOENCODING": "latin-1:strict"}).out
    assert "λ" in out
    assert "\u202e" not in out
    assert findings(out)[0]["file"] == f"{path}/article.md"


def test_names_that_are_no_text_are_told_in_every_form(project: Path, run: Run) -> None:
    """As far as they can be: UTF-8 holds no half of a character, and a URI has the byte itself."""
    folder = project / os.fsdecode(b"latin-\xe9")
    write_article(folder, "wrong", BROKEN)
    said = run("check", f"{folder.name}/wrong", "--format", "github", "--summary", "page.md")
    assert (said.code, said.err) == (1, "")
    assert "::error file=latin-\\udce9/wrong/article.md,line=14," in said.out
    assert "latin-\\udce9/wrong/article.md:14:9" in (project / "page.md").read_text("utf-8")
    assert '"uri": "latin-%E9/wrong/article.md"' in run("check", f"{folder.name}/wrong", "--format", "sarif").out
    assert run("check", f"{folder.name}/wrong", "--baseline", "b.json", "--accept").code == 0
    assert run("check", f"{folder.name}/wrong", "--baseline", "b.json").err == ""


def test_check_in_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    """As a build there would be."""
    said = run_in(tmp_path, "check")
    assert (said.code, said.out) == (2, "")
    assert "source/NAME/article.md" in said.err


def test_github_gets_annotations(project: Path, run: Run) -> None:
    """In the log alone; the exit code is that of text."""
    write_article(project / "source", "wrong", BROKEN)
    said = run("check", "wrong", "--format", "github")
    assert (said.code, said.err) == (1, "")
    assert said.out.startswith("::error file=source/wrong/article.md,line=14,col=9,endColumn=")
    assert said.out.endswith("1 error in 1 file\n")


def test_document_goes_into_a_file(project: Path, run: Run) -> None:
    """As it would be printed; the findings are told as text."""
    write_article(project / "source", "wrong", BROKEN)
    for form in ("json", "sarif"):
        said = run("check", "--format", form, "-o", f"found.{form}")
        assert (said.code, said.err) == (1, "")
        assert "error[raw-html]" in said.out
        assert (project / f"found.{form}").read_text("utf-8") == run("check", "--format", form).out


def test_text_goes_into_no_file(project: Path, run: Run) -> None:
    """The shell can do that; nothing is checked or written."""
    said = run("check", "-o", "found.txt")
    assert (said.code, said.out) == (2, "")
    assert said.err == "error: --output is for a document\n  hint: add `--format json` or `--format sarif`\n"
    assert not (project / "found.txt").exists()


def test_file_that_cannot_be_written_keeps_no_other_from_it(project: Path, run: Run) -> None:
    """The findings and the page are there; the exit code is the highest of all."""
    write_article(project / "source", "wrong", BROKEN)
    said = run("check", "--format", "sarif", "-o", "nowhere/found.sarif", "--summary", "page.md")
    assert said.code == 5
    assert "error[raw-html]" in said.out
    assert "nowhere/found.sarif:" in said.err
    assert "raw-html" in (project / "page.md").read_text("utf-8")


def test_sarif_is_whole_when_something_stops(project: Path, run: Run) -> None:
    """What stopped is told in it alone, as by the other documents."""
    write_article(project / "source", "odd", UNKNOWN_LANGUAGE)
    said = run("check", "odd", "nowhere", "--format", "sarif")
    (invocation,) = json.loads(said.out)["runs"][0]["invocations"]
    assert (said.code, said.err, invocation["executionSuccessful"]) == (2, "", False)
    assert len(invocation["toolExecutionNotifications"]) == 2


def test_summary_is_written_beside_what_is_told(project: Path, run: Run) -> None:
    """A page that was there is replaced; the findings are told as ever."""
    write_article(project / "source", "wrong", BROKEN)
    page = project / "summary.md"
    page.write_text("old", encoding="utf-8")
    said = run("check", "--summary", "summary.md")
    assert said.code == 1
    assert "error[raw-html]" in said.out
    assert page.read_text(encoding="utf-8").startswith("# 1 of ")
    assert [path.name for path in project.iterdir() if "summary" in path.name] == ["summary.md"]


@pytest.mark.parametrize("name", ["nowhere/summary.md", "source"])
def test_summary_that_cannot_be_written_is_an_error(project: Path, run: Run, name: str) -> None:
    """Told behind the findings, by the path; what was there stays."""
    write_article(project / "source", "wrong", BROKEN)
    before = sorted(project.rglob("*"))
    said = run("check", "--summary", name)
    assert said.code == 5
    assert "error[raw-html]" in said.out
    assert f"{name}:" in said.err
    assert sorted(project.rglob("*")) == before
