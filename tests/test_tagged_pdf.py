"""Reading a PDF back: words broken over lines and pages, links, furniture, loose text, and what must not be opened."""

import io
from collections.abc import Iterator

import pikepdf
import pytest

from pipeline.press import Press
from pipeline.tagged_pdf import LinkAnnotation, TaggedDocument, page_count, read
from tests.press_case import STYLE, compact, page, press

HEAD = STYLE + "@page { @top-left { content: element(head) } } .head { position: running(head) }"
# Characters that share a glyph with others, or that a reader of glyphs takes for others.
ALIKE = (
    "a\u2011b, c-d, e\u2010f",
    "c-d, e\u2010f, a\u2011b",
    "5 \u00b5m, \u03bc\u03b5",
    "\u2206t, \u0394t, 1\u2044 2, 1\u2215 2",
    "\ufb01n, fin, o\ufb00, o\ufb04, \ufb05, \ufb06",
    "\u03bb\u03cc\u03b3\u03bf\u03c2, \u03bb\u03bf\u0301\u03b3\u03bf\u03c2",
    "\u03bb\u03bf\u0301\u03b3\u03bf\u03c2, \u03bb\u03cc\u03b3\u03bf\u03c2",
)
NARROW = STYLE + 'html { hyphens: auto; hyphenate-character: "-" } p { width: 30mm; margin: 0 }'


@pytest.fixture(scope="module", name="child")
def _child() -> Iterator[Press]:
    with press() as child:
        yield child


@pytest.fixture(scope="module", name="whole")
def _whole(child: Press) -> bytes:
    return child.render(compact()).pdf


def printed(child: Press, body: str, css: str = STYLE) -> TaggedDocument:
    """Return what is read back from a printed body."""
    return read(child.render(page(body, css)).pdf)


@pytest.mark.parametrize(
    "text",
    [
        "internationalisation characteristically misunderstandings responsibilities",
        "a well-known, well-worn, sea-worthy, half-hearted, state-of-the-art well-being",
        "un\u00adbeliev\u00adable intercontinental\u2013transatlantic either/or and/or",
        "ends with a hyphen- and a dash \u2014 here\u2014there",
    ],
)
def test_broken_words_come_back_whole(child: Press, text: str) -> None:
    """Hyphens of the layout are gone, those of the text are there, and white space is as it was."""
    root = printed(child, f"<p>{text}</p>" * 3, NARROW).root
    assert root.text() == text.replace("\u00ad", "") * 3


def test_hyphen_before_an_element_stays(child: Press) -> None:
    """A written hyphen at the end of a run, within a line, is part of the text."""
    assert printed(child, "<p><em>well-</em>known <code>a-</code>b</p>").root.text() == "well-known a-b"


@pytest.mark.parametrize("text", ALIKE)
def test_characters_of_one_glyph_are_told_apart(child: Press, text: str) -> None:
    """Hyphens and other characters that look the same come back as they were written, in any order."""
    assert printed(child, f"<p>{text}</p>").root.text() == text


@pytest.mark.parametrize("text", ["COVID\u201119", *ALIKE])
def test_head_comes_back_as_it_was_written(child: Press, text: str) -> None:
    """The same holds for furniture, also where the text below uses the plainer characters of a glyph."""
    plain = text.translate({0x2010: "-", 0x2011: "-", 0xB5: "\u03bc", 0x2206: "\u0394", 0xFB01: "fi"})
    body = f'<p class="head">{text}</p><p>{plain}</p>'
    assert [(head.text, head.kind) for head in printed(child, body, HEAD).furniture] == [(text, "Header")]


def test_head_in_two_fonts_is_one_text(child: Press) -> None:
    """A character that the font of the head lacks, and another gives, does not take the head apart."""
    css = HEAD.replace('font-family: "Source Serif 4"', 'font-family: "Source Serif 4", "Source Code Pro"')
    (head,) = printed(child, '<p class="head">B\u2500a\u2500c</p><p>x</p>', css).furniture
    assert head.text.replace(" ", "") == "B\u2500a\u2500c"  # pdfium sees gaps between the fonts


