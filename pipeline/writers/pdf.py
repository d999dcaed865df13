"""The handout: a tagged PDF for archives and for everybody (PDF/A and PDF/UA-1), read back from its tag tree."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from pipeline.furniture import OWN, PAGE_OF, is_own
from pipeline.model import BOXES, Article, Edition, Entry, Rendered, Trace, Unseen, solid
from pipeline.press import Press, PressJob
from pipeline.published import attached
from pipeline.tagged_pdf import Element, LinkAnnotation, PlacedText, TaggedDocument, TextRun, page_count, read
from pipeline.theme import Theme, parse, to_xml
from pipeline.trace import words_of
from pipeline.writers import pdf_findings, pdf_ink
from pipeline.writers.page import style, values
from pipeline.writers.pdf_attachments import attachment
from pipeline.writers.pdf_pictures import pictures
from pipeline.writers.seen import GENERATED, Mark, MarkKind, PageMark, Seen, trace_of

_TEMPLATE = "pdf/document.xhtml"
_STYLE = "pdf/style.css"

# Role as written (press_tags.py) → kind of block. What has no id of ours is no block, whatever its role.
_KINDS = {
    **{f"H{level}": "heading" for level in range(1, 7)},
    "Admonition": "admonition",
    "Attribution": "attribution",
    "BlockQuote": "quote",
    "BoxTitle": "title",
    "Break": "break",
    "Caption": "caption",
    "Chart": "chart",
    "Code": "code-block",
    "Credit": "credit",
    "Definitions": "definitions",
    "FigureGroup": "figure",
    "KeyFacts": "key-facts",
    "L": "list",
    "LBody": "description",
    "LI": "item",
    "Lbl": "term",
    "Listing": "listing",
    "Note": "note",
    "P": "paragraph",
    "PullQuote": "pull-quote",
    "References": "references",
    "Subtitle": "subtitle",
    "TD": "cell",
    "TH": "header-cell",
    "TR": "row",
    "Table": "table",
    "Timeline": "timeline",
}
_WITHIN = {
    ("References", "LI"): "reference",
    ("Timeline", "LI"): "event",
    ("LI", "Lbl"): "term",
    ("event", "Lbl"): "moment",
    ("Caption", "P"): "caption",
}
_GENERATED = {"Nav", "TOC", "TOCI"}
_MARKS: Mapping[str, MarkKind] = {
    "Code": "code",
    "Em": "em",
    "Strike": "strike",
    "Strong": "strong",
    "Subscript": "sub",
    "Superscript": "sup",
}
"""What an element says of its text by its role alone."""
_INLINE = {"Span", "Link", *_MARKS}
_MARKER = re.compile(r"[–•·☐☑]|[0-9]+\.?|[A-Za-z]+\.")
"""What the theme puts before an item or a note."""


def write(article: Article, edition: Edition, theme: Theme, press: Press) -> Rendered:
    """The PDF, its source attached in the form that the option asks for; what the press and its pages tell is found."""
    page = values(article, edition, theme, {name: f"asset:{name}" for name in article.assets})
    sources = attached(article, edition.options.get("attach-source", "published"))
    xhtml, css = (
        to_xml(parse(theme.render(_TEMPLATE, page), _TEMPLATE)),
        style(_STYLE, page, theme, article.metadata.lang),
    )
    job = PressJob(
        xhtml=xhtml,
        css=css,
        assets=pictures(article, edition, theme, page),
        attachments=tuple(attachment(source, article) for source in sources),
        words=words_of(article),
        identifier=sha256(b"\0".join((xhtml, css.encode(), *(each.content for each in sources)))).hexdigest()[:32],
        conforms=not edition.draft,
    )
    result = press.render(job)
    return Rendered(
        result.pdf,
        tuple(pdf_findings.findings(result, article, edition, theme, press)),
        pages=page_count(result.pdf),
        attached={source.name: sha256(source.content).hexdigest() for source in sources},
        tools={"pango": result.confinement.pango},
        confinement=result.confinement.limits,
    )


def read_back(content: bytes) -> Trace:
    """What the PDF shows: its tag tree with the texts of the pages, its furniture, and text that belongs to nothing."""
    document = read(content)
    trace = trace_of(_seen_document(document), document.lang)
    notes = _by_number(trace.notes, _numbers(document))
    generated = tuple(sorted(trace.generated, key=_place_of))
    return replace(trace, notes=notes, generated=generated, labels=document.page_labels)


def unseen(content: bytes, *, fine: bool = False) -> tuple[Unseen, ...]:
    """What of its texts nobody sees, looked at with 50 dots to the inch, with 100 if `fine`."""
    return pdf_ink.unseen(content, fine=fine)


def _seen_document(document: TaggedDocument) -> Iterator[Seen]:
    others = frozenset(element.id for element in document.root.walk() if element.role != "Note")
    yield _Reading(document.page_labels, others).seen(document.root, "")
    heads = {solid(element.text()) for element in document.root.walk() if element.role == "TH"}
    figures = [(element.bbox, page) for element in document.root.walk() if element.bbox for page in _pages(element)]
    for text in document.loose:
        # The letters inside a drawing are its own; its alternative text speaks for them.
        if not any(page in (-1, text.page_index) and _inside(text, box) for box, page in figures):
            yield Seen("", (text.text,))
    for text in document.furniture:
        # What stands between head and foot and in no tag may only repeat a table's head on a further page; there its
        # words may be broken in other places.
        shown = solid(text.text)
        if not text.kind and not any(shown in head or shown.rstrip("-\u2010") in head for head in heads):
            yield Seen("", (text.text,))
    for number, mark in enumerate(document.bookmarks, 1):
        yield Seen(GENERATED, (mark.title,), f"_bookmark.{number}", mark.level)
    for index, label in enumerate(document.page_labels):
        for kind in ("Header", "Footer"):
            texts = [text for text in document.furniture if (text.page_index, text.kind) == (index, kind)]
            if texts:
                place = "head" if kind == "Header" else "foot"
                yield Seen(GENERATED, tuple(f"{text.text} " for text in _in_lines(texts)), f"_page.{label}.{place}")


def _in_lines(texts: Sequence[PlacedText]) -> Iterator[PlacedText]:
    """The texts of a head or a foot line by line, each from left to right."""
    waiting = sorted(texts, key=lambda text: -text.bbox[3])
    while waiting:
        # What has its middle above the foot of the highest text stands beside it, however low its letters reach.
        foot = waiting[0].bbox[1]
        line = [text for text in waiting if (text.bbox[1] + text.bbox[3]) / 2 >= foot]
        yield from sorted(line, key=lambda text: text.bbox[0])
        waiting = [text for text in waiting if text not in line]


def _numbers(document: TaggedDocument) -> dict[str, int]:
    """The number that is printed before each note, by the note's id; 0 where there is none."""
    notes = (element for element in document.root.walk() if element.role == "Note")
    return {note.id: int(number) if (number := _number(note)).isdecimal() else 0 for note in notes}


