"""Writes an article with a hundred thousand keys in its front matter."""

from pathlib import Path


def make(folder: Path) -> None:
    """Write the article."""
    keys = "".join(f"key{number}: x\n" for number in range(100_000))
    (folder / "article.md").write_text(f"---\ntitle: A case\n{keys}---\n\nA text.\n", encoding="utf-8")
