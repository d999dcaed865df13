"""Writes an article in UTF-16."""

from pathlib import Path


def make(folder: Path) -> None:
    """Write the article."""
    (folder / "article.md").write_bytes("---\ntitle: A case\n---\n\nA text.\n".encode("utf-16"))
