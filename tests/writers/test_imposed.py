"""Sheets hold each page once, in its place, and nothing else; what differs is told by its name."""

import io
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest

from pipeline.model import Edition, Rendered
from pipeline.proof import Proof
from pipeline.proof.imposed import compare
from pipeline.sheets.order import folded, in_pairs, mirrored
from pipeline.sheets.seen import page_texts
from pipeline.writers import EDITIONS, imposed
from tests.sheets.papers import A4, LETTER, changed, papers
from tests.sources import edition, resolved, theme_of_the_project

BOOKLET, TWO_UP = edition("booklet"), edition("two-up")
SAMPLE = (1, 2, 3, 4, 5, 8, 21, 64)


def made(base: bytes, row: Edition = BOOKLET) -> Rendered:
    """Return an imposed edition of some pages."""
    return imposed.impose(base, resolved("Text.\n")[0], row, theme_of_the_project())


def proof(base: bytes, content: bytes, row: Edition = BOOKLET) -> Proof:
    """Return what the proof finds in sheets of some pages."""
    held, unlike = imposed.read_back(content), imposed.unlike(content, base, row)
    return compare(imposed.promised(base, row), held, unlike, row)


def told(found: Proof) -> list[str]:
    """Return each finding with its rule."""
    return [f"[{one.code}] {one.message}" for one in found.diagnostics]


@pytest.mark.parametrize("pages", SAMPLE)
@pytest.mark.parametrize(("row", "order"), [(BOOKLET, folded), (TWO_UP, in_pairs)])
def test_the_places_hold_the_pages_in_their_order(pages: int, row: Edition, order: Callable[[int], Any]) -> None:
    """Read back from the file, for long and short ones; a place without a page has no text."""
    base = papers([A4] * pages)
    content = made(base, row).content
    numbers = [page for side in order(pages) for page in side]
    assert imposed.read_back(content) == tuple(f"Page{number}" if number else "" for number in numbers)
    found = proof(base, content, row)
    assert (found.found, told(found)) == (len(numbers), [])


@pytest.mark.parametrize(("row", "order"), [(BOOKLET, folded), (TWO_UP, in_pairs)])
def test_pages_from_right_to_left_are_mirrored(row: Edition, order: Callable[[int], Any]) -> None:
    """As their PDF says that they are turned; the sheets say it too."""
    base = papers([A4] * 6, mirrored=True)
    content = made(base, row).content
    texts = ("", *page_texts(base))
    assert imposed.read_back(content) == tuple(texts[page] for side in mirrored(order(6)) for page in side)
    with pikepdf.open(io.BytesIO(content)) as file:
        assert file.Root.ViewerPreferences.Direction == "/R2L"


@pytest.mark.parametrize(
    "sizes",
    [[LETTER] * 3, [A4, LETTER, A4[::-1], A4], [(200.0, 200.0)] * 5, [(300.0, 900.0), (900.0, 300.0)], [A4[::-1]] * 4],
    ids=["letter", "mixed", "square", "narrow and wide", "across"],
)
def test_pages_of_any_size_stand_whole_in_their_places(sizes: list[tuple[float, float]]) -> None:
    """The sheet has room for two as large as the first, which stand as they are; a larger one is made smaller."""
    base = papers(sizes)
    for row in (BOOKLET, TWO_UP):
        content = made(base, row).content
        assert told(proof(base, content, row)) == []
        with pikepdf.open(io.BytesIO(content)) as file:
            boxes = {tuple(round(float(edge)) for edge in page.mediabox) for page in file.pages}
        assert boxes == {(0, 0, round(2 * sizes[0][0]), round(sizes[0][1]))}


