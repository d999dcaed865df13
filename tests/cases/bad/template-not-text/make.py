"""Writes a template in Latin-1."""

from pathlib import Path


def make(folder: Path) -> None:
    """Write the template."""
    templates = folder.parents[1] / "templates" / "html"
    templates.mkdir(parents=True)
    (templates / "style.css").write_bytes(b"/* caf\xe9 */\n")
