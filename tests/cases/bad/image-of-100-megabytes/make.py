"""Writes a picture of a hundred megabytes, which take no room on the disk."""

from pathlib import Path


def make(folder: Path) -> None:
    """Write the picture."""
    with (folder / "a.png").open("wb") as stream:
        stream.write(b"\x89PNG\r\n\x1a\n")
        stream.truncate(100_000_000)
