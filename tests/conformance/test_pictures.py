"""What a small article looks like is what it looked like when somebody last judged it (`make golden`)."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Browser

from pipeline.writers import EDITIONS
from tests.look import ROOT, golden, web
from tests.look.__main__ import DRAWN
from tests.look.editions import FOLDER

pytestmark = pytest.mark.conformance

NAMES = sorted(path.stem for path in golden.IMAGES.iterdir())
Images = Mapping[str, Image.Image]
# What happens by accident → the style that does it.
ACCIDENTS = {
    "an accent of another colour": "html { --accent: #0b6f4a !important }",
    "an accent a little lighter": "html { --accent: #2b6fb0 !important }",
    "a lost figure": "#plan { visibility: hidden }",
    "a lost rule of a table": "thead { border: 0 !important }",
    "a column shifted by six pixels": "#hours tr > :nth-child(2) { position: relative; left: 6px }",
    "a text in another face": ".subtitle { font-family: monospace }",
    "a line more": "h2 { margin-bottom: 2em }",
}


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the built article."""
    return golden.built(tmp_path_factory.mktemp("golden"))


@pytest.fixture(scope="module")
def now(chromium: Browser, editions: Path) -> Images:
    """What is seen now, by name."""
    return dict(golden.pictures(chromium, editions))


def test_every_view_has_a_golden_picture(now: Images) -> None:
    """And every golden picture is of a view that there is."""
    assert sorted(now) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_view_looks_as_it_did(name: str, now: Images) -> None:
    """Where it does not, picture and difference are written where one can look at them."""
    differs = golden.difference(_golden(name), now[name])
    if differs is not None:
        golden.SEEN.mkdir(parents=True, exist_ok=True)
        now[name].save(golden.SEEN / f"{name}.png")
        differs.save(golden.SEEN / f"{name}-difference.png")
    assert differs is None, f"see {golden.SEEN / name}.png and {name}-difference.png; `make golden` if it may be so"


@pytest.mark.parametrize("accident", ACCIDENTS)
def test_an_accident_is_seen(accident: str, chromium: Browser, editions: Path, tmp_path: Path) -> None:
    """On the page as it is, by the style that would have been written by mistake."""
    page = _without_policy((editions / "index.html").read_text(encoding="utf-8"))
    changed = tmp_path / "index.html"
    changed.write_text(page.replace("</head>", f"<style>{ACCIDENTS[accident]}</style></head>"), encoding="utf-8")
    assert golden.difference(_golden("web-1280"), web.shown(chromium, changed, web.View())) is not None


@pytest.mark.parametrize("name", NAMES)
def test_another_machine_sees_the_same(name: str, now: Images) -> None:
    """A shade darker or lighter everywhere, and letters drawn a third of a pixel softer, are no difference."""
    softer = Image.blend(now[name], now[name].filter(ImageFilter.GaussianBlur(0.7)), 0.5)
    shaded = ImageChops.add(softer, Image.new("RGB", softer.size, (3, 3, 3)))
    assert golden.difference(_golden(name), shaded) is None


def _moved(image: Image.Image) -> Image.Image:
    """The right half four pixels lower."""
    half = image.crop((image.width // 2, 0, image.width, image.height - 4))
    moved = image.copy()
    moved.paste(half, (image.width // 2, 4))
    return moved


def _without_a_part(image: Image.Image) -> Image.Image:
    """A white band where a quarter of the page was."""
    gone = image.copy()
    gone.paste((255, 255, 255), (0, image.height // 4, image.width, image.height // 2))
    return gone


def _recoloured(image: Image.Image) -> Image.Image:
    """Red where blue was."""
    red, green, blue = image.convert("RGB").split()
    return Image.merge("RGB", (blue, green, red))


@pytest.mark.parametrize("damage", [_moved, _without_a_part, _recoloured], ids=lambda each: each.__name__)
@pytest.mark.parametrize("name", ["pdf-001", "pdf-002", "cover", "book"])
def test_a_damaged_page_is_seen(name: str, damage: Callable[[Image.Image], Image.Image], now: Images) -> None:
    """What has moved, is gone or has another colour."""
    assert golden.difference(_golden(name), damage(now[name].convert("RGB"))) is not None


def test_readme_shows_the_editions() -> None:
    """In a picture that says what is on it to those who do not see it, and that is soon loaded."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in ("editions.png", "handouts.png"):
        assert re.search(rf"!\[([^]]{{40,}})\]\(docs/{name}\)", readme), name
        assert (FOLDER / name).stat().st_size < 300_000


def test_every_edition_is_drawn() -> None:
    """Whatever row there is: by the ending of its file."""
    assert {Path(row.file).suffix for row in EDITIONS} <= DRAWN.keys()


def _golden(name: str) -> Image.Image:
    return Image.open(golden.IMAGES / f"{name}.png").convert("RGB")


def _without_policy(page: str) -> str:
    """The page without the policy that lets no other style in."""
    head, _, rest = page.partition('<meta http-equiv="Content-Security-Policy"')
    return head + rest.partition(">")[2]
