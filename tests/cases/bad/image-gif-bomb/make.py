"""Writes an animation of a few kilobytes whose thousands of frames would take gigabytes."""

import io
from pathlib import Path

from PIL import Image

FRAMES = 1_000


def make(folder: Path) -> None:
    """Write the picture: one frame, drawn once, as often as it takes."""
    whole = io.BytesIO()
    Image.new("P", (1_000, 1_000)).save(whole, "GIF")
    content = whole.getvalue()
    start = content.index(b",", 13 + 3 * 2 ** ((content[10] & 7) + 1) if content[10] & 0x80 else 13)
    (folder / "a.gif").write_bytes(content[:start] + content[start:-1] * FRAMES + b";")
