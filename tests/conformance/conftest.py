"""Fixtures of the conformance tests: the validators, their known-bad files, and the built editions."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from weasyprint import HTML

from pipeline.validators import Message, NotRunError, Tools, browser, named
from tests.press_case import compact, press
from tests.sources import WRITTEN

ROOT = Path(__file__).parents[2]
BAD = Path(__file__).with_name("bad")
BUILT = {
    ROOT / "source" / "us-mission-to-nato": ("html", "pdf", "epub", "brief"),
    ROOT / "source" / "how-this-was-made": ("html", "pdf", "epub"),
    # Every construct in every edition but the brief, for which it is too long; a long article shows no more of them.
    Path(__file__).with_name("kitchen-sink"): tuple(row.name for row in WRITTEN if not row.is_excerpt),
}
ARTICLES = tuple(BUILT)
PAGE = "<html lang=en><title>A page</title><h1>A page</h1><p>One sentence.</p></html>"

Validate = Callable[[str, Sequence[Path]], tuple[Message, ...]]
TOOLS = Tools(Path(__file__).parent / "node" / "node_modules")
Cases = Mapping[str, Sequence[Path]]
Editions = Mapping[str, Mapping[str, Path]]


@pytest.fixture(scope="session")
def validate() -> Validate:
    """Run a validator by name; a test that asks for one that cannot run here is skipped."""

    def run(tool: str, files: Sequence[Path]) -> tuple[Message, ...]:
        validator = named(tool)
        assert validator is not None
        try:
            assert validator.version(TOOLS)
        except NotRunError as error:
            pytest.skip(f"{error.message}: {error.hint}")
        return validator.check(files, TOOLS)

    return run


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of a module; two at a time its driver does not allow."""
    try:
        with browser.opened() as opened:
            yield opened
    except NotRunError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Cases:
    """Validator to its known-bad files, and a sound one; the stem of each is the case's name."""
    folder = tmp_path_factory.mktemp("cases")
    return {
        **{tool: [BAD / "sound.html", *sorted((BAD / tool).iterdir())] for tool in ("nu", "axe")},
        **{tool: _books(tool, folder / tool) for tool in ("epubcheck", "ace")},
        "verapdf": _pdfs(folder),
    }


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory, toured: Callable[[Path], tuple[str, Path]]) -> Editions:
    """Article to its editions (name to file), built by the real command; beside ours what a tour ends with."""
    project = tmp_path_factory.mktemp("project")
    for article, names in BUILT.items():
        shutil.copytree(article, project / "source" / article.name)
        command = (Path(sys.executable).with_name("pipeline"), "build", article.name, "--edition", ",".join(names))
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    made = {article.name: _editions(project / "output" / article.name) for article in BUILT}
    # The look of templates of its own.
    _, house = toured(ROOT / "docs" / "templates.md")
    return {**made, "ferry": _editions(house / "output" / "ferry")}


def _editions(folder: Path) -> Mapping[str, Path]:
    return {path.name: path for path in sorted(folder.iterdir()) if path.suffix in {".html", ".epub", ".pdf"}}


def _books(tool: str, folder: Path) -> Sequence[Path]:
    """Pack each case: the sound book with the files that the case replaces or adds."""
    folder.mkdir()
    (folder / "no-archive.epub").write_bytes(b"no archive\n")
    bad = sorted((BAD / tool).iterdir())
    return [
        folder / "no-archive.epub",
        _pack((BAD / "sound",), folder / "sound.epub"),
        *(_pack((BAD / "sound", case), folder / f"{case.name}.epub") for case in bad),
    ]


def _pack(layers: Sequence[Path], target: Path) -> Path:
    files = {path.relative_to(layer): path for layer in layers for path in layer.rglob("*") if path.is_file()}
    with zipfile.ZipFile(target, "w") as archive:
        # The container format (OCF 3.3, 4.2) wants this file first.
        archive.write(files.pop(Path("mimetype")), "mimetype")
        for name, path in sorted(files.items()):
            archive.write(path, name.as_posix())
    return target


def _pdfs(folder: Path) -> Sequence[Path]:
    with press() as own:
        sound = own.render(compact()).pdf
    made = {
        "sound": sound,
        "no-pdf": b"no PDF\n",
        "untagged": HTML(string=PAGE).write_pdf(),
        "not-for-archives": HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1"),
        "not-for-everybody": HTML(string=PAGE).write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True),
    }
    for name, content in made.items():
        (folder / f"{name}.pdf").write_bytes(content)
    return [folder / f"{name}.pdf" for name in made]
