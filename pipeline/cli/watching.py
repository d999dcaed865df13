"""Who hears what is being done: nobody, or a line on a terminal that vanishes."""

import sys
from typing import Protocol


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
    """Who shows on a terminal what is being done; says nothing when it is piped."""
    if quiet or not sys.stderr.isatty():
        return Silence()
    from pipeline.cli.terminal import Spinner

    return Spinner()
