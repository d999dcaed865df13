"""The fonts that travel with the templates: their licences, their names, their features, their size."""

import importlib.util
import io
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from fontTools.ttLib import TTFont

from pipeline.fonts import embedded
from pipeline.model import Article
from pipeline.readers import read
from tests.sources import Folder

TEMPLATES = Path(__file__).parents[1] / "templates"
FONTS = TEMPLATES / "fonts"
PRINT_FONTS = sorted(FONTS.glob("*/*.ttf"))
WEB_FONTS = sorted((FONTS / "web").glob("*.woff2"))
TITLES = FONTS / "web" / "handout-display-semibold.woff2"
FOR_TEXT = [path for path in WEB_FONTS if "mono" not in path.stem and path != TITLES]
NAMES_SEEN = (1, 3, 4, 6, 16, 17, 18, 21, 22, 25)


def _features(font: TTFont) -> set[str]:
    tables = (font[tag].table for tag in ("GSUB", "GPOS") if tag in font)
    return {record.FeatureTag for table in tables for record in table.FeatureList.FeatureRecord}


def _subset_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("subset", FONTS / "subset.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _article(title: str, text: str) -> Article:
    source = f'---\ntitle: "{title}"\nlang: en\ndate: 2026-01-02\n---\n\n{text}\n'
    article, _ = read(Folder({"article.md": source.encode()}), "alpha", "article.md")
    assert article is not None
    return article


def _tables(content: bytes) -> Iterator[tuple[str, bytes]]:
    font = TTFont(io.BytesIO(content))
    return ((tag, font.reader[tag]) for tag in sorted(font.reader.keys()) if tag != "head")


@pytest.mark.parametrize(
    "folder", sorted({path.parent for path in PRINT_FONTS + WEB_FONTS}), ids=lambda path: path.name
)
def test_every_family_travels_with_its_licence(folder: Path) -> None:
    """The Open Font License asks that its text goes with each copy."""
    licence = (folder / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name" in licence.partition("SIL OPEN FONT LICENSE")[0]


@pytest.mark.parametrize("path", WEB_FONTS, ids=lambda path: path.stem)
def test_web_font_carries_no_reserved_name_and_keeps_its_copyright(path: Path) -> None:
    """No name that a reader of the font can see says "Source"; the copyright entry still does."""
    names = TTFont(path)["name"]
    seen = [str(record) for record in names.names if record.nameID in NAMES_SEEN]
    assert seen
    assert not [name for name in seen if "source" in name.lower()]
    assert "Reserved Font Name" in names.getDebugName(0)


@pytest.mark.parametrize("path", FOR_TEXT, ids=lambda path: path.stem)
def test_web_font_for_text_sets_both_kinds_of_figures(path: Path) -> None:
    """Old-style figures for text, tabular ones for tables, superiors for note calls; a default needs no feature."""
    features = _features(TTFont(path))
    assert {"kern", "onum", "sups"} <= features
    assert "tnum" in features or "pnum" in features


@pytest.mark.parametrize("path", [path for path in WEB_FONTS if path != TITLES], ids=lambda path: path.stem)
def test_web_font_draws_the_characters_of_european_typography(path: Path) -> None:
    """Letters with every accent of Latin Extended-A, dashes, curly quotes, daggers, euro, minus and arrows."""
    drawn = TTFont(path).getBestCmap()
    wanted = string.printable.strip() + "éßœŁőžÿ–—‘’“”„«»…†‡€£−×→§¶\u00a0\u202f\u2010"
    assert not [character for character in wanted if ord(character) not in drawn]


def test_web_font_for_titles_draws_what_stands_in_titles() -> None:
    """The letters of Western Europe, dashes, curly quotes; with old-style figures that are as wide as they need."""
    font = TTFont(TITLES)
    wanted = string.printable.strip() + "éßœÿ–—‘’“”«»…§·\u00a0\u2010"
    assert not [character for character in wanted if ord(character) not in font.getBestCmap()]
    assert {"kern", "onum", "pnum"} <= _features(font)


def test_web_fonts_stay_small() -> None:
    """Each at most 40 kB; together, in base64, at most 220 kB of the page."""
    sizes = [path.stat().st_size for path in WEB_FONTS]
    assert max(sizes) <= 40_000
    assert sum(sizes) * 4 / 3 < 220_000


def test_print_fonts_stay_small() -> None:
    """All that the press loads is less than 8 MB."""
    assert sum(path.stat().st_size for path in PRINT_FONTS) < 8_000_000


@pytest.mark.parametrize("path", [path for path in PRINT_FONTS if "Pro" not in path.stem], ids=lambda path: path.stem)
def test_print_font_for_text_has_the_makers_features(path: Path) -> None:
    """All have the figure styles, upright faces small capitals too; no italic was drawn with them."""
    wanted = {"case", "onum", "sups"} | (set() if path.stem.endswith("It") else {"smcp"})
    assert wanted <= _features(TTFont(path))


@pytest.mark.parametrize("path", PRINT_FONTS, ids=lambda path: path.stem)
def test_print_font_is_static(path: Path) -> None:
    """A variable font would be instanced at each use, with the time of day in it."""
    assert "fvar" not in TTFont(path)


def test_cutting_a_font_twice_gives_the_same_bytes() -> None:
    """Neither clock nor order of sets reaches a web font."""
    script = _subset_script()
    face = script.FACES[-1]
    source = (FONTS / face.source).read_bytes()
    assert script.cut(source, face) == script.cut(source, face)


def test_committed_web_fonts_are_what_the_script_cuts() -> None:
    """Each face of the script is there and no other; two of them are cut again and compared table by table."""
    script = _subset_script()
    assert sorted(face.file_name for face in script.FACES) == [path.name for path in WEB_FONTS]
    for name in ("handout-mono-regular.woff2", TITLES.name):
        face = next(face for face in script.FACES if face.file_name == name)
        cut = script.cut((FONTS / face.source).read_bytes(), face)
        assert dict(_tables(cut)) == dict(_tables((FONTS / "web" / name).read_bytes()))


EMBEDDED = [
    ("Plain", "Nothing but text.", {"serif", "display", "sans"}),
    ("Plain", "It runs `make`.", {"serif", "display", "sans", "mono"}),
    ("Plain", "Text.[^a]\n\n[^a]: It runs `make`.", {"serif", "display", "sans", "mono"}),
    ("Déjà vu – “told”", "Text.", {"serif", "display", "sans"}),
    ("Łódź", "Text.", {"serif", "sans"}),
    ("Київ", "Text.", {"serif", "sans"}),
]


@pytest.mark.parametrize(("title", "text", "families"), EMBEDDED)
def test_page_embeds_the_faces_that_its_article_asks_for(title: str, text: str, families: set[str]) -> None:
    """That of code where there is code; that of titles where no letter of the title would be from another."""
    article = _article(title, text)
    tokens = tomllib.loads((TEMPLATES / "tokens.toml").read_text("utf-8"))
    files = {path.stem: path.read_bytes() for path in WEB_FONTS}
    names = {tokens["families"][key]["web"] for key in families}
    assert {face["family"] for face in embedded(files, tokens, article)} == names


def test_page_embeds_no_face_of_a_family_that_it_is_not_set_in() -> None:
    """A design in the sans alone needs no other; a face goes by the name of its own family."""
    tokens = tomllib.loads((TEMPLATES / "tokens.toml").read_text("utf-8"))
    sans = tokens["families"]["sans"]
    tokens["families"] |= dict.fromkeys(("serif", "caption", "display"), sans)
    files = {path.stem: path.read_bytes() for path in WEB_FONTS}
    faces = embedded(files, tokens, _article("Plain", "Text."))
    assert [face["file"] for face in faces] == ["handout-sans-regular", "handout-sans-semibold"]


def test_tokens_name_fonts_that_exist() -> None:
    """Families and faces of the design's numbers are found in the folder of fonts, under the same names."""
    tokens = tomllib.loads((TEMPLATES / "tokens.toml").read_text("utf-8"))
    in_print = {TTFont(path)["name"].getBestFamilyName() for path in PRINT_FONTS}
    on_the_web = {TTFont(path)["name"].getBestFamilyName() for path in WEB_FONTS}
    assert {family["print"] for family in tokens["families"].values()} == in_print
    assert {family["web"] for family in tokens["families"].values()} == on_the_web
    assert sorted(face["file"] for face in tokens["faces"]) == [path.stem for path in WEB_FONTS]
