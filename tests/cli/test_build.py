"""What `pipeline build` makes, says and ends with."""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.show import cost

from .conftest import ARTICLE, COMMAND, Built, Run, run_in, write_article

WEB = ("--edition", "html", "--no-pages")  # the quickest build there is
BROKEN = ARTICLE.replace("Opening words.", "Opening <b>words</b>.")
UNKNOWN_LANGUAGE = ARTICLE.replace("lang: en", "lang: eo")
FACT = re.compile(
    r"(?P<slug>\S+) (?P<edition>\S+) (?:pages=(?P<pages>\d+) )?size=(?P<size>\d+) sections=2/2 blocks=(\d+)/\5 "
    r"seconds=\d+\.\d path=(?P<path>.+)"
)


def paths(output: str) -> list[str]:
    """The paths of the facts that were printed."""
    return [line.split(" path=")[1] for line in output.splitlines() if " path=" in line]


def test_build_publishes_all_editions_and_the_manifest(built: Built) -> None:
    """Three editions by default, and what they depend on."""
    assert (built.said.code, built.said.err) == (0, "")
    names = sorted(path.name for path in (built.project / "output/small").iterdir() if not path.name.startswith("."))
    assert names == ["index.html", "manifest.json", "small.epub", "small.pdf", "verification.json"]


def test_facts_are_one_line_per_edition(built: Built) -> None:
    """Piped output can be cut and searched; sizes are those of the files."""
    facts = [FACT.fullmatch(line) for line in built.said.out.splitlines()]
    found = [(fact["edition"], bool(fact["pages"]), fact["path"]) for fact in facts if fact]
    assert found == [
        ("html", False, "output/small/index.html"),
        ("pdf", True, "output/small/small.pdf"),
        ("epub", False, "output/small/small.epub"),
    ]
    assert all((built.project / fact["path"]).stat().st_size == int(fact["size"]) for fact in facts if fact)


def test_account_of_the_source_is_one_line(built: Built) -> None:
    """After the editions: every character of the file is in the text or markup, and none is unread."""
    fact = re.fullmatch(
        r"small account characters=(\d+) text=(\d+) markup=(\d+) unread=0", built.said.out.splitlines()[-1]
    )
    assert fact
    characters, text, markup = map(int, fact.groups())
    assert characters == text + markup == len(ARTICLE)
    assert text > len("Opening words. Some text with a note.")


def test_account_of_an_article_in_parts_counts_them_all(project: Path, run: Run) -> None:
    """The characters of both files, once each."""
    first, further = ARTICLE.replace("lang:", "parts: [a.md]\nlang:"), "## Third part\n\nText.\n"
    (project / "source/small/article.md").write_text(first)
    (project / "source/small/a.md").write_text(further)
    told = run("build", *WEB).out.splitlines()[-1]
    counted = re.match(r"small account characters=(\d+) ", told)
    assert counted
    assert int(counted[1]) == len(first + further)


def test_all_articles_are_built_when_none_is_named(project: Path, run: Run) -> None:
    """In the order of their names; folders without an article are none."""
    write_article(project / "source", "another")
    (project / "source/contracts").mkdir()
    assert paths(run("build", *WEB).out) == ["output/another/index.html", "output/small/index.html"]


def test_article_may_be_a_path_outside_the_project(project: Path, run: Run) -> None:
    """Its slug is the folder's name, and a path to the file itself does as well."""
    write_article(project.parent / "elsewhere", "guest")
    assert paths(run("build", "../elsewhere/guest/article.md", *WEB).out) == ["output/guest/index.html"]


def test_article_named_twice_is_built_once(run: Run) -> None:
    """By slug and by path it is the same article."""
    assert len(paths(run("build", "small", "source/small", *WEB).out)) == 1


def test_paths_are_seen_from_the_current_directory(project: Path) -> None:
    """With -C, as without, what is printed can be opened from where the command was given."""
    write_article(project / "source", "wrong", BROKEN)
    said = run_in(project.parent, "-C", project.name, "build", *WEB)
    assert paths(said.out) == [f"{project.name}/output/small/index.html"]
    assert f"\n{project.name}/source/wrong/article.md:14:9: error[raw-html]" in said.err


