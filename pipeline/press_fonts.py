"""Where the press finds fonts: our files, and by name a few of the system's; nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from pipeline.diagnostics import EnvironmentFault

_SYSTEM_FONTS: Final = Path("/usr/share/fonts")
_FONT_SUFFIXES: Final = frozenset({".ttf", ".otf", ".ttc"})


def configure(fonts: tuple[Path, ...], fallbacks: tuple[str, ...], folder: Path) -> Path:
    """Write a configuration for fontconfig into a folder and return its path.

    It knows the font files given, and the system's of the families that `fallbacks` names. Raises EnvironmentFault when
    no file is a font that the press can use, or a fallback is not installed.
    """
    usable = [font for font in fonts if font.suffix.lower() in _FONT_SUFFIXES and font.is_file()]
    # Without fonts the engine would crash without a word.
    if not usable:
        raise no_fonts()
    known = folder / "fonts"
    known.mkdir()
    for number, font in enumerate((*usable, *dict.fromkeys(installed(fallbacks)))):
        (known / f"{number:04}{font.suffix.lower()}").symlink_to(font.resolve())
    configuration = folder / "fonts.conf"
    configuration.write_text(_fonts_conf(known, folder / "cache"), encoding="utf-8")
    return configuration


def no_fonts() -> EnvironmentFault:
    """Return the exception for a press without fonts."""
    return EnvironmentFault("the press has no fonts", "restore templates/fonts, or reinstall the package")


def installed(families: tuple[str, ...]) -> Iterator[Path]:
    """Yield the system's fonts of these families. Raises EnvironmentFault when there are none of one."""
    if not families:
        return
    candidates = sorted(path for path in _SYSTEM_FONTS.rglob("*") if path.suffix.lower() in _FONT_SUFFIXES)
    for family in families:
        stem = family.replace(" ", "").lower()
        # Font files are named after their families, collections after what theirs share; only those are opened.
        near = (path for path in candidates if stem.startswith(path.stem.partition("-")[0].lower()))
        found = [path for path in near if family in _families(path)]
        if not found:
            raise EnvironmentFault(f"the fallback font {family!r} is not installed", "install it, or do not name it")
        yield from found


def _families(path: Path) -> set[str]:
    """Return the names of the families in a font file, or in a collection of fonts."""
    from fontTools.ttLib import TTCollection, TTFont

    collected = path.suffix.lower() == ".ttc"
    with TTCollection(path, lazy=True) if collected else TTFont(path, lazy=True) as file:
        return {str(font["name"].getBestFamilyName()) for font in (file if collected else (file,))}


def _fonts_conf(folder: Path, cache: Path) -> str:
    """Return a configuration for fontconfig that knows this folder and nothing of the system's."""
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig><dir>{escape(str(folder))}</dir><cachedir>{escape(str(cache))}</cachedir></fontconfig>"
    )
