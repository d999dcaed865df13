"""Makes a folder with the name of a picture."""

from pathlib import Path


def make(folder: Path) -> None:
    """Make the folder."""
    (folder / "a.png").mkdir()
