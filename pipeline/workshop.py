"""What editions are made with: the theme, the press, and who watches the steps."""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.press import Press
from pipeline.theme import Theme

Watch = Callable[[str], None]
"""Told the name of each step as it begins."""


def unwatched(step: str) -> None:
    """Takes no notice of a step."""
    del step


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a build works with: the theme, the press, and who watches the steps."""

    theme: Theme
    press: Press
    watch: Watch = unwatched
