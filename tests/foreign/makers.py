"""Makes files of an article with pandoc, Typst and WeasyPrint, and takes something out of them."""

import io
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pikepdf
import pytest

from pipeline.tagged_pdf import Element, TextRun, read

FOLDER = Path(__file__).parents[1] / "cases" / "foreign"
SOURCE = FOLDER / "source" / "plain"


def made(folder: Path) -> dict[str, bytes]:
    """The web page and the e-book of pandoc, and the PDFs that Typst and WeasyPrint make of what pandoc writes.

    PDF/UA wants a first heading of level 1, and alternative texts, which pandoc's writer for Typst leaves out.
    """
    import weasyprint

    pypandoc, typst = pytest.importorskip("pypandoc"), pytest.importorskip("typst")
    for path in SOURCE.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    for name, form, more in (
        ("plain.html", "html", ()),
        ("plain.epub", "epub", ()),
        ("plain.typ", "typst", ("--shift-heading-level-by=-1",)),
    ):
        options = ("--standalone", f"--resource-path={folder}", "--metadata", "title=The bridge at Sarnau", *more)
        pypandoc.convert_file(
            str(folder / "article.md"), form, format="markdown", outputfile=str(folder / name), extra_args=options
        )
    drawn = folder / "plain.typ"
    text = drawn.read_text(encoding="utf-8")
    told = text.replace('bridge.png"', 'bridge.png", alt: "The bridge from the north"')
    drawn.write_text(told.replace(f"{folder}/", ""), encoding="utf-8")
    typst.compile(str(drawn), output=str(folder / "plain.pdf"), pdf_standards=["ua-1"])
    weasyprint.HTML(str(folder / "plain.html")).write_pdf(str(folder / "printed.pdf"), pdf_variant="pdf/ua-1")
    return {name: (folder / name).read_bytes() for name in ("plain.html", "plain.epub", "plain.pdf", "printed.pdf")}


Change = Callable[[str], str]


def changed(name: str, content: bytes, change: Change) -> bytes:
    """A page or a book with its text changed; that something changed is made sure of."""
    if name.endswith(".html"):
        return _changed(content, change)
    with ZipFile(io.BytesIO(content)) as book:
        members = {each: book.read(each) for each in book.namelist()}
    chapter = "EPUB/text/ch001.xhtml"
    members[chapter] = _changed(members[chapter], change)
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as book:
        for each, held in members.items():
            book.writestr(each, held)
    return out.getvalue()


def _changed(content: bytes, change: Change) -> bytes:
    before = content.decode("utf-8")
    after = change(before)
    assert after != before
    return after.encode("utf-8")


def without_text(content: bytes, begins: str) -> bytes:
    """A PDF without the text of the paragraph or the cell that begins so; its tags stay."""
    blocks = [each for each in read(content).root.walk() if each.role in {"P", "TD"}]
    found = [each for each in blocks if each.text().strip().startswith(begins)]
    gone = {(run.page_index, run.mcid) for each in found for run in _runs(each)}
    assert gone
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for index, page in enumerate(pdf.pages):
            page.Contents = pdf.make_stream(_stripped(page, {mcid for at, mcid in gone if at == index}))
        return _saved(pdf)


def without_link(content: bytes, address: str) -> bytes:
    """A PDF in which the words of a link are there, and the link itself is not."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = [each for page in pdf.pages for each in page.get("/Annots", ()) if _leads_to(each, address)]
        assert found
        for page in pdf.pages:
            page.Annots = pikepdf.Array([each for each in page.get("/Annots", ()) if not _leads_to(each, address)])
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == pikepdf.Name.Link:
                kids = [kid for kid in item.K if not _is_of(kid, address)]
                item.K = pikepdf.Array(kids)
        return _saved(pdf)


def untagged(content: bytes) -> bytes:
    """A PDF without its tags."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        del pdf.Root.StructTreeRoot
        return _saved(pdf)


def _runs(element: Element) -> list[TextRun]:
    return [run for part in element.walk() for run in part.children if isinstance(run, TextRun)]


def _stripped(page: pikepdf.Page, gone: set[int]) -> bytes:
    """The content of a page without the marked content of these numbers."""
    kept = []
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, instruction.operator
        step = {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
        begins = str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary)
        if depth:
            depth += step
        elif begins and int(operands[1].get("/MCID", -1)) in gone:
            depth = 1
        else:
            kept.append(instruction)
    return pikepdf.unparse_content_stream(kept)


def _leads_to(annotation: pikepdf.Object, address: str) -> bool:
    return "/A" in annotation and str(annotation.A.get("/URI", "")) == address


def _is_of(kid: pikepdf.Object, address: str) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid and _leads_to(kid.Obj, address)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()
