"""What does not exist is told in one message, names the nearest thing there is, and ends with 2."""

import os
from pathlib import Path

import pytest

from pipeline.cli.rows import COMMANDS

from .conftest import Run, Said, run_in, write_article


def refusal(said: Said) -> str:
    """The message of a run that ended with 2 and said nothing else."""
    assert said.code == 2
    assert said.out == ""
    assert "Traceback" not in said.err
    return said.err


def test_unknown_slug_names_the_nearest_and_all(project: Path, run: Run) -> None:
    """A slip of the hand is recognised."""
    write_article(project / "source", "other")
    assert refusal(run("build", "smal")) == (
        'error: there is no article "smal"\n  hint: did you mean `small`? (articles: other, small)\n'
    )


def test_unknown_command_names_the_nearest_and_all(run: Run) -> None:
    """As for anything else that does not exist; the list comes from the rows of the commands."""
    names = ", ".join(row.name for row in COMMANDS)
    assert refusal(run("bild", "small")) == (
        f'error: there is no command "bild"\n  hint: did you mean `build`? (commands: {names})\n'
    )


def test_unknown_edition_names_the_nearest_and_all(run: Run) -> None:
    """The list comes from the rows of the editions."""
    assert refusal(run("build", "small", "--edition", "html,pfd")) == (
        'error: there is no edition "pfd"\n'
        "  hint: did you mean `pdf`? (editions: html, pdf, pdf-letter, epub, large-print, notes, brief, pdf-a5, "
        "pdf-half-letter, two-up, two-up-letter, booklet, booklet-letter)\n"
    )  # fmt: skip


def test_unknown_edition_of_the_configuration_is_refused_too(project: Path, run: Run) -> None:
    """Names are checked wherever they come from."""
    (project / "pipeline.toml").write_text('editions = ["word"]', encoding="utf-8")
    assert 'there is no edition "word"' in refusal(run("build"))


def test_folder_without_article_is_refused(project: Path, run: Run) -> None:
    """A path must lead to an article."""
    (project / "source/empty").mkdir()
    assert "there is no article.md in source/empty" in refusal(run("build", "source/empty"))


def test_two_articles_of_one_name_are_refused(project: Path, run: Run) -> None:
    """Their files would overwrite each other."""
    write_article(project / "elsewhere", "small")
    assert 'two articles are called "small"' in refusal(run("build", "small", "elsewhere/small"))


@pytest.mark.parametrize("name", [".hidden", "bell\x07", b"latin-\xe9"])
def test_folder_whose_name_is_no_name_for_files_is_refused(name: str | bytes, project: Path, run: Run) -> None:
    """Nothing is written under a name that hides, rings or cannot be spelled."""
    write_article(project, os.fsdecode(name))
    assert "gives its article no name" in refusal(run("build", "./" + os.fsdecode(name)))


def test_folder_without_project_is_refused(tmp_path: Path) -> None:
    """The hint says what a project looks like."""
    assert "source/NAME/article.md" in refusal(run_in(tmp_path, "build"))


def test_wrong_configuration_is_refused(project: Path, run: Run) -> None:
    """A misspelt setting is never ignored."""
    (project / "pipeline.toml").write_text('sorce = "texts"', encoding="utf-8")
    assert refusal(run("build")) == "error: pipeline.toml: sorce is no setting\n  hint: did you mean `source`?\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("build", "--editon", "html"), "error: no such option '--editon'"),
        (("build", "--jobs", "0"), "error: invalid value for '-j' / '--jobs'"),
        (("-C", "nowhere", "build"), "error: invalid value for '-C' / '--project'"),
    ],
)
def test_wrong_words_have_the_same_shape(words: tuple[str, ...], message: str, run: Run) -> None:
    """What the command line library finds looks like what we find."""
    told = refusal(run(*words))
    assert told.startswith(message)
    assert told.splitlines()[1].startswith("  hint: see `pipeline")


def test_no_edition_at_all_is_refused(project: Path, run: Run) -> None:
    """Else the published ones would be taken away."""
    wanted = "error: no edition is named\n  hint: name one, or leave `--edition` and `editions` out\n"
    assert refusal(run("build", "small", "--edition", "")) == wanted
    (project / "pipeline.toml").write_text("editions = []\n", encoding="utf-8")
    assert refusal(run("build", "small")) == wanted


def test_tokens_that_are_no_toml_are_refused(project: Path, run: Run) -> None:
    """A mistake before the first step of a build is told like any other."""
    tokens = project / "templates" / "tokens.toml"
    tokens.parent.mkdir(exist_ok=True)
    tokens.write_text("[colours", encoding="utf-8")
    assert "templates/tokens.toml is not TOML" in refusal(run("build", "small"))
