"""Writes an article with a character that no text can hold."""

from pathlib import Path


def make(folder: Path) -> None:
    """Write the article."""
    (folder / "article.md").write_bytes(b"---\ntitle: A case\n---\n\nA \0 text.\n")
