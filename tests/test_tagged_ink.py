"""Ink on paper: a finished PDF is damaged so that it still says what it said, and what nobody sees any more is told.

Each damage is done to several texts of the same file: a heading, a line of a list, a cell, code, a note, an entry of
the contents. The proof of the texts finds nothing wrong with them.
"""

import io
import re
from collections.abc import Iterable, Iterator
from functools import cache

import pikepdf
import pytest

from pipeline.files import load_templates
from pipeline.ink import findings
from pipeline.model import Trace, Why
from pipeline.press import Press
from pipeline.proof import compare
from pipeline.tagged_objects import BBox
from pipeline.tagged_pdf import Element, TextRun, read
from pipeline.tagged_text import Key, read_content
from pipeline.writers import pdf
from tests.sources import ROOT, edition, promised, resolved, theme_of_the_project

FILLER = "\n\n".join(
    ["It goes on, line after line, with words that fill a page of the handout as any text would."] * 40
)
# One of the texts has an actual text, since its hyphen that breaks no line shares a glyph with the plain one.
BODY = f"""Lead, well-known.[^n]

## First {{#first}}

- an item\u2011to\u2011be
- another item

| Name | Figure |
| ---- | ------ |
| one  | 1,204  |
| two  | 77     |
: What it shows {{#t}}

```
print("one")
```

A paragraph of several lines, so that it has more than one text in print: it goes on and on, and says on each of its
lines what nobody else says, until it ends. Then it says once more what it has to say, and that is all.

{FILLER}

## Second {{#second}}

The end.

[^n]: The note says more.
"""
PAPER = edition("pdf")
TARGETS = ("first", "first.p1", "first.cell6", "first.code-block1", "note-n.p1", "_contents.second")
HEIGHT = 841.889764  # of A4, in points

# What is drawn before and after a text, in pixels downward; {x} {y} {w} {h} is the box round it, {X} {Y} its middle.
WAYS: dict[str, tuple[str, str, Why]] = {
    "white": ("1 g", "", Why.GROUND),
    "nearly white": ("0.95 g", "", Why.GROUND),
    "white in a colour space": ("/DeviceCMYK cs 0 0 0 0 sc", "", Why.GROUND),
    "the colour of a box behind it": ("0.1 0.2 0.5 rg {x} {y} {w} {h} re f", "", Why.GROUND),
    "a pattern of white": ("/Pattern cs /Blank scn", "", Why.GROUND),
    "a white outline": ("1 Tr 1 G 0.2 w", "", Why.GROUND),
    "drawn without ink": ("3 Tr", "", Why.INVISIBLE),
    "used as a clip alone": ("7 Tr", "", Why.INVISIBLE),
    "an alpha of 0": ("/Clear gs", "", Why.TRANSPARENT),
    "an alpha of almost 0": ("/Faint gs", "", Why.TRANSPARENT),
    "a soft mask that lets nothing through": ("/Masked gs", "", Why.INVISIBLE),
    "a layer that is off": ("/OC /Off BDC", "EMC", Why.INVISIBLE),
    "a clip of nothing": ("0 0 0 0 re W n", "", Why.CLIPPED),
    "a clip of no height": ("{x} {Y} {w} 0 re W n", "", Why.CLIPPED),
    "a clip elsewhere": ("0 0 30 30 re W n", "", Why.CLIPPED),
    "a clip of the lower half": ("{x} {Y} {w} {h} re W n", "", Why.CLIPPED),
    "left of the page": ("1 0 0 1 -5000 0 cm", "", Why.OFF_PAGE),
    "below the page": ("1 0 0 1 0 5000 cm", "", Why.OFF_PAGE),
    "a tenth of its size": ("0.1 0 0 0.1 {X} {Y} cm 1 0 0 1 -{X} -{Y} cm", "", Why.TOO_SMALL),
    "a hundredth of its size": ("0.01 0 0 0.01 {X} {Y} cm 1 0 0 1 -{X} -{Y} cm", "", Why.TOO_SMALL),
    "a hundredth of its width": ("1 Tz", "", Why.TOO_SMALL),
    "mirrored": ("-1 0 0 1 {X} 0 cm 1 0 0 1 -{X} 0 cm", "", Why.MIRRORED),
    "a white box over it": ("", "1 g {x} {y} {w} {h} re f", Why.COVERED),
    "a black box over it": ("", "0 g {x} {y} {w} {h} re f", Why.COVERED),
    "a picture over it": ("", "{w} 0 0 {h} {x} {y} cm /Grey Do", Why.COVERED),
    "a shade over it": ("", "{x} {y} {w} {h} re W n /Shade sh", Why.COVERED),
    "a form over it": ("", "{w} 0 0 {h} {x} {y} cm /Cover Do", Why.COVERED),
}
# What changes a text that is seen all the same.
NEAR: dict[str, tuple[str, str]] = {
    "a light grey": ("0.7 g", ""),
    "a tint behind it": ("q 0.85 0.9 1 rg {x} {y} {w} {h} re f Q", ""),
    "white on a dark box": ("0.2 g {x} {y} {w} {h} re f 1 g", ""),
    "a dark picture behind white": ("q {w} 0 0 {h} {x} {y} cm /Grey Do Q 1 g", ""),
    "a line through it": ("", "0.9 w {x} {Y} m {right} {Y} l S"),
    "a line under it": ("", "0.9 w {x} {bottom} m {right} {bottom} l S"),
    "an outline round its letters": ("2 Tr 0 G 0.1 w", ""),
    "a clip with room": ("{x} {y} {w} {h} re W n", ""),
    "half an alpha": ("/Half gs", ""),
    "narrow letters": ("85 Tz", ""),
    "a box beside it": ("", "0 g {right} {y} 3 {h} re f"),
    "an empty box over it": ("", "{x} {y} {w} {h} re S"),
    "a box of glass over it": ("", "/Half gs 1 g {x} {y} {w} {h} re f"),
    "a layer that is on": ("/OC /On BDC", "EMC"),
    "a soft mask that lets all through": ("/Open gs", ""),
    "turned": ("0.99 0.14 -0.14 0.99 {X} {Y} cm 1 0 0 1 -{X} -{Y} cm", ""),
}


