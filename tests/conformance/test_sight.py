"""Chromium sees all that our editions hold, and misses what `pipeline.writers.hidden` says that nobody sees."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page

from pipeline.validators import NotRunError, browser
from tests.conformance.conftest import Editions
from tests.conformance.sight import blocks_seen, looked_at
from tests.writers.hiding import FORMATS, Way, changed, edition_of, unseen, ways

pytestmark = pytest.mark.conformance

WAYS, NEAR = ways("ways.toml"), ways("near.toml")
_POLICY = re.compile(rb"<meta[^>]*Content-Security-Policy[^>]*>")

Missing = Mapping[tuple[str, str], set[str]]
"""By format and name of a way the blocks that are no longer seen in one mode at least."""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A page of the browser, for all documents one after the other."""
    try:
        with browser.opened() as chromium, looked_at(chromium) as page:
            yield page
    except NotRunError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def missing(page: Page, tmp_path_factory: pytest.TempPathFactory) -> Missing:
    """What the browser no longer shows after each way of hiding, asked for all sheets at once."""
    found: dict[tuple[str, str], set[str]] = {}
    for form in FORMATS:
        styled = [way for way in (*WAYS, *NEAR) if not way.at]
        folder = tmp_path_factory.mktemp(form)
        whole, *hidden = _seen(page, form, edition_of(form), folder, ["", *(way.rules() for way in styled)])
        others = [way for way in (*WAYS, *NEAR) if way.at]
        hidden += [_seen(page, form, changed(form, way), folder, [""])[0] for way in others]
        for way, seen in zip([*styled, *others], hidden, strict=True):
            found[form, way.name] = {name for mode, blocks in whole.items() for name in blocks - seen[mode]}
    return found


def test_our_editions_are_seen_as_a_whole(page: Page, editions: Editions, tmp_path: Path) -> None:
    """By day and by night, in print and in a narrow window, what is folded opened: all of the article is there."""
    hidden = []
    files = [path for article in editions.values() for path in article.values() if path.suffix in {".html", ".epub"}]
    for number, path in enumerate(files):
        for document in _documents(path.suffix[1:], path.read_bytes(), tmp_path / str(number)):
            for mode, (seen,) in blocks_seen(page, document).items():
                hidden += [f"{path.name} ({mode}) {each}" for each, is_seen in seen.items() if not is_seen]
    assert len(files) == 2 * len(editions)
    assert [each for each in hidden if ") _" not in each] == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_browser_and_check_agree_on_what_is_hidden(way: Way, form: str, missing: Missing) -> None:
    """A block that the check names is missing in one mode at least, but where the case says why Chromium sees it."""
    named = {one.id for one in unseen(form, changed(form, way))}
    assert bool(way.browser) != (named <= missing[form, way.name]), missing[form, way.name]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("way", NEAR, ids=lambda way: way.name)
def test_browser_shows_what_nearly_hides(way: Way, form: str, missing: Missing) -> None:
    """Nothing of the article is missing in any mode."""
    assert {name for name in missing[form, way.name] if not name.startswith("_")} == set()


def _seen(page: Page, form: str, content: bytes, folder: Path, sheets: Sequence[str]) -> list[dict[str, set[str]]]:
    """For each sheet that is added the blocks of an edition that are seen, by mode."""
    found: list[dict[str, set[str]]] = [{} for _ in sheets]
    for document in _documents(form, content, folder):
        for mode, told in blocks_seen(page, document, sheets).items():
            for modes, seen in zip(found, told, strict=True):
                modes.setdefault(mode, set()).update(name for name, is_seen in seen.items() if is_seen)
    return found


def _documents(form: str, content: bytes, folder: Path) -> list[Path]:
    """The documents of an edition, written to a folder; a page without its policy, which allows no sheet but ours."""
    folder.mkdir(parents=True, exist_ok=True)
    if form == "html":
        (folder / "index.html").write_bytes(_POLICY.sub(b"", content))
        return [folder / "index.html"]
    (folder / "book.epub").write_bytes(content)
    with zipfile.ZipFile(folder / "book.epub") as archive:
        archive.extractall(folder)
    return sorted(path for path in folder.rglob("*.xhtml") if path.name != "nav.xhtml")
