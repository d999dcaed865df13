"""The e-book as a whole: it holds what was promised, its bytes are always the same, damage is found out."""

import dataclasses
import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.diagnostics import LimitError, PipelineError
from pipeline.model import Asset, Trace
from pipeline.press import Limits, Press
from pipeline.proof import compare
from pipeline.validators import NotRunError, epubcheck
from pipeline.writers import epub
from pipeline.writers.epub_archive import Book
from tests.conformance.conftest import TOOLS
from tests.sources import ROOT, edition, promised, resolved
from tests.writers.books import EVERYTHING, PICTURE, book, book_theme, members, repacked

LONG = "Lead.[^n]\n\n[^n]: A remark.\n\n" + "".join(
    f"## Part {number}\n\nBack to [the first](#part-1).\n\n" + "Words to fill a page with.\n\n" * 600
    for number in range(1, 9)
)


def _differences(body: str, content: bytes) -> list[str]:
    article, _ = resolved(body, {"images/a.png": PICTURE})
    proof = compare(promised(article, "epub"), epub.read_back(content), edition("epub"))
    return [difference.message for difference in proof.diagnostics]


@pytest.mark.parametrize("body", [EVERYTHING, LONG], ids=["short", "long"])
def test_a_book_holds_what_its_article_promises(body: str) -> None:
    """Blocks, notes and generated text are read back out of the finished file."""
    assert _differences(body, book(body)) == []


def _texts(content: bytes) -> list[str]:
    return sorted(name for name in members(content) if name.startswith("EPUB/content") and name.endswith(".xhtml"))


def test_a_short_text_is_one_file_after_the_title_page() -> None:
    """Readers that load a file at a time get it at once."""
    assert _texts(book()) == ["EPUB/content-2.xhtml", "EPUB/content.xhtml"]
    assert b"<title>A short piece</title>" in members(book())["EPUB/content-2.xhtml"]


def test_a_long_text_is_one_file_per_section() -> None:
    """Title page, lead, eight sections, notes, colophon; links lead into the file that holds their target."""
    assert len(_texts(book(LONG))) == 12
    assert b'href="content-3.xhtml#part-1"' in members(book(LONG))["EPUB/content-4.xhtml"]
    assert "<title>Part\u00a02</title>".encode() in members(book(LONG))["EPUB/content-4.xhtml"]


@pytest.mark.conformance
def test_a_long_book_is_valid(tmp_path: Path) -> None:
    """EPUBCheck has nothing to say about a text of many files."""
    path = tmp_path / "long.epub"
    path.write_bytes(book(LONG))
    try:
        assert epubcheck.check([path], TOOLS) == ()
    except NotRunError as error:
        pytest.skip(str(error))


SCRIPT = "import hashlib\nfrom tests.writers.books import book\nprint(hashlib.sha256(book()).hexdigest())"


def _digest_elsewhere(folder: Path, **environment: str) -> str:
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=folder,
        env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.strip()


def test_the_same_article_gives_the_same_bytes(tmp_path: Path) -> None:
    """Neither time zone, hash seed, language nor folder of the process leaves a trace."""
    here = hashlib.sha256(book()).hexdigest()
    assert _digest_elsewhere(tmp_path, TZ="Asia/Tokyo", PYTHONHASHSEED="7", LC_ALL="C") == here
    assert _digest_elsewhere(ROOT, TZ="America/Lima", PYTHONHASHSEED="8", LC_ALL="C.UTF-8") == here


DAMAGES = {
    "a lost paragraph": ("content-2.xhtml", b"Quoted ", b""),
    "an added word": ("content-2.xhtml", b"A remark.", b"A remark!"),
    "a hidden block": ("content-2.xhtml", b'<p id="front.p1"', b'<p hidden="hidden" id="front.p1"'),
    "a lost language": ("content-2.xhtml", b'<span lang="fr" xml:lang="fr"', b"<span"),
    "another alternative text": ("content-2.xhtml", b"A pattern of threads", b"A"),
    "another target": ("content-2.xhtml", b'href="#parts"', b'href="#inner-part"'),
    "a wrong entry in the contents": ("nav.xhtml", b">Inner part<", b">Outer part<"),
}


