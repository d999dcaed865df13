"""What a draft shows: each finding in a box at its place, missing sections where they belong, nothing invented."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

import pikepdf
import pytest
from lxml import etree, html

from pipeline.build import Made, build
from pipeline.contract import contract_of
from pipeline.draft import marked
from pipeline.drafting import drafted
from pipeline.examine import Examined, examine
from pipeline.files import load_contracts
from pipeline.judge import Standards
from pipeline.model import Admonition, Article, Paragraph, Section
from pipeline.model.walk import descend, plain_text
from pipeline.press import Press
from pipeline.readers import read
from pipeline.tagged_pdf import read as read_pdf
from pipeline.workshop import Workshop
from pipeline.writers import EDITIONS
from tests.sources import FRONT_MATTER, ROOT, Folder, edition, theme_of_the_project

CONTRACTS = load_contracts(ROOT, "source")
NOTICE = "DRAFT – not for publication"


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    """The theme, and one press for this module."""
    theme = theme_of_the_project()
    with Press(theme.fonts) as press:
        yield Workshop(theme, press)


def examined(text: str, files: Mapping[str, bytes] | None = None) -> Examined:
    """An article as `article.md` has it, with all that is found."""
    article, findings = read(Folder({**(files or {}), "article.md": text.encode()}), "short", "article.md")
    assert article is not None
    return examine(article, findings, theme_of_the_project(), EDITIONS, Standards(contracts=CONTRACTS))


def shown(text: str, files: Mapping[str, bytes] | None = None) -> Article:
    """The article with its findings in place."""
    found = examined(text, files)
    assert found.article is not None
    return marked(found.article, found.diagnostics, contract_of(found.article, CONTRACTS))


def made(shop: Workshop, text: str, name: str) -> Made:
    """A draft of an article in one edition."""
    drafts = drafted(shown(text), [edition(name)], shop)
    assert drafts.faults == ()
    return drafts.editions[0]


def outlined(article: Article) -> list[str]:
    """The ids of what is in an article, in its order, and of each box the rules and lines that it names."""
    lines = []
    for node in descend(article.blocks):
        name = str(getattr(node, "id", ""))
        if isinstance(node, Admonition) and node.tone == "finding":
            found = re.findall(r"(?:error|warning)\[([a-z-]+)\](?:, (?:[\w.]+, )?line\xa0(\d+))?", told(node))
            lines.append(" ".join(f"{code}:{line}" for code, line in found))
        elif name and not isinstance(node, Section) and not name.startswith("draft."):
            lines.append(name)
    return lines


def told(box: Admonition) -> str:
    """What a box says."""
    return "\n".join(plain_text(part.children) for part in box.children if isinstance(part, Paragraph))


# Each body begins on line 14.
BROKEN: Mapping[str, tuple[str, str]] = {
    "reference": ("See [](#nowhere).\n\nMore.\n", "front.p1 | broken-reference:14 | front.p2"),
    "image": ("A ![B](c.png).\n\nMore.\n", "front.p1 | image-missing:14 | front.p2"),
    "html": ("A <b>c</b>.\n", "front.p1 | raw-html:14"),
    "list": (
        "- A\n- B [^c]\n\nMore.\n",
        "front.list1 | front.item1 | front.p1 | front.item2 | front.p2 | undefined-footnote:15 | front.p3",
    ),
    "heading": ("## A\n\nB.\n\n#### C\n\nD.\n", "a | a.p1 | c | heading-level:18 | c.p1"),
    "note": (
        "A.[^n]\n\nMore.\n\n[^n]: Of [](#gone).\n",
        "front.p1 | ref.note-n.1 | broken-reference:18 | front.p2",
    ),
    "directive": ("A.\n\n:::{odd}\nB.\n:::\n", "front.p1 | unknown-directive:16 | front.p2"),
    "table": (
        "| a |\n|---|\n| 1 | 2 |\n\nMore.\n",
        "table-1 | front.row1 | front.cell1 | front.row2 | front.cell2 | surplus-cell:16 | front.p1",
    ),
    "placeholder": ("A.\n\nTODO: more of it.\n\nB.\n", "front.p1 | front.p2 | placeholder:16 | front.p3"),
    "data": ("A.\n\n:::{csv-table} data/a.csv\n:::\n\nB.\n", "front.p1 | data-missing:16 | front.p2"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_finding_stands_at_its_place(name: str) -> None:
    """Behind the block that it is about, with its rule and line."""
    body, expected = BROKEN[name]
    assert outlined(shown(FRONT_MATTER + body)) == expected.split(" | ")


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_drafted_is_proved(name: str, shop: Workshop) -> None:
    """The boxes are text like any other: each web page and each e-book holds all that the marked article has."""
    for row in ("html", "epub"):
        draft = made(shop, FRONT_MATTER + BROKEN[name][0], row)
        assert draft.diagnostics == ()
        assert draft.proved.proof.found == draft.proved.proof.written


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_findings_are_marked_as_english(lang: str, shop: Workshop) -> None:
    """Whatever the language of the text; what the theme says is in that."""
    text = FRONT_MATTER.replace("lang: en", f"lang: {lang}") + "A <b>c</b>.\n"
    for row in ("html", "epub"):
        draft = made(shop, text, row)
        assert draft.diagnostics == ()
    page = html.document_fromstring(made(shop, text, "html").rendered.content)
    (line,) = page.iterfind(".//div[@data-tone='finding']/p[@lang='en']")
    assert "raw-html" in "".join(map(str, line.itertext()))


def test_findings_of_the_front_matter_stand_at_the_top() -> None:
    """In one box, whatever their number; those of a part stand in it."""
    text = FRONT_MATTER.replace("date: 2026-01-02", "date: soon\nparts: [b.md]").replace("title: A short piece\n", "")
    article = shown(text + "A.\n", {"b.md": b"B.\n\n<i>C</i>.\n"})
    boxes = ["missing-metadata:1 invalid-metadata:5", "raw-html:3"]
    assert outlined(article) == [boxes[0], "front.p1", "front.p2", "front.p3", boxes[1]]


CONTRACT = FRONT_MATTER.replace("date:", "contract: lesson\noutline: [First, {Second: [Inner]}, Third]\ndate:", 1)
SECTIONS = "## First\n\nA.\n\n## Third\n\nB.\n"


def test_missing_sections_have_their_headings(shop: Workshop) -> None:
    """Where the outline or the contract wants them, in the contents too."""
    article = shown(CONTRACT + SECTIONS)
    headings = [plain_text(block.heading.children) for block in article.blocks if isinstance(block, Section)]
    assert headings.index("First") < headings.index("Second") < headings.index("Third")
    page = html.document_fromstring(made(shop, CONTRACT + SECTIONS, "html").rendered.content)
    assert ["".join(map(str, link.itertext())) for link in page.iterfind(".//nav//a")] == headings
    (second,) = (block for block in article.blocks if block.id == "missing-2")
    (box,) = (node for node in descend((second,)) if isinstance(node, Admonition))
    assert told(box).startswith("Section missing: Second — error[outline-mismatch], line\xa0")
    assert 'The outline promises "Inner"' in told(box)


def test_a_section_that_the_contract_asks_for_says_its_least() -> None:
    """In words that an author plans by."""
    article = shown(CONTRACT.replace("lesson", "briefing") + "## History\n\nA.\n")
    said = [told(node) for node in descend(article.blocks) if isinstance(node, Admonition)]
    assert any(each.startswith("Section missing: Challenges, at least 100 words — ") for each in said)


def test_nothing_is_invented(shop: Workshop) -> None:
    """Without front matter there is no date, no license and no address, in what is read nor in what programs read."""
    page = made(shop, "Text.\n", "html").rendered.content.decode()
    page = re.sub(r"<style>.*</style>", "", page, flags=re.DOTALL)
    assert "Not\u00a0dated" in page
    assert not re.search(r"1970|2026|CC0|example\.invalid|rel=\"canonical\"|rel=\"license\"|citation_", page)
    book = zipfile.ZipFile(io.BytesIO(made(shop, "Text.\n", "epub").rendered.content))
    package = book.read("EPUB/content.opf").decode()
    assert not re.search(r"1970|2026|CC0|example\.invalid|dc:date|dc:rights|dc:source|dcterms:modified", package)


def test_a_web_page_says_that_it_is_a_draft(shop: Workshop) -> None:
    """To its reader, on every screen and printed page, and to search engines."""
    page = html.document_fromstring(made(shop, FRONT_MATTER + "Text.\n", "html").rendered.content)
    assert page.findtext(".//title") == "DRAFT: A short piece"
    assert page.findtext(".//p[@id='_draft']") == NOTICE
    (robots,) = page.iterfind(".//meta[@name='robots']")
    assert robots.get("content") == "noindex, nofollow, noarchive"


def test_an_edition_says_nothing_of_drafts(shop: Workshop) -> None:
    """Only a draft has the word and the styles for it."""
    article = examined(FRONT_MATTER + "Text.\n").article
    assert article is not None
    page = build(article, [edition("html")], None, shop).editions[0].rendered.content
    assert b"draft" not in page.lower()


def test_each_document_of_a_book_says_that_it_is_a_draft(shop: Workshop) -> None:
    """A long one too, which has a document for each section; its title says it as well."""
    paragraphs = f"{'Words without end. ' * 200}\n\n" * 20
    long = "".join(f"## Part {number}\n\n{paragraphs}" for number in range(4))
    book = zipfile.ZipFile(io.BytesIO(made(shop, FRONT_MATTER + long, "epub").rendered.content))
    documents = [name for name in book.namelist() if name.endswith(".xhtml")]
    assert len(documents) >= 6
    assert [name for name in documents if NOTICE not in book.read(name).decode()] == []
    package = etree.fromstring(book.read("EPUB/content.opf"))
    assert package.findtext(".//{*}title") == "DRAFT: A short piece"


def test_each_page_says_that_it_is_a_draft(shop: Workshop) -> None:
    """At its head, the first one too; the file claims to conform to nothing, and carries nothing."""
    draft = made(shop, FRONT_MATTER + "Words without end. " * 1_000, "pdf")
    assert draft.diagnostics == ()
    heads = [text.text for text in read_pdf(draft.rendered.content).furniture if text.kind == "Header"]
    assert len(heads) == draft.rendered.pages > 3
    assert [head for head in heads if not head.startswith(NOTICE)] == []
    assert draft.rendered.attached == {}
    with pikepdf.open(io.BytesIO(draft.rendered.content)) as pdf:
        assert not {"/Metadata", "/OutputIntents"} & pdf.Root.keys()
        assert {"/MarkInfo", "/StructTreeRoot"} <= pdf.Root.keys()
        assert str(pdf.docinfo["/Title"]) == "DRAFT: A short piece"


def test_no_draft_has_the_file_name_of_an_edition() -> None:
    """So that none is taken for one."""
    names = {each.file_name("a") for each in EDITIONS}
    drafts = {each.as_draft().file_name("a") for each in EDITIONS}
    assert not names & drafts
    assert len(drafts) == len(names)
