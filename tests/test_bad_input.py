"""Every case in tests/cases/bad: what the command says of it, its exit code, and that nothing published is touched.

A case is a folder with `article.md` and the files that it uses, or with a `make.py` that writes them into the folder
that is its argument; a `pipeline.toml` beside them is the project's, and what lies in `project/` comes into its folder.
`expected.txt` is all that the command prints when it is piped, with `…` for the project's folder, and its exit code.
"""

import re
import runpy
from hashlib import sha256
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from pipeline.cli import main
from tests.cli.conftest import write_article

BAD = Path(__file__).parent / "cases" / "bad"
NOT_SOURCE = ignore_patterns("expected.txt", "make.py", "pipeline.toml", "project", "__pycache__")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a good build of an earlier version of the article has left."""
    project = tmp_path_factory.mktemp("good")
    write_article(project / "source", "case")
    assert main(["-C", str(project), "build", "-q", "case"]) == 0
    return project / "output"


@pytest.mark.parametrize("case", sorted(path for path in BAD.iterdir() if path.is_dir()), ids=lambda path: path.name)
def test_bad_input_is_told_and_publishes_nothing(
    case: Path, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exactly what is written beside it; a case without expectation gets one, to be looked at."""
    lay_out(case, tmp_path, published)
    before = hashes(tmp_path / "output")
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    code = main(["build", "case"])
    told = _told(capsys.readouterr(), code, tmp_path)
    assert code != 0
    assert "Traceback" not in told
    assert hashes(tmp_path / "output") == before
    expected = case / "expected.txt"
    if not expected.exists():
        expected.write_text(told, encoding="utf-8")
        pytest.fail(f"{case.name}/expected.txt is written; read it and keep it if it is right")
    assert told == expected.read_text(encoding="utf-8")


def lay_out(case: Path, project: Path, published: Path) -> None:
    """Put a case into a project in which an earlier build has left its editions."""
    folder = project / "source" / "case"
    copytree(case, folder, ignore=NOT_SOURCE)
    copytree(published, project / "output")
    if (case / "project").exists():
        copytree(case / "project", project, dirs_exist_ok=True)
    if (case / "make.py").exists():
        runpy.run_path(str(case / "make.py"))["make"](folder)
    if (case / "pipeline.toml").exists():
        (project / "pipeline.toml").write_bytes((case / "pipeline.toml").read_bytes())


def _told(said: tuple[str, str], code: int, project: Path) -> str:
    out, err = (stream.replace(str(project), "…") for stream in said)
    # Seconds are the only thing that differs between two builds.
    return re.sub(r"seconds=\d+\.\d", "seconds=…", f"{out}{err}exit code {code}\n")


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}
