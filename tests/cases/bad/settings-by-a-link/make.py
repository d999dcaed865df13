"""Makes settings that are a link out of the project."""

from pathlib import Path


def make(folder: Path) -> None:
    """Make the link."""
    (folder.parents[1] / "pipeline.toml").symlink_to("/etc/hostname")