@cache
def made() -> tuple[bytes, Trace]:
    """The handout of the article above, and what it must hold."""
    article, found = resolved(BODY)
    assert found == ()
    with Press(load_templates(ROOT).fonts) as press:
        rendered = pdf.write(article, PAPER, theme_of_the_project(), press)
    assert rendered.diagnostics == ()
    return rendered.content, promised(article, "pdf")


@pytest.fixture(scope="module")
def places() -> dict[str, list[tuple[Key, BBox]]]:
    """The marks of each block with their boxes in points."""
    runs = read_content(made()[0]).runs
    root = read(made()[0]).root
    return {element.id: [(key, runs[key].bbox) for key in _marks(element)] for element in root.walk() if element.id}


def _marks(element: Element) -> Iterator[Key]:
    for child in element.children:
        if isinstance(child, TextRun):
            yield child.page_index, child.mcid
        elif isinstance(child, Element) and not child.id:
            yield from _marks(child)


Places = dict[str, list[tuple[Key, BBox]]]


def damaged(places: Places, names: Iterable[str], before: str, after: str) -> bytes:
    """The handout with something drawn before and after each line of these blocks."""
    with pikepdf.open(io.BytesIO(made()[0])) as file:
        _provide(file)
        for name in names:
            assert places[name]
            for (page, mcid), box in places[name]:
                _wrap(file.pages[page], mcid, *(_filled(drawn, box) for drawn in (before, after)))
        return _saved(file)


