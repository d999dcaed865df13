"""Breaks lines as the engine does, but for texts whose spaces at the end alone are too wide for their line."""

from __future__ import annotations

from math import inf
from typing import Any, Final

from weasyprint.text.line_break import split_first_line as engine

Untyped = Any
"""What the engine, which has no types, hands over and takes back."""

_SPACES: Final = " \u00a0"


def split_first_line(
    text: str, style: Untyped, context: Untyped, width: float, justified: float, **more: Untyped
) -> Untyped:
    """The first line of a text as the engine's function has it; its third value is where the second begins, or None.

    Where a link or an emphasis stands behind a text, the text may end with a space. Pango says of one that fits without
    that space that it fits; the engine measures it, finds it too wide, and breaks it after its first word. A space at
    the end of a line hangs, so the text fits (CSS Text 3, 4.1.3); a no-break space does not, and takes its word along.
    """
    found = engine(text, style, context, width, justified, **more)
    bare = text.rstrip(_SPACES)
    if found[2] is None or not bare or bare == text:
        return found
    whole = engine(bare, style, context, width, justified, **more)
    if whole[2] is not None or whole[3] > width:
        return found
    narrower = whole[3] - 1 if "\u00a0" in text[len(bare) :] else inf
    return engine(text, style, context, narrower, justified, **more)
