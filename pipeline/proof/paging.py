"""The labels of pages: a file whose pages are called otherwise than they are counted is told so once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model import Entry, Trace
from pipeline.proof import rules
from pipeline.proof.described import quoted
from pipeline.proof.streams import Difference


def counted_from_one(promised: Trace, held: Trace, labels: Sequence[str]) -> tuple[Trace, tuple[Difference, ...]]:
    """The trace with each page called by its number, and what is wrong with the labels that it had, in their order.

    Only a trace with something at the head or the foot of each page is known to have all of them.
    """
    right = [str(number) for number in range(1, len(labels) + 1)]
    if list(labels) == right or not any(entry.kind == "running" for entry in promised.generated):
        return held, ()
    names = dict(zip(labels, right, strict=True))
    fact = (
        f"the pages are labelled {quoted(labels[0])} to {quoted(labels[-1])}, not {quoted('1')} to {quoted(right[-1])}"
    )
    title = next((entry.at for entry in promised.blocks if entry.kind == "heading"), None)
    streams = (held.blocks, held.notes, held.generated)
    blocks, notes, generated = (tuple(_renamed(stream, names)) for stream in streams)
    renamed = replace(held, blocks=blocks, notes=notes, generated=generated)
    return renamed, (Difference(rules.LOST_FURNITURE, title, "", fact),)


def _renamed(stream: Sequence[Entry], names: dict[str, str]) -> Iterator[Entry]:
    for entry in stream:
        pages = tuple(replace(page, label=names[page.label]) for page in entry.pages)
        label = entry.id.split(".")[1] if entry.kind == "page" and entry.id.count(".") == 2 else ""
        name = f"_page.{names[label]}.{entry.id.rpartition('.')[2]}" if label else entry.id
        yield replace(entry, pages=pages, id=name)
