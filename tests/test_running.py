"""What stands at the head and the foot of printed pages."""

import pytest

from pipeline.running import of_page, running
from tests.sources import edition, resolved, theme_of_the_project

TEXT = "## History\n\n### Early years\n\nText.\n\n## The *present*\n\nText.\n"
WORDS = theme_of_the_project().words("en")


def running_of(name: str, *, draft: bool = False) -> dict[str, str]:
    """Ids and texts of an edition of the short article."""
    article, _ = resolved(TEXT)
    wanted = edition(name)
    return dict(running(article, wanted.as_draft() if draft else wanted, WORDS))


def test_sections_of_the_first_level_have_a_head() -> None:
    """Those that the theme adds too; emphasis is left to the text."""
    assert running_of("pdf") == {
        "_running.head": "A short piece",
        "_running.section.history": "History",
        "_running.section.the-present": "The present",
        "_running.section._title.colophon": "A short piece",
        "_running.foot": "Version\u00a01 · 2\u00a0January 2026",
    }


def test_a_draft_says_so_in_each_head() -> None:
    """Also on the first page, which has no other."""
    texts = running_of("pdf", draft=True)
    assert all(text.startswith("DRAFT") for name, text in texts.items() if name != "_running.foot")
    assert of_page(texts, "1", 0, "en", "")[0] == texts["_running.first"]


@pytest.mark.parametrize(
    ("number", "lang", "section", "expected"),
    [
        (0, "en", "", ("", "1")),
        (1, "en", "history", ("A short piece", "2 Version\u00a01 · 2\u00a0January 2026")),
        (2, "en", "history", ("History", "Version\u00a01 · 2\u00a0January 2026 3")),
        (2, "ar", "history", ("History", "3 Version\u00a01 · 2\u00a0January 2026")),
        (2, "en", "", ("A short piece", "Version\u00a01 · 2\u00a0January 2026 3")),
    ],
)
def test_right_pages_name_the_section(number: int, lang: str, section: str, expected: tuple[str, str]) -> None:
    """Left pages the title, as do right ones before any section; the number stands outside."""
    assert of_page(running_of("pdf"), str(number + 1), number, lang, section) == expected
