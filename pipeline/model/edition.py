"""An edition: a named output of an article, and what a writer hands back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from pipeline.diagnostics import Diagnostic
from pipeline.model.blocks import Block
from pipeline.model.pages import PageMap

if TYPE_CHECKING:
    from pipeline.model.article import Article

Medium = Literal["web", "paper", "ebook"]


def every(article: "Article", block: Block) -> bool:
    """Selects every block."""
    del article, block
    return True


def in_brief(article: "Article", block: Block) -> bool:
    """Selects what a short version has."""
    return block.id in article.brief


@dataclass(frozen=True, slots=True)
class Edition:
    """A row: which writer makes it (dotted name), for which medium, with which options, under which file name.

    `file` may hold `{slug}`. `title` is what people read in a list of editions. `select` says of a block of the article
    whether the edition has it; what is in a block that it has not, it has not either. A `draft` says on every page and
    screen that it is one, claims to conform to nothing, and carries no source. An edition with a `base` is made from
    the finished file of that one: it has of an article what its base has, and claims to conform to nothing. `like`
    names the edition that it sets anew from the article, or takes from. `pages` are those of the print edition where it
    carries their marks.
    """

    name: str
    writer: str
    medium: Medium
    file: str
    title: str
    options: Mapping[str, str] = field(default_factory=dict)
    select: "Callable[[Article, Block], bool]" = every
    draft: bool = False
    base: "Edition | None" = None
    like: str = ""
    pages: PageMap | None = None

    def file_name(self, slug: str) -> str:
        """The name of its file inside the article's output folder."""
        return self.file.format(slug=slug)

    @property
    def is_excerpt(self) -> bool:
        """Whether it is made of some blocks alone, so that what the whole promises, it need not have."""
        return self.select is not every

    def as_draft(self) -> "Edition":
        """The draft of this edition, under a file name that no edition bears."""
        name = self.file.replace("{slug}.", "{slug}.draft.")
        if name == self.file:
            name = f"draft.{self.file.rpartition('.')[2]}"
        base = self.base.as_draft() if self.base else None
        return replace(self, file=name, draft=True, options={**self.options, "attach-source": "none"}, base=base)


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a writer made: the bytes of the file, what it found while making them, and what the manifest should say.

    `pages` is 0 for media without pages; `attached` maps the name of each file inside the edition to its SHA-256;
    `tools` names what beside Python packages did the work, with its version; `confinement` what held it meanwhile.
    """

    content: bytes
    diagnostics: tuple[Diagnostic, ...] = ()
    pages: int = 0
    attached: Mapping[str, str] = field(default_factory=dict)
    tools: Mapping[str, str] = field(default_factory=dict)
    confinement: Mapping[str, str | int | float] = field(default_factory=dict)

    def with_content(self, content: bytes) -> "Rendered":
        """The same with other bytes."""
        return replace(self, content=content)