def test_finding_is_shown_and_keeps_the_article_unpublished(project: Path, run: Run) -> None:
    """All findings with their places, their number, exit code 1."""
    write_article(project / "source", "wrong", BROKEN)
    said = run("build", "wrong", *WEB)
    assert (said.code, said.out) == (1, "")
    assert "source/wrong/article.md:14:9: error[raw-html]" in said.err
    assert "  14 │ Opening <b>words</b>.\n     │         ^^^\n  hint: " in said.err
    assert "\n\n1 error in 1 file\n  hint: " in said.err
    assert not (project / "output/wrong").exists()


def test_one_bad_article_does_not_keep_the_others(project: Path, run: Run) -> None:
    """The good one is published; the exit code is the highest of all."""
    write_article(project / "source", "wrong", BROKEN)
    said = run("build", *WEB)
    assert (said.code, paths(said.out)) == (1, ["output/small/index.html"])


def test_exit_code_is_the_highest(project: Path, run: Run) -> None:
    """A finding is 1, words that the theme lacks are 2; the message names the article."""
    write_article(project / "source", "wrong", BROKEN)
    write_article(project / "source", "odd", UNKNOWN_LANGUAGE)
    said = run("build", "odd", "wrong", *WEB)
    assert said.code == 2
    assert "odd: error: the theme has no words for the language" in said.err


@pytest.mark.parametrize("words", [("-q", "build"), ("build", "-q")])
def test_quiet_says_nothing_but_errors(words: tuple[str, ...], project: Path, run: Run) -> None:
    """Before the command's name or after it."""
    write_article(project / "source", "wrong", BROKEN)
    said = run(*words, *WEB)
    assert (said.code, said.out) == (1, "")
    assert "error[raw-html]" in said.err


def test_verbose_shows_steps_with_their_time(run: Run) -> None:
    """Where the time goes."""
    told = run("build", "-v", *WEB).err
    steps = ["read", "account", "check", "web page", "web page: read back", "web page: ink", "publish"]
    assert re.findall(r"^small: ([\w: ]+) \d+\.\d\d s$", told, re.MULTILINE) == steps
    assert re.search(r"^small: account and reading back took \d+\.\d% of the build$", told, re.MULTILINE)


def test_cost_of_the_proof_is_told_in_shares() -> None:
    """Account and reading back of the whole build, the look at print of printing; nothing where nothing was proved."""
    steps = [("read", 1.0), ("account", 0.5), ("PDF, A4", 4.0), ("PDF, A4: read back", 0.5), ("PDF, A4: ink", 0.4)]
    rest = [("web page", 2.0), ("web page: read back", 0.6), ("web page: ink", 1.0)]
    told = "account and reading back took 16.0% of the build, the look at print 10.0% of printing"
    assert cost([*steps, *rest]) == told
    assert cost([("read", 1.0), ("account", 0.5)]) == ""


def test_jobs_print_in_the_order_given(project: Path, run: Run) -> None:
    """Side by side or not, the output is the same."""
    for slug in ("a", "wrong"):
        write_article(project / "source", slug, BROKEN if slug == "wrong" else ARTICLE)
    said = run("build", "small", "wrong", "a", *WEB, "--jobs", "2")
    assert paths(said.out) == [f"output/{slug}/index.html" for slug in ("small", "a")]
    assert (said.code, said.err.count("error[raw-html]")) == (1, 1)


def test_file_that_is_not_made_again_is_told(project: Path, run: Run) -> None:
    """One line for what the smaller set removes, after those of what was made; quiet keeps it back."""
    web_and_book = ("build", "small", "--edition", "html,epub", "--no-pages")
    run(*web_and_book)
    assert run("build", "small", *WEB).out.splitlines()[2:] == ["small removed path=output/small/small.epub"]
    assert not (project / "output/small/small.epub").exists()
    assert len(paths(run(*web_and_book).out)) == 2
    assert run("build", "-q", "small", *WEB).out == ""


