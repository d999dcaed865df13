"""Takes the files out of a PDF that it carries; the read-back of its text never opens them (ISO 32000-1, 7.11.4)."""

import io
import zlib
from collections.abc import Mapping

import pikepdf

MAX_BYTES = 256 * 1024 * 1024
"""What all files together may have: a small PDF can hold a very large one."""


def attachments(pdf: bytes) -> Mapping[str, bytes]:
    """The files that a PDF carries, by their names.

    Raises ValueError if it is no PDF, is encrypted, or carries what cannot be taken out or is too large.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return _files(document)
    except (LookupError, TypeError, zlib.error, pikepdf.PdfError) as error:
        message = f"the files in the PDF cannot be read: {error}"
        raise ValueError(message) from error


def _files(document: pikepdf.Pdf) -> Mapping[str, bytes]:
    found: dict[str, bytes] = {}
    room = MAX_BYTES
    for name, each in document.attachments.items():
        content = _content(each.get_file().obj, room)
        room -= len(content)
        found[name] = content
    return found


def _content(stream: pikepdf.Object, room: int) -> bytes:
    """The bytes of a stream, of which there may be so many."""
    raw = bytes(stream.read_raw_bytes())
    filters = stream.get("/Filter")
    if filters is None:
        content, rest = raw[: room + 1], b""
    elif filters == pikepdf.Name.FlateDecode or list(filters) == [pikepdf.Name.FlateDecode]:
        inflating = zlib.decompressobj()
        content = inflating.decompress(raw, room + 1)
        rest = inflating.unconsumed_tail
    else:
        message = f"a file in the PDF is packed in a way that is not known: {filters}"
        raise ValueError(message)
    if len(content) > room or rest:
        message = f"the files in the PDF have more than {MAX_BYTES} bytes"
        raise ValueError(message)
    return content
