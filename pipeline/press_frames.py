"""Frames between the press and its child: a JSON header and binary parts, each preceded by its length."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LENGTH: Final = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Frame:
    """A message: values that JSON can hold, and bytes."""

    header: Mapping[str, Any]  # read back by the one side from what the other wrote
    parts: tuple[bytes, ...] = ()


def write_frame(stream: IO[bytes], header: Mapping[str, object], parts: Sequence[bytes] = ()) -> None:
    """Write a frame and flush it. Raises OSError when the other side is gone."""
    text = json.dumps({**header, "parts": [len(part) for part in parts]}).encode()
    stream.writelines((_LENGTH.pack(len(text)), text, *parts))
    stream.flush()


def read_frame(stream: IO[bytes]) -> Frame | None:
    """Read a frame; None when the other side has ended, also in the middle of a frame."""
    length = stream.read(_LENGTH.size)
    if len(length) < _LENGTH.size:
        return None
    text = stream.read(*_LENGTH.unpack(length))
    if len(text) < _LENGTH.unpack(length)[0]:
        return None
    header = json.loads(text)
    sizes = header.pop("parts")
    parts = tuple(stream.read(size) for size in sizes)
    return Frame(header, parts) if [len(part) for part in parts] == sizes else None
