"""Writes an article whose one word has a megabyte."""

from pathlib import Path

HEAD = (Path(__file__).parents[1] / "id-twice" / "article.md").read_text(encoding="utf-8").partition("\n\n")[0]


def make(folder: Path) -> None:
    """Write the article."""
    (folder / "article.md").write_text(f"{HEAD}\n\n{'a' * 1_000_000}\n", encoding="utf-8")
