"""The handout carries its published source, no note of the author's, and says what its pages are."""

import io
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import sha256

import pikepdf
import pypdfium2 as pdfium
import pytest

from pipeline.files import load_templates
from pipeline.model import NoteCall, Rendered
from pipeline.model.walk import Node, rebuilt
from pipeline.press import Press
from pipeline.proof import compare
from pipeline.theme import load
from pipeline.writers import pdf, writer_of
from tests.sources import FRONT_MATTER, ROOT, edition, promised, resolved, theme_of_the_project

BODY = """Lead.[^n]

<!-- secret: ask Ada -->

## First section

Text over `<!-- shown -->`.

### Inner section

More.

[^n]: A note.
"""


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """One press for this module."""
    with Press(load_templates(ROOT).fonts) as press:
        yield press


@pytest.fixture(scope="module")
def handout(press: Press) -> Rendered:
    """The handout of a short article."""
    article, findings = resolved(BODY)
    assert findings == ()
    return pdf.write(article, edition("pdf"), theme_of_the_project(), press)


def test_the_source_is_attached_without_comments(handout: Rendered) -> None:
    """Its lines keep their numbers, and the manifest's digest is that of what is attached."""
    with pikepdf.open(io.BytesIO(handout.content)) as file:
        attached = {name: file.attachments[name].get_file().read_bytes() for name in file.attachments}
    wanted = (FRONT_MATTER + BODY).replace("<!-- secret: ask Ada -->", "<!-- … -->").encode()
    assert attached == {"article.md": wanted}
    assert handout.attached == {"article.md": sha256(wanted).hexdigest()}