def _saved(file: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _wrap(page: pikepdf.Page, mcid: int, before: str, after: str) -> None:
    """Draws something before and after the text of a mark; what comes behind is drawn as it was."""
    content = page.Contents.read_bytes()
    mark = re.search(rb"<<[^<>]*/MCID %d\b.*?EMC" % mcid, content, re.DOTALL)
    assert mark
    drawn = re.sub(
        rb"BT.*ET", lambda text: f"q {before}\n".encode() + text[0] + f"\n{after} Q".encode(), mark[0], flags=re.DOTALL
    )
    assert drawn != mark[0]
    page.Contents.write(content.replace(mark[0], drawn))


def _filled(drawn: str, box: BBox) -> str:
    """A way of drawing with the numbers of a box, with a little room, as the engine counts: pixels from the top."""
    left, right = box[0] / 0.75 - 1, box[2] / 0.75 + 1
    top, bottom = (HEIGHT - box[3]) / 0.75 - 1, (HEIGHT - box[1]) / 0.75 + 1
    numbers = {"x": left, "y": top, "w": right - left, "h": bottom - top, "right": right, "bottom": bottom}
    numbers |= {"X": (left + right) / 2, "Y": (top + bottom) / 2}
    return drawn.format(**{name: f"{number:.3f}" for name, number in numbers.items()})


def _provide(file: pikepdf.Pdf) -> None:
    """Gives every page the resources that the ways above name."""
    made = pikepdf.Object.parse
    white = file.make_stream(b"1 g -9999 -9999 19999 19999 re f", made(f"<<{_GROUP}>>".encode()))
    black = file.make_stream(b"0 g -9999 -9999 19999 19999 re f", made(f"<<{_GROUP}>>".encode()))
    layers = {key: file.make_indirect(made(f"<</Type /OCG /Name ({key})>>".encode())) for key in ("On", "Off")}
    file.Root.OCProperties = pikepdf.Dictionary(
        OCGs=pikepdf.Array(list(layers.values())),
        D=pikepdf.Dictionary(ON=pikepdf.Array([layers["On"]]), OFF=pikepdf.Array([layers["Off"]])),
    )
    states = {key: made(f"<</ca {alpha}>>".encode()) for key, alpha in (("Clear", 0), ("Faint", 0.1), ("Half", 0.5))}
    for key, form in (("Masked", black), ("Open", white)):
        states[key] = pikepdf.Dictionary(SMask=pikepdf.Dictionary(S=pikepdf.Name.Luminosity, G=form))
    wanted: dict[str, dict[str, pikepdf.Object]] = {
        "ExtGState": states,
        "XObject": {
            "Cover": file.make_stream(b"1 g 0 0 1 1 re f", made(b"<</Type /XObject /Subtype /Form /BBox [0 0 1 1]>>")),
            "Grey": file.make_stream(b"\x30", made(_IMAGE)),
        },
        "Pattern": {"Blank": file.make_stream(b"1 g 0 0 9 9 re f", made(_PATTERN))},
        "Shading": {"Shade": made(_SHADE)},
        "Properties": layers,
    }
    for page in file.pages:
        for kind, entries in wanted.items():
            held = page.Resources.get(f"/{kind}", pikepdf.Dictionary())
            for key, value in entries.items():
                held[f"/{key}"] = value
            page.Resources[f"/{kind}"] = held


_GROUP = "/Type /XObject /Subtype /Form /BBox [-9999 -9999 9999 9999] /Group <</S /Transparency /CS /DeviceGray>>"
_IMAGE = b"<</Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8>>"
_PATTERN = b"<</PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources <<>>>>"
_SHADE = (
    b"<</ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 1 0] /Extend [true true]"
    b" /Function <</FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0.9] /N 1>>>>"
)


def told(content: bytes) -> list[tuple[str, int, str]]:
    """What is said of a damaged handout: why, the line of the source (0: none), the page; texts are still proved."""
    promise = made()[1]
    assert compare(promise, pdf.read_back(content), PAPER).diagnostics == ()
    unseen = pdf.unseen(content)
    assert unseen == pdf.unseen(content, fine=True)
    said = findings(promise, unseen, PAPER)
    assert {one.code for one in said} <= {"unseen-text"}
    return [
        (one.message.rpartition("since it ")[2], one.at.line if one.at else 0, one.message.split(": nobody")[0][-6:])
        for one in said
    ]


def lines(names: Iterable[str]) -> list[tuple[int, str]]:
    """Where the blocks stand: the line of each, and the page."""
    promise = made()[1]
    known = {entry.id: entry for stream in (promise.blocks, promise.notes) for entry in stream}
    # An entry of the contents stands where its heading does.
    known |= {f"_contents.{name}": entry for name, entry in known.items() if entry.kind == "heading"}
    pages = {entry.id: entry for stream in (read_back().blocks, read_back().notes) for entry in stream}
    found = []
    for name in names:
        at = known[name].at
        found.append((at.line if at else 0, f"page {pages[name].pages[0].label}" if name in pages else "page 1"))
    return found


@cache
def read_back() -> Trace:
    """What the sound handout holds."""
    return pdf.read_back(made()[0])


def test_the_sound_handout_is_seen() -> None:
    """With both closenesses."""
    assert told(made()[0]) == []


@pytest.mark.parametrize(("before", "after", "why"), WAYS.values(), ids=WAYS)
def test_hidden_text_is_told_at_its_block(before: str, after: str, why: Why, places: Places) -> None:
    """Each block that nobody sees, with what hides it, its line and its page, and nothing else."""
    found = told(damaged(places, TARGETS, before, after))
    assert found == [(why.value, *place) for place in lines(TARGETS)]


@pytest.mark.parametrize(("before", "after"), NEAR.values(), ids=NEAR)
def test_text_that_is_seen_is_not_accused(before: str, after: str, places: Places) -> None:
    """However it is drawn."""
    assert told(damaged(places, TARGETS, before, after)) == []


def test_a_covered_word_is_told_with_its_block(places: Places) -> None:
    """A box over a few letters of a line, as a stamp or a label would be."""
    patch = "1 g {X} {y} 30 {h} re f"
    found = pdf.unseen(damaged(places, ["first.p4"], "", patch))
    assert {(one.id, one.why, one.partly) for one in found} == {("first.p4", Why.COVERED, True)}


def test_many_lines_are_one_finding_for_each_block(places: Places) -> None:
    """And a section that is hidden from its heading to its end is one alone."""
    names = [name for name in places if re.fullmatch(r"first\.p\d+", name)]
    assert sum(len(places[name]) for name in names) > 60
    assert [why for why, _, _ in told(damaged(places, names, "1 g", ""))][-1] == "PDF, A4: nobody sees 22 more blocks"
    (section,) = told(damaged(places, [name for name in places if name.split(".")[0] == "second"], "1 g", ""))
    assert section == ("has the colour of its ground", *lines(["second"])[0])


@pytest.mark.parametrize("kind", ["Header", "Footer"])
def test_hidden_head_or_foot_is_told_once(kind: str) -> None:
    """With all its pages."""
    with pikepdf.open(io.BytesIO(made()[0])) as file:
        for page in file.pages:
            content = page.Contents.read_bytes()
            pattern = rb"(/Artifact\n<<[^<>]*/%s.*?\nBT)(.*?ET)" % kind.encode()
            page.Contents.write(re.sub(pattern, rb"\1 1 g \2", content, flags=re.DOTALL))
        content = _saved(file)
    (one,) = findings(made()[1], pdf.unseen(content), PAPER)
    first = (
        'pages 2 to 4: nobody sees the head of page 2 "A short piece"'
        if kind == "Header"
        else 'pages 1 to 4: nobody sees the foot of page 1 "1"'
    )
    assert one.message.startswith(f"PDF, A4, {first}, since it has the colour of its ground; so with ")


def test_what_lies_outside_the_crop_is_off_the_page(places: Places) -> None:
    """A page of which the lower half alone is shown."""
    with pikepdf.open(io.BytesIO(made()[0])) as file:
        file.pages[0].CropBox = pikepdf.Array([0, 0, 595, 400])
        found = pdf.unseen(_saved(file))
    hidden = {name for name, runs in places.items() for (page, _), box in runs if page == 0 and box[3] > 401}
    assert {one.why for one in found} == {Why.OFF_PAGE}
    assert {one.id for one in found} == {name for name in hidden if not name.startswith("_page-of")}


def test_what_an_annotation_covers_is_told(places: Places) -> None:
    """A box that a reader could move away, and that covers the heading as the file is opened."""
    (_, box) = places["first"][0]
    with pikepdf.open(io.BytesIO(made()[0])) as file:
        cover = file.make_stream(
            b"1 g 0 0 1 1 re f", pikepdf.Object.parse(b"<</Type /XObject /Subtype /Form /BBox [0 0 1 1]>>")
        )
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, F=4)
        note.Rect, note.AP = (
            pikepdf.Array([box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1]),
            pikepdf.Dictionary(N=cover),
        )
        file.pages[0].Annots = pikepdf.Array([*file.pages[0].get("/Annots", []), note])
        found = pdf.unseen(_saved(file))
    assert [(one.id, one.why, one.page) for one in found] == [("first", Why.COVERED, "1")]