def _number(note: Element) -> str:
    """The number that is printed before a note."""
    labels = (child.text() for child in note.children if isinstance(child, Element) and child.role == "Lbl")
    return next(labels, "").strip()


def _by_number(entries: tuple[Entry, ...], numbers: dict[str, int]) -> tuple[Entry, ...]:
    """The entries of the notes in the order of the notes' numbers: the tag tree has each note where it is called."""
    notes: list[tuple[int, list[Entry]]] = []
    for entry in entries:
        if entry.kind == "note" and entry.level == 0:
            notes.append((numbers.get(entry.id, 0), []))
        if notes:
            notes[-1][1].append(entry)
    return tuple(entry for _, group in sorted(notes, key=lambda note: note[0]) for entry in group)


def _place_of(entry: Entry) -> tuple[int, int]:
    """Behind a project's own, the pages that references name come first, since those in notes move with these."""
    number = entry.id.rpartition(".")[2] if entry.kind == PAGE_OF else ""
    return (OWN, PAGE_OF, entry.kind).index(entry.kind), int(number) if number.isdecimal() else 0


def _pages(element: Element) -> tuple[int, ...]:
    """The pages on which an element has text or links; -1 stands for all when it has neither."""
    found = {child.page_index for child in element.children if isinstance(child, TextRun | LinkAnnotation)}
    return tuple(sorted(found)) or (-1,)