def test_a_comment_is_nowhere_in_the_file(handout: Rendered) -> None:
    """Not in a page, not in metadata, not in any stream once it is unpacked."""
    unpacked = io.BytesIO()
    with pikepdf.open(io.BytesIO(handout.content)) as file:
        file.save(
            unpacked,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
        contents = [page.Contents.read_bytes() for page in file.pages]
    assert not re.search(rb"secret|ask Ada", unpacked.getvalue() + b"".join(contents))


def test_the_same_trace_without_attachments_and_metadata(handout: Rendered) -> None:
    """Nothing but tags and pages is read back."""
    stripped = io.BytesIO()
    with pikepdf.open(io.BytesIO(handout.content)) as file:
        del file.Root.Names, file.Root.AF, file.Root.Metadata
        file.save(stripped)
    assert pdf.read_back(stripped.getvalue()) == pdf.read_back(handout.content)


def test_bookmarks_are_the_sections(handout: Rendered) -> None:
    """With their levels; the title, which every page names, is none."""
    with pikepdf.open(io.BytesIO(handout.content)) as file, file.open_outline() as outline:
        titles = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert titles == [("First section", ["Inner section"]), ("About this document", [])]


def test_letter_and_a4_differ_in_their_pages_only(press: Press, handout: Rendered) -> None:
    """Both hold what was promised; the sheets have the sizes of ISO 216 and of ANSI."""
    article, _ = resolved(BODY)
    letter = pdf.write(article, edition("pdf-letter"), theme_of_the_project(), press)
    sizes = []
    for name, content in (("pdf", handout.content), ("pdf-letter", letter.content)):
        assert compare(promised(article, name), pdf.read_back(content), edition(name)).holds
        with pikepdf.open(io.BytesIO(content)) as file:
            sizes.append([round(float(side) / 72 * 25.4) for side in file.pages[0].MediaBox][2:])
    assert sizes == [[210, 297], [216, 279]]


def test_a_glyph_that_no_font_has_is_an_error(press: Press) -> None:
    """It would be an empty box on the page."""
    article, _ = resolved("A sign: \U0001f9f5.\n")
    rendered = pdf.write(article, edition("pdf"), theme_of_the_project(), press)
    found = [(finding.code, finding.at and finding.at.column) for finding in rendered.diagnostics]
    assert found == [("missing-glyph", 9)]


def test_what_the_press_warns_of_is_an_error(press: Press) -> None:
    """A style that it does not understand looks otherwise than it was meant to."""
    files = dict(load_templates(ROOT).files)
    files["pdf/style.css"] += b"p { colour: red }"
    rendered = pdf.write(resolved("Text.\n")[0], edition("pdf"), load(files), press)
    assert {finding.code for finding in rendered.diagnostics} == {"press-warning"}


def test_a_thousand_notes_keep_their_numbers_whole(press: Press) -> None:
    """A number of four figures stands on one line, so that it comes back as a number and the notes in their order."""
    calls = "\n\n".join(f"Word{'.' * (number % 3)}[^{number}]" for number in range(60))
    notes = "\n\n".join(f"[^{number}]: N." for number in range(60))
    article, _ = resolved(f"{calls}\n\n{notes}\n")
    # As in an article that has 970 others before them; the pages of those would say nothing more.
    numbered = replace(
        article,
        blocks=tuple(rebuilt(block, _later) for block in article.blocks),
        notes=tuple(replace(note, number=note.number + 970) for note in article.notes),
    )
    rendered = pdf.write(numbered, edition("pdf"), theme_of_the_project(), press)
    assert compare(promised(numbered, "pdf"), pdf.read_back(rendered.content), edition("pdf")).diagnostics == ()


def _later(node: Node) -> Node:
    return replace(node, number=node.number + 970) if isinstance(node, NoteCall) else rebuilt(node, _later)


SOUND = {
    "a link to the permalink": "See [there](https://example.org/short#nowhere) and [here](https://example.org/short).\n",
    "characters without a shape": "soft\u00adhyphen, zero\u200bwidth, join\u200der, mark\u200eed, word\u2060joiner\n",
    "hyphens and ligatures": "COVID\u201119, a\u2010b, \ufb01ne\n",
    "a word longer than a line": f"{'long' * 100} and `{'code' * 80}`\n\n## {'H' * 300}\n\n- {'item' * 90}\n",
    "a page with nothing but a picture": "Before.\n\n![Tall](images/tall.svg)\n\nAfter.\n",
    "nothing but a heading": "## Alone\n",
    "a heading that a note quotes": "Called.[^n]\n\n[^n]: Quoted:\n\n    > ## A heading\n    >\n    > Text.\n",
    "a note that is called in another language": "{lang=de}\n> Text.[^n]\n\n[^n]: In English.\n",
    "a box in a quotation of another language": "{lang=de}\n> Text.\n>\n> :::{note}\n> Innen.\n> :::\n",
    "nothing": "\n",
}
TALL = b'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="1100"><rect width="600" height="1100"/></svg>'


@pytest.mark.parametrize("name", ["html", "pdf", "epub"])
@pytest.mark.parametrize("body", SOUND.values(), ids=SOUND)
def test_a_sound_article_is_not_accused(body: str, name: str, press: Press) -> None:
    """What is odd but right is published in every edition."""
    article, findings = resolved(body, {"images/tall.svg": TALL})
    row = edition(name)
    rendered = writer_of(row).write(article, row, theme_of_the_project(), press)
    held = writer_of(row).read_back(rendered.content)
    assert (*findings, *rendered.diagnostics, *compare(promised(article, name), held, row).diagnostics) == ()


@pytest.mark.parametrize("space", [" ", "&nbsp;"])
def test_a_line_takes_what_fits_before_a_link(space: str, press: Press) -> None:
    """However wide the text is; the engine would leave the first word alone when only the space does not fit."""
    wide = "Wide words stand here in a row as far as the line will go"
    longer = [f"{wide}{' i' * (number // 6)}{'.' * (number % 6)}" for number in range(90)]
    article, _ = resolved("\n\n".join(f"{text} 3{space}[see](#s)." for text in longer) + "\n\n## S {#s}\n\nText.\n")
    rendered = pdf.write(article, edition("pdf"), theme_of_the_project(), press)
    with closing(pdfium.PdfDocument(rendered.content)) as document:
        lines = [line for page in document for line in page.get_textpage().get_text_range().splitlines()]
    assert sum(line.startswith(wide[:40]) for line in lines) == len(longer)


def test_a_long_title_stands_at_the_head_of_every_page(press: Press) -> None:
    """On as many lines as it needs, and is read back in their order."""
    article, _ = resolved("\n\n".join(f"Paragraph {number}. " + "Words. " * 60 for number in range(20)))
    title = "Zebras and apes, " * 9 + "a survey: COVID\u201119 and λόγος"
    article = replace(article, metadata=replace(article.metadata, title=title))
    rendered = pdf.write(article, edition("pdf"), theme_of_the_project(), press)
    assert compare(promised(article, "pdf"), pdf.read_back(rendered.content), edition("pdf")).diagnostics == ()


def test_a_picture_without_its_description_is_told_as_such(press: Press) -> None:
    """It is there, and says nothing to those who listen."""
    article, _ = resolved("![Tall](images/tall.svg)\n", {"images/tall.svg": TALL})
    rendered = pdf.write(article, edition("pdf"), theme_of_the_project(), press)
    damaged = io.BytesIO()
    with pikepdf.open(io.BytesIO(rendered.content)) as document:
        (figure,) = (
            each
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure" and each.get("/Alt") == "Tall"
        )
        del figure["/Alt"]
        document.save(damaged)
    found = compare(promised(article, "pdf"), pdf.read_back(damaged.getvalue()), edition("pdf")).diagnostics
    assert [(each.code, each.at and each.at.line) for each in found] == [("lost-alt", 14)]
