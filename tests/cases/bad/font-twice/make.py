"""A font that calls itself as one does that ships."""

from pathlib import Path

from tests.house_font import write_font


def make(folder: Path) -> None:
    """Write it among the project's fonts."""
    write_font(folder.parents[1], "Source Serif 4")
