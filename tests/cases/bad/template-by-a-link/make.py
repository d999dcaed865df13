"""Makes a template that is a link out of the folder."""

from pathlib import Path


def make(folder: Path) -> None:
    """Make the link."""
    templates = folder.parents[1] / "templates" / "html"
    templates.mkdir(parents=True)
    (templates / "style.css").symlink_to("/etc/hostname")
