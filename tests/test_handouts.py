"""Handouts: large print, room for notes, and the short version on one page."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pypdfium2 as pdfium
import pytest
import zxingcpp
from pypdfium2 import raw

from pipeline.arrangement import arranged
from pipeline.build import Built, Made
from pipeline.charts import drawn, drawn_for
from pipeline.colophon import colophon
from pipeline.contract.brief import with_brief
from pipeline.files import ContractFile, load_templates
from pipeline.model import Article, Block, Heading, Link, PageReference
from pipeline.model.walk import descend, plain_text
from pipeline.press import Press
from pipeline.readers import read
from pipeline.selection import selected
from pipeline.workshop import Workshop
from pipeline.writers.page import stacked, values
from tests.sources import FRONT_MATTER, ROOT, Folder, edition, examined_and_built, resolved, theme_of_the_project

MADE = ROOT / "source" / "how-this-was-made"
_MILLIMETRE = 72 / 25.4

BODY = """\
The lead, with a note[^n], and with [](#second) in view.

:::{key-facts}
Seats
: Forty.
:::

## First {#first}

Text that the short version lacks: where the seats came from, and who carried them up the stairs. Some were broken on
the way. Somebody paid for the lamps. Administrative responsibilities, interdepartmental communications, international
representatives, organizational requirements and extraordinary circumstances necessitated considerable correspondence.
The council met twice before anybody could sit on one of them and read in peace.

### Inner {#inner}

:::{chart} data/seats.csv
:type: bar
:x: year = Year
:y: seats = Seats
:alt: Thirty seats in 2024, forty in 2025.
:id: seats

Seats by year.
:::

:::{only} brief
For those who have one page: forty seats.
:::

## Second {#second}

| Year | Seats | What was said of them in the council |
|---|---|---|
| 2024 | 30 | too few, as everybody thought who came at noon |
| 2025 | 40 | enough |

[^n]: The note.
"""
FILES = {"data/seats.csv": b"year,seats\n2024,30\n2025,40\n"}


@pytest.fixture(scope="module", name="shop")
def _shop() -> Iterator[Workshop]:
    with Press(load_templates(ROOT).fonts) as press:
        yield Workshop(theme_of_the_project(), press)


@pytest.fixture(scope="module", name="handouts")
def _handouts(shop: Workshop) -> Mapping[str, Made]:
    """The article in all three, nothing wrong with any."""
    article, _ = read(Folder({**FILES, "article.md": (FRONT_MATTER + BODY).encode()}), "short", "article.md")
    assert article is not None
    rows = [edition(name) for name in ("large-print", "notes", "brief")]
    made: Built = examined_and_built(article, rows, None, shop)
    assert [f"{each.at}: {each.code}: {each.message}" for each in made.diagnostics] == []
    return {each.edition.name: each for each in made.editions}


def chosen(brief: str = "", body: str = BODY, front_matter: str = FRONT_MATTER) -> Article:
    """What the short version has of an article whose contract has this `brief`; without one, it has no contract."""
    if brief:
        front_matter = front_matter.replace("lang: en", "lang: en\ncontract: room")
    article, _ = resolved(body, FILES, front_matter)
    clause = "sections: [{id: second, title: Second}]\n"
    files = {"room": ContractFile("room.yaml", f"{clause}brief: {brief}\n".encode())} if brief else {}
    row = edition("brief")
    return arranged(selected(with_brief(article, files), row), row)


def kinds(article: Article) -> list[str]:
    """The kinds of its outermost blocks, and the headings of its sections, in their order."""
    nodes = (node for node in descend(article.blocks) if isinstance(node, Block))
    return [plain_text(node.children) if isinstance(node, Heading) else node.kind for node in nodes]


def texts(content: bytes) -> Iterator[tuple[float, float]]:
    """The size of each text of a PDF that is in no drawing, and how far to the right it reaches, in points."""
    with closing(pdfium.PdfDocument(content)) as file:
        for page in file:
            for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
                size = raw.c_float()
                raw.FPDFTextObj_GetFontSize(found.raw, size)
                yield size.value * found.get_matrix().d, found.get_bounds()[2]


def test_nothing_in_large_print_is_small(handouts: Mapping[str, Made]) -> None:
    """Notes, tables, captions and page numbers have 16 points or more; what calls a note is a little less."""
    sizes = {round(abs(size), 1) for size, _ in texts(handouts["large-print"].rendered.content)}
    assert 18.0 in sizes
    assert min(sizes) >= 14
    assert [size for size in sizes if size < 16] == [size for size in sizes if size == 14.4]


def test_no_word_of_large_print_is_broken(handouts: Mapping[str, Made]) -> None:
    """A reader with a lens would have to find its other half; the narrow lines beside room for notes break some."""
    broken = {}
    for name in ("large-print", "notes"):
        with closing(pdfium.PdfDocument(handouts[name].rendered.content)) as file:
            # What the press has broken, pdfium marks.
            broken[name] = sum(page.get_textpage().get_text_range().count("\ufffe") for page in file)
    assert broken["large-print"] == 0
    assert broken["notes"] > 0


def test_charts_are_drawn_anew_for_large_print(shop: Workshop) -> None:
    """Their labels are larger, in ink and not muted; an edition without sizes of its own has the drawing of all."""
    article, _ = resolved(BODY, FILES)
    plain = drawn(article, shop.theme, shop.press)
    large = drawn_for(edition("large-print"), plain, plain, shop.theme, shop.press)
    assert drawn_for(edition("pdf"), plain, plain, shop.theme, shop.press) is plain
    (before,), (after,) = ([each.content for each in one.assets.values()] for one in (plain, large))
    assert (b'font-size="12px"' in before, b'font-size="16px"' in after) == (True, True)
    assert (b"#595959" in before, b"#595959" in after) == (True, False)


def test_a_chart_of_a_short_version_has_its_own_letters_without_its_table(shop: Workshop) -> None:
    """The table that it is drawn from is not there; the letters of all, in half of their width, would be too small."""
    article, _ = resolved(BODY, FILES)
    plain, row = drawn(article, shop.theme, shop.press), edition("brief")
    short = drawn_for(row, arranged(selected(with_brief(plain, {}), row), row), plain, shop.theme, shop.press)
    assert "chart" in kinds(short)
    assert "table" not in kinds(short)
    assert [b'font-size="17px"' in each.content for each in short.assets.values()] == [True]


def test_a_table_without_room_is_set_cell_below_cell() -> None:
    """With the heads of its columns; one that has room stays a table."""
    article, _ = resolved(BODY, FILES)
    heads = ("Year", "Seats", "What was said of them in the council")
    (table,) = (name for name, found in stacked(article, 34).items() if found == heads)
    assert stacked(article, 80) == {}
    assert table == "table-2"


def test_short_cells_stay_columns() -> None:
    """Two lines in a cell, and as many in a head as it has words, are read with ease."""
    head = "| Post | Lead | For the United States |\n|---|---|---|\n"
    article, _ = resolved(f"{head}| Joint Force Command South | Italy and Greece | Kept |\n")
    assert (stacked(article, 40), len(stacked(article, 30))) == ({}, 1)


def test_room_for_notes_is_beside_the_text(handouts: Mapping[str, Made]) -> None:
    """No text reaches into the last 70 millimetres, and the lines there are none."""
    assert max(right for _, right in texts(handouts["notes"].rendered.content)) < 140 * _MILLIMETRE


def test_a_short_version_without_a_contract_has_lead_facts_and_chart() -> None:
    """With the headings of the sections around them, and with what the author wrote for it alone."""
    assert kinds(chosen()) == [
        "paragraph", "key-facts", "paragraph", "section", "First", "section", "Inner", "chart", "paragraph",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("brief", "there"),
    [
        ("[second]", ["section", "First", "section", "Inner", "paragraph", "section", "Second", "table"]),
        ("[key-facts]", ["key-facts", "paragraph", "section", "First", "section", "Inner", "paragraph"]),
        ("[table, summary]", ["section", "First", "section", "Inner", "paragraph", "section", "Second", "table"]),
    ],
)
def test_a_contract_says_what_a_short_version_has(brief: str, there: list[str]) -> None:
    """Sections by their ids, the first block of a kind; title and summary are there in any case."""
    assert kinds(chosen(brief)) == there


def test_a_chart_alone_stands_before_the_sections_of_a_short_version() -> None:
    """Its caption says what it is, and the heading of its section would promise more."""
    body = BODY.replace(":::{only} brief\nFor those who have one page: forty seats.\n:::\n", "")
    assert kinds(chosen("[second, chart]", body)) == ["chart", "section", "Second", "table"]


def test_a_short_version_that_cites_says_where_the_works_are_listed() -> None:
    """It keeps its sentences, and the list is left out; one that cites nothing has no such line."""
    words, row = theme_of_the_project().words("en"), edition("brief")
    front_matter = FRONT_MATTER.replace("lang: en", "lang: en\nreferences: works.json")
    work = b'[{"id": "a", "type": "book", "title": "Harbours", "issued": {"date-parts": [[2024]]}}]'
    cites, _ = resolved(f"The harbour is deep [@a].\n\n{BODY}", {**FILES, "works.json": work}, front_matter)
    held = arranged(selected(with_brief(cites, {}), row), row)
    said = words.colophon["excerpt-cites"]
    assert [said in [line.text for line in colophon(one, row, words)] for one in (held, chosen())] == [True, False]


def test_links_to_what_a_short_version_lacks_lead_to_the_whole() -> None:
    """To that place at its address; no page of it is named, and what is there is led to as ever."""
    links = [node.target for node in descend(chosen().blocks) if isinstance(node, Link)]
    assert "https://example.org/short#second" in links
    assert not [node for node in descend(chosen().blocks) if isinstance(node, PageReference)]
    assert "#second" in [node.target for node in descend(chosen("[lead, second]").blocks) if isinstance(node, Link)]


def test_without_an_address_the_words_of_such_a_link_stand_alone() -> None:
    """A draft may have none yet."""
    article, _ = resolved(BODY, FILES)
    unaddressed = replace(article, metadata=replace(article.metadata, permalink=""))
    row = edition("brief")
    held = arranged(selected(with_brief(unaddressed, {}), row), row)
    assert [node.target for node in descend(held.blocks) if isinstance(node, Link)] == []


def test_a_short_version_is_one_page_with_the_way_to_the_whole(handouts: Mapping[str, Made]) -> None:
    """Its notes are at its end, its code is read by a camera, and it promises no section of the whole."""
    brief = handouts["brief"]
    assert brief.rendered.pages == 1
    with closing(pdfium.PdfDocument(brief.rendered.content)) as file:
        codes = zxingcpp.read_barcodes(file[0].render(scale=150 / 72).to_pil())
    assert [code.text for code in codes] == ["https://example.org/short"]
    generated = {entry.id: entry.text for entry in brief.proved.held.generated}
    assert generated["_colophon.1"].startswith("A short version: the full text")
    assert "_title.notes" in generated
    assert not [name for name in generated if name.startswith("_contents")]


def test_what_a_short_version_takes_is_all_that_it_holds(handouts: Mapping[str, Made]) -> None:
    """It is proved for what it selects."""
    proof = handouts["brief"].proved.proof
    assert proof.holds
    assert proof.found == proof.written > 15


@pytest.mark.parametrize(("name", "code"), [("brief-too-long", "brief-too-long"), ("brief-empty", "brief-empty")])
def test_each_fault_of_a_short_version_has_a_case(name: str, code: str) -> None:
    """Which is told by its rule."""
    assert f"error[{code}]" in (ROOT / "tests" / "cases" / "bad" / name / "expected.txt").read_text("utf-8")


def test_handouts_have_the_same_bytes_each_time(tmp_path: Path) -> None:
    """Whatever the zone, the hash seed and the editions beside them."""
    builds = []
    for number, (names, zone) in enumerate(
        (("large-print,notes,brief", "UTC"), ("brief,notes,large-print,html", "Asia/Tokyo"))
    ):
        project = tmp_path / str(number)
        copytree(MADE, project / "source" / "made")
        command = (sys.executable, "-m", "pipeline", "build", "-q", "--edition", names)
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": str(number)}
        subprocess.run(command, cwd=project, env=environment, check=True, capture_output=True)
        builds.append({path.name: path.read_bytes() for path in (project / "output" / "made").glob("*.pdf")})
    assert sorted(builds[0]) == ["made.brief.pdf", "made.large-print.pdf", "made.notes.pdf"]
    assert builds[0] == builds[1]


@pytest.mark.parametrize(("name", "steps"), [("pdf-a5", True), ("large-print", True), ("notes", True), ("pdf", False)])
def test_text_goes_on_before_a_figure_in_handouts_alone(name: str, steps: bool, shop: Workshop) -> None:
    """The pages of A4 are those that other editions mark: there everything is in its place."""
    article, _ = resolved(BODY, FILES)
    held = arranged(drawn(article, shop.theme, shop.press), edition(name))
    page = values(held, edition(name), shop.theme, {asset: f"asset:{asset}" for asset in held.assets})
    assert ("data-steps" in shop.theme.render("pdf/document.xhtml", page)) == steps
