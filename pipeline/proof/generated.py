"""The theme's own text in a proof: what only the finished layout knows of it, and where in the source it comes from."""

from collections.abc import Container, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.diagnostics import Location
from pipeline.furniture import ON_PAGE, PAGE, PAGE_OF
from pipeline.model import Entry, Trace, solid
from pipeline.proof import rules, spans
from pipeline.proof.described import described, named, one_named, quoted
from pipeline.proof.missing import of_added, of_moved
from pipeline.proof.pairs import BY_PLACE, equal
from pipeline.proof.streams import Difference, Stream
from pipeline.proof.words import Words, edits
from pipeline.running import SECTION, of_page

_ATTACHED = {"back", "bookmark", "fold", "label", "number"}
"""The kinds of generated text that stand in the block that they are made for, or are made of it."""
_OF_THE_WHOLE = {"colophon", "title"}
"""The kinds whose ids end in no id of a block, though an article may have a section that is called so."""


def on_pages(generated: Sequence[Entry], held: Trace) -> Iterator[Entry]:
    """The generated text with what only the finished layout knows: page numbers in the contents, heads of each page.

    The page of a block that the file lacks is not known: its label is taken as it is, since the block is told.
    """
    begins, blocks = _beginnings(held), {entry.id for entry in held.blocks}
    there, places = {entry.id: entry for entry in held.generated}, frozenset(held.generated)
    running = {entry.id: entry.text for entry in generated if entry.kind == "running"}
    for entry in generated:
        if entry.kind in {PAGE, PAGE_OF}:
            shown = there[entry.id].text if entry.id in there else ""
            label = begins.get(_target(entry)) or _told(entry.text, shown)
            yield replace(entry, text=entry.text.replace(ON_PAGE, label))
        elif entry.kind != "running":
            # Where the block is gone behind which it should stand, that is told.
            is_lost = bool(entry.path) and entry.path[0] not in blocks and entry.id in there
            yield replace(entry, path=there[entry.id].path) if is_lost and entry not in places else entry
    if running:
        yield from _heads(running, held, generated[0].lang)


def _target(entry: Entry) -> str:
    """The id of that whose page is named; a public id has no dot, that of a title which the theme makes has."""
    return entry.id.removeprefix(f"_{PAGE}.") if entry.kind == PAGE else entry.id.split(".")[1]


def _heads(running: Mapping[str, str], held: Trace, lang: str) -> Iterator[Entry]:
    """What must stand at the head and at the foot of each page."""
    begun = _first_begun([name.removeprefix(SECTION) for name in running if name.startswith(SECTION)], held)
    section = ""
    for number, label in enumerate(page_labels(held)):
        first, last = begun.get(label, (section, section))
        for place, text in zip(("head", "foot"), of_page(running, label, number, lang, first), strict=True):
            if text:
                yield Entry((), "page", 0, f"_page.{label}.{place}", lang, text)
        section = last


def _first_begun(sections: Sequence[str], held: Trace) -> dict[str, tuple[str, str]]:
    """The first and the last of the sections that begin on a page, by its label."""
    begins = {entry.id: entry.pages[0].label for entry in (*held.blocks, *held.generated) if entry.pages}
    begun: dict[str, tuple[str, str]] = {}
    for name in sections:
        if label := begins.get(name):
            begun[label] = (begun.get(label, (name,))[0], name)
    return begun


def _told(text: str, held: str) -> str:
    """The label that stands where a page is named, as it should be but for the page, which is not known."""
    before, after = (solid(part) for part in text.split(ON_PAGE))
    label = solid(held).removeprefix(before).removesuffix(after)
    return label if label.isalnum() else "?"


def placed(generated: Sequence[Entry], blocks: Sequence[Entry], notes: Sequence[Entry]) -> Iterator[Entry]:
    """The generated text with the places of what it is made for; what is made for the whole stands at its title."""
    places = {entry.id: entry.at for entry in (*blocks, *notes)}
    headings = [entry.id for entry in blocks if entry.kind == "heading"]
    for entry in generated:
        yield replace(entry, at=_place(entry, places, headings))


def gone(promised: Trace, *streams: Stream) -> frozenset[str]:
    """The ids of generated texts that stand in blocks that are lost, or lead there, and go with them."""
    lost = [
        entry
        for stream in streams
        for entry, at in zip(stream.promised.entries, stream.pairs.held, strict=True)
        if at is None
    ]
    if not lost:
        return frozenset()
    names = {entry.id for entry in lost}
    leads = {f"#{name}" for name in names}
    named = {span.value for entry in lost for span in entry.spans if span.kind == "page"}
    headings = [entry.id for entry in promised.blocks if entry.kind == "heading"]
    return frozenset(
        entry.id
        for entry in promised.generated
        if (entry.kind in _ATTACHED and names & set(_subjects(entry, headings)))
        or (entry.kind == PAGE_OF and entry.id.split(".")[1] in named)
        or any(span.kind == "link" and span.value in leads for span in entry.spans)
    )


