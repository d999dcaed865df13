"""Writes an article whose front matter is nested ten thousand levels deep."""

from pathlib import Path


def make(folder: Path) -> None:
    """Write the article."""
    deep = "[" * 10_000 + "]" * 10_000
    (folder / "article.md").write_text(f"---\ntitle: A case\nkeywords: {deep}\n---\n\nA text.\n", encoding="utf-8")
