"""Files that a test holds in memory, and an article around a body."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.diagnostics import LimitError
from pipeline.files import ReadError, Refusal
from pipeline.readers import Reading, read

HEAD = """---
title: T
lang: en
date: 2026-01-02
version: 1
license: MIT
permalink: https://example.org/
summary: S
---
"""


@dataclass(frozen=True)
class Memory:
    """Files by name."""

    contents: Mapping[str, bytes] = field(default_factory=dict)

    def read(self, relative: str, limit: int, /) -> bytes:
        """Return the bytes of a file, as a store of files does."""
        if relative not in self.contents:
            raise ReadError(Refusal.MISSING, f"cannot read {relative}: there is no such file", "add the file")
        if len(self.contents[relative]) > limit:
            raise LimitError(f"cannot read {relative}: it has more than {limit} bytes", "make the file smaller")
        return self.contents[relative]


def read_bytes(content: bytes) -> Reading:
    """Return what is read from these bytes as article.md."""
    return read(Memory({"article.md": content}), "slug")


def read_body(body: str) -> Reading:
    """Return what is read from a body below sound front matter, which takes nine lines."""
    return read_bytes((HEAD + body).encode())


def codes(reading: Reading) -> list[str]:
    """Return the codes of the findings, in order."""
    return [finding.code for finding in reading[1]]
