"""Makes a link that leads out of the article's folder."""

from pathlib import Path


def make(folder: Path) -> None:
    """Make the link."""
    (folder / "a.png").symlink_to("/etc/hostname")
