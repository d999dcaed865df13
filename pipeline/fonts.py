"""The fonts of a project: whether each is one and may stand in what is published, and which a page embeds."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, cast

from pipeline.diagnostics import ConfigError
from pipeline.files import Templates
from pipeline.model import Article, Code, CodeBlock
from pipeline.model.walk import descend
from pipeline.tokens import FILE, Tokens
from pipeline.toml_places import place
from pipeline.wording import meant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from fontTools.ttLib import TTFont

_FORBIDDEN: Mapping[int, str] = {
    0x0002: "does not let itself be embedded",
    0x0100: "does not let parts of itself be embedded, as a PDF does",
    0x0200: "lets nothing of itself be embedded but bitmaps",
}
"""Bits of `fsType` that forbid what the press and the page do with a font (OpenType 1.9, OS/2)."""
_MILDER = 0x000C
"""Bits that allow it; of several in an old font the mildest holds."""


def check(templates: Templates, tokens: Tokens, fallbacks: Collection[str]) -> None:
    """Raises ConfigError for a font of the project that cannot be used, and for a face or family that no font has.

    `tokens` are those that hold, `fallbacks` the families of the system that may be printed with.
    """
    for path in templates.own_fonts:
        for fact in _forbidden(_opened(path, templates.files[path])):
            raise ConfigError(f"templates/{path} {fact} (fsType)", "use a font whose licence allows it")
    _refuse_missing(templates, tokens)
    new = {key: family for key, family in _named(tokens, "print").items() if family not in _shipped(templates).values()}
    if templates.own_fonts or new:
        families = _families(templates)
        for key, family in new.items():
            if family not in (*families, *fallbacks):
                at = place(templates.files[FILE].decode(), f"templates/{FILE}", ("families", key, "print"))
                hint = meant(family, families, "put its files into templates/fonts")
                raise ConfigError(f'no font in templates/fonts is of the family "{family}"', hint, at)


def embedded(files: Mapping[str, bytes], tokens: Tokens, article: Article) -> tuple[Mapping[str, object], ...]:
    """The faces of the tokens that a page of the article embeds; `files` are the fonts for pages by their names.

    Of the families that the page is set in; that of code only where there is some, and that of titles only where it
    has each letter of the title, which otherwise were set in two cuts.
    """
    asked = {"mono": _has_code(article), "display": _has_letters(files, tokens, article.metadata.title)}
    used = {family for key, family in _named(tokens, "web").items() if asked.get(key, True)}
    return tuple(face for face in _faces(tokens) if face["family"] in used)


def measure(files: Mapping[str, bytes], tokens: Tokens, family: str) -> Callable[[str, float, int], float]:
    """How long a text of a family is in the faces of the page: its letters, their size, their weight, in pixels.

    `files` are the faces by the names of their files; what a face does not have counts as wide as it is high.
    """
    upright = [face for face in _faces(tokens, family) if face["style"] == "normal"]

    def measured(text: str, size: float, weight: int) -> float:
        nearest = min(upright, key=lambda face: abs(cast(int, face["weight"]) - weight))
        widths = _widths(files[str(nearest["file"])])
        return size * sum(widths.get(ord(letter), 1.0) for letter in text)

    return measured


@lru_cache(maxsize=16)
def _widths(content: bytes) -> Mapping[int, float]:
    """How wide each character of a font is, in em."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(content), lazy=True)
    widths, em = font["hmtx"].metrics, font["head"].unitsPerEm
    return {code: widths[name][0] / em for code, name in font.getBestCmap().items()}


def _refuse_missing(templates: Templates, tokens: Tokens) -> None:
    """Raises ConfigError for the first face that has no file."""
    there = sorted(PurePosixPath(path).stem for path in templates.files if path.endswith(".woff2"))
    for count, face in enumerate(_faces(tokens)):
        name = str(face["file"])
        if name not in there:
            at = place(templates.files[FILE].decode(), f"templates/{FILE}", ("faces", count, "file"))
            hint = meant(name, there, "put the file into templates/fonts/web")
            raise ConfigError(f"templates/fonts has no {name}.woff2", hint, at)


def _faces(tokens: Tokens, key: str = "") -> list[Mapping[str, object]]:
    """The faces of the tokens: all, or those of one of their families."""
    faces = cast("list[Mapping[str, object]]", tokens["faces"])
    return [face for face in faces if not key or face["family"] == _named(tokens, "web")[key]]


def _has_code(article: Article) -> bool:
    blocks = (*article.blocks, *(block for note in article.notes for block in note.children))
    return any(isinstance(node, Code | CodeBlock) for node in descend(blocks))


def _has_letters(files: Mapping[str, bytes], tokens: Tokens, title: str) -> bool:
    wanted = {ord(letter) for letter in title}
    return all(wanted <= _widths(files[str(face["file"])]).keys() for face in _faces(tokens, "display"))


def _families(templates: Templates) -> Collection[str]:
    """The families that can be printed with; raises ConfigError where two files are the same face of one."""
    faces: dict[tuple[str, str], str] = {}
    drawn = (path for path in templates.files if path.startswith("fonts/") and path.endswith((".otf", ".ttf")))
    for path in sorted(drawn, key=lambda path: path in templates.own_fonts):
        names = _opened(path, templates.files[path])["name"]
        face = str(names.getBestFamilyName()), str(names.getBestSubFamilyName())
        if face in faces:
            fact = f"templates/{path} is {' '.join(face)}, and so is templates/{faces[face]}"
            raise ConfigError(fact, "take one of them out, or give it the path of the other")
        faces[face] = path
    return sorted({family for family, _ in faces})


def _opened(path: str, content: bytes) -> TTFont:
    # Few projects have fonts of their own, and the library loads slowly.
    from fontTools.ttLib import TTFont

    try:
        font = TTFont(io.BytesIO(content), lazy=True)
        if font["name"].getBestFamilyName() and font.getBestCmap():
            return font
    # What is broken raises whatever its bytes lead to.
    except Exception as error:
        raise _no_font(path) from error
    raise _no_font(path)


def _no_font(path: str) -> ConfigError:
    return ConfigError(f"templates/{path} is no font that can be read", "save it as TrueType, OpenType or WOFF2")


def _forbidden(font: TTFont) -> Iterator[str]:
    bits = font["OS/2"].fsType if "OS/2" in font else 0
    for bit, fact in _FORBIDDEN.items():
        if bits & bit and not (bit == 0x0002 and bits & _MILDER):
            yield fact


def _shipped(templates: Templates) -> Mapping[str, str]:
    return _named(tomllib.loads(templates.below[FILE].decode()), "print")


def _named(tokens: Tokens, use: str) -> Mapping[str, str]:
    """The family that each face of the design has in a use: in `print`, or on the `web`."""
    families = tokens.get("families")
    named = families.items() if isinstance(families, Mapping) else ()
    return {key: str(family[use]) for key, family in named if isinstance(family, Mapping)}
