"""Who hears what is being done: nobody, or a line on a terminal that vanishes."""

import sys
from typing import Protocol

from pipeline.cli.environment import is_drawn


class Watcher(Protocol):
    """Hears what is being done."""

    def begin(self, slug: str, step: str) -> None:
        """Hear that a step of an article begins."""
        ...

    def rest(self) -> None:
        """Hear that no work is done for the moment."""
        ...


class Silence:
    """A watcher that says nothing."""

    def begin(self, slug: str, step: str) -> None:
        """Say nothing."""

    def rest(self) -> None:
        """Say nothing."""


def watcher(*, quiet: bool) -> Watcher:
    """Who shows on a terminal what is being done; says nothing where nothing is drawn."""
    if quiet or not is_drawn(sys.stderr):
        return Silence()
    from pipeline.cli.terminal import Spinner

    return Spinner()