def test_a_page_that_is_drawn_to_its_edges_stays_whole() -> None:
    """Ground of a page that a style has, up to the cut and to the fold."""
    base = changed(papers([A4] * 3), lambda file: file.pages[0].contents_add(b"0.6 g 0 0 596 842 re f", prepend=True))
    content = made(base, TWO_UP).content
    assert told(proof(base, content, TWO_UP)) == []
    with closing(pdfium.PdfDocument(content)) as file:
        sheet = file[0].render().to_pil().convert("L")
    corners = [(x, y) for x in (1, sheet.width // 2 - 2, sheet.width // 2 + 2) for y in (1, sheet.height - 2)]
    assert [sheet.getpixel(corner) for corner in corners] == [153] * 4 + [255] * 2


def test_a_blank_is_clean_paper() -> None:
    """A booklet of one page: its back has nothing at all on it."""
    with pikepdf.open(io.BytesIO(made(papers([A4])).content)) as file:
        assert [page.Contents.read_bytes().count(b"Do") for page in file.pages] == [1, 0]
        assert file.pages[1].Contents.read_bytes() == b""


def test_sheets_say_what_they_are_and_claim_nothing() -> None:
    """Title, author, language and summary stay; tags, links, files and claims of conformance do not."""
    base = papers([A4] * 3)
    with pikepdf.open(io.BytesIO(made(base).content)) as file, file.open_metadata() as metadata:
        said = "For printing. The accessible edition of this text is short.pdf-a5.pdf. Of numbers."
        assert {str(file.docinfo[key]) for key in ("/Title", "/Author", "/Subject")} == {"Papers", "Ada Example", said}
        assert (str(file.Root.Lang), metadata["dc:title"], metadata["dc:description"]) == ("en-GB", "Papers", said)
        assert (metadata.pdfa_status, b"pdfuaid" in file.Root.Metadata.read_bytes()) == ("", False)
        assert [key for key in ("/MarkInfo", "/StructTreeRoot", "/Outlines", "/Names", "/AF") if key in file.Root] == []
        assert [page for page in file.pages if "/Annots" in page] == []
        assert (len(file.attachments), bool(file.Root.ViewerPreferences.DisplayDocTitle)) == (0, True)


@pytest.mark.parametrize(
    ("row", "duplex"), [(BOOKLET, "/DuplexFlipShortEdge"), (TWO_UP, "/Simplex")], ids=["booklet", "two-up"]
)
def test_printers_are_told_how(row: Edition, duplex: str) -> None:
    """Two sides, turned over the short edge, for what is folded; at the size that it has."""
    with pikepdf.open(io.BytesIO(made(papers([A4] * 3), row).content)) as file:
        preferences = file.Root.ViewerPreferences
        assert (str(preferences.Duplex), str(preferences.PrintScaling)) == (duplex, "/None")


def test_the_same_pages_give_the_same_bytes() -> None:
    """Whatever the moment is."""
    base = papers([A4] * 5)
    assert made(base) == made(base)


@pytest.mark.parametrize(("pages", "codes"), [(160, []), (161, ["thick-booklet"])])
def test_a_booklet_that_does_not_close_is_told(pages: int, codes: list[str]) -> None:
    """From 41 sheets on, as a warning with a way out; sheets that nobody folds may be as many as they like."""
    base = papers([A4] * pages)
    rendered = made(base)
    assert [one.code for one in rendered.diagnostics] == codes
    assert all(one.message.startswith("booklet, A4: 41 sheets are too many") for one in rendered.diagnostics)
    assert made(base, TWO_UP).diagnostics == ()


def test_pages_that_cannot_be_read_give_no_sheets() -> None:
    """What is wrong with them is told of them; that there is no file, of the sheets."""
    assert made(b"no PDF\n") == Rendered(b"")
    with pytest.raises(ValueError, match="cannot be"):
        imposed.read_back(b"")


def _swapped(file: pikepdf.Pdf) -> None:
    """Let two pages change their places."""
    one, other = file.pages[0].Resources.XObject, file.pages[1].Resources.XObject
    one["/Page1"], other["/Page2"] = other["/Page2"], one["/Page1"]


def _dropped(file: pikepdf.Pdf) -> None:
    file.pages[1].Contents = file.make_stream(file.pages[1].Contents.read_bytes().replace(b"/Page2 Do", b""))


def _doubled(file: pikepdf.Pdf) -> None:
    file.pages[1].Resources.XObject["/Page2"] = file.pages[0].Resources.XObject["/Page1"]


def _on_a_blank(file: pikepdf.Pdf) -> None:
    file.pages[0].Resources.XObject["/Again"] = file.pages[1].Resources.XObject["/Page2"]
    file.pages[0].contents_add(b"q 0.7 0 0 0.7 0 0 cm /Again Do Q")


def _words_on_a_blank(file: pikepdf.Pdf) -> None:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier)
    file.pages[0].Resources.Font = pikepdf.Dictionary(F=font)
    file.pages[0].contents_add(b"BT /F 20 Tf 60 300 Td (Advertisement) Tj ET")


def _turned(file: pikepdf.Pdf) -> None:
    """Let the second side come before the first."""
    file.pages.reverse()


def _added_side(file: pikepdf.Pdf) -> None:
    file.add_blank_page(page_size=A4[::-1])


def _covered(file: pikepdf.Pdf) -> None:
    file.pages[0].contents_add(b"1 1 1 rg 660 740 60 60 re f")


def _clipped(file: pikepdf.Pdf) -> None:
    file.pages[0].Resources.XObject["/Page1"].BBox = pikepdf.Array([0, 0, 120, 780])


def _smaller(file: pikepdf.Pdf) -> None:
    drawing = file.pages[0].Contents.read_bytes().replace(b"1.000000", b"0.900000")
    file.pages[0].Contents = file.make_stream(drawing)


def _taller_sheet(file: pikepdf.Pdf) -> None:
    file.pages[0].MediaBox = pikepdf.Array([0, 0, 841.89, 700])


DAMAGES: dict[str, tuple[Callable[[pikepdf.Pdf], None], list[str]]] = {
    "two pages swapped": (
        _swapped,
        [
            "[moved-page] booklet, A4, page 2: it stands on sheet 1, front, right, and belongs on sheet 1, back, left",
            "[moved-page] booklet, A4, page 1: it stands on sheet 1, back, left, and belongs on sheet 1, front, right",
        ],
    ),
    "a page dropped": (
        _dropped,
        ["[lost-page] booklet, A4, page 2: it stands on no sheet, and belongs on sheet 1, back, left"],
    ),
    "a page doubled in another's place": (
        _doubled,
        [
            "[repeated-page] booklet, A4, page 1: it stands on sheet 1, back, left too",
            "[lost-page] booklet, A4, page 2: it stands on no sheet, and belongs on sheet 1, back, left",
        ],
    ),
    "a page again on a blank": (
        _on_a_blank,
        ["[repeated-page] booklet, A4, page 2: it stands on sheet 1, front, left too"],
    ),
    "words on a blank": (
        _words_on_a_blank,
        ["[altered-page] booklet, A4: on sheet 1, front, left there is another text"],
    ),
    "sides in another order": (
        _turned,
        [
            "[moved-page] booklet, A4, page 2: it stands on sheet 1, front, left, and belongs on sheet 1, back, left",
            "[moved-page] booklet, A4, page 3: it stands on sheet 1, front, right, and belongs on sheet 1, back, right",
            "[moved-page] booklet, A4, page 1: it stands on sheet 1, back, right, and belongs on sheet 1, front, right",
        ],
    ),
    "a side more": (
        _added_side,
        ["[altered-page] booklet, A4: there are 2 sides to fill, and the file has 3"],
    ),
    "a page covered in part": (
        _covered,
        ["[altered-page] booklet, A4, page 1: on sheet 1, front, right there is something else to be seen"],
    ),
    "a page cut": (
        _clipped,
        ["[altered-page] booklet, A4, page 1: on sheet 1, front, right there is something else to be seen"],
    ),
    "a page of another size": (
        _smaller,
        ["[altered-page] booklet, A4, page 1: on sheet 1, front, right there is something else to be seen"],
    ),
    "a sheet of another size": (
        _taller_sheet,
        [
            "[altered-page] booklet, A4: on sheet 1, front, left there is something else to be seen",
            "[altered-page] booklet, A4, page 1: on sheet 1, front, right there is something else to be seen",
        ],
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damaged_sheets_are_told_by_their_names(name: str) -> None:
    """Each cause once, at its page and place, with how many places are in order."""
    damage, expected = DAMAGES[name]
    base = papers([A4] * 3)
    found = proof(base, changed(made(base).content, damage))
    assert told(found) == expected
    assert found.found < found.written or name == "a side more"


def test_very_many_differences_are_counted() -> None:
    """Twenty are told one by one."""
    base = papers([A4] * 64)
    found = proof(base, changed(made(base).content, lambda file: file.pages.reverse()))
    assert (len(found.diagnostics), found.diagnostics[-1].code, found.found) == (21, "further-differences", 0)


def test_an_edition_from_another_has_the_page_size_of_that() -> None:
    """Half of the paper; whoever prints on Letter finds both for Letter."""
    bases = {row.name: row.base.name for row in EDITIONS if row.base}
    assert bases == {
        "two-up": "pdf-a5",
        "two-up-letter": "pdf-half-letter",
        "booklet": "pdf-a5",
        "booklet-letter": "pdf-half-letter",
    }
