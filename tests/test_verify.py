"""What has become of finished files is told apart: other bytes, other words, no file, no edition at all."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pikepdf
import pytest

from pipeline.files import Store
from pipeline.produce import Order, produce
from pipeline.project import release
from pipeline.verify import Request, verify
from tests.cli.conftest import write_article

EDITIONS = ("html", "epub", "pdf", "booklet")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project with one article, built."""
    project = tmp_path_factory.mktemp("published")
    write_article(project / "source", "small")
    order = Order(project, project / "source" / "small", project / "output" / "small", EDITIONS)
    assert produce(order).exit_code == 0
    yield project
    release()


def replaced(path: Path, before: str, after: str) -> None:
    """Change a text in a file."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def moved(path: Path, what: str, before: str) -> None:
    """Move something in a file to where a text begins."""
    replaced(path, what, "")
    replaced(path, before, what + before)


def resaved(path: Path) -> None:
    """Write a PDF anew with other bytes and the same pages."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def cut(path: Path, size: int) -> None:
    """Leave the beginning of a file."""
    path.write_bytes(path.read_bytes()[:size])


def turned(path: Path) -> None:
    """Let the sides of a booklet change their places."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages.reverse()
        pdf.save(path)


UNREADABLE = ["altered-file", "unreadable-file"]
DAMAGES: dict[str, tuple[str, Callable[[Path], None], list[str]]] = {
    "a comment in the page": ("index.html", lambda path: replaced(path, "<body", "<!-- x --><body"), ["altered-file"]),
    "a PDF saved anew": ("small.pdf", resaved, ["altered-file"]),
    "a file is gone": ("index.html", Path.unlink, ["missing-file"]),
    "an empty page": ("index.html", lambda path: cut(path, 0), UNREADABLE),
    "an empty book": ("small.epub", lambda path: cut(path, 0), UNREADABLE),
    "half a book": ("small.epub", lambda path: cut(path, 9_000), UNREADABLE),
    "the head of a PDF": ("small.pdf", lambda path: cut(path, 900), UNREADABLE),
    "a booklet saved anew": ("small.booklet.pdf", resaved, ["altered-file"]),
    "a booklet turned": ("small.booklet.pdf", turned, ["altered-file", "moved-page"]),
    "half a booklet": ("small.booklet.pdf", lambda path: cut(path, 900), UNREADABLE),
    "no PDF beside its booklet": ("small.pdf", Path.unlink, ["missing-file"]),
    "a manifest cut short": ("manifest.json", lambda path: cut(path, 400), ["broken-manifest"]),
    "a page without a mark": (
        "index.html",
        lambda path: replaced(path, '<span id="page-1" data-page="1"></span>', ""),
        ["altered-file", "lost-page-mark"],
    ),
    "a mark with the number of another page": (
        "index.html",
        lambda path: replaced(path, 'data-page="1"', 'data-page="2"'),
        ["altered-file", "lost-page-mark", "lost-page-mark"],
    ),
    "a mark in another place": (
        "index.html",
        lambda path: moved(path, '<span id="page-1" data-page="1"></span>', "Opening"),
        ["altered-file", "lost-page-mark"],
    ),
    "a manifest without the place of a page": (
        "manifest.json",
        lambda path: replaced(path, '"block"', '"bloc"'),
        ["broken-manifest"],
    ),
    "a manifest whose pages are a number": (
        "manifest.json",
        lambda path: replaced(path, '"numbering": {', '"numbering": 22, "before": {'),
        ["broken-manifest"],
    ),
    "a manifest with the pages of an unknown edition": (
        "manifest.json",
        lambda path: replaced(path, '"numbering": {\n    "edition": "pdf"', '"numbering": {\n    "edition": "scroll"'),
        ["broken-manifest"],
    ),
    "a manifest of an unknown edition": (
        "manifest.json",
        lambda path: replaced(path, '"html": {', '"scroll": {'),
        ["broken-manifest"],
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_what_is_wrong_with_a_file_is_told_by_its_name(name: str, published: Path, tmp_path: Path) -> None:
    """Other bytes that say the same are told apart from bytes that say something else, or nothing."""
    file, damage, codes = DAMAGES[name]
    output = copytree(published / "output" / "small", tmp_path / "small")
    damage(output / file)
    verified = verify(Request(published, published / "source" / "small", output))
    assert (verified.exit_code, verified.fault) == (1, None)
    assert [finding.code for finding in verified.diagnostics] == codes


def test_a_set_is_found_whole_or_not_at_all(published: Path, tmp_path: Path) -> None:
    """Without its manifest nobody knows what belongs to it."""
    output = copytree(published / "output" / "small", tmp_path / "small")
    (output / "manifest.json").unlink()
    verified = verify(Request(published, published / "source" / "small", output))
    assert (verified.exit_code, verified.checked) == (2, ())
    assert Store(output).has("index.html")


def test_marks_are_proved_without_the_edition_that_numbers_them(published: Path, tmp_path: Path) -> None:
    """It need not be published: the manifest knows its pages."""
    article, output = published / "source" / "small", tmp_path / "small"
    assert produce(Order(published, article, output, ("html",))).exit_code == 0
    request = Request(published, article, output, rebuild=True)
    verified = verify(request)
    assert (verified.exit_code, [each.rebuilt for each in verified.checked]) == (0, [True])
    replaced(output / "index.html", '<span id="page-1" data-page="1"></span>', "")
    assert "lost-page-mark" in [finding.code for finding in verify(request).diagnostics]


def test_a_set_without_marks_is_proved_without_them(published: Path, tmp_path: Path) -> None:
    """What is built with `--no-pages` may have none, and its manifest names no pages."""
    article, output = published / "source" / "small", tmp_path / "small"
    assert produce(Order(published, article, output, ("html",), pages=False)).exit_code == 0
    record = json.loads((output / "manifest.json").read_bytes())
    assert (record["pages"], "numbering" in record) == (False, False)
    assert verify(Request(published, article, output)).exit_code == 0
    replaced(output / "index.html", "Opening", '<span id="page-1" data-page="1"></span>Opening')
    told = [finding.code for finding in verify(Request(published, article, output)).diagnostics]
    assert told == ["altered-file", "lost-page-mark"]


@pytest.mark.parametrize("name", ["manifest.json", "verification.json"])
def test_every_key_of_a_record_is_documented(name: str, published: Path) -> None:
    """Who reads it in twenty years has this page and no program."""
    page = (Path(__file__).parents[1] / "docs" / "records.md").read_text(encoding="utf-8")
    told = page.partition(f"## {name}")[2].partition("\n## ")[0]
    record = json.loads((published / "output" / "small" / name).read_bytes())
    pages = record.get("numbering", {})
    entries = [record, pages, *pages.get("pages", ()), *record["editions"].values()]
    entries += [entry.get("press", {}) for entry in record["editions"].values()]
    assert [key for entry in entries for key in entry if f"`{key}`" not in told] == []
