"""The tag tree: one document with every construct against a golden dump, and the cases that went wrong before."""

from collections.abc import Iterator

import pytest

from pipeline.press import Press
from pipeline.tagged_pdf import Element, TaggedDocument, TextRun, read
from tests.press_case import GOLDEN, STYLE, compact, page, png, press


@pytest.fixture(scope="module", name="child")
def _child() -> Iterator[Press]:
    with press() as child:
        yield child


def tree(child: Press, body: str, css: str = STYLE) -> Element:
    """Return the tree of a printed body."""
    return read(child.render(page(body, css, {"gate.png": png()})).pdf).root


def shape(element: Element) -> str:
    """Return the roles below an element, without text."""
    inner = " ".join(shape(child) for child in element.children if isinstance(child, Element))
    return f"{element.role}({inner})" if inner else element.role


def found(root: Element, identifier: str) -> Element:
    """Return the only element with an id."""
    (element,) = (element for element in root.walk() if element.id == identifier)
    return element


def dump(document: TaggedDocument) -> Iterator[str]:
    """Yield the tree line by line: role, id, language, alternative text, scope, then texts and links."""
    yield from lines(document.root, "")
    yield from (f"furniture {text.kind or '-'} page {text.page_index}: {text.text}" for text in document.furniture)
    yield from (f"bookmark {mark.level} page {mark.page_index}: {mark.title}" for mark in document.bookmarks)
    yield from (f"loose: {text.text}" for text in document.loose)


def lines(element: Element, indent: str) -> Iterator[str]:
    """Yield the lines of an element and of what it holds."""
    said = {"id": element.id, "lang": element.lang, "alt": element.alt, "e": element.expansion, "scope": element.scope}
    yield f"{indent}{element.role}" + "".join(f" {name}={value!r}" for name, value in said.items() if value)
    for child in element.children:
        if isinstance(child, Element):
            yield from lines(child, indent + "  ")
        elif isinstance(child, TextRun):
            yield f"{indent}  page {child.page_index} {child.text!r}"
        else:
            yield f"{indent}  -> {child.uri or '#' + child.destination} {child.description!r}"


def test_every_construct_yields_the_golden_tree(child: Press) -> None:
    """The compact document's tree is the one that was read and approved (delete the file to write it anew)."""
    result = child.render(compact())
    text = "\n".join(dump(read(result.pdf))) + "\n"
    golden = GOLDEN / "tag-tree.txt"
    if not golden.exists():
        golden.write_text(text, "utf-8")
        pytest.fail("the golden tree was written anew: read it, and run the test again")
    assert result.warnings == ()
    assert text == golden.read_text("utf-8")


def test_paragraph_over_two_pages_is_one_element(child: Press) -> None:
    """A paragraph that crosses pages stays one P, with marks on both."""
    root = tree(child, f'<p id="p">{"word " * 900}</p>')
    runs = [run for run in found(root, "p").children if isinstance(run, TextRun)]
    assert {run.page_index for run in runs} >= {0, 1}
    assert shape(root) == "Document(P)"


def test_repeated_table_head_is_furniture(child: Press) -> None:
    """The head of a table on three pages is read once; its repetitions are artifacts."""
    rows = "".join(f'<tr><th scope="row">{n}</th><td>x</td></tr>' for n in range(60))
    head = '<thead><tr><th scope="col">Year</th><th scope="col">What</th></tr></thead>'
    body = f"<table>{head}<tbody>{rows}</tbody></table>"
    document = read(child.render(page(body)).pdf)
    assert shape(document.root).count("THead") == 1
    assert [text.text.strip() for text in document.furniture if text.page_index == 1] == ["Year", "What"]


def test_note_of_a_caption_follows_the_figure(child: Press) -> None:
    """A note never stands in a caption: it comes after the group of picture and caption."""
    note = '<aside class="note" id="n" data-number="1"><p>Said.</p></aside>'
    css = STYLE + ".note { float: footnote } .note::footnote-call { content: attr(data-number) }"
    figure = (
        f'<figure id="f"><img src="asset:gate.png" alt="A gate"/><figcaption id="c">Gate{note}</figcaption></figure>'
    )
    root = tree(child, f"<section>{figure}<p>After</p></section>", css)
    assert shape(root) == ("Document(Sect(FigureGroup(Figure Caption(Reference(Link))) Note(Lbl P) P))")


def test_list_continues_with_its_start(child: Press) -> None:
    """Markers come first in their items, and count from the start of the list."""
    body = '<ol start="3" style="counter-reset: list-item 2"><li><p>c</p></li><li><p>d</p></li></ol>'
    root = tree(child, body)
    assert shape(root) == "Document(L(LI(Lbl LBody(P)) LI(Lbl LBody(P))))"
    assert [element.text() for element in root.walk() if element.role == "Lbl"] == ["3.", "4."]


def test_two_terms_share_an_item_and_definitions_join_it(child: Press) -> None:
    """A term opens an item only when the one before it has been defined."""
    root = tree(child, "<dl><dt>a</dt><dt>b</dt><dd>1</dd><dd>2</dd><dt>c</dt><dd>3</dd></dl>")
    assert shape(root) == "Document(L(LI(Lbl Lbl LBody LBody) LI(Lbl LBody)))"


def test_lines_of_code_are_kept_apart(child: Press) -> None:
    """Each line of the source is one CodeLine, also when the page must break it."""
    long = "x = " + " + ".join(f"value_{n}" for n in range(12))
    root = tree(child, f"<pre><code>a = 1\n\n{long}\nb = 2</code></pre>", STYLE + "pre { white-space: pre-wrap }")
    assert [element.text() for element in root.walk() if element.role == "CodeLine"] == ["a = 1", "", long, "b = 2"]


def test_figure_box_is_in_points_from_the_foot(child: Press) -> None:
    """The box of a picture at the head of the page is given in points, upwards."""
    css = "@page { size: 200px 400px; margin: 0 } body { margin: 0 } img { width: 80px; height: 60px; display: block }"
    root = tree(child, '<img src="asset:gate.png" alt="A gate"/>', css)
    assert next(element.bbox for element in root.walk() if element.alt) == (0, 255, 60, 300)


def test_data_tag_beats_the_table(child: Press) -> None:
    """A template may name the role of an element."""
    assert shape(tree(child, '<div data-tag="Aside"><p data-tag="Quote">a</p></div>')) == "Document(Aside(Quote))"


def test_unknown_data_tag_is_reported(child: Press) -> None:
    """A role that no standard and no map knows is a mistake of the template."""
    result = child.render(page('<p data-tag="Paragraf">a</p>'))
    assert result.warnings == ("weasyprint: data-tag 'Paragraf' is no role of a tag tree",)


def test_text_with_opacity_is_reported(child: Press) -> None:
    """Text drawn in a group has marks that no tag can reach, which no reader would hear."""
    result = child.render(page('<p style="opacity: 0.5">a</p>'))
    assert result.warnings == ("weasyprint: page 1 has text that tags cannot reach; is it drawn with opacity?",)


def test_running_head_leaves_no_element(child: Press) -> None:
    """An element moved into the margin is furniture, with no trace in the tree."""
    css = STYLE + "@page { @top-left { content: element(head) } } .head { position: running(head) }"
    document = read(child.render(page('<p class="head" id="h">Head</p><p>Text</p>', css)).pdf)
    assert shape(document.root) == "Document(P)"
    assert [(text.text, text.kind) for text in document.furniture] == [("Head", "Header")]
