"""The pages of our articles in all editions: each begins at its mark, and a mark changes nothing of what is heard."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession

from tests import page_starts
from tests.conformance.conftest import ARTICLES, Editions
from tests.conformance.sight import looked_at

pytestmark = pytest.mark.conformance

TOP, BOTTOM = 25.0, 28.0
"""The margins of A4, in millimetres."""
READ: Mapping[str, Callable[[bytes], Mapping[str, page_starts.Start]]] = {
    ".html": page_starts.of_page,
    ".epub": page_starts.of_book,
}


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_each_page_of_print_begins_at_its_mark(article: Path, editions: Editions, tell: Callable[[str], None]) -> None:
    """In the web page and in the book; print is read by the places of its letters, not by its tags."""
    files = editions[article.name]
    pages = page_starts.printed(files[f"{article.name}.pdf"].read_bytes(), TOP, BOTTOM)
    for name, path in files.items():
        if path.suffix in READ:
            starts = READ[path.suffix](path.read_bytes())
            assert sorted(starts, key=int) == [str(number) for number in range(1, len(pages) + 1)]
            shown = [(label, pages[int(label) - 1], start) for label, start in starts.items()]
            assert [each for each in shown if not each[2].begins(each[1])] == [], name
    tell(f"{article.name}: {len(pages)} pages begin at their marks")


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.name)
def test_what_is_heard_is_the_same_without_the_marks(
    article: Path, editions: Editions, chromium: Browser, tmp_path: Path
) -> None:
    """By the accessibility tree of a browser: name by name, in their order."""
    marked = editions[article.name]["index.html"].read_text(encoding="utf-8")
    bare, count = page_starts.without_marks(marked)
    assert count > 1
    (tmp_path / "bare.html").write_text(bare, encoding="utf-8")
    heard = [_heard(chromium, path) for path in (editions[article.name]["index.html"], tmp_path / "bare.html")]
    assert len(heard[0]) > 1_000
    assert heard[0] == heard[1]


def _heard(chromium: Browser, path: Path) -> str:
    """All texts and names of a page, one after another."""
    with looked_at(chromium) as page:
        page.goto(path.absolute().as_uri())
        return "".join(_names(page.context.new_cdp_session(page)))


def _names(session: CDPSession) -> Iterator[str]:
    """A mark parts a text in two, and may be a node that says nothing; neither is heard."""
    for node in session.send("Accessibility.getFullAXTree")["nodes"]:
        role = node.get("role", {}).get("value", "")
        if not node["ignored"] and role not in {"InlineTextBox", "generic"}:
            name = str(node.get("name", {}).get("value", ""))
            yield name if role == "StaticText" else f"\n{role}: {name}\n"
