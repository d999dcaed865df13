"""Writes data of more points than any chart can show."""

from pathlib import Path


def make(folder: Path) -> None:
    """Write the data."""
    (folder / "data").mkdir(exist_ok=True)
    rows = "".join(f"{year},{year % 7}\n" for year in range(10_000, 20_000))
    (folder / "data" / "t.csv").write_text(f"year,amount\n{rows}", encoding="utf-8")
