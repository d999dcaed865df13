"""The handout: a tagged PDF for archives and for everybody (PDF/A-3a and PDF/UA-1), read back from its tag tree."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256

from pipeline.diagnostics import Diagnostic, Rule, Severity
from pipeline.model import Article, Edition, Entry, Rendered, SourceFile, Trace
from pipeline.press import Attachment, Press, PressJob
from pipeline.published import published
from pipeline.tagged_pdf import Element, LinkAnnotation, PlacedText, TaggedDocument, TextRun, page_count, read
from pipeline.theme import Theme, parse, to_xml
from pipeline.trace import words_of
from pipeline.writers import PageMap
from pipeline.writers.page import values
from pipeline.writers.seen import GENERATED, Mark, PageMark, Seen, trace_of

PRESS_WARNING = Rule(
    "press-warning",
    Severity.ERROR,
    "The press could not lay something out as the template or the style asks.",
    "It goes on without what it did not understand or find: a glyph, an image, a rule of the style.",
)
RULES = (PRESS_WARNING,)

_TEMPLATE = "pdf/document.xhtml"
_STYLE = "pdf/style.css"

# Role as written (press_tags.py) → kind of block. What has no id of ours is no block, whatever its role.
_KINDS = {
    **{f"H{level}": "heading" for level in range(1, 7)},
    "BlockQuote": "quote",
    "Break": "break",
    "Caption": "caption",
    "Code": "code-block",
    "Definitions": "definitions",
    "FigureGroup": "figure",
    "KeyFacts": "key-facts",
    "L": "list",
    "LBody": "description",
    "LI": "item",
    "Lbl": "term",
    "Note": "note",
    "P": "paragraph",
    "Subtitle": "subtitle",
    "TD": "cell",
    "TH": "header-cell",
    "TR": "row",
    "Table": "table",
    "Timeline": "timeline",
}
_WITHIN = {("Timeline", "LI"): "event", ("LI", "Lbl"): "term", ("event", "Lbl"): "moment", ("Caption", "P"): "caption"}
_GENERATED = {"Nav", "TOC", "TOCI"}


def write(article: Article, edition: Edition, theme: Theme, press: Press) -> Rendered:
    """The PDF, with the source and what it uses attached; every warning of the press is an error."""
    page = values(article, edition, theme, {name: f"asset:{name}" for name in article.assets})
    sources = tuple(published(source) for source in article.sources)
    job = PressJob(
        xhtml=to_xml(parse(theme.render(_TEMPLATE, page), _TEMPLATE)),
        css=theme.render(_STYLE, page),
        assets={name: asset.content for name, asset in article.assets.items()},
        attachments=tuple(_attachment(source, article) for source in sources),
        words=words_of(article),
        identifier=sha256(b"".join(source.content for source in article.sources)).hexdigest()[:32],
        base_url=article.metadata.permalink,
    )
    result = press.render(job)
    return Rendered(
        result.pdf,
        tuple(_warning(message, edition) for message in result.warnings),
        pages=page_count(result.pdf),
        attached={source.name: sha256(source.content).hexdigest() for source in sources},
        tools={"pango": result.confinement.pango},
    )


def read_back(content: bytes) -> Trace:
    """What the PDF shows: its tag tree with the texts of the pages, its furniture, and text that belongs to nothing."""
    document = read(content)
    trace = trace_of(_seen_document(document), document.lang)
    return replace(trace, notes=_by_number(trace.notes, _numbers(document)))


def place_marks(content: bytes, page_map: PageMap) -> bytes:
    """The PDF as it is: its pages are the marks."""
    del page_map
    return content


def _attachment(source: SourceFile, article: Article) -> Attachment:
    modified = f"{article.metadata.updated.isoformat()}T00:00:00+00:00"
    created = f"{article.metadata.date.isoformat()}T00:00:00+00:00"
    return Attachment(source.name, source.content, source.media_type, created, modified)


def _warning(message: str, edition: Edition) -> Diagnostic:
    return Diagnostic(
        PRESS_WARNING, f"{edition.title}: {message}", hint="mend the template or the style that asks for it"
    )


def _seen_document(document: TaggedDocument) -> Iterator[Seen]:
    notes = frozenset(element.id for element in document.root.walk() if element.role == "Note")
    yield _Reading(document.page_labels, notes).seen(document.root, "")
    figures = [(element.bbox, page) for element in document.root.walk() if element.bbox for page in _pages(element)]
    for text in document.loose:
        # The letters inside a drawing are its own; its alternative text speaks for them.
        if not any(page in (-1, text.page_index) and _inside(text, box) for box, page in figures):
            yield Seen("", (text.text,))
    for index, texts in sorted(_by_page(document.furniture).items()):
        yield Seen(
            GENERATED, (" ".join(sorted(text.text.strip() for text in texts)),), f"_page.{document.page_labels[index]}"
        )


def _numbers(document: TaggedDocument) -> dict[str, int]:
    """The number that is printed before each note, by the note's id; 0 where there is none."""
    found = {}
    for element in document.root.walk():
        if element.role == "Note":
            labels = (child.text() for child in element.children if isinstance(child, Element) and child.role == "Lbl")
            number = next(labels, "").strip()
            found[element.id] = int(number) if number.isdecimal() else 0
    return found


