"""`pipeline prove`: what a file lacks is an error of that file, at the line of the article; no file is refused."""

import json
from pathlib import Path

import pikepdf
import pytest

from .conftest import Run

PAGE = """\
<!DOCTYPE html>
<html><head><title>x</title></head><body>
<nav><ul><li><a href="#a">First part</a></li></ul></nav>
<h1>A small article</h1>
<p>Opening words.</p>
<h2 id="a">1. First part</h2>
<p>Some text with a note.<sup><a href="#fn">*</a></sup></p>
<h2>2. Second part</h2>
<ul><li>One</li><li>Two</li></ul>
<footer><p>The note.</p><p>Made with love.</p></footer>
</body></html>
"""


def test_what_a_tool_adds_is_counted_and_not_accused(project: Path, run: Run) -> None:
    """Contents, numbers before headings, words at the foot; notes may stand anywhere."""
    (project / "page.html").write_text(PAGE, encoding="utf-8")
    done = run("prove", "small", "page.html")
    assert (done.code, done.err) == (0, "")
    assert done.out == "small page.html complete blocks=10/10 beyond=3 path=page.html\n"


def test_what_is_missing_is_told_at_its_line(project: Path, run: Run) -> None:
    """A lost item by rule and line; in JSON too, with the counts of the file."""
    (project / "page.html").write_text(PAGE.replace("<li>Two</li>", ""), encoding="utf-8")
    done = run("prove", "small", "page.html")
    assert done.code == 1
    assert 'source/small/article.md:23:1: error[lost-block] page.html: the list item "Two" is missing' in done.out
    found = json.loads(run("prove", "source/small", "page.html", "--format", "json").out)
    assert [(each["code"], each["line"]) for each in found["findings"]] == [("lost-block", 23)]
    assert found["editions"] == [
        {"article": "small", "file": "page.html", "complete": False, "written": 10, "found": 8, "beyond": 3}
    ]


def blank_pdf(path: Path) -> None:
    """Write a PDF of one blank page, which has no tags."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("half.pdf", b"%PDF-1.7\n1 0 obj", "unreadable-file"),
        ("half.epub", b"PK\x03\x04....", "unreadable-file"),
        ("words.txt", b"Nothing but words.", "unreadable-file"),
        ("nothing.html", b"", "unreadable-file"),
        ("blank.pdf", None, "untagged-file"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, content: bytes | None, rule: str, project: Path, run: Run) -> None:
    """One finding that says why, for each file; the others are looked at all the same."""
    if content is None:
        blank_pdf(project / name)
    else:
        (project / name).write_bytes(content)
    (project / "page.html").write_text(PAGE, encoding="utf-8")
    done = run("prove", "small", name, "page.html")
    assert done.code == 1
    assert f"small: error[{rule}] {name}: " in done.out
    assert "small page.html complete" in done.out
    assert done.out.count("error[") == 1


def test_what_is_no_file_or_no_article_is_refused(run: Run) -> None:
    """Both are mistakes in the command's words."""
    assert run("prove", "small", "absent.pdf").code == 2
    assert run("prove", "absent", "source/small/article.md").code == 2
    assert run("prove", "small").code == 2


def test_own_files_are_read_as_those_of_any_tool(run: Run) -> None:
    """What is known by ids elsewhere is known by what it is here."""
    assert run("build", "small", "-e", "html,epub", "--no-pages").code == 0
    done = run("prove", "small", "output/small/index.html", "output/small/small.epub")
    assert (done.code, done.err) == (0, "")
    assert done.out.count(" complete blocks=10/10 ") == 2
