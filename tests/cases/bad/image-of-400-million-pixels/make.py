"""Writes a picture of 20,000 by 20,000 white pixels, which is small as long as nobody decodes it."""

import struct
import zlib
from pathlib import Path

SIDE = 20_000


def chunk(kind: bytes, content: bytes) -> bytes:
    """A piece of a PNG, with its length and its sum (PNG, 5.3)."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def make(folder: Path) -> None:
    """Write the picture."""
    head = struct.pack(">IIBBBBB", SIDE, SIDE, 1, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * (SIDE // 8)) * SIDE, 9)
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    (folder / "a.png").write_bytes(content)
