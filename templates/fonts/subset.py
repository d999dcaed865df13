"""Cut the small web fonts out of the print fonts: by Unicode block, under a name that nobody has reserved.

Run `python templates/fonts/subset.py` after a print font changes. Blocks, not the characters of an article, decide
what stays, so that an edit of the text never changes a font. The same input gives the same bytes.
"""
# ruff: noqa: INP001 - a script that stands beside its fonts, in no package

import io
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.otlLib.optimize.gpos import compact
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent

# Basic Latin, Latin-1, Latin Extended-A; spaces, dashes, quotes, daggers and primes of General Punctuation;
# superscripts, currency signs, a few letterlike signs, arrows and mathematical operators.
BLOCKS = (
    range(0x0020, 0x007F),
    range(0x00A0, 0x0180),
    range(0x0218, 0x021C),
    range(0x2009, 0x203B),
    range(0x2044, 0x2045),
    range(0x2070, 0x208F),
    range(0x20A0, 0x20C0),
    range(0x2113, 0x2123),
    range(0x2190, 0x2194),
    range(0x2212, 0x2213),
    range(0x2248, 0x2266),
)

# What titles have of these: the letters, and what stands between words. A title with others is set in the cut for text.
TITLE_BLOCKS = (
    range(0x0020, 0x007F),
    (0x00A0, 0x00A7, 0x00AB, 0x00B7, 0x00BB, 0x00BF),
    range(0x00C0, 0x0100),
    range(0x0152, 0x0154),
    range(0x2010, 0x2012),
    range(0x2013, 0x2015),
    range(0x2018, 0x201B),
    range(0x201C, 0x201F),
    (0x2026,),
)

# No block has marks that combine, so neither do the features place any.
TEXT_FEATURES = ("ccmp", "kern", "liga", "lnum", "locl", "onum", "pnum", "sups", "tnum")
CODE_FEATURES = ("ccmp", "locl", "zero")
FOR_TITLES = ("kern", "liga", "onum", "pnum"), TITLE_BLOCKS

# How hard fontTools tries to write kerning small; above it, what it saves is lost again when the file is compressed.
COMPACT = 5

# Name table entries that say who made the font and under which licence; all others are written anew (OFL 1.1, 2 and 3).
KEPT_NAMES = (0, 7, 8, 9, 11, 12, 13, 14)
VERSION_NAME = 5


@dataclass(frozen=True)
class Face:
    """One web font: the print font it is cut from, and the name it carries instead of the reserved one."""

    source: str
    family: str
    style: str
    features: tuple[str, ...] = TEXT_FEATURES
    blocks: tuple[Iterable[int], ...] = BLOCKS

    @property
    def file_name(self) -> str:
        """The name of the cut font's file, such as `handout-serif-semibold.woff2`."""
        return f"{self.family} {self.style}.woff2".lower().replace(" ", "-")


FACES = (
    Face("source-serif-4/SourceSerif4-Regular.ttf", "Handout Serif", "Regular"),
    Face("source-serif-4/SourceSerif4-It.ttf", "Handout Serif", "Italic"),
    Face("source-serif-4/SourceSerif4-Semibold.ttf", "Handout Serif", "Semibold"),
    Face("source-serif-4/SourceSerif4Display-Semibold.ttf", "Handout Display", "Semibold", *FOR_TITLES),
    Face("source-sans-3/SourceSans3-Regular.ttf", "Handout Sans", "Regular"),
    Face("source-sans-3/SourceSans3-Semibold.ttf", "Handout Sans", "Semibold"),
    Face("source-code-pro/SourceCodePro-Regular.ttf", "Handout Mono", "Regular", CODE_FEATURES),
)


def cut(content: bytes, face: Face) -> bytes:
    """Return the web font as WOFF2, cut from the bytes of its print font."""
    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    subsetter = Subsetter(_options(face.features))
    subsetter.populate(unicodes=[code for block in face.blocks for code in block])
    subsetter.subset(font)
    compact(font, COMPACT)
    _rename(font, face)
    font.flavor = "woff2"
    cut_font = io.BytesIO()
    font.save(cut_font)
    return cut_font.getvalue()


def _options(features: tuple[str, ...]) -> Options:
    options = Options()
    options.layout_features = list(features)
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["DSIG"]
    return options


def _rename(font: TTFont, face: Face) -> None:
    names = font["name"]
    version = names.getDebugName(VERSION_NAME).split(";")[0]
    names.names = [record for record in names.names if record.nameID in KEPT_NAMES]
    linked = "Regular" if face.style == "Semibold" else face.style
    legacy_family = face.family if linked == face.style else f"{face.family} {face.style}"
    post_script = f"{face.family.replace(' ', '')}-{face.style}"
    full = f"{face.family} {face.style}"
    written = {1: legacy_family, 2: linked, 3: f"{version};{post_script}", 4: full, VERSION_NAME: version}
    written |= {6: post_script, 16: face.family, 17: face.style}
    for name_id, text in written.items():
        names.setName(text, name_id, platformID=3, platEncID=1, langID=0x409)


def main() -> None:
    """Write every web font anew and print its size in bytes."""
    for face in FACES:
        web_font = cut((FONTS / face.source).read_bytes(), face)
        (FONTS / "web" / face.file_name).write_bytes(web_font)
        sys.stdout.write(f"{len(web_font):7d} {face.file_name}\n")


if __name__ == "__main__":
    main()
