"""The pages of the print edition, as all editions number them: each by its label and by where its words begin."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its label, and the block and the offset in it, in characters that are not white space, where it begins.

    The block may be a note, or a text of the theme that every edition has.
    """

    label: str
    block: str
    offset: int

    @property
    def id(self) -> str:
        """The id of its mark in other editions, to which links lead."""
        return page_id(self.label)


@dataclass(frozen=True, slots=True)
class PageMap:
    """The pages of the edition that numbers all others, in their order: its name, what readers call it, its file."""

    edition: str
    title: str
    file: str
    pages: tuple[Page, ...]


def page_id(label: str) -> str:
    """The id of the mark of the page with a label."""
    return f"page-{label}"
