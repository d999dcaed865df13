"""Writes an article that ends in the middle of a character."""

from pathlib import Path


def make(folder: Path) -> None:
    """Write the article."""
    (folder / "article.md").write_bytes("---\ntitle: A café\n---\n\nÜber café".encode()[:-1])
