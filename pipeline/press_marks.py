"""Rewrites the marks in the streams of pages: furniture becomes artifacts, and glyphs that mislead get actual texts.

A font may draw many characters with one glyph, and the engine lets each glyph mean what it was first met for. So the
text of a mark is read here as any reader would, and gets an actual text (ISO 32000-1 14.9.4) where that is another one.

Private names of WeasyPrint 70.0 used here: `Document.fonts`, `Font.hash`, `Font.bitmap`, `Font.to_unicode`, and how
`draw.text` writes glyphs. The exact pin of the engine and the tests of what is read back guard them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pydyf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Shown text: an array of glyphs of four digits in angle brackets with kerning between; the last glyph apart.
_LAST_GLYPH: Final = re.compile(rb"(\[.*<(?:[0-9a-f]{4})*)([0-9a-f]{4})>[^<>]*\] TJ\Z")
_FONT: Final = re.compile(rb"/(\w+) \S+ Tf\Z")
_GLYPHS: Final = re.compile(rb"<([0-9a-f]+)>")
_NO_CHARACTER: Final = "\ufffd"
# Characters that share a glyph with plainer ones in many fonts: spaces, hyphens, micro, ohm, angstrom, ligatures. Each
# glyph is made to mean the plain ones, whichever the engine met first. So a search finds words across any space.
PLAIN: Final = str.maketrans(
    dict(zip("\u00a0\u2010\u2011\u00b5\u2126\u212b", " --\u03bc\u03a9\u00c5", strict=True))
    | dict(zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
)
_INVISIBLE: Final = str.maketrans("", "", "\u00ad")

Glyphs: TypeAlias = "Mapping[str, Mapping[int, str]]"


@dataclass(slots=True)
class Rewriting:
    """What is to be changed in the marks of a page, by MCID."""

    furniture: dict[int, str] = field(default_factory=dict)  # and its kind: "Header", "Footer", "Repeated", "Layout"
    hyphenated: set[int] = field(default_factory=set)  # ends with a hyphen that the layout has added
    texts: dict[int, str] = field(default_factory=dict)  # what the glyphs stand for


def glyphs_of(fonts: Iterable[Any]) -> Glyphs:
    """Return what each glyph means, by the name of its font in the streams; fonts of bitmaps are left out."""
    return {font.hash: font.to_unicode for font in fonts if not font.bitmap}


def rewrite_marks(stream: list[Any], wanted: Rewriting, glyphs: Glyphs) -> int:
    """Turn furniture into artifacts, hyphens of the layout into soft ones, and give actual texts (ISO 32000-1 14.9.4).

    In the stream a mark is three items: a tag, a dictionary with the MCID, and the operator BDC. Returns how many marks
    the stream has: fewer than the page has, if some lie in groups that the tree cannot reach.
    """
    count = 0
    # Readers, pdfium among them, turn all texts around that stand on a line with text from right to left.
    turned = any(_runs_right_to_left(text) for text in wanted.texts.values())
    for at, mark, shown in _marks(stream, glyphs):
        count += 1
        mcid = mark["MCID"]
        hyphen = -1 if mcid in wanted.hyphenated else None
        text = wanted.texts.get(mcid, "").translate(_INVISIBLE)[:hyphen]
        if mcid in wanted.furniture:
            stream[at - 1] = "/Artifact"
            _rename(mark, wanted.furniture[mcid])
        if _misleads(shown[:hyphen], text) or (turned and shown and text):
            mark["ActualText"] = pydyf.String(text + "\u00ad" if hyphen else text)
        elif hyphen:
            _soften_hyphen(stream, at)
    return count


def _marks(stream: list[Any], glyphs: Glyphs) -> Iterator[tuple[int, pydyf.Dictionary, str]]:
    """Yield the index of each mark, its dictionary, and the text that a reader makes of its glyphs; the last first."""
    found: list[tuple[int, pydyf.Dictionary, list[str]]] = []
    meanings: Mapping[int, str] | None = None
    for at, item in enumerate(stream):
        if isinstance(item, pydyf.Dictionary) and "MCID" in item:
            found.append((at, item, []))
        elif font := _FONT.match(_bytes(item)):
            meanings = glyphs.get(font[1].decode())
        elif found and meanings is not None and _bytes(item).endswith(b"] TJ"):
            found[-1][2].extend(_read(_bytes(item), meanings))
    # A mark that is rewritten may take up more items, which moves those behind it.
    return ((at, item, "".join(shown)) for at, item, shown in reversed(found))


def _read(shown: bytes, meanings: Mapping[int, str]) -> Iterator[str]:
    """Yield what a reader takes each glyph for."""
    for digits in _GLYPHS.findall(shown):
        for start in range(0, len(digits), 4):
            yield meanings.get(int(digits[start : start + 4], 16)) or _NO_CHARACTER


def _misleads(shown: str, text: str) -> bool:
    """Whether glyphs are read as other characters than were written, or in another order, white space aside."""
    return bool(shown) and "".join(shown.split()) != "".join(text.split())


def _runs_right_to_left(text: str) -> bool:
    """Whether a text has letters of a script that is written from right to left (Unicode Standard Annex 9, table 4)."""
    return any(unicodedata.bidirectional(char) in {"R", "AL", "AN"} for char in text)


def _rename(mark: pydyf.Dictionary, kind: str) -> None:
    """Make the entries of a mark those of an artifact."""
    del mark["MCID"]
    mark["Type"] = "/Layout" if kind == "Layout" else "/Pagination"
    mark.update({"Subtype": f"/{kind}"} if kind in {"Header", "Footer"} else {})


def _soften_hyphen(stream: list[Any], at: int) -> None:
    """Give the last glyph of a mark the actual text U+00AD, so that a reader joins the broken word."""
    end = stream.index(b"EMC", at)
    shown = max((index for index in range(at, end) if _LAST_GLYPH.match(_bytes(stream[index]))), default=None)
    if shown is not None and (found := _LAST_GLYPH.match(_bytes(stream[shown]))):
        actual = pydyf.Dictionary({"ActualText": pydyf.String("\u00ad")})
        before, glyph = found.groups()
        shown_before, shown_last = (before + b">] TJ").replace(b"<>", b""), b"[<" + glyph + b">] TJ"
        stream[shown : shown + 1] = [shown_before, "/Span", actual, b"BDC", shown_last, b"EMC"]


def _bytes(item: object) -> bytes:
    """Return an item of a stream if it is bytes, else none."""
    return item if isinstance(item, bytes) else b""
