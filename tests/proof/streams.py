"""Traces written line by line, for cases in files.

A line is a block: `kind level #id /path @lang p=pages: text <spans>`. A block stands in the source at the line that it
has in its stream, those of notes at a hundred more. `p=1,4:2` says that page 1 begins with the block and page 2 at its
fourth character; `<link 3-6 #a>` is a span.
"""

import re
from collections.abc import Mapping

from pipeline.diagnostics import Location
from pipeline.model import Entry, Span, Trace
from pipeline.model.trace import PageStart

_BLOCK = re.compile(
    r"(?P<kind>[a-z-]+) (?P<level>\d)(?: #(?P<id>\S+))?(?: /(?P<path>\S+))?(?: @(?P<lang>\S*))?(?: p=(?P<pages>\S+))?:"
    r"(?: (?P<text>[^<].*?))?(?P<spans>(?: <[^>]*>)*)"
)
_SPAN = re.compile(r"<(?P<kind>[a-z]+) (?P<start>\d+)-(?P<end>\d+)(?: (?P<value>[^>]*))?>")


def trace_of(case: Mapping[str, str], side: str) -> Trace:
    """The trace of one side of a case, `promised` or `held`: its blocks, its notes, its generated text."""
    streams = (case.get(f"{side}{part}", "") for part in ("", "-notes", "-generated"))
    blocks, notes, generated = (
        tuple(_entry(line, first + number) for number, line in enumerate(text.splitlines()))
        for text, first in zip(streams, (1, 101, 0), strict=True)
    )
    return Trace(blocks, notes, tuple(_without_place(entry) for entry in generated))


def _without_place(entry: Entry) -> Entry:
    return Entry(entry.path, entry.kind, entry.level, entry.id, entry.lang, entry.text, entry.spans, entry.pages)


def _entry(line: str, number: int) -> Entry:
    found = _BLOCK.fullmatch(line)
    assert found, line
    spans = (
        Span(int(each["start"]), int(each["end"]), each["kind"], each["value"] or "")
        for each in _SPAN.finditer(found["spans"])
    )
    return Entry(
        tuple(filter(None, (found["path"] or "").split("/"))),
        found["kind"],
        int(found["level"]),
        found["id"] or "",
        "en" if found["lang"] is None else found["lang"],
        found["text"] or "",
        tuple(spans),
        tuple(map(_page, filter(None, (found["pages"] or "").split(",")))),
        Location("article.md", number),
    )


def _page(written: str) -> PageStart:
    offset, _, label = written.rpartition(":")
    return PageStart(int(offset or 0), label)
