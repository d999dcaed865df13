"""The compact document with every construct that the tests of the press share, and a press that prints it."""

import struct
import zlib
from pathlib import Path

from pipeline.press import Attachment, Limits, Press, PressJob

GOLDEN = Path(__file__).parent / "golden"
FONTS = tuple(sorted((Path(__file__).parents[1] / "templates" / "fonts").rglob("*.ttf")))
STYLE = '@page { size: 90mm 105mm } html { font-family: "Source Serif 4" }'


def compact() -> PressJob:
    """Return the job that prints golden/tag-tree.xhtml, with its source attached."""
    date = "2024-03-01T00:00:00+00:00"
    return PressJob(
        xhtml=(GOLDEN / "tag-tree.xhtml").read_bytes(),
        css=(GOLDEN / "tag-tree.css").read_text("utf-8"),
        assets={"gate.png": png()},
        attachments=(Attachment("article.md", b"# Harbour rules\n", "text/markdown", date, date),),
    )


def page(body: str, css: str = STYLE, assets: dict[str, bytes] | None = None) -> PressJob:
    """Return a job that prints a body."""
    head = "<head><title>A title</title></head>"
    xhtml = f'<html xmlns="http://www.w3.org/1999/xhtml" lang="en">{head}<body>{body}</body></html>'
    return PressJob(xhtml.encode(), css, assets or {})


def press(**limits: float) -> Press:
    """Return a press with the project's own fonts."""
    return Press(FONTS, Limits(**limits))  # type: ignore[arg-type]  # whole numbers where Limits wants them


def png() -> bytes:
    """Return a small picture."""
    rows = b"".join(b"\0" + bytes((40 * row, 90, 20 * row)) * 8 for row in range(6))
    header = struct.pack(">IIBBBBB", 8, 6, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    parts = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
