"""Templates and fonts are the project's, file by file, over those that ship, however the package is installed."""

import pickle
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.diagnostics import ConfigError
from pipeline.files import load_templates

ROOT = Path(__file__).parents[2]
LIST = """
import hashlib, pathlib, pipeline
from pipeline.files import load_templates
print(pathlib.Path(pipeline.__file__).parent.parent)
for path, content in load_templates(pathlib.Path()).files.items():
    print(path, hashlib.sha256(content).hexdigest())
"""


def listed(package: Path, project: Path) -> list[str]:
    """Return where the package was found, then the templates with digests, from a process in the project's folder."""
    command = (sys.executable, "-B", "-P", "-c", LIST)
    environment = {"PYTHONPATH": str(package)}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_a_wheel_holds_the_same_templates_as_the_checkout(tmp_path: Path) -> None:
    """In an empty project, a built wheel and the checkout give the same paths and bytes."""
    checkout = shutil.copytree(
        ROOT, tmp_path / "checkout", ignore=lambda folder, names: {*names} - KEPT if Path(folder) == ROOT else set()
    )
    subprocess.run(
        (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)),
        cwd=checkout,
        check=True,
        capture_output=True,
    )
    wheel = next(tmp_path.glob("*.whl"))
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    (tmp_path / "project").mkdir()
    installed, own = (listed(package, tmp_path / "project") for package in (tmp_path / "installed", ROOT))
    assert installed[0] == str(tmp_path / "installed")
    assert own[0] == str(ROOT)
    assert installed[1:] == own[1:] == listed(ROOT, ROOT)[1:]
    assert any(line.startswith("tokens.toml ") for line in own)


KEPT = {"pipeline", "templates", "pyproject.toml", "README.md", "LICENSE", "LICENSES", "CHANGELOG.md"}


def test_the_projects_own_file_stands_over_the_shipped_one(tmp_path: Path) -> None:
    """One file is replaced, one is added, all others ship."""
    (tmp_path / "templates" / "html").mkdir(parents=True)
    (tmp_path / "templates" / "tokens.toml").write_bytes(b"own")
    (tmp_path / "templates" / "html" / "own.css").write_bytes(b"new")
    shipped, templates = load_templates(ROOT).files, load_templates(tmp_path).files
    assert templates == {**shipped, "tokens.toml": b"own", "html/own.css": b"new"}
    assert list(templates) == sorted(templates)
    below = load_templates(tmp_path).below
    assert below == {name: content for name, content in shipped.items() if name in below}
    assert {"tokens.toml", "html/page.xhtml", "epub/cover.svg", "pdf/style.css"} <= below.keys()


def test_what_is_no_part_of_a_theme_is_left_out(tmp_path: Path) -> None:
    """A cache of Python's or a copy of an editor's would change the digest of the templates."""
    for name in ("fonts/__pycache__/subset.cpython-311.pyc", "html/style.css~", "html/.style.css.swp", "README.md"):
        path = tmp_path / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    assert load_templates(tmp_path) == load_templates(ROOT)


def test_the_projects_fonts_replace_those_of_the_same_path(tmp_path: Path) -> None:
    """A font is named once, at the place from which its bytes come."""
    name = load_templates(ROOT).fonts[0].relative_to(ROOT / "templates")
    own = tmp_path / "templates" / name
    own.parent.mkdir(parents=True)
    own.write_bytes(b"a font")
    own.with_name("OFL.txt").write_bytes(b"its licence")
    templates = load_templates(tmp_path)
    assert own in templates.fonts
    assert ROOT / "templates" / name not in templates.fonts
    assert templates.files[name.as_posix()] == b"a font"
    assert templates.own_fonts == (name.as_posix(),)


@pytest.mark.parametrize("name", ["LICENSE", "licence.md", "OFL-1.1.txt", "House LICENSE.txt", "COPYING", "readme.txt"])
def test_a_font_travels_with_its_licence(name: str, tmp_path: Path) -> None:
    """Whatever its maker calls the file, but a file of that purpose."""
    folder = tmp_path / "templates" / "fonts" / "house"
    folder.mkdir(parents=True)
    (folder / "House.ttf").write_bytes(b"a font")
    (folder / name).write_bytes(b"its licence")
    if name == "readme.txt":
        with pytest.raises(ConfigError, match=r"House\.ttf has no licence beside it"):
            load_templates(tmp_path)
    else:
        assert load_templates(tmp_path).own_fonts == ("fonts/house/House.ttf",)


def test_templates_travel_to_another_process() -> None:
    """They are values: pickled and unpickled they are equal, and cannot be changed."""
    templates = load_templates(ROOT)
    assert pickle.loads(pickle.dumps(templates)) == templates  # noqa: S301 - our own bytes
    with pytest.raises(TypeError):
        templates.files["tokens.toml"] = b""  # type: ignore[index]  # what must not be possible


def test_a_template_that_links_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    """A theme reads nothing from elsewhere on the machine."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "own.css").symlink_to("/etc/hostname")
    with pytest.raises(ConfigError, match=r"own\.css leads out of its folder"):
        load_templates(tmp_path)
