"""Breaks lines as the engine does, but for spaces at the end that are too wide, and for words that no line parts."""

from __future__ import annotations

import re
from math import inf
from typing import Any, Final

from weasyprint.text.line_break import split_first_line as engine

Untyped = Any
"""What the engine, which has no types, hands over and takes back."""

_NO_BREAK: Final = "\u00a0"
_SPACES: Final = f" {_NO_BREAK}"
_WHOLE: Final = re.compile(r" \S*?(?<!\w)(?:[^\W\d_]|[A-Z]{2,})-$| \S*\d–$")
"""What no line ends with, behind a space at which it may: e- of e-book, ISP- of ISP-7, 2014– of 2014–2025."""
_YEAR: Final = re.compile(r"\w+[ \u00a0]\d{4}(?!\d)")


def split_first_line(
    text: str, style: Untyped, context: Untyped, width: float, justified: float, **more: Untyped
) -> Untyped:
    """The first line of a text as the engine's function has it; its third value is where the second begins, or None.

    Where a link or an emphasis stands behind a text, the text may end with a space. Pango says of one that fits without
    that space that it fits; the engine measures it, finds it too wide, and breaks it after its first word. A space at
    the end of a line hangs, so the text fits (CSS Text 3, 4.1.3); a no-break space does not, and takes its word along.
    """
    found = _split(text, style, context, width, justified, **more)
    bare = text.rstrip(_SPACES)
    if found[2] is None or not bare or bare == text:
        return found
    whole = _split(bare, style, context, width, justified, **more)
    if whole[2] is not None or whole[3] > width:
        return found
    narrower = whole[3] - 1 if _NO_BREAK in text[len(bare) :] else inf
    return _split(text, style, context, narrower, justified, **more)


def _split(text: str, style: Untyped, context: Untyped, width: float, justified: float, **more: Untyped) -> Untyped:
    """As the engine has it, but never within words that no line parts."""
    found = _unhyphenated(text, style, context, width, justified, **more)
    while found[2] is not None and _WHOLE.search(text.encode()[: found[2]].decode()):
        earlier = _unhyphenated(text, style, context, found[3] - 1, justified, **more)
        if earlier[2] is None or earlier[2] >= found[2]:
            break
        found = earlier
    return found


def _unhyphenated(text: str, style: Untyped, *given: Untyped, **more: Untyped) -> Untyped:
    """As the engine has it, but with no hyphen in words that a no-break space ties together, or before a year."""
    found = engine(text, style, *given, **more)
    if found[2] is None or style["hyphens"] != "auto" or not _parts_tied(text, found[2]):
        return found
    style["hyphens"] = "manual"
    try:
        return engine(text, style, *given, **more)
    finally:
        style["hyphens"] = "auto"


def _parts_tied(text: str, at: int) -> bool:
    """Whether a break at that byte of a text parts what is tied together."""
    encoded = text.encode()
    before, rest = encoded[:at].decode().rpartition(" ")[2], encoded[at:].decode()
    behind = rest.partition(" ")[0]
    return bool(before) and bool(behind) and (_NO_BREAK in before + behind or bool(_YEAR.match(rest)))
