"""Writes a file of a million rows that is larger than any that is read."""

from pathlib import Path


def make(folder: Path) -> None:
    """Write the data."""
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "t.csv").write_text("year,amount\n" + "2020,12345\n" * 1_000_000, encoding="utf-8")