def _by_number(entries: tuple[Entry, ...], numbers: dict[str, int]) -> tuple[Entry, ...]:
    """The entries of the notes in the order of the notes' numbers: the tag tree has each note where it is called."""
    notes: list[tuple[int, list[Entry]]] = []
    for entry in entries:
        if entry.kind == "note" and entry.level == 0:
            notes.append((numbers.get(entry.id, 0), []))
        if notes:
            notes[-1][1].append(entry)
    return tuple(entry for _, group in sorted(notes, key=lambda note: note[0]) for entry in group)


def _pages(element: Element) -> tuple[int, ...]:
    """The pages on which an element has text or links; -1 stands for all when it has neither."""
    found = {child.page_index for child in element.children if isinstance(child, TextRun | LinkAnnotation)}
    return tuple(sorted(found)) or (-1,)


def _inside(text: PlacedText, box: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = text.bbox
    return box[0] - 1 <= left and box[1] - 1 <= bottom and right <= box[2] + 1 and top <= box[3] + 1


def _by_page(furniture: Iterable[PlacedText]) -> dict[int, list[PlacedText]]:
    pages: dict[int, list[PlacedText]] = defaultdict(list)
    for text in furniture:
        if text.kind in {"Header", "Footer"}:
            pages[text.page_index].append(text)
    return pages


class _Reading:
    """Turns structure elements into what they show, knowing the labels of the pages and the ids of the notes."""

    def __init__(self, labels: tuple[str, ...], notes: frozenset[str]) -> None:
        self._labels = labels
        self._notes = notes

    def seen(self, element: Element, around: str) -> Seen:
        kind = self._kind(element, around)
        inside = kind if kind == "event" else element.role
        if element.role in {"Span", "Em", "Strong", "Link", "Sect", "Div", "THead", "TBody"}:
            inside = around
        level = int(element.role[1]) if kind == "heading" else 0
        lang = element.lang
        return Seen(kind, tuple(self._children(element, inside)), element.id, level, lang, self._mark(element))

    def _kind(self, element: Element, around: str) -> str:
        role = element.role
        if role in _GENERATED or element.id.startswith("_"):
            return GENERATED
        if not element.id and (around, role) != ("Caption", "P"):
            # A list of facts or of terms has items that we did not name; a marker is no text of the article.
            return "" if role in {"LI", "LBody", "Lbl", "L", "Caption", "Code"} else _KINDS.get(role, "")
        return _WITHIN.get((around, role), _KINDS.get(role, ""))

    def _children(self, element: Element, around: str) -> Iterator[Seen | PageMark | str]:
        if element.role == "Figure" or (element.role == "Lbl" and not element.id):
            return  # a picture speaks by its alternative text, and a marker is the theme's
        for child in element.children:
            if isinstance(child, Element):
                yield self.seen(child, around)
            elif isinstance(child, TextRun):
                yield PageMark(self._labels[child.page_index])
                yield child.text

    def _mark(self, element: Element) -> Mark | None:
        if element.role == "Figure" and element.alt:
            return Mark("image", element.alt)
        if element.role == "Link":
            return self._link(element)
        if element.role in {"Span", "Em", "Strong"} and element.lang:
            return Mark("lang", element.lang)
        return None

    def _link(self, element: Element) -> Mark | None:
        for child in element.children:
            if isinstance(child, LinkAnnotation):
                if child.destination in self._notes:
                    return Mark("note", child.destination)
                return Mark("link", child.uri or f"#{child.destination}")
        return None
