"""The trace that an article promises: one entry per block, with place, language, text and spans."""

from pipeline.model import Span
from tests.sources import promised, resolved

BODY = """Lead with *stress*, `code` and a [link to *it*](https://example.org/a%20b)[^n].

## Parts

> Quoted [mot à mot]{lang=fr}.
>
> 1. one
> 2. two

{lang=de}
Ein Satz.

[^n]: A remark.
"""


def _entry(name: str) -> tuple[object, ...]:
    article, findings = resolved(BODY)
    assert findings == ()
    trace = promised(article, "html")
    found = next(entry for entry in (*trace.blocks, *trace.notes) if entry.id == name)
    return found.path, found.kind, found.level, found.lang, found.text, found.spans


def test_a_paragraph_has_its_text_links_and_notes() -> None:
    """Spans count characters that are not white space; the number of a note is text."""
    text = "Lead with stress, code and a link to it1."
    spans = (
        Span(8, 14, "em", ""),
        Span(15, 19, "code", ""),
        Span(23, 31, "link", "https://example.org/a%20b"),
        Span(29, 31, "em", ""),
        Span(31, 32, "note", "note-n"),
    )
    assert _entry("front.p1") == ((), "paragraph", 0, "en", text, spans)


def test_a_block_inside_others_says_how_deep_it_stands() -> None:
    """A paragraph in an item of a list in a quotation has three blocks around it, all in one section."""
    assert _entry("parts.p3")[:3] == (("parts",), "paragraph", 3)


def test_languages_are_those_of_blocks_and_of_passages() -> None:
    """A block's language is its own or that of what surrounds it; a passage's is a span."""
    assert _entry("parts.p1")[3:] == ("en", "Quoted mot à mot.", (Span(6, 13, "lang", "fr"),))
    assert _entry("parts.p4")[3] == "de"


def test_notes_are_a_stream_of_their_own() -> None:
    """A note is an entry, and what it holds follows."""
    article, _ = resolved(BODY)
    notes = [(entry.kind, entry.level, entry.text) for entry in promised(article, "html").notes]
    assert notes == [("note", 0, ""), ("paragraph", 1, "A remark.")]