@pytest.mark.parametrize(("name", "before", "after"), DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_book_is_found_out(name: str, before: bytes, after: bytes) -> None:
    """Each damage is one difference."""
    sound = members(book())[f"EPUB/{name}"]
    assert before in sound
    damaged = repacked(book(), {f"EPUB/{name}": sound.replace(before, after)})
    assert len(_differences(EVERYTHING, damaged)) == 1


def test_metadata_cannot_stand_in_for_text() -> None:
    """The same is read from a book whose package says nothing about it."""
    start, _, rest = members(book())["EPUB/content.opf"].partition(b"<metadata")
    bare = repacked(book(), {"EPUB/content.opf": start + rest.partition(b"</metadata>")[2]})
    assert _read(bare) == _read(book())


def _read(content: bytes) -> Trace:
    return epub.read_back(content)


BOMB = b'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><html xmlns="http://www.w3.org/1999/xhtml"><p>&b;</p></html>'
DEEP = b"<html>" + b"<div>" * 5_000 + b"</div>" * 5_000 + b"</html>"


def _with_container(place: int, value: int) -> bytes:
    """The book with a byte changed in what the archive's directory says of the container (APPNOTE 4.3.12)."""
    content = bytearray(book())
    content[content.rindex(b"META-INF/container.xml") - 46 + place] = value
    return bytes(content)


def _with_damaged_bytes() -> bytes:
    start = book().index(b"EPUB/content-2.xhtml") + 40
    return book()[:start] + b"\xff" * 40 + book()[start + 40 :]


BROKEN = {
    "an encrypted member": _with_container(8, 1),
    "an unknown compression": _with_container(10, 99),
    "damaged bytes": _with_damaged_bytes(),
    "no archive": b"no archive",
    "a torn archive": book()[:-100],
    "no container": repacked(book(), {"META-INF/container.xml": b"<container/>"}),
    "no package": repacked(book(), {"META-INF/container.xml": b"<x"}),
    "elements without end": repacked(book(), {"EPUB/content-2.xhtml": DEEP}),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_what_is_no_book_is_refused_with_a_message(content: bytes) -> None:
    """Nobody sees the traceback of a library."""
    with pytest.raises(PipelineError, match="the e-book"):
        epub.read_back(content)


def test_a_package_that_names_a_file_outside_is_refused() -> None:
    """Only members of the archive are read, whatever the path says."""
    package = members(book())["EPUB/content.opf"].replace(b'href="nav.xhtml"', b'href="../../../etc/passwd"')
    with pytest.raises(PipelineError, match=r'lacks its file "\.\./\.\./etc/passwd"'):
        epub.read_back(repacked(book(), {"EPUB/content.opf": package}))


def test_entities_are_not_expanded() -> None:
    """A file that asks for it yields less text, not more."""
    trace = epub.read_back(repacked(book(), {"EPUB/content-2.xhtml": BOMB}))
    assert not any("ha" in entry.text for entry in trace.blocks if entry.id == "")


def test_a_file_larger_than_any_of_ours_is_refused() -> None:
    """A few bytes that unpack to very many are not unpacked."""
    with pytest.raises(LimitError, match="more than 67,108,864"):
        epub.read_back(repacked(book(), {"EPUB/nav.xhtml": b" " * 67_108_865}))


def test_an_archive_of_very_many_files_is_refused() -> None:
    """Before any of them is opened."""
    with pytest.raises(LimitError, match="more than 10000"):
        epub.read_back(repacked(b"", {str(number): b"" for number in range(10_001)}))


@pytest.mark.filterwarnings("ignore:Duplicate name")  # the test makes one on purpose
def test_two_files_of_one_name_are_refused() -> None:
    """Two readers would read two texts."""
    target = io.BytesIO(book())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("EPUB/nav.xhtml", b"<html/>")
    with pytest.raises(PipelineError, match="two files of the same name"):
        epub.read_back(target.getvalue())


def test_only_pictures_that_are_shown_are_packed() -> None:
    """EPUBCheck reports a file that no document uses (OPF-097)."""
    article, _ = resolved(EVERYTHING, {"images/a.png": PICTURE})
    unused = {"images/b.png": Asset("images/b.png", PICTURE, "image/png")}
    more = dataclasses.replace(article, assets={**article.assets, **unused})
    content = epub.write(more, edition("epub"), book_theme(), Press((), Limits())).content
    assert [name for name in members(content) if name.startswith("EPUB/images/")] == ["EPUB/images/1.png"]
    assert members(content)["EPUB/images/1.png"] == article.assets["images/a.png"].content


def test_a_link_that_names_no_document_leads_nowhere_else() -> None:
    """What is in another document is found by its name only; a link to nothing stays as it is."""
    book = Book({}, {}, {"text-1.xhtml": frozenset({"here"}), "text-2.xhtml": frozenset({"there"})})
    assert book.target("text-1.xhtml", "#here") == "#here"
    assert book.target("text-1.xhtml", "text-2.xhtml#there") == "#there"
    assert book.target("text-1.xhtml", "#there") == "text-1.xhtml#there"
    assert book.target("text-1.xhtml", "#nowhere") == "#nowhere"


KEPT = {
    "a name": ("An e-book and more-or-less.", 'An e<span class="whole">-book</span> and more-or-less.'),
    "years": ("In 2014--2025, or 14--25.", 'In 2<span class="whole">014–2025,</span> or 14–25.'),
    "a hyphen alone": ("A - B and C-", "A - B and C-"),
    "a name that no line holds": ("An e-very-long-name-of-a-thing.", "An e-very-long-name-of-a-thing."),
    "an address": (
        "<https://a.example/well-kept/?p=1>",
        (
            '<span class="host">h<span class="rest">ttps://a<wbr/>.example</span></span>/<wbr/>'
            '<span class="part">w<span class="rest">ell-<wbr/>kept</span>/</span><wbr/>'
            '<span class="part">?p<span class="rest">=1</span></span>'
        ),
    ),
    "a long name in an address": (
        f"<https://a.example/{'b' * 30}_{'c' * 30}/2026/02/06/{'d-' * 40}e>",
        (
            f'</span></span>/<wbr/><span class="part">{"b" * 20}<wbr/>{"b" * 10}_</span><wbr/>'
            f'<span class="part">{"c" * 20}<wbr/>{"c" * 10}/</span><wbr/>2026/02/06/<wbr/>d-<wbr/>d-'
        ),
    ),
    "an address in an address": (
        "<https://a.example/1/http://b.example/>",
        '</span></span>/<wbr/>1/<wbr/>http://<span class="rest">b.example</span>/</a>',
    ),
    "names in a block of code": (
        "```text\na/b-c/d: --- rule[e-f]\n```",
        (
            'a/<span class="part">b<span class="rest">-<wbr/>c</span>/</span>d: --- '
            '<span class="part">r<span class="rest">ule[e-<wbr/>f]</span></span>'
        ),
    ),
    "code": ("`a-b c`", '<code><span class="part">a<span class="rest">-<wbr/>b</span></span> c</code>'),
}


@pytest.mark.parametrize(("body", "shown"), KEPT.values(), ids=KEPT)
def test_what_no_line_parts_is_kept_together_behind_its_first_letter(body: str, shown: str) -> None:
    """Readers that know little break no line within it, and one before it."""
    assert shown.encode() in members(book(f"{body}\n\n## Parts\n\nText.\n"))["EPUB/content-2.xhtml"]


def test_a_drawing_grows_with_the_letters_of_the_text() -> None:
    """Its letters are then as large as the reader wants them; a mark, or one whose width is given, stays as it is."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="9" viewBox="0 0 {0} 9">'
        '<rect width="9" height="9" fill="#fffdf8"/></svg>'
    )
    image = "![A drawing of {0}.](images/{0}.svg){1}\n\n"
    body = "## Parts\n\n" + image.format(320, "") + image.format(90, "") + image.format(400, "{width=50%}")
    article, _ = resolved(body, {f"images/{width}.svg": drawing.format(width).encode() for width in (320, 90, 400)})
    content = epub.write(article, edition("epub"), book_theme(), Press((), Limits())).content
    shown = members(content)["EPUB/content-2.xhtml"].decode()
    assert 'alt="A drawing of 320." style="width: 20.0em"/>' in shown
    assert 'alt="A drawing of 90."/>' in shown
    assert 'alt="A drawing of 400." data-width="50%"/>' in shown
