"""`pipeline doctor` tells what is there and what is missing; without Pango, a build without pages still works."""

import os
import shutil
import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path

import pytest

from pipeline.validators import VALIDATORS

from .conftest import Run, Said


def test_doctor_finds_everything_here(run: Run) -> None:
    """Each fact on one line: its state, what it is about, what was found; all dependencies of the package are there."""
    said = run("doctor")
    assert (said.code, said.err) == (0, "")
    facts = [line.split() for line in said.out.splitlines() if not line.startswith("  ")]
    assert {fact[0] for fact in facts} <= {"ok", "note"}
    dependencies = {requirement.split(">")[0].split("=")[0] for requirement in requires("article-pipeline") or ()}
    outside = {"python", "configuration", "templates", "font", "harfbuzz", "pango", "press", "network", "output"}
    assert {fact[1] for fact in facts} >= dependencies | outside


def test_doctor_tells_of_each_validator(run: Run) -> None:
    """Whether it is here, or what it needs and how that is got; what no build needs is never missing."""
    said = run("doctor")
    lines = said.out.splitlines()
    told = {line.split()[1]: number for number, line in enumerate(lines) if not line.startswith("  ")}
    assert [each.name for each in VALIDATORS if each.name not in told] == []
    # npm has put nothing into this project.
    number = told["nu"]
    assert lines[number].startswith("note    nu              Nu Html Checker needs vnu-jar, which is not in ")
    assert lines[number + 1].startswith("  hint: install it: `npm install vnu-jar`")


def test_doctor_names_a_family_that_no_font_holds(project: Path, run: Run) -> None:
    """What the tokens ask for must lie in the theme's fonts."""
    shipped = Path(__file__).parents[2] / "templates/tokens.toml"
    (project / "templates").mkdir()
    tokens = shipped.read_text(encoding="utf-8").replace('print = "Source Sans 3"', 'print = "Nobody Sans"')
    (project / "templates/tokens.toml").write_text(tokens, encoding="utf-8")
    said = run("doctor", "-q")
    assert said.code == 5
    assert said.out == (
        "missing font            Nobody Sans\n"
        "  hint: put its files into templates/fonts, or name another in tokens.toml\n"
    )  # fmt: skip


def test_doctor_tells_of_a_mistake_in_tokens(project: Path, run: Run) -> None:
    """A theme that cannot be made is not passed over with the fonts that it would name."""
    (project / "templates").mkdir()
    (project / "templates/tokens.toml").write_text("[screen]\nmesure = 58\n", encoding="utf-8")
    said = run("doctor", "-q")
    assert said.code == 5
    assert said.out == (
        "missing templates       templates/tokens.toml:2:1: screen.mesure is no token\n"
        "  hint: did you mean `measure`?\n"
    )  # fmt: skip


def test_doctor_names_the_package_of_a_fallback_font_that_is_not_there(project: Path, run: Run) -> None:
    """Those that the project names are needed, whatever the articles hold."""
    (project / "pipeline.toml").write_text('fallback-fonts = ["Noto Serif Nowhere"]\n', encoding="utf-8")
    said = run("doctor", "-q")
    assert said.code == 5
    assert said.out.startswith("missing fallback        Noto Serif Nowhere is not installed\n  hint: install it, or")


def test_doctor_tells_where_nothing_can_be_written(project: Path, run: Run) -> None:
    """A file stands where the output folder should be."""
    (project / "output").write_text("", encoding="utf-8")
    said = run("doctor", "-q")
    assert said.code == 5
    assert said.out.startswith("missing output")


def test_doctor_tells_a_wrong_configuration(project: Path, run: Run) -> None:
    """It goes on with what can be looked at all the same."""
    (project / "pipeline.toml").write_text("output = 3", encoding="utf-8")
    said = run("doctor", "-q")
    assert said.code == 5
    assert said.out.startswith("missing configuration   pipeline.toml: output is not text\n")


@pytest.fixture
def run_without_pango(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A function that runs the command where the system's Pango cannot be loaded.

    The press starts its child as `sys.executable` in an environment of its own; so that is a script here, which puts an
    empty file of Pango's name in front of the real one.
    """
    folder = tmp_path_factory.mktemp("without-pango")
    (folder / "libpango-1.0.so.0").touch()
    python = folder / "python"
    python.write_text(f'#!/bin/sh\nexport LD_LIBRARY_PATH={folder}\nexec {sys.executable} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    code = f"import sys; sys.executable = {str(python)!r}; from pipeline.cli import main; sys.exit(main(sys.argv[1:]))"

    def run(*words: str) -> Said:
        command = (sys.executable, "-c", code, *words)
        done = subprocess.run(command, cwd=project, env=dict(os.environ), capture_output=True, text=True, check=False)
        return Said(done.returncode, done.stdout, done.stderr)

    return run


def test_doctor_tells_how_to_get_pango(run_without_pango: Run) -> None:
    """Debian's packages, and what works until they are there."""
    said = run_without_pango("doctor", "-q")
    assert said.code == 5
    assert said.out.startswith("missing press           Pango is missing (")
    assert "`apt-get install libpango-1.0-0" in said.out
    assert "--edition html,epub --no-pages" in said.out


def test_build_without_pango_says_so_and_replaces_nothing(project: Path, run_without_pango: Run) -> None:
    """The numbering edition is needed for all, so nothing is published; the hint tells what can be built."""
    said = run_without_pango("build", "--edition", "html")
    assert (said.code, said.out) == (5, "")
    assert said.err.startswith("small: error: Pango is missing (")
    assert said.err.endswith("; until then: `pipeline build --edition html,epub --no-pages`\n")
    assert not (project / "output/small/index.html").exists()


@pytest.mark.parametrize("name", ["booklet", "large-print"])
def test_handouts_need_pango_too(name: str, project: Path, run_without_pango: Run) -> None:
    """They are print, page numbers in other editions or not."""
    said = run_without_pango("build", "--edition", name, "--no-pages")
    assert (said.code, said.out) == (5, "")
    assert said.err.startswith("small: error: Pango is missing (")
    assert not list((project / "output").glob("small/*.pdf"))


def test_build_without_pages_needs_no_pango(project: Path, run_without_pango: Run) -> None:
    """Web page and e-book do not go through the press."""
    said = run_without_pango("build", "--edition", "html,epub", "--no-pages")
    assert (said.code, said.err) == (0, "")
    names = sorted(path.name for path in (project / "output/small").iterdir() if not path.name.startswith("."))
    assert names == ["index.html", "manifest.json", "small.epub", "verification.json"]


def test_environment_of_these_tests_has_pango() -> None:
    """Else the tests above would pass for the wrong reason."""
    assert shutil.which("ldconfig") is None or b"libpango-1.0.so.0" in subprocess.check_output(("ldconfig", "-p"))
