"""Writes settings that are nested five thousand levels deep."""

from pathlib import Path


def make(folder: Path) -> None:
    """Write the settings."""
    deep = "[" * 5_000 + "]" * 5_000
    (folder.parents[1] / "pipeline.toml").write_text(f"editions = {deep}\n", encoding="utf-8")
