"""The built wheel is whole: installed alone, from an empty folder, it builds an article."""

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "source" / "us-mission-to-nato"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that `pip install .` would make."""
    folder = tmp_path_factory.mktemp("wheel")
    command = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment that has the wheel and its dependencies, but not this checkout."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    (packages,) = home.glob("lib/python*/site-packages")
    # A path file inside a folder that a path file names is not read: the editable install stays out.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    pip = (sys.executable, "-m", "pip", "--python", home / "bin" / "python", "install", "--quiet")
    subprocess.run((*pip, "--no-deps", "--no-index", wheel), check=True, capture_output=True)
    return home / "bin" / "pipeline"


def test_wheel_holds_each_template(wheel: Path) -> None:
    """What the checkout has in templates/ is in the package."""
    kept = {path.relative_to(ROOT / "templates").as_posix() for path in _tracked("templates")}
    shipped = {name.removeprefix("pipeline/_templates/") for name in _names(wheel)}
    assert kept
    assert kept <= shipped


def test_installed_command_builds_from_an_empty_folder(command: Path, tmp_path: Path) -> None:
    """With nothing but an article in source/, the wheel's own templates make all editions."""
    shutil.copytree(ARTICLE, tmp_path / "source" / ARTICLE.name)
    done = subprocess.run((command, "build"), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    suffixes = {path.suffix for path in (tmp_path / "output" / ARTICLE.name).iterdir()}
    assert suffixes == {".html", ".pdf", ".epub", ".json"}


def _tracked(folder: str) -> list[Path]:
    listed = subprocess.run(("git", "ls-files", folder), cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in listed.stdout.splitlines()]


def _names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()
