"""Faults of the writers: files that lack a part, end too early, or lead elsewhere."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO

import pikepdf

from benchmarks.sabotage.faults.fault import Fault, Work, after, in_code, nothing
from pipeline.press import Press, PressResult
from pipeline.writers import epub, html

_WHOLE = "title:"


def _instead(there: bytes, of: bytes) -> Callable[[Work], Work]:
    """A file with other bytes in place of some."""
    return after(lambda content: content.replace(of, there))


def _without_page(result: PressResult) -> PressResult:
    """A PDF whose last page was not appended, though its tags were."""
    saved = BytesIO()
    with pikepdf.open(BytesIO(result.pdf)) as made:
        del made.pages[-1]
        made.save(saved)
    return replace(result, pdf=saved.getvalue())


def _other_pictures(addresses: Mapping[str, str]) -> Mapping[str, str]:
    """Every picture has the address of the first."""
    return dict.fromkeys(addresses, next(iter(addresses.values())))


def _of_another_page(attributes: Mapping[str, str]) -> Mapping[str, str]:
    """A mark that is called by the number of another page."""
    return {**attributes, "aria-label": "9"}


FAULTS = (
    Fault(
        "marks of pages left out",
        "writer",
        in_code(html, "place", nothing),
        ("html",),
        ("lost-page-mark", "lost-furniture"),
        _WHOLE,
        pages=True,
    ),
    Fault(
        "marks called by another number",
        "writer",
        in_code(epub, "_mark", after(_of_another_page)),
        ("epub",),
        ("lost-page-mark",),
        _WHOLE,
        pages=True,
    ),
    Fault(
        "a page that is not appended",
        "writer",
        in_code(Press, "render", after(_without_page)),
        ("pdf",),
        ("unreadable-file",),
        "",
    ),
    Fault(
        "a page that ends too early",
        "writer",
        in_code(html, "to_html", after(lambda content: content[: content.index(b'id="second"')])),
        ("html",),
        ("lost-block", "lost-note", "lost-furniture", "lost-cell", "lost-image", "altered-text"),
        "## Second",
    ),
    Fault(
        "an ampersand that is eaten",
        "writer",
        in_code(html, "to_html", _instead(b"", of=b"&amp;")),
        ("html",),
        ("altered-text",),
        "Water is",
    ),
    Fault(
        "spaces that are eaten",
        "writer",
        in_code(html, "to_html", _instead(b"To bedone", of=b"To be done")),
        ("html",),
        ("altered-text",),
        "To be done",
    ),
    Fault(
        "pictures mixed up",
        "writer",
        in_code(epub, "_addresses", after(_other_pictures)),
        ("epub",),
        ("lost-image",),
        "A dot",
    ),
    Fault(
        "the last document of a book left out of its spine",
        "writer",
        in_code(epub, "_in_spine", after(lambda made: [*made][:-1])),
        ("epub",),
        ("lost-block", "lost-note", "lost-furniture", "lost-cell", "lost-image"),
        "Lead with a",
    ),
    Fault(
        "the documents of a book in another order",
        "writer",
        in_code(epub, "_in_spine", after(lambda made: [*made][::-1])),
        ("epub",),
        ("moved-block", "lost-furniture"),
        _WHOLE,
    ),
    Fault(
        "links of a book that are not led to their files",
        "writer",
        in_code(epub, "linked", lambda _: lambda _documents: None),
        ("epub",),
        ("lost-furniture", "lost-link", "lost-note"),
        "## First",
    ),
    Fault(
        "half a book",
        "writer",
        in_code(epub, "packed", after(lambda content: content[: len(content) // 2])),
        ("epub",),
        ("unreadable-file",),
        "",
    ),
    Fault(
        "half a PDF",
        "writer",
        in_code(Press, "render", after(lambda made: replace(made, pdf=made.pdf[: len(made.pdf) // 2]))),
        ("pdf",),
        ("unreadable-file",),
        "",
    ),
)
