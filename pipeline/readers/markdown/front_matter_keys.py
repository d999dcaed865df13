"""The keys that front matter may have: their kinds, what they are for, and an example of each.

What is written here is also the JSON Schema that `pipeline schema` prints and the table in docs/source.md.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from pipeline.readers.markdown.front_matter_values import (
    Contact,
    Date,
    Doi,
    Isbn,
    Issn,
    Language,
    License,
    Line,
    Orcid,
    Ror,
    Slug,
    Truth,
    Url,
    listed,
)

_HEADING = {"type": ["string", "number", "boolean"]}


def _headings(*, below: object) -> dict[str, object]:
    """The schema of a list of headings, each alone or with what stands below it."""
    section = {"type": "object", "minProperties": 1, "additionalProperties": below}
    return {"type": "array", "items": {"anyOf": [_HEADING, section]}}


_OUTLINE = _headings(below=_headings(below={"type": "array", "items": _HEADING}))
Outline = Annotated[list[Line | dict[str, list[Line | dict[str, list[Line]]]]], WithJsonSchema(_OUTLINE)]


class Keys(BaseModel):
    """A mapping whose keys are all known."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ContributorKeys(Keys):
    """Somebody who made the article."""

    name: Line = Field(description="The name as it is printed.", examples=["Ada Example"])
    role: Line = Field(
        default="author",
        description="What the person did; authors stand in the byline, others at the end.",
        examples=["author", "editor", "illustrator", "photographer", "reviewer", "translator"],
    )
    affiliation: Line = Field(default="", description="Where the person works.", examples=["Library of the Harbour"])
    orcid: Orcid = Field(default="", description="The person's ORCID.", examples=["0000-0002-1825-0097"])
    ror: Ror = Field(default="", description="The ROR of the affiliation.", examples=["https://ror.org/05dxps055"])
    url: Url = Field(default="", description="The person's own page.", examples=["https://example.org/ada"])


class SeriesKeys(Keys):
    """The series that the article is part of."""

    title: Line = Field(description="The title of the series.", examples=["Harbour Papers"])
    number: Line = Field(default="", description="The article's number in the series.", examples=["12"])


class IdentifierKeys(Keys):
    """The numbers by which libraries and shops know the article."""

    doi: Doi = Field(default="", description="The article's DOI.", examples=["10.5281/zenodo.1234567"])
    isbn: dict[Slug, Isbn] = Field(
        default={}, description="An ISBN for each edition by its name.", examples=[{"epub": "978-0-306-40615-7"}]
    )
    issn: Issn = Field(default="", description="The ISSN of the series.", examples=["2049-3630"])


class AccessibilityKeys(Keys):
    """What is claimed about access; without a review nothing is claimed to conform."""

    summary: Line = Field(
        default="",
        description="A sentence or two for readers; by default it says what was measured.",
        examples=["All pictures have text alternatives."],
    )
    reviewed_by: Line = Field(
        default="", alias="reviewed-by", description="Who has reviewed the editions.", examples=["Ada Example"]
    )
    date: Date | None = Field(default=None, description="When they were reviewed.", examples=["2026-03-09"])
    conforms_to: Line = Field(
        default="",
        alias="conforms-to",
        description="The standard that the reviewer found to be kept.",
        examples=["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"],
    )


class RelatedKeys(Keys):
    """Something else to read."""

    title: Line = Field(description="Its title.", examples=["Opening hours of the harbour"])
    url: Url = Field(description="Where it is.", examples=["https://example.org/harbour"])
    relation: Literal["see-also", "translation", "replaces", "replaced-by", "data"] = Field(
        default="see-also", description="What it is to this article.", examples=["translation"]
    )


class FrontMatter(Keys):
    """The front matter of an article."""

    title: Line = Field(description="The title.", examples=["The reading room"])
    lang: Language = Field(description="The language of the text, a tag of BCP 47.", examples=["en", "fr", "pt-BR"])
    date: Date = Field(description="When it was first published.", examples=["2026-03-09"])
    summary: Line = Field(
        description="What the article says, in a hundred words or so.",
        examples=["When the reading room is open, and what it asks of its guests."],
    )
    license: License = Field(
        description="Its licence, an SPDX expression.", examples=["CC-BY-4.0", "CC-BY-SA-4.0 OR MIT"]
    )
    permalink: Url = Field(
        description="The address at which it will always be found.", examples=["https://example.org/reading-room"]
    )
    version: Line = Field(description="The version, which readers cite.", examples=["1.0"])
    subtitle: Line = Field(default="", description="A second line under the title.", examples=["A guide for guests"])
    contributors: list[ContributorKeys] = Field(
        default=[], description="Who made it, in the order in which they are named."
    )
    updated: Date | None = Field(
        default=None, description="When it was last changed; `date` if not given.", examples=["2026-04-01"]
    )
    keywords: list[Line] = Field(
        default=[], description="Words by which it is found.", examples=[["library", "opening hours"]]
    )
    publisher: Line = Field(default="", description="Who publishes it.", examples=["Library of the Harbour"])
    series: SeriesKeys | None = Field(default=None, description="The series that it is part of.")
    identifiers: IdentifierKeys = Field(default=IdentifierKeys(), description="DOI, ISBN and ISSN.")
    contact: Contact = Field(
        default="", description="Where readers write to: an e-mail or web address.", examples=["desk@example.org"]
    )
    related: list[RelatedKeys] = Field(default=[], description="What else there is to read.")
    outline: Outline = Field(
        default=[],
        description="The headings that the article promises, subsections as a list below their section; "
        "one that is missing stops the build.",
        examples=[["Opening hours", {"Rules of the house": ["Bags", "Food"]}]],
    )
    parts: list[Line] = Field(
        default=[],
        description="The files of a long work, in their order; they stand behind the text of article.md.",
        examples=[["history.md", "tasks.md"]],
    )
    number_sections: Truth = Field(
        default=False,
        alias="number-sections",
        description="Whether sections are numbered; figures and tables with captions always are.",
        examples=[True],
    )
    abbreviations: dict[Line, Line] = Field(
        default={},
        description="What abbreviations are short for; the text writes each out where it first uses it.",
        examples=[{"NATO": "North Atlantic Treaty Organization", "MEPs": "Members of the European Parliament"}],
    )
    references: Annotated[list[Line], BeforeValidator(listed, json_schema_input_type=Line | list[Line])] = Field(
        default=[],
        description="The files of the works that it cites; by default references.json and references.bib beside it.",
        examples=["works.json", ["works.json", "works.bib"]],
    )
    citation_style: Line = Field(
        default="",
        alias="citation-style",
        description="How citations and references look: a style by name, or a file that ends in .csl.",
        examples=["ieee", "apa", "house.csl"],
    )
    contract: Slug = Field(
        default="", description="The contract of its kind of article, by name.", examples=["briefing"]
    )
    editions: list[Slug] = Field(
        default=[],
        description="The editions to build when the command names none; by default those of the project.",
        examples=[["html", "pdf", "epub"]],
    )
    review_by: Date | None = Field(
        default=None, alias="review-by", description="When the text must be looked at again.", examples=["2027-03-09"]
    )
    typography: Truth = Field(
        default=True,
        description="Whether quotation marks, dashes and spaces are set as printers do; with `false` they stay as "
        "they are written.",
        examples=[False],
    )
    accessibility: AccessibilityKeys = Field(
        default=AccessibilityKeys(), description="What a review of its accessibility found."
    )
