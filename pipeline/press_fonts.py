"""Where the press finds fonts: our folders, and by name a few of the system's; nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from pipeline.diagnostics import EnvironmentFault

_SYSTEM_FONTS: Final = Path("/usr/share/fonts")
_FONT_SUFFIXES: Final = frozenset({".ttf", ".otf", ".ttc"})


def configure(fonts: tuple[Path, ...], fallbacks: tuple[str, ...], folder: Path) -> Path:
    """Write a configuration for fontconfig into a folder and return its path.

    Raises EnvironmentFault when no font folder holds a font, or a fallback is not installed.
    """
    # Without fonts the engine would crash without a word.
    if not any(path.suffix.lower() in _FONT_SUFFIXES for place in fonts for path in place.rglob("*")):
        raise no_fonts()
    if fallbacks:
        _link_fallbacks(fallbacks, folder / "fallbacks")
        fonts = (*fonts, folder / "fallbacks")
    configuration = folder / "fonts.conf"
    configuration.write_text(_fonts_conf(fonts, folder / "cache"), encoding="utf-8")
    return configuration


def no_fonts() -> EnvironmentFault:
    """Return the exception for a press without fonts."""
    return EnvironmentFault("the press has no fonts", "restore templates/fonts, or reinstall the package")


def _link_fallbacks(families: tuple[str, ...], folder: Path) -> None:
    """Link the system's fonts of these families into a folder. Raises EnvironmentFault when there are none of one."""
    from fontTools.ttLib import TTFont

    folder.mkdir()
    candidates = sorted(path for path in _SYSTEM_FONTS.rglob("*") if path.suffix.lower() in _FONT_SUFFIXES)
    for family in families:
        stem = family.replace(" ", "").lower()
        # Font files are named after their families; only those that may fit are opened.
        near = (path for path in candidates if path.stem.replace("-", "").lower().startswith(stem))
        found = [path for path in near if TTFont(path, fontNumber=0)["name"].getBestFamilyName() == family]
        for path in found:
            (folder / path.name).symlink_to(path)
        if not found:
            raise EnvironmentFault(f"the fallback font {family!r} is not installed", "install it, or do not name it")


def _fonts_conf(folders: tuple[Path, ...], cache: Path) -> str:
    """Return a configuration for fontconfig that knows these folders and nothing of the system's."""
    known = "".join(f"<dir>{escape(str(folder.resolve()))}</dir>" for folder in folders)
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig>{known}<cachedir>{escape(str(cache))}</cachedir></fontconfig>"
    )
