"""Makes a link that leads to itself."""

from pathlib import Path


def make(folder: Path) -> None:
    """Make the link."""
    (folder / "a.png").symlink_to("a.png")
