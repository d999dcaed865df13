"""Unpacks a PDF: all that it says of itself and all that its streams hold, but for pictures and fonts."""

import io
import re

import pikepdf

_UTF_16 = re.compile(rb"<feff([0-9a-f]+)>", re.IGNORECASE)


def unpacked(pdf: bytes) -> bytes:
    """The PDF without compression, and its texts in UTF-16 once more in UTF-8; raises ValueError if it is no PDF."""
    made = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            for each in document.objects:
                if isinstance(each, pikepdf.Stream) and _is_drawn(each):
                    each.write(b"")
            document.save(
                made,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )
    except pikepdf.PdfError as error:
        message = f"the PDF cannot be unpacked: {error}"
        raise ValueError(message) from error
    plain = made.getvalue()
    return b"\n".join((plain, *(_in_utf_8(digits) for digits in _UTF_16.findall(plain))))


def _in_utf_8(digits: bytes) -> bytes:
    text = bytes.fromhex(digits[: len(digits) // 2 * 2].decode()).decode("utf-16-be", "replace")
    return text.encode("utf-8", "replace")


def _is_drawn(stream: pikepdf.Stream) -> bool:
    """Whether a stream is a picture or a font (ISO 32000-1 8.9.5, 9.9)."""
    return stream.get("/Subtype") in {"/Image", "/OpenType", "/CIDFontType0C", "/Type1C"} or "/Length1" in stream
