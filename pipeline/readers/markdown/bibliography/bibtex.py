"""Reads references from BibTeX and BibLaTeX, strictly: what no style would print, or print wrong, is told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.diagnostics import Location
from pipeline.model import Date, Name, Reference
from pipeline.readers.markdown.bibliography.bibtex_text import BibError, Entry, Field, alone, read_entries
from pipeline.readers.markdown.bibliography.dates import iso_date
from pipeline.readers.markdown.bibliography.findings import BROKEN_REFERENCES, UNKNOWN_VARIABLE, Shelf
from pipeline.readers.markdown.bibliography.latex import LatexError, text_of
from pipeline.readers.markdown.source import Source
from pipeline.wording import nearest

# BibLaTeX manual, 2.1: types of entries → types of CSL.
TYPES = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet", "collection": "book", "conference":
    "paper-conference", "dataset": "dataset", "electronic": "webpage", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "inreference": "entry-encyclopedia", "jurisdiction": "legal_case",
    "legislation": "legislation", "manual": "book", "mastersthesis": "thesis", "misc": "document", "mvbook": "book",
    "mvcollection": "book", "online": "webpage", "patent": "patent", "periodical": "periodical", "phdthesis": "thesis",
    "proceedings": "book", "reference": "book", "report": "report", "software": "software", "standard": "standard",
    "suppbook": "chapter", "techreport": "report", "thesis": "thesis", "unpublished": "manuscript", "video":
    "motion_picture", "www": "webpage",
}  # fmt: skip
# BibLaTeX manual, 2.2: fields → variables of CSL.
TEXTS = {
    "abstract": "abstract", "address": "publisher-place", "annotation": "annote", "annote": "annote", "booktitle":
    "container-title", "chapter": "chapter-number", "doi": "DOI", "edition": "edition", "eventtitle": "event-title",
    "howpublished": "medium", "institution": "publisher", "isbn": "ISBN", "issn": "ISSN", "issue": "issue", "journal":
    "container-title", "journaltitle": "container-title", "keywords": "keyword", "langid": "language", "language":
    "language", "location": "publisher-place", "note": "note", "number": "number", "organization": "publisher",
    "pages": "page", "pagetotal": "number-of-pages", "publisher": "publisher", "pubstate": "status", "school":
    "publisher", "series": "collection-title", "shortjournal": "container-title-short", "shorttitle": "title-short",
    "title": "title", "type": "genre", "url": "URL", "venue": "event-place", "version": "version", "volume": "volume",
    "volumes": "number-of-volumes",
}  # fmt: skip
NAMES = {
    "author": "author", "bookauthor": "container-author", "director": "director", "editor": "editor", "translator":
    "translator",
}  # fmt: skip
DATES = {"date": "issued", "urldate": "accessed", "origdate": "original-date", "eventdate": "event-date"}
TOGETHER = frozenset({"year", "month", "day", "subtitle", "titleaddon"})
"""Fields that are read with others."""
SILENT = frozenset(
    {
        *("archiveprefix", "bibsource", "biburl", "comment", "eprint", "eprintclass", "eprinttype", "file", "groups"),
        *("ids", "key", "label", "options", "owner", "primaryclass", "rating", "read", "sortkey", "timestamp"),
    }
)
"""What programs keep for themselves."""
_ISSUES = frozenset({"article", "periodical"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AND = re.compile(r"\s+and\s+")


def read_bibtex(source: Source) -> Shelf:
    """Return the references of a BibTeX text, and what is wrong with it."""
    shelf = Shelf(source)
    for entry in read_entries(source.text):
        if isinstance(entry, BibError):
            at = source.at(entry.offset, entry.offset + 1)
            shelf.report(BROKEN_REFERENCES, "", entry.message, at, entry.hint)
        else:
            shelf.references.append(_Reading(shelf, entry).reference())
            shelf.entries.append((entry.key, alone(entry)))
    return shelf


@dataclass(slots=True)
class _Reading:
    shelf: Shelf
    entry: Entry

    def at(self, field: Field) -> Location:
        return self.shelf.source.at(field.start, field.end)

    def wrong(self, message: str, at: Location, hint: str) -> None:
        self.shelf.wrong(self.entry.key, message, at, hint)

    def reference(self) -> Reference:
        entry = self.entry
        at = self.shelf.source.at(entry.start, entry.start + len(entry.key))
        texts: dict[str, str] = {}
        names: dict[str, tuple[Name, ...]] = {}
        dates: dict[str, Date] = {}
        for field in entry.fields:
            if field.name in NAMES:
                names[NAMES[field.name]] = tuple(self.names(field))
            elif field.name in DATES:
                dates |= {DATES[field.name]: date} if (date := self.date(field)) else {}
            elif field.name in TEXTS:
                texts[self.variable(field)] = self.value(field)
            elif field.name not in TOGETHER | SILENT:
                self.unknown(field)
        if "issued" not in dates and (date := self.year()):
            dates["issued"] = date
        self.whole_title(texts)
        told = (each for each in texts.items() if each[1])
        return Reference(entry.key, self.type(at), tuple(told), tuple(names.items()), tuple(dates.items()), at)

    def type(self, at: Location) -> str:
        if self.entry.type not in TYPES:
            hint = nearest(self.entry.type, TYPES, "write one such as @online, @report, @book, @article")
            self.wrong(f'"@{self.entry.type}" is no type of an entry', at, hint)
        return TYPES.get(self.entry.type, "document")

    def unknown(self, field: Field) -> None:
        if field.name == "crossref":
            hint = "write the fields of the other entry here too"
            self.wrong('the field "crossref" is not followed', self.at(field), hint)
            return
        hint = nearest(field.name, {*TEXTS, *NAMES, *DATES, *TOGETHER}, "take it away, or put it into `note`")
        self.shelf.report(UNKNOWN_VARIABLE, self.entry.key, f'no style knows "{field.name}"', self.at(field), hint)

    def variable(self, field: Field) -> str:
        return "issue" if field.name == "number" and self.entry.type in _ISSUES else TEXTS[field.name]

    def value(self, field: Field) -> str:
        if field.name in {"url", "doi"}:
            return field.value.strip().replace("\\", "")
        text = self.text(field.value, field)
        return text.replace("–", "-") if field.name == "pages" else text

    def text(self, value: str, field: Field) -> str:
        try:
            return text_of(value)
        except LatexError as error:
            self.wrong(f'"{field.name}": {error}', self.at(field), error.hint)
            return ""

    def whole_title(self, texts: dict[str, str]) -> None:
        """Put the subtitle behind the title, as styles of CSL expect it."""
        for field in self.entry.fields:
            if field.name in {"subtitle", "titleaddon"} and (more := self.value(field)):
                mark = ": " if field.name == "subtitle" else ". "
                texts["title"] = f"{texts['title']}{mark}{more}" if texts.get("title") else more

    def date(self, field: Field) -> Date | None:
        date = iso_date(field.value)
        if date is None:
            self.wrong(f'"{field.value}" is no date', self.at(field), "write it as 2026, 2026-03 or 2026-03-09")
        return date

    def year(self) -> Date | None:
        """Return the date that year, month and day say together."""
        fields = {field.name: field for field in self.entry.fields}
        if "year" not in fields:
            return None
        year = fields["year"].value.strip("{} ")
        month = fields["month"].value.strip("{}. ").lower() if "month" in fields else ""
        day = fields["day"].value.strip("{} ") if "day" in fields else ""
        if month[:3] in _MONTHS:
            month = str(_MONTHS.index(month[:3]) + 1)
        if not re.fullmatch(r"-?\d{1,5}", year):
            return Date(words=self.text(year, fields["year"]))
        date = iso_date("-".join(part for part in (year, month, day if month else "") if part))
        if date is None:
            at = self.at(fields.get("month", fields["year"]))
            self.wrong("year, month and day are no date", at, "write `date = {2026-03-09}`")
        return date

    def names(self, field: Field) -> Iterator[Name]:
        for written in _split(field.value, _AND):
            if written.strip() == "others":
                yield Name(literal="et al.")
            elif written.strip():
                yield self.name(written.strip(), field)

    def name(self, written: str, field: Field) -> Name:
        """Return a name: `First von Last`, `von Last, First`, `von Last, Jr, First`, or one whole in braces."""
        if written.startswith("{") and _closing(written) == len(written) - 1:
            return Name(literal=self.text(written, field))
        parts = [part.strip() for part in _split(written, re.compile(","))]
        words = _split(parts[0], re.compile(r"\s+"))
        given = parts[-1] if len(parts) > 1 else ""
        if not given:
            first = next((n for n, word in enumerate(words[:-1]) if word[:1].islower()), len(words) - 1)
            given, words = " ".join(words[:first]), words[first:]
        small = 0
        while small < len(words) - 1 and words[small][:1].islower():
            small += 1
        return Name(
            family=self.text(" ".join(words[small:]), field),
            given=self.text(given, field),
            particle=self.text(" ".join(words[:small]), field),
            suffix=self.text(parts[1], field) if len(parts) > 2 else "",
        )


def _split(text: str, mark: re.Pattern[str]) -> list[str]:
    """Return the parts between marks that stand in no braces."""
    parts, start, depth, at = [], 0, 0, 0
    while at < len(text):
        match = mark.match(text, at) if depth == 0 else None
        if match:
            parts.append(text[start:at])
            start = at = match.end()
            continue
        depth += (text[at] == "{") - (text[at] == "}")
        at += 1
    return [*parts, text[start:]]


def _closing(text: str) -> int:
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return at
    return -1