def test_a_page_that_is_turned_is_seen() -> None:
    """A quarter, as a table may be, and with a margin cut off."""
    with pikepdf.open(io.BytesIO(made()[0])) as file:
        for page in file.pages:
            page.Rotate = 90
            page.CropBox = pikepdf.Array([40, 30, 560, 820])
        assert pdf.unseen(_saved(file)) == ()


def test_text_without_ink_of_its_own_is_not_accused() -> None:
    """Spaces, characters that only steer the layout, and accents that are written apart."""
    body = "a\u00adb c\u200bd e\u2060f g\u00a0h i\u200dj\u2003k, cafe\u0301, \u202fx *\u00a0* and [\u2003y](https://example.org/)\n"
    article, _ = resolved(body)
    with Press(load_templates(ROOT).fonts) as press:
        rendered = pdf.write(article, PAPER, theme_of_the_project(), press)
    assert pdf.unseen(rendered.content, fine=True) == ()


def test_small_letters_on_a_full_page_are_not_accused() -> None:
    """Indices of indices, in a caption and in a note, beside more texts than one picture tells apart."""
    index, head = "x^a~`c`~^", f"| {' | '.join('abcdefghijkl')} |\n{'| - ' * 12}|\n"
    table = head + f"| {' | '.join('123456789ABC')} |\n" * 50
    article, found = resolved(f"Lead {index}.[^n]\n\n{table}: Of {index} {{#t}}\n\n[^n]: And {index}.\n")
    assert found == ()
    with Press(load_templates(ROOT).fonts) as press:
        rendered = pdf.write(article, PAPER, theme_of_the_project(), press)
    document = read_content(rendered.content)
    assert max(sum(key[0] == page for key in document.runs) for page in range(len(document.labels))) > 255
    assert pdf.unseen(rendered.content) == ()


