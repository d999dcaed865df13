"""Writes an article with a byte of Latin-1 in it."""

from pathlib import Path


def make(folder: Path) -> None:
    """Write the article."""
    (folder / "article.md").write_bytes(b"---\ntitle: A caf\xe9\n---\n\nA text.\n")
