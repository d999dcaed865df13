"""An article of a project whose file of checks is a link that leads out of it."""

from pathlib import Path


def make(folder: Path) -> None:
    """Put the link where checks are."""
    checks = folder.parent / "checks"
    checks.mkdir()
    (checks / "house.yaml").symlink_to("/etc/hostname")
