"""An edition: a named output of an article, and what a writer hands back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipeline.diagnostics import Diagnostic

Medium = Literal["web", "paper", "ebook"]


@dataclass(frozen=True, slots=True)
class Edition:
    """A row: which writer makes it (dotted name), for which medium, with which options, under which file name.

    `file` may hold `{slug}`. `title` is what people read in a list of editions.
    """

    name: str
    writer: str
    medium: Medium
    file: str
    title: str
    options: Mapping[str, str] = field(default_factory=dict)

    def file_name(self, slug: str) -> str:
        """The name of its file inside the article's output folder."""
        return self.file.format(slug=slug)


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a writer made: the bytes of the file, and what it found while making them."""

    content: bytes
    diagnostics: tuple[Diagnostic, ...] = ()
