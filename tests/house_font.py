"""A small font of a house, for the tests: boxes for the letters a to z, and a space."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def write_font(project: Path, family: str, fs_type: int = 0) -> Path:
    """Write it, with a licence, among a project's fonts; `fs_type` says how it may be embedded (OpenType, OS/2)."""
    path = project / "templates" / "fonts" / "house" / "House-Regular.ttf"
    path.parent.mkdir(parents=True)
    path.with_name("LICENSE.txt").write_text("Do as you like.\n", encoding="utf-8")
    glyphs = [".notdef", "space", *LETTERS]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({32: "space", **{ord(letter): letter for letter in LETTERS}})
    builder.setupGlyf({name: _box(wide=name != "space") for name in glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (600, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family.replace(" ", "")})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200, fsType=fs_type)
    builder.setupPost()
    builder.save(path)
    return path


def _box(*, wide: bool) -> object:
    pen = TTGlyphPen(None)
    if wide:
        pen.moveTo((50, 0))
        for corner in ((50, 500), (550, 500), (550, 0)):
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()
