"""Makes a link to what never ends."""

from pathlib import Path


def make(folder: Path) -> None:
    """Make the link."""
    (folder / "a.png").symlink_to("/dev/zero")
