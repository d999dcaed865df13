"""Makes a link that leads nowhere in the place of the output folder."""

from pathlib import Path


def make(folder: Path) -> None:
    """Make the link."""
    (folder.parents[1] / "built").symlink_to("nowhere/at/all")
