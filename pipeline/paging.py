"""One page numbering for all editions: where the pages of the print edition begin, and where another marks them.

A page is known by the first words, or the first picture, that it has of the article's blocks, else of its notes. One
that has nothing but the theme's words, such as the contents, is marked where the next page is, and after the last one
before what the theme says of the document. A page that begins within a word is marked before that word.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Edition, Entry, Page, PageMap, PageStart, Trace
from pipeline.proof.words import Words

AMBIGUOUS_PAGE = Rule(
    "ambiguous-page",
    Severity.ERROR,
    "a page of the print edition cannot be told from another place by its mark",
    "Who cites page 7 leads readers to one place; two pages of one label, or a block with the id of its mark, are two.",
)
RULES = (AMBIGUOUS_PAGE,)

_CLOSING = "_title.colophon"
"""What every edition has at its end, behind all words of the article."""

# Scripts that part no words by spaces (Unicode 16, 6.2 and chapters 16 and 18): there a page begins where the engine
# may break a line.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)


def page_map(edition: Edition, slug: str, whole: Trace, held: Trace) -> PageMap:
    """The pages of an edition's file, which holds `held`; `whole` is what the edition has of the article."""
    texts = {entry.id: entry.text for entry in _texts(whole)}
    firsts: dict[str, Page] = {}
    for entry in _texts(held):
        for start in entry.pages if entry.id in texts else ():
            page = Page(start.label, entry.id, _word_start(texts[entry.id], start.offset))
            firsts.setdefault(start.label, page)
    pages, following = [], Page("", _CLOSING, 0)
    for label in reversed(held.labels):
        following = firsts.get(label, replace(following, label=label))
        pages.append(following)
    return PageMap(edition.name, edition.title, edition.file_name(slug), tuple(reversed(pages)))


def within(pages: PageMap, whole: Trace, own: Trace) -> PageMap:
    """The pages of an edition that has `whole`, as one marks them that has `own`.

    A page that begins with a block which the other lacks is marked at the next one that it has.
    """
    there = {entry.id for entry in _texts(own) if _shows(entry)}
    places, following = {_CLOSING: _CLOSING}, _CLOSING
    for entry in reversed(tuple(_texts(whole))):
        following = entry.id if entry.id in there else following
        places[entry.id] = following
    moved = (
        page if places.get(page.block) == page.block else Page(page.label, places.get(page.block, _CLOSING), 0)
        for page in pages.pages
    )
    return replace(pages, pages=tuple(moved))


def marked(promised: Trace, pages: PageMap) -> Trace:
    """What an edition must hold that carries the marks of these pages."""
    starts: dict[str, list[PageStart]] = {}
    for page in pages.pages:
        starts.setdefault(page.block, []).append(PageStart(page.offset, page.label))

    def with_starts(entries: Iterable[Entry]) -> tuple[Entry, ...]:
        return tuple(
            replace(entry, pages=tuple(starts[entry.id])) if entry.id in starts else entry for entry in entries
        )

    blocks, notes, generated = map(with_starts, (promised.blocks, promised.notes, promised.generated))
    return Trace(blocks, notes, generated)


def ambiguous(pages: PageMap, own: Trace, edition: Edition) -> Iterator[Diagnostic]:
    """A finding for each page whose mark in an edition, which has `own`, would not be the only one of its name."""
    counts, ids = Counter(page.label for page in pages.pages), _ids(own)
    for label, count in counts.items():
        if count > 1:
            message = f'{edition.title}: {count} pages of the edition "{pages.edition}" have the label "{label}"'
            hint = "let the template of that edition count its pages on"
            yield Diagnostic(AMBIGUOUS_PAGE, message, ids.get("front.title"), hint)
    for page in pages.pages:
        if page.id in ids:
            message = f'{edition.title}: the id "{page.id}" is that of the mark of page {page.label}'
            yield Diagnostic(AMBIGUOUS_PAGE, message, ids[page.id], f"give it another id, such as {{#about-{page.id}}}")


def _texts(trace: Trace) -> Iterator[Entry]:
    yield from (*trace.blocks, *trace.notes)


def _shows(entry: Entry) -> bool:
    return bool(entry.text) or any(span.kind in {"image", "picture"} for span in entry.spans)


def _ids(own: Trace) -> Mapping[str, Location | None]:
    """The ids of all blocks and passages, with their places."""
    passages = {span.value: entry.at for entry in _texts(own) for span in entry.spans if span.kind == "anchor"}
    return {**passages, **{entry.id: entry.at for entry in _texts(own)}}


def _word_start(text: str, offset: int) -> int:
    """Where the word begins that has the character at an offset, in characters that are not white space."""
    words = Words(text)
    around = words.solid[max(0, offset - 1) : offset + 1]
    return offset if _UNSPACED.search(around) else words.begin_of(offset)
