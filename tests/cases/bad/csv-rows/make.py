"""Writes a file of a million short rows."""

from pathlib import Path


def make(folder: Path) -> None:
    """Write the data."""
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "t.csv").write_text("a,b\n" + "1,2\n" * 1_000_000, encoding="utf-8")