def test_broken_word_with_an_actual_text_comes_back_whole(child: Press) -> None:
    """A hyphen of the layout behind a character that shares its glyph is gone too."""
    text = " ".join(["x\u2011internationalisation \ufb01ne\u2011characteristically"] * 6)
    assert printed(child, f"<p>{text}</p>", NARROW).root.text() == text


def test_plain_text_needs_no_actual_text(child: Press) -> None:
    """Ligatures, kerning, capitals and figures of the fonts are read from the glyphs."""
    css = STYLE + "p { font-feature-settings: 'liga', 'smcp', 'onum' } em { text-transform: uppercase }"
    text = "An official offer of fine, difficult waffles, Ta, AV, Tifft, 1/2 &#8211; &#8220;caf\u00e9&#8221; na\u00efve"
    pdf = child.render(page(f"<p>{text} <em>{text}</em></p>", css)).pdf
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert all(b"ActualText" not in sheet.Contents.read_bytes() for sheet in file.pages)


def test_word_broken_over_pages_comes_back_whole(child: Press) -> None:
    """The paragraph that fills three pages reads as one text."""
    text = " ".join(["characteristically", "responsibilities"] * 150)
    assert printed(child, f"<p>{text}</p>", NARROW).root.text() == text


def test_link_over_two_lines_has_one_target(child: Press) -> None:
    """A link's annotations all lead to its address, and are described by its words."""
    root = printed(child, '<p><a href="https://example.org/x">a link that needs two lines</a></p>', NARROW).root
    found = [item for element in root.walk() for item in element.children if isinstance(item, LinkAnnotation)]
    assert len(found) > 1
    assert {(item.uri, item.description) for item in found} == {
        ("https://example.org/x", "a link that needs two lines")
    }


def test_loose_text_is_found_where_it_stands(child: Press) -> None:
    """Text in a group of a drawing, which no mark can reach, is reported with its place."""
    words = '<g opacity="0.9"><text x="5" y="20" font-family="Source Sans 3" font-size="10">Axis</text></g>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><title>Chart</title>{words}</svg>'
    document = printed(child, f"<figure>{drawing}</figure>")
    figure = next(element.bbox for element in document.root.walk() if element.alt == "Chart")
    assert figure is not None
    assert "".join(text.text for text in document.loose) == "Axis"
    assert all(
        figure[0] <= text.bbox[0] < figure[2] and figure[1] <= text.bbox[1] < figure[3] for text in document.loose
    )


def test_mark_without_an_element_is_loose(whole: bytes) -> None:
    """A mark that the tree has lost is text that belongs to nothing."""
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        title = pdf.Root.StructTreeRoot.K.K[0].K[0]
        assert str(title.S) == "/H1"
        del title["/K"]
        out = io.BytesIO()
        pdf.save(out)
    assert [text.text for text in read(out.getvalue()).loose] == ["Harbour rules"]


def test_attachments_and_metadata_are_not_opened(whole: bytes) -> None:
    """Without attachments and metadata the same is read."""
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        del pdf.Root.Names.EmbeddedFiles
        del pdf.Root.AF
        del pdf.Root.Metadata
        out = io.BytesIO()
        pdf.save(out)
    assert read(out.getvalue()) == read(whole)


def test_furniture_knows_head_and_foot(whole: bytes) -> None:
    """Running heads and page numbers are told apart."""
    furniture = read(whole).furniture
    assert {text.text for text in furniture if text.kind == "Header"} == {"Running head"}
    assert [text.text for text in furniture if text.kind == "Footer"] == ["1", "2", "3", "4", "5"]


def test_labels_title_language_and_outline_are_read(whole: bytes) -> None:
    """What the catalogue says is there."""
    document = read(whole)
    assert document.page_labels == ("1", "2", "3", "4", "5")
    assert (document.title, document.lang) == ("Harbour rules", "en")
    assert [(mark.level, mark.page_index) for mark in document.bookmarks] == [(1, 0), (2, 0), (2, 2)]
    assert page_count(whole) == 5


def test_file_without_tags_is_refused() -> None:
    """A PDF without a tree cannot be proved, and neither can what is no PDF."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    with pytest.raises(ValueError, match="tags"):
        read(out.getvalue())
    with pytest.raises(ValueError, match="cannot be read"):
        read(b"no PDF")
