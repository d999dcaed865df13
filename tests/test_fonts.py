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

TEMPLATES = Path(__file__).parents[1] / "templates"
FONTS = TEMPLATES / "fonts"
PRINT_FONTS = sorted(FONTS.glob("*/*.ttf"))
WEB_FONTS = sorted((FONTS / "web").glob("*.woff2"))
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


@pytest.mark.parametrize("path", [path for path in WEB_FONTS if "mono" not in path.stem], ids=lambda path: path.stem)
def test_web_font_for_text_sets_both_kinds_of_figures(path: Path) -> None:
    """Old-style figures for text, tabular ones for tables, superiors for note calls; a default needs no feature."""
    features = _features(TTFont(path))
    assert {"kern", "onum", "sups"} <= features
    assert "tnum" in features or "pnum" in features


@pytest.mark.parametrize("path", WEB_FONTS, ids=lambda path: path.stem)
def test_web_font_draws_the_characters_of_european_typography(path: Path) -> None:
    """Letters with every accent of Latin Extended-A, dashes, curly quotes, daggers, euro, minus and arrows."""
    drawn = TTFont(path).getBestCmap()
    wanted = string.printable.strip() + "éßœŁőžÿ–—‘’“”„«»…†‡€£−×→§¶\u00a0\u202f\u2010"
    assert not [character for character in wanted if ord(character) not in drawn]


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
    """Each face of the script is there and no other; one of them is cut again and compared table by table."""
    script = _subset_script()
    assert sorted(face.file_name for face in script.FACES) == [path.name for path in WEB_FONTS]
    face = script.FACES[-1]
    cut = script.cut((FONTS / face.source).read_bytes(), face)
    committed = (FONTS / "web" / face.file_name).read_bytes()
    assert dict(_tables(cut)) == dict(_tables(committed))


def test_tokens_name_fonts_that_exist() -> None:
    """Families and faces of the design's numbers are found in the folder of fonts, under the same names."""
    tokens = tomllib.loads((TEMPLATES / "tokens.toml").read_text("utf-8"))
    in_print = {TTFont(path)["name"].getBestFamilyName() for path in PRINT_FONTS}
    on_the_web = {TTFont(path)["name"].getBestFamilyName() for path in WEB_FONTS}
    assert {family["print"] for family in tokens["families"].values()} == in_print
    assert {family["web"] for family in tokens["families"].values()} == on_the_web
    assert sorted(face["file"] for face in tokens["faces"]) == [path.stem for path in WEB_FONTS]