def _inside(text: PlacedText, box: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = text.bbox
    return box[0] - 1 <= left and box[1] - 1 <= bottom and right <= box[2] + 1 and top <= box[3] + 1


class _Reading:
    """Turns structure elements into what they show, knowing the labels of the pages and the ids of what is no note."""

    def __init__(self, labels: tuple[str, ...], others: frozenset[str]) -> None:
        self._labels = labels
        self._others = others

    def seen(self, element: Element, around: str) -> Seen:
        kind = self._kind(element, around)
        if is_own(element.id) and element.role == "Figure":
            return Seen(kind, (element.alt,), element.id, 0, element.lang)
        inside = kind if kind in {"event", "reference"} else element.role
        if element.role in {*_INLINE, "Sect", "Div", "THead", "TBody"}:
            inside = around
        level = int(element.role[1]) if _KINDS.get(element.role) == "heading" else 0
        # The number of a reference is text that a citation names, unlike that of an item.
        children: tuple[Seen | PageMark | str, ...] = ()
        if element.role == "Figure":
            # It has no text, but stands on a page.
            children = tuple(PageMark(self._labels[index]) for index in [element.page_index] if index >= 0)
        elif around == "reference" or not _is_marker(element):
            children = tuple(self._children(element, inside))
        return Seen(kind, children, element.id, level, element.lang, tuple(self._marks(element, kind, around)))

    def _kind(self, element: Element, around: str) -> str:
        role = element.role
        if role in _GENERATED or element.id.startswith("_"):
            return GENERATED
        if not element.id and (around, role) != ("Caption", "P"):
            # A list of facts or of terms has items that we did not name; a marker is no text of the article.
            return "" if role in {"LI", "LBody", "Lbl", "L", "Caption", "Code"} else _KINDS.get(role, "")
        return _WITHIN.get((around, role), _KINDS.get(role, ""))

    def _children(self, element: Element, around: str) -> Iterator[Seen | PageMark | str]:
        for child in element.children:
            if isinstance(child, Element):
                yield self.seen(child, around)
                if child.role == "CodeLine":
                    yield "\n"
            elif isinstance(child, TextRun):
                yield PageMark(self._labels[child.page_index])
                yield child.text

    def _marks(self, element: Element, kind: str, around: str) -> Iterator[Mark]:
        if element.role == "Figure":
            yield Mark("image", element.alt)
        elif element.role == "Link":
            yield from self._link(element, around == "Reference")
        elif element.expansion:
            yield Mark("abbr", element.expansion)
        elif element.role in _MARKS and not kind:
            yield Mark(_MARKS[element.role], "")
        elif element.role == "Span" and element.id and not kind:
            yield Mark("anchor", element.id)
        elif element.role in _INLINE and element.lang and kind != GENERATED:
            yield Mark("lang", element.lang)
        elif kind == "note":
            yield Mark("number", _number(element))
        elif kind == "list":
            first = next((_labels(child) for child in element.children if isinstance(child, Element)), ())
            yield from (Mark("start", text.rstrip(".")) for text, _ in first if text.endswith("."))
        elif kind == "item":
            yield from (Mark("task", f"{box} {told}") for box, told in _labels(element) if box in BOXES)

    def _link(self, element: Element, calls: bool) -> Iterator[Mark]:
        links = (child for child in element.children if isinstance(child, LinkAnnotation))
        # A link that goes on in the next line has an annotation for each line.
        for uri, name in dict.fromkeys((link.uri, link.destination) for link in links):
            # What leads to nothing else calls a note, even one that is not there.
            calls_note = calls and name not in self._others
            yield Mark("note", name) if calls_note else Mark("link", uri or f"#{name}")


def _labels(item: Element) -> tuple[tuple[str, str], ...]:
    """What stands before an item, and what is said in its place: its number, its box."""
    labels = (child for child in item.children if isinstance(child, Element) and child.role == "Lbl")
    return tuple((label.text().strip(), label.alt) for label in labels)


def _is_marker(element: Element) -> bool:
    return element.role == "Lbl" and not element.id and bool(_MARKER.fullmatch(element.text().strip()))
