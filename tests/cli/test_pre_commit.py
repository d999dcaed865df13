"""The hooks of pre-commit, run by it in a repository of its own, from the wheel that `pip` makes of ours."""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from .conftest import ARTICLE, Said, write_article

ROOT = Path(__file__).parents[2]
PACKAGED = ("pipeline", "templates", "LICENSES", "LICENSE", "README.md", "pyproject.toml", ".pre-commit-hooks.yaml")
CONFIG = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: check-articles
      - id: check-all-articles
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Variables by which neither a network nor what a user has set plays a part.

    What our package needs is found where the tests run; so is what builds it.
    """
    home = tmp_path_factory.mktemp("home")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PIP_", "PRE_COMMIT"))}
    own = {"HOME": home, "PRE_COMMIT_HOME": home / "hooks", "PYTHONPATH": sysconfig.get_path("purelib")}
    pip = {"PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "false", "PIP_CONFIG_FILE": os.devnull}
    who = {f"GIT_{role}_{what}": "nobody@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {**kept, **{name: str(path) for name, path in own.items()}, **pip, **who, "GIT_CONFIG_NOSYSTEM": "1"}


@pytest.fixture(scope="module")
def hooks(environment: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """A configuration that names a repository with what ours has for its wheel."""
    folder = tmp_path_factory.mktemp("ours")
    listed = subprocess.run(("git", "ls-files", *PACKAGED), cwd=ROOT, capture_output=True, text=True, check=True)
    for name in (*listed.stdout.splitlines(), ".pre-commit-hooks.yaml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    revision = _committed(folder, environment)
    return CONFIG.format(repository=folder, revision=revision)


@pytest.fixture(scope="module")
def project(environment: Mapping[str, str], hooks: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with two articles, one of which has an error."""
    project = tmp_path_factory.mktemp("project")
    write_article(project / "source", "small")
    write_article(project / "source", "wrong", ARTICLE.replace("Opening words.", "Opening <b>words."))
    (project / ".pre-commit-config.yaml").write_text(hooks, encoding="utf-8")
    _committed(project, environment)
    return project


@pytest.fixture
def run(project: Path, environment: Mapping[str, str]) -> Callable[[str], Said]:
    """Change a file and stage it; returns what the hooks say of that, and leaves the repository as it was."""

    def change(name: str) -> Said:
        path = project / name
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as stream:
            stream.write("\n")
        _git(project, environment, "add", name)
        command = (Path(sys.executable).with_name("pre-commit"), "run")
        done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
        _git(project, environment, "reset", "--hard", "--quiet")
        return Said(done.returncode, done.stdout, done.stderr)

    return change


def _git(folder: Path, environment: Mapping[str, str], *words: str) -> str:
    done = subprocess.run(("git", *words), cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _committed(folder: Path, environment: Mapping[str, str]) -> str:
    """Make a repository of all that is in a folder; returns its revision."""
    _git(folder, environment, "init", "--quiet")
    _git(folder, environment, "add", "--all")
    _git(folder, environment, "commit", "--quiet", "--message", "All")
    return _git(folder, environment, "rev-parse", "HEAD")


def test_article_of_a_changed_file_is_checked(run: Callable[[str], Said], environment: Mapping[str, str]) -> None:
    """No other is: the one that has an error keeps nobody from the rest. What checks it came out of a wheel."""
    said = run("source/small/article.md")
    assert said.code == 0, said.out + said.err
    assert (said.out.count("Passed"), said.out.count("Skipped")) == (1, 1)
    installed = Path(environment["PRE_COMMIT_HOME"]).glob("*/py_env-*/lib/python*/site-packages/pipeline/_templates")
    assert len([*installed]) == 1


def test_error_stops_a_commit(run: Callable[[str], Said]) -> None:
    """Whatever of its article has changed, it is told as everywhere."""
    said = run("source/wrong/table.csv")
    assert said.code == 1
    assert "- exit code: 1\n" in said.out
    assert "source/wrong/article.md:14:9: error[raw-html] <b> is HTML\n" in said.out


def test_contract_concerns_all_articles(run: Callable[[str], Said]) -> None:
    """It is no file of any of them; so are the templates and the settings."""
    said = run("templates/tokens.toml")
    assert (said.code, said.out.count("Skipped")) == (1, 1)
    assert said.out.endswith("1 error in 1 file; 2 articles checked\n\n")


def test_other_files_concern_none(run: Callable[[str], Said]) -> None:
    """Both hooks are skipped."""
    said = run("README.md")
    assert (said.code, said.out.count("Skipped")) == (0, 2)
