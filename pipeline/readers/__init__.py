"""Reads an article's source into the model; each format is a row."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import PurePosixPath
from typing import Protocol, cast

from pipeline.diagnostics import Diagnostic, UsageError
from pipeline.model import Article


class Files(Protocol):
    """The files of one article's folder."""

    def read(self, relative: str, limit: int, /) -> bytes:
        """Return the bytes of a file.

        Raises ReadError if it is missing or outside, LimitError if it has more than `limit` bytes.
        """
        ...


Reading = tuple[Article | None, tuple[Diagnostic, ...]]
Reader = Callable[[Files, str, str, str, int], Reading]

# Suffix of the source file → dotted name of its reader, imported on use.
READERS: Mapping[str, str] = {".md": "pipeline.readers.markdown:read"}


MAX_BYTES = 10_000_000
"""Of a file of the text, where nothing else is set: a thousand pages take about three million."""


def read(files: Files, slug: str, entry: str = "article.md", prefix: str = "", limit: int = MAX_BYTES) -> Reading:
    """Return the article that `entry` holds, and all that is wrong with it.

    The article is None when `entry` is no text; where its front matter cannot be used, something stands in. Locations
    name files as `prefix` + name. Raises UsageError for a format that has no reader, what `files.read` raises for
    `entry` itself, and LimitError when a file of the text has more than `limit` bytes.
    """
    suffix = PurePosixPath(entry).suffix
    if suffix not in READERS:
        raise UsageError(f"cannot read {prefix}{entry}: no reader knows {suffix!r}", f"use {' or '.join(READERS)}")
    module, _, name = READERS[suffix].partition(":")
    reader = cast("Reader", getattr(import_module(module), name))
    return reader(files, slug, entry, prefix, limit)
