"""Makes a link that leads nowhere in the place of the templates."""

from pathlib import Path


def make(folder: Path) -> None:
    """Make the link."""
    (folder.parents[1] / "templates").symlink_to("nowhere")
