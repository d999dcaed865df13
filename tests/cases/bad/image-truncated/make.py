"""Writes half of a photograph."""

import io
from pathlib import Path

from PIL import Image


def make(folder: Path) -> None:
    """Write the picture."""
    whole = io.BytesIO()
    Image.effect_noise((64, 64), 50).save(whole, "JPEG")
    (folder / "a.jpg").write_bytes(whole.getvalue()[: len(whole.getvalue()) // 2])