def test_manifest_lists_what_each_edition_does_not_have(project: Path, run: Run) -> None:
    """Lines of article and parts, of passages and of the notes that only they call; the page has them all."""
    folder = project / "source/small"
    passage = ":::{only} web\nMore.[^m]\n:::\n\n[^m]: Of the passage.\n"
    (folder / "article.md").write_text(ARTICLE.replace("lang:", "parts: [a.md]\nlang:") + f"\n{passage}")
    (folder / "a.md").write_text("## Third part\n\nText.\n\n:::{except} ebook\nMore.\n:::\n")
    assert run("build", "--edition", "html,epub", "--no-pages").code == 0
    editions = json.loads((project / "output/small/manifest.json").read_bytes())["editions"]
    assert "exclusions" not in editions["html"]
    assert editions["epub"]["exclusions"] == [
        {"file": "a.md", "lines": [5, 7]},
        {"file": "article.md", "lines": [28, 30]},
        {"file": "article.md", "lines": [32, 32]},
    ]


def test_two_builds_at_once_are_safe(project: Path, run: Run) -> None:
    """Both succeed, and what stands there is a whole edition."""
    first = subprocess.Popen((COMMAND, "build", "small", *WEB), cwd=project, stdout=subprocess.DEVNULL)
    second = run("build", "small", *WEB)
    assert (first.wait(60), second.code) == (0, 0)
    manifest = json.loads((project / "output/small/manifest.json").read_bytes())
    page = (project / "output/small/index.html").read_bytes()
    assert manifest["editions"]["html"]["sha256"] == hashlib.sha256(page).hexdigest()


def test_reader_who_leaves_hears_no_complaint(project: Path) -> None:
    """`pipeline build | head -0` ends without a word."""
    process = subprocess.Popen(
        (COMMAND, "build", "small", *WEB), cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.communicate()[1] == b""


def test_name_that_the_output_cannot_spell_is_not_fatal(project: Path, run: Run) -> None:
    """A name in another script is written as code points."""
    write_article(project / "source", "λόγος")
    said = run("build", "λόγος", *WEB, env={"PYTHONIOENCODING": "latin-1:strict"})
    assert said.code == 0
    assert said.out.startswith("\\u03bb")


def test_debug_shows_where_in_the_program_an_article_was_stopped(project: Path, run: Run) -> None:
    """After the traceback, the same message as without."""
    write_article(project / "source", "odd", UNKNOWN_LANGUAGE)
    plain, debug = run("build", "odd", *WEB), run("build", "odd", "--debug", *WEB)
    assert "Traceback" not in plain.err
    assert debug.err.startswith("Traceback")
    assert debug.err.endswith(plain.err)


BURST = (
    "import sys, click; from pipeline.cli import group, main;"
    "group.add_command(click.Command('burst', callback=lambda: 1 / 0, params=[click.Option(['--debug'], is_flag=True,"
    " expose_value=False)])); sys.exit(main(sys.argv[1:]))"
)


@pytest.mark.parametrize(("words", "traceback"), [(["burst"], False), (["burst", "--debug"], True)])
def test_fault_of_the_program_is_one_line(words: list[str], traceback: bool) -> None:
    """Nobody sees a traceback who did not ask for it."""
    done = subprocess.run((sys.executable, "-c", BURST, *words), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert ("Traceback" in done.stderr) == traceback
    assert done.stderr.splitlines()[-2] == "error: a fault of the program itself: ZeroDivisionError: division by zero"


def test_all_mistakes_are_told_at_once(project: Path, run: Run) -> None:
    """What the reader finds and what is found when references are resolved."""
    article = project / "source" / "small" / "article.md"
    article.write_text(
        article.read_text(encoding="utf-8") + "\n[a](#nowhere) ![b](images/none.png)\n", encoding="utf-8"
    )
    said = run("build", "small")
    assert (said.code, "image-missing" in said.err, "broken-reference" in said.err) == (1, True, True)
