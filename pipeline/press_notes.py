"""Lets notes stay at the foot of the page that calls them.

Where a paragraph may not be divided before a line that has no room, but behind it, the engine sends notes of lines
before it to the next page. It does not do so in columns. Lines are therefore laid out as if they stood in one; what the
engine keeps for the page stays with the page.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout.block import _linebox_layout as engine

Untyped = Any
"""What the engine, which has no types, hands over and takes back."""


class _Column:
    """The engine's context, but for the question whether it lays out a column."""

    __slots__ = ("_page",)
    in_column = True

    def __init__(self, page: Untyped) -> None:
        object.__setattr__(self, "_page", page)

    def __getattr__(self, name: str) -> Untyped:
        return getattr(self._page, name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self._page, name, value)


def linebox_layout(context: Untyped, *given: Untyped) -> Untyped:
    """What the engine's function gives, which lays out the lines of a block as far as its page has room."""
    return engine(context if isinstance(context, _Column) else _Column(context), *given)
