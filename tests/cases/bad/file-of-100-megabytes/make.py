"""Writes an article of a hundred megabytes, which take no room on the disk."""

from pathlib import Path


def make(folder: Path) -> None:
    """Write the article."""
    with (folder / "article.md").open("wb") as stream:
        stream.truncate(100_000_000)
