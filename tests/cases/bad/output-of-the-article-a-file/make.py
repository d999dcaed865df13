"""Puts a file where the article's editions go."""

from pathlib import Path


def make(folder: Path) -> None:
    """Put it there."""
    output = folder.parents[1] / "output" / "case"
    output.rename(output.with_name("elsewhere"))
    output.write_text("a file\n", encoding="utf-8")
