"""`pipeline verify`: what has become of finished files, told apart by what is wrong with them."""

import json
from pathlib import Path
from shutil import copytree
from zipfile import ZipFile

import pikepdf
import pytest

from .conftest import Run, run_in, write_article

ALL = ("-e", "html,pdf,epub")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build of the small article has published."""
    folder = tmp_path_factory.mktemp("published")
    write_article(folder / "source", "small")
    assert run_in(folder, "build", *ALL).code == 0
    return folder / "output"


@pytest.fixture
def output(project: Path, published: Path) -> Path:
    """The folder of a set in the project, as it was published."""
    copytree(published, project / "output", dirs_exist_ok=True)
    return project / "output" / "small"


def replaced(path: Path, before: str, after: str) -> None:
    """Change a text in a file."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def with_another_word(path: Path) -> None:
    """Change a word in a book, and nothing else in it."""
    with ZipFile(path) as book:
        members = {name: book.read(name) for name in book.namelist()}
    with ZipFile(path, "w") as book:
        for name, content in members.items():
            book.writestr(name, content.replace(b"Opening", b"Closing"))


def test_a_set_as_it_was_published_is_proved(output: Path, run: Run) -> None:
    """Built again, it has the same bytes; nothing in its folder is touched."""
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in output.iterdir() if path.is_file()}
    done = run("verify", "small", "--rebuild")
    assert (done.code, done.err) == (0, "")
    assert [line.split()[1:3] for line in done.out.splitlines()] == [
        ["epub", "proved"],
        ["html", "proved"],
        ["pdf", "proved"],
    ]
    assert done.out.count("rebuilt=same") == 3
    assert before == {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in output.iterdir() if path.is_file()
    }


def test_a_word_that_changed_is_found_besides_the_bytes(output: Path, run: Run) -> None:
    """With the place in the source where it should stand."""
    with_another_word(output / "small.epub")
    done = run("verify", "small")
    assert done.code == 1
    assert "error[altered-file]" in done.out
    assert "source/small/article.md:" in done.out
    assert "small epub unproved" in done.out


@pytest.mark.usefixtures("output")
def test_a_changed_source_is_told(project: Path, run: Run) -> None:
    """The files are then compared with what it says now."""
    replaced(project / "source" / "small" / "article.md", "Opening", "Closing")
    done = run("verify", "small")
    assert done.code == 1
    assert "warning[changed-source] article.md has changed since the editions were made" in done.out
    assert "altered-file" not in done.out


def test_an_edition_that_comes_out_otherwise_is_named(output: Path, run: Run) -> None:
    """By a rebuild, and by the first byte that differs."""
    content = (output / "index.html").read_bytes()
    (output / "index.html").write_bytes(content.replace(b"<body", b"<body ", 1))
    done = run("verify", "small", "--rebuild")
    assert "error[differing-rebuild]" in done.out
    assert f"from byte {content.index(b'<body') + 5} on" in done.out
    assert "small html proved" in done.out
    assert "rebuilt=differs" in done.out


def test_a_pdf_is_proved_by_the_source_that_it_carries(output: Path, tmp_path: Path, run: Run) -> None:
    """Away from its folder and its article; a page less is found."""
    alone = tmp_path / "elsewhere" / "handout.pdf"
    alone.parent.mkdir()
    alone.write_bytes((output / "small.pdf").read_bytes())
    done = run("verify", str(alone))
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("handout.pdf pdf proved")


def test_what_cannot_be_verified_is_refused(project: Path, output: Path, run: Run) -> None:
    """An article of which nothing is published, a PDF without a source, a PDF to be built again."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(project / "blank.pdf")
    assert "carries no source" in run("verify", "blank.pdf").err
    assert run("verify", "output/small/small.pdf", "--rebuild").code == 2
    (output / "manifest.json").unlink()
    done = run("verify", "small")
    assert (done.code, "nothing is published" in done.err) == (2, True)


def test_the_record_says_who_looked_and_what_nobody_did(output: Path) -> None:
    """A build writes it: the tools, what held the press, and the validators that it does not run."""
    told = json.loads((output / "verification.json").read_text(encoding="utf-8"))
    assert told["schema"] == 1
    assert set(told["editions"]) == {"html", "pdf", "epub"}
    assert told["editions"]["pdf"]["read-back"]["written"] == told["editions"]["pdf"]["read-back"]["found"]
    assert {"network", "memory", "cpu", "wall"} == set(told["editions"]["pdf"]["press"])
    assert "veraPDF" in told["not-checked"]


def test_programs_get_findings_and_editions(output: Path, run: Run) -> None:
    """One document of JSON, whatever is wrong."""
    (output / "index.html").unlink()
    done = run("verify", "small", "--format", "json")
    told = json.loads(done.out)
    assert (done.code, [finding["code"] for finding in told["findings"]]) == (1, ["missing-file"])
    assert [(one["edition"], one["proved"], one["rebuilt"]) for one in told["editions"]] == [
        ("epub", True, None),
        ("pdf", True, None),
    ]
