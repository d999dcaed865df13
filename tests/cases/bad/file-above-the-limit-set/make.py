"""Writes an article of more than the one megabyte that the settings allow."""

from pathlib import Path


def make(folder: Path) -> None:
    """Write the article."""
    (folder / "article.md").write_bytes(b"word " * 200_001)
