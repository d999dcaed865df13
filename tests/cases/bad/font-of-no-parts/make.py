"""A font of which no part may be embedded."""

from pathlib import Path

from tests.house_font import write_font


def make(folder: Path) -> None:
    """Write it among the project's fonts."""
    write_font(folder.parents[1], "House", fs_type=0x0108)
