"""An article: its metadata, its blocks, its notes, its assets and the bytes that it was read from."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.diagnostics import Location
from pipeline.model.account import Account
from pipeline.model.blocks import Block
from pipeline.model.passages import Address, Gap, Passage
from pipeline.model.references import Reference, Style
from pipeline.model.waivers import Waiver


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who made the article; the fields that are not known are ""."""

    name: str
    role: str = "author"
    affiliation: str = ""
    orcid: str = ""
    ror: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Accessibility:
    """What is claimed about access: a summary, and, if somebody has reviewed it, by whom, when and after what."""

    summary: str = ""
    reviewed_by: str = ""
    date: datetime.date | None = None
    conforms_to: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """The series that the article is part of, and its number there, if it has one."""

    title: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Numbers by which libraries know it: the DOI, an ISBN for each edition by its name, the ISSN of the series."""

    doi: str = ""
    isbn: Mapping[str, str] = field(default_factory=dict)
    issn: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Something else to read, and what it is to the article: `see-also`, `translation`, `replaces` and the like."""

    title: str
    url: str
    relation: str = "see-also"


@dataclass(frozen=True, slots=True)
class Promise:
    """A line of the outline: a heading that the article promises, and how deep it stands (2 for a section)."""

    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """The front matter. `lang` is a BCP 47 tag, `license` an SPDX expression, `permalink` an absolute address.

    `contact` is an e-mail address or an absolute one; `editions` names those to build when nobody asks for others;
    `at` is where each value stands, by its path with dots. `stands_in` names the keys that are missing or cannot be
    used, which only drafts are made with: the slug stands in for a title, `en` for a language, None and "" for others.
    """

    title: str
    lang: str
    date: datetime.date | None
    updated: datetime.date | None
    version: str
    permalink: str
    license: str
    summary: str
    subtitle: str = ""
    contributors: tuple[Contributor, ...] = ()
    keywords: tuple[str, ...] = ()
    publisher: str = ""
    series: Series | None = None
    identifiers: Identifiers = Identifiers()
    contact: str = ""
    related: tuple[Related, ...] = ()
    contract: str = ""
    editions: tuple[str, ...] = ()
    review_by: datetime.date | None = None
    outline: tuple[Promise, ...] = ()
    typography: bool = True
    accessibility: Accessibility = Accessibility()
    number_sections: bool = False
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    references: tuple[str, ...] = ()
    citation_style: str = ""
    at: Mapping[str, Location] = field(default_factory=dict, compare=False)
    stands_in: frozenset[str] = frozenset()

    @property
    def authors(self) -> tuple[Contributor, ...]:
        """The contributors who wrote it, in the order of the front matter."""
        return tuple(each for each in self.contributors if each.role == "author")


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its public id, and the number and the ids of its calls that `resolve` gives it.

    `last` is the line on which it ends; 0 for a note that is written where it is called.
    """

    id: str
    children: tuple[Block, ...]
    at: Location
    number: int = 0
    calls: tuple[str, ...] = ()
    last: int = 0


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that the article shows: its bytes as read, and its media type."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that the article was read from: its name inside the article's folder, its bytes, its media type.

    `private` are spans of its text, decoded from UTF-8 and otherwise as it is: the words of the author's comments, each
    span within a line, in order, none touching another. `file` is what places in it name it. `used` are the places that
    need it; () for what every edition needs, such as the text itself. `entries` are the texts of the works in a file of
    references, each with its key; None for any other file.
    """

    name: str
    content: bytes
    media_type: str
    private: tuple[tuple[int, int], ...] = ()
    file: str = ""
    used: tuple[Location, ...] = ()
    entries: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it was read; after `resolve` with all its text made.

    `blocks` holds what stands before the first section, then the sections. `sources` are the bytes read, article.md
    first, then its parts, then what they use. `passages` are those that only some editions have,
    `addresses` what links lead to that is written apart from them. `gaps` is what an
    edition does not have, when this is the article of one edition. `references` are the works that can be cited, in
    the order of their files; after `resolve`, those that are; `cited_as` is then how such a list would name the article
    itself, "" where the style cannot. `account` says what became of the characters of its text,
    `waivers` which findings its author lets stand, `brief`
    the ids of the blocks that its short version has, and of those around them.
    """

    slug: str
    metadata: Metadata
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    assets: Mapping[str, Asset]
    sources: tuple[SourceFile, ...]
    passages: tuple[Passage, ...] = ()
    addresses: tuple[Address, ...] = ()
    gaps: tuple[Gap, ...] = ()
    references: tuple[Reference, ...] = ()
    style: Style = field(default_factory=Style)
    account: Account = field(default_factory=Account, compare=False)
    waivers: tuple[Waiver, ...] = ()
    cited_as: str = ""
    brief: frozenset[str] = frozenset()