def of_generated(stream: Stream, going: Container[str] = ()) -> Iterator[Difference]:
    """The differences of generated text, with all that was expected and all that was found; heads of pages as one.

    Of those with the ids `going` it is not told that they are missing or lead nowhere; others that are missing in a row
    are told as one.
    """
    last = 0
    for index, at in enumerate(stream.pairs.held):
        entry = stream.promised.entries[index]
        facts: Iterator[str] = iter(())
        if entry.id in going and (at is None or solid(entry.text) == solid(stream.held.entries[at].text)):
            continue
        last = last if at is None else index
        if at is None:
            facts = iter((f"{described(entry)} is missing",))
        elif not equal(entry, stream.held.entries[at], on_paper=stream.on_paper):
            facts = _facts(entry, stream.held.entries[at], on_paper=stream.on_paper)
        # A bookmark is on no page, and a head or a foot says itself of which page it is.
        page = "" if entry.kind in BY_PLACE else stream.page_of(stream.before[index] if at is None else at)
        for fact in facts:
            yield Difference(rules.LOST_FURNITURE, entry.at, page, fact, _together(entry, at, last))
    for difference in of_moved(stream):
        yield replace(difference, rule=rules.LOST_FURNITURE)
    for difference in of_added(stream):
        yield replace(difference, rule=rules.ADDED_TEXT)


def _together(entry: Entry, at: int | None, last: int) -> Hashable:
    """What is told as one: heads or feet of pages, numbers of pages, what is missing behind the same piece."""
    if entry.kind == "page":
        return entry.kind, entry.id.rpartition(".")[2], at is None
    if at is None:
        return "missing", last
    return entry.kind if entry.kind in {PAGE, PAGE_OF} else None


def _facts(promised: Entry, held: Entry, *, on_paper: bool) -> Iterator[str]:
    read = solid if on_paper else str
    name, words = f"the {named(promised)}", Words(promised.text)
    if not held.text and promised.text:
        yield f"{described(promised)} is empty"
    elif read(promised.text) != read(held.text):
        yield f"{name} is {quoted(held.text)}, not {quoted(promised.text)}"
    else:
        yield from (fact.text for fact in spans.differences(promised, held, edits(words.solid, Words(held.text).solid)))
    if promised.path != held.path:
        yield f"{described(promised)} stands elsewhere than before what it is put to"
    if promised.level != held.level:
        level = f"of level {held.level}" if held.level else "no heading"
        yield f"{described(promised)} is {level}, not of level {promised.level}"
    if promised.kind != held.kind:
        yield f"{described(promised)} is {one_named(held)}"
    elif promised.id != held.id and promised.kind not in BY_PLACE:
        yield f'{described(promised)} has the id "{held.id}", not "{promised.id}"'


def _place(entry: Entry, places: Mapping[str, Location | None], headings: Sequence[str]) -> Location | None:
    """Where the block stands that a generated text is made for."""
    subjects = (*_subjects(entry, headings), *headings[:1])
    return next((place for name in subjects if (place := places.get(name))), None)


def _subjects(entry: Entry, headings: Sequence[str]) -> tuple[str, ...]:
    """The ids of blocks that a generated text may be made for: its id names one, or the number of a heading."""
    name = entry.id.partition(".")[2]
    if entry.kind == "bookmark":
        return (headings[int(name)],) if name.isdecimal() and int(name) < len(headings) else ()
    if entry.kind in _OF_THE_WHOLE:
        return ()
    # The id of a block may have dots, and a number may follow it.
    return name, name.rpartition(".")[0]


def _beginnings(held: Trace) -> dict[str, str]:
    """The label of the page on which each block begins: where its first text stands, or the first in it."""
    begins: dict[str, str] = {}
    for stream in (held.blocks, held.notes):
        label = ""
        for entry in reversed(stream):
            label = entry.pages[0].label if entry.pages else label
            begins[entry.id] = label
    return begins | {
        entry.id: entry.pages[0].label for entry in held.generated if entry.kind == "title" and entry.pages
    }


def page_labels(held: Trace) -> list[str]:
    """The labels of all pages: of those with text, and of those with nothing but a picture between head and foot."""
    texts = {page.label for part in (held.blocks, held.notes, held.generated) for entry in part for page in entry.pages}
    heads = {entry.id.split(".")[1] for entry in held.generated if entry.kind == "page" and entry.id.count(".") == 2}
    return sorted(texts | heads, key=_in_parts)


def _in_parts(label: str) -> tuple[str, int, str]:
    """By what the labels of pages are ordered: a damaged file may call its pages anything, such as "A-10"."""
    name = label.rstrip("0123456789")
    return name, int(label.removeprefix(name) or 0), label
