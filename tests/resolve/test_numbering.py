"""Sections, figures and tables are numbered from 1 without gaps, over the whole article."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Article, Medium
from pipeline.model.walk import descend, title
from pipeline.trace import trace
from tests.sources import FRONT_MATTER, promised, resolved

NUMBERED = FRONT_MATTER.replace("\n---\n", "\nnumber-sections: true\n---\n")
DOT = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'
FIGURE = ":::{figure} images/dot.svg\n:alt: A dot\n\nWords.\n:::\n"
TABLE = "| A |\n| - |\n| 1 |\n: Words.\n"


def _texts(article: Article, *kinds: str, medium: Medium = "web") -> list[str]:
    return [entry.text for entry in trace(article, (), medium).blocks if entry.kind in kinds]


def test_captions_are_numbered_by_kind_in_reading_order() -> None:
    """Figures and tables count apart; what has no caption is not counted."""
    bare = "| A |\n| - |\n| 1 |\n"
    body = f"{TABLE}\n{FIGURE}\n## One\n\n> {bare.replace(chr(10), chr(10) + '> ')}\n\n{FIGURE}\n### Two\n\n{TABLE}"
    article, findings = resolved(body, {"images/dot.svg": DOT})
    assert (_texts(article, "caption"), findings) == (
        ["Table 1. Words.", "Figure 1. Words.", "Figure 2. Words.", "Table 2. Words."],
        (),
    )


def test_sections_are_numbered_on_request_only() -> None:
    """Ids and outline know nothing of the numbers; contents and bookmarks have them."""
    body = "## One\n\nText.\n\n### Two\n\nText.\n\n### Three\n\nText.\n\n## Four\n\nText.\n"
    outlined = NUMBERED.replace("---\n\n", "outline:\n  - One: [Two]\n---\n\n")
    plain, _ = resolved(body)
    article, findings = resolved(body, front_matter=outlined)
    assert findings == ()
    assert _texts(plain, "heading")[1:] == ["One", "Two", "Three", "Four"]
    assert _texts(article, "heading")[1:] == ["1 One", "1.1 Two", "1.2 Three", "2 Four"]
    assert [entry.id for entry in promised(article, "html").blocks if entry.kind == "heading"][1:] == [
        "one",
        "two",
        "three",
        "four",
    ]
    made = {entry.id: entry.text for entry in promised(article, "pdf").generated}
    assert (made["_contents.two"], made["_bookmark.2"]) == ("1.1 Two", "1.1 Two")


def test_an_unnumbered_section_takes_what_is_below_it_out() -> None:
    """The next section goes on where the last numbered one stopped; headings in quotations are never numbered."""
    body = "## One\n\n> ### Quoted\n\n## Two {.unnumbered}\n\n### Three\n\n## Four {-}\n\n## Five\n\n### Six\n"
    article, findings = resolved(body, front_matter=NUMBERED)
    assert (_texts(article, "heading")[1:], findings) == (
        ["1 One", "Quoted", "Two", "Three", "Four", "2 Five", "2.1 Six"],
        (),
    )


def test_a_label_in_a_foreign_passage_says_its_language() -> None:
    """The label is in the article's language, whatever the table speaks."""
    article, _ = resolved(f"{{lang=fr}}\n{TABLE}")
    caption = next(entry for entry in promised(article, "html").blocks if entry.kind == "caption")
    assert (caption.lang, [(span.kind, span.value, span.end) for span in caption.spans]) == ("fr", [("lang", "en", 7)])


@given(st.lists(st.tuples(st.sampled_from([FIGURE, TABLE, "- item\n", "Text.\n"]), st.integers(2, 4), st.booleans())))
@settings(deadline=None)  # the first example loads the theme, and other work on the machine slows any of them
def test_numbers_go_from_one_without_gaps(parts: list[tuple[str, int, bool]]) -> None:
    """Of figures, of tables, and of the sections in each section; and headings keep their words."""
    body, level = "", 1
    for block, wanted, unnumbered in parts:
        level = min(wanted, level + 1)
        body += f"{'#' * level} Part{' {.unnumbered}' if unnumbered else ''}\n\n{block}\n"
    article, findings = resolved(body, {"images/dot.svg": DOT}, NUMBERED)
    assert findings == ()
    captions = _texts(article, "caption")
    for kind in ("Figure", "Table"):
        given_numbers = [caption.split()[1] for caption in captions if caption.startswith(kind)]
        assert given_numbers == [f"{number}." for number in range(1, len(given_numbers) + 1)]
    headings = [node for node in descend(article.blocks) if node.kind == "heading"]
    assert {title(heading) for heading in headings} <= {"Part"}  # type: ignore[arg-type]  # told by their kind
    inside: dict[str, int] = {}
    for text in _texts(article, "heading")[1:]:
        number, _, word = text.rpartition(" ")
        above, _, last = number.rpartition(".")
        if number:
            inside[above] = inside.get(above, 0) + 1
            assert (last, word) == (str(inside[above]), "Part")
