"""Faults of the reader: what it could drop or cut of a source."""

from dataclasses import replace

from benchmarks.sabotage.faults.fault import ALL, Fault, after, first, in_code, nothing, shorter
from pipeline.model import Table
from pipeline.readers.markdown import blocks, inlines, notes

_UNREAD = ("unread-text",)


def _short_table(table: Table) -> Table:
    return replace(table, body=table.body[:-1])


FAULTS = (
    Fault("quotations dropped", "reader", in_code(blocks._READERS, "blockquote", nothing), ALL, _UNREAD, "> Quoted"),
    Fault("lists dropped", "reader", in_code(blocks._READERS, "bullet_list", nothing), ALL, _UNREAD, "- one"),
    Fault("tables dropped", "reader", in_code(blocks._READERS, "table", nothing), ALL, _UNREAD, "| A | B |"),
    Fault(
        "directives dropped", "reader", in_code(blocks._READERS, "directive", nothing), ALL, _UNREAD, "::{key-facts}"
    ),
    Fault(
        "the last row of a table dropped",
        "reader",
        in_code(blocks, "read_rows", after(_short_table)),
        ALL,
        _UNREAD,
        "| 1 | 2 |",
    ),
    Fault(
        "the last item of a list dropped",
        "reader",
        in_code(blocks, "_list", after(lambda made: replace(made, items=made.items[:-1]))),
        ALL,
        _UNREAD,
        "- two",
    ),
    Fault(
        "the last line of code dropped",
        "reader",
        in_code(
            blocks._READERS,
            "fence",
            first(lambda made: replace(made, code=replace(made.code, text=made.code.text.rpartition("\n")[0]))),
        ),
        ALL,
        _UNREAD,
        "    two",
    ),
    Fault(
        "the last character of a text dropped",
        "reader",
        in_code(inlines._READERS, "text", first(shorter)),
        ALL,
        ("unread-text", "invalid-date"),
        "Lead with a",
    ),
    Fault("stressed words dropped", "reader", in_code(inlines._READERS, "em", nothing), ALL, _UNREAD, "Mind *this*"),
    Fault(
        "an address cut off",
        "reader",
        in_code(inlines._READERS, "link", first(lambda link: replace(link, target=link.target[:-1]))),
        ALL,
        _UNREAD,
        "Lead with a",
    ),
    Fault(
        "captions dropped",
        "reader",
        in_code(blocks, "_captioned", lambda _: lambda table, *_: table),
        ALL,
        _UNREAD,
        ": What",
    ),
    Fault(
        "ids dropped",
        "reader",
        in_code(inlines._READERS, "span", first(lambda made: made.children[0])),
        ALL,
        _UNREAD,
        "[Done]",
    ),
    Fault(
        "the text of notes dropped",
        "reader",
        in_code(notes, "_definition", after(lambda note: replace(note, children=()))),
        ALL,
        _UNREAD,
        "[^n]: The note",
    ),
    Fault(
        "attributes dropped",
        "reader",
        in_code(blocks, "with_attributes", lambda _: lambda block, *_: block),
        ALL,
        _UNREAD,
        "{style",
    ),
)
