"""Lays out all pages again in each round of the engine, which keeps those on which no number of a page has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.layout.page import make_all_pages as engine

from pipeline.press_steps import back_in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

Untyped = Any
"""What the engine, which has no types, hands over and takes back."""


def make_all_pages(context: Untyped, root: Untyped, html: Untyped, _pages: Untyped) -> Iterator[Untyped]:
    """Every page, as the engine lays it out that has none yet.

    A note for which a page has no room goes to the next. The engine has forgotten which notes the pages have passed on
    that it keeps: around them notes are lost, or set twice.
    """
    back_in_order(root)
    return engine(context, root, html, ())  # type: ignore[no-any-return]  # the engine is untyped
