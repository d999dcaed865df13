"""Reads an article's source into the model; each format is a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
Watch = Callable[[str], None]
"""Told the name of a step as it begins."""


def unwatched(step: str) -> None:
    """Takes no notice of a step."""
    del step


@dataclass(frozen=True, slots=True)
class Terms:
    """How a source is read: what locations put before the names of files, the most bytes of a file of its text.

    A thousand pages take about three million. `watch` hears of the steps.
    """

    prefix: str = ""
    limit: int = 10_000_000
    watch: Watch = unwatched


Reader = Callable[[Files, str, str, Terms], Reading]

# Suffix of the source file → dotted name of its reader, imported on use.
READERS: Mapping[str, str] = {".md": "pipeline.readers.markdown:read"}


def read(files: Files, slug: str, entry: str = "article.md", terms: Terms = Terms()) -> Reading:
    """Return the article that `entry` holds, and all that is wrong with it.

    The article is None when `entry` is no text; where its front matter cannot be used, something stands in. Raises
    UsageError for a format that has no reader, what `files.read` raises for `entry` itself, and LimitError when a file
    of the text has more bytes than the terms allow.
    """
    suffix = PurePosixPath(entry).suffix
    if suffix not in READERS:
        raise UsageError(
            f"cannot read {terms.prefix}{entry}: no reader knows {suffix!r}", f"use {' or '.join(READERS)}"
        )
    module, _, name = READERS[suffix].partition(":")
    reader = cast("Reader", getattr(import_module(module), name))
    return reader(files, slug, entry, terms)
