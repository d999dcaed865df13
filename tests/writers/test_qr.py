"""The code on paper leads to the article's address: read back from the finished page as a camera would."""

from collections.abc import Iterator
from contextlib import closing

import pypdfium2 as pdfium
import pytest
import zxingcpp

from pipeline.files import load_templates
from pipeline.model import Article, Rendered
from pipeline.press import Press
from pipeline.proof import compare
from pipeline.tagged_pdf import read
from pipeline.theme import Theme, load
from pipeline.writers import pdf
from pipeline.writers.qr import code
from tests.sources import FRONT_MATTER, ROOT, edition, promised, resolved, theme_of_the_project

ADDRESS = "https://example.org/short"
LONGER = f"https://example.org/{'a-long-way/' * 30}"
_MILLIMETRE = 72 / 25.4


@pytest.fixture(scope="module", name="press")
def _press() -> Iterator[Press]:
    with Press(load_templates(ROOT).fonts) as press:
        yield press


@pytest.fixture(scope="module", name="article")
def _article() -> Article:
    article, findings = resolved("The text.\n")
    assert findings == ()
    return article


def printed(article: Article, press: Press, theme: Theme | None = None, name: str = "pdf") -> Rendered:
    """The article on paper."""
    return pdf.write(article, edition(name), theme or theme_of_the_project(), press)


def scanned(content: bytes) -> list[str]:
    """What the codes of a PDF say, its pages seen with 150 dots to the inch."""
    with closing(pdfium.PdfDocument(content)) as file:
        pages = [page.render(scale=150 / 72).to_pil() for page in file]
    return [found.text for page in pages for found in zxingcpp.read_barcodes(page)]


@pytest.mark.parametrize("address", [ADDRESS, LONGER], ids=["short", "long"])
def test_the_code_on_the_page_leads_to_the_address(address: str, press: Press) -> None:
    """A decoder that knows nothing of us reads it, however long the address is."""
    article, _ = resolved("The text.\n", front_matter=FRONT_MATTER.replace(ADDRESS, address))
    assert scanned(printed(article, press).content) == [address]


def test_the_code_is_a_figure_with_words_and_large_enough(article: Article, press: Press) -> None:
    """Its alternative text names the address; with its white it has the size that cameras want."""
    root = read(printed(article, press).content).root
    (figure,) = (element for element in root.walk() if element.id == "_qr")
    assert (figure.role, figure.alt) == ("Figure", f"QR code of the permanent address: {ADDRESS}")
    assert figure.bbox is not None
    left, bottom, right, top = (edge / _MILLIMETRE for edge in figure.bbox)
    assert right - left == pytest.approx(top - bottom, abs=0.01)
    assert right - left > 20


def test_the_code_is_a_vector_with_its_white_around_it() -> None:
    """Four modules on each side, dark on white; the same bytes for the same address."""
    drawing = code(ADDRESS, "#1b1b1b").decode()
    assert 'fill="#fff" d="M0 0h33.0v33.0h-33.0z"' in drawing
    assert 'd="M4 4.5h7m' in drawing
    assert drawing == code(ADDRESS, "#1b1b1b").decode()


def test_an_address_too_long_for_a_code_has_none(press: Press) -> None:
    """Nobody could read it; the words stand alone, and nothing more is promised."""
    article, _ = resolved("The text.\n", front_matter=FRONT_MATTER.replace(ADDRESS, LONGER + LONGER))
    content = printed(article, press).content
    assert scanned(content) == []
    assert compare(promised(article, "pdf"), pdf.read_back(content), edition("pdf")).diagnostics == ()


def test_a_draft_has_no_code(article: Article, press: Press) -> None:
    """It is not what stands at the address."""
    draft = pdf.write(article, edition("pdf").as_draft(), theme_of_the_project(), press)
    assert scanned(draft.content) == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("", "the QR code of the address is missing"),
        (
            '<img id="_qr" src="asset:.qr" alt="A code"/>',
            'the picture is described as "A code"',
        ),
    ],
)
def test_a_template_that_leaves_it_out_or_renames_it_is_told(
    wrong: str, told: str, article: Article, press: Press
) -> None:
    """It is promised like all that the theme makes."""
    templates = load_templates(ROOT)
    own = templates.files["pdf/document.xhtml"].replace(b"{{ front.code() }}", wrong.encode())
    theme = load({**templates.files, "pdf/document.xhtml": own}, templates.fonts)
    held = pdf.read_back(printed(article, press, theme).content)
    (finding,) = compare(promised(article, "pdf"), held, edition("pdf")).diagnostics
    assert told in str(finding.message)