def test_signs_that_a_line_strikes_through_are_not_accused() -> None:
    """A dash lies in the line that strikes it through, and everybody sees that."""
    struck = " ".join(f"~~{sign}~~" for sign in "–—-=·…_a") + " ~~1949–1989~~ ~~never – always~~ ~~*–*~~ ~~`-`~~"
    article, _ = resolved(f"{struck}\n\n## One ~~–~~ two\n\n| a | ~~–~~ |\n| - | - |\n| – | ~~- -~~ |\n")
    with Press(load_templates(ROOT).fonts) as press:
        rendered = pdf.write(article, PAPER, theme_of_the_project(), press)
    assert pdf.unseen(rendered.content) == pdf.unseen(rendered.content, fine=True) == ()


def test_a_struck_text_under_a_box_is_told(places: Places) -> None:
    """The line does not excuse what lies over both."""
    found = pdf.unseen(damaged(places, ["first.p1"], "", "0.9 w {x} {Y} m {right} {Y} l S 0.1 g {x} {y} {w} {h} re f"))
    assert {(one.id, one.why) for one in found} == {("first.p1", Why.COVERED)}


def test_what_is_no_pdf_is_refused() -> None:
    """As reading it back is."""
    with pytest.raises(ValueError, match="cannot be opened"):
        pdf.unseen(b"no PDF")
