"""Turns front matter into metadata, or says all that is wrong with it at once."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Accessibility, Contributor, Metadata, Promise
from pipeline.readers.markdown.attributes import LANGUAGE_TAG
from pipeline.readers.markdown.ledger import nearest
from pipeline.readers.markdown.yaml_values import Path, Place, YamlError, read_yaml

FRONT_MATTER = Rule(
    "front-matter",
    Severity.ERROR,
    "the front matter cannot be read",
    "Every edition needs the title, the language and the date that stand in it.",
)
MISSING_METADATA = Rule(
    "missing-metadata",
    Severity.ERROR,
    "the front matter lacks a key",
    "Every edition shows it, or is found and cited by it.",
)
INVALID_METADATA = Rule(
    "invalid-metadata",
    Severity.ERROR,
    "a value of the front matter is not of the kind that its key takes",
    "Libraries, shops and browsers read these values by program.",
)
UNKNOWN_KEY = Rule(
    "unknown-key",
    Severity.ERROR,
    "a key of the front matter is not known",
    "What the author wanted with it would not happen, without a word.",
)
RULES = (FRONT_MATTER, MISSING_METADATA, INVALID_METADATA, UNKNOWN_KEY)

# SPDX specification 2.3, annex D: an identifier, or identifiers joined by AND, OR and WITH.
_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*\+?(?: (?:AND|OR|WITH) [A-Za-z0-9][A-Za-z0-9.-]*\+?)*")
_ORCID = re.compile(r"(?:https://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
_ROR = re.compile(r"(?:https://ror\.org/)?(0[a-z0-9]{6}\d{2})")
# No-break spaces are the author's own.
_SPACE = re.compile(r"[ \t\n]+")


def _date(value: object) -> datetime.date:
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return datetime.date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("date", "is no date; write year-month-day, such as 2026-03-09")


def _line(value: str) -> str:
    text = _SPACE.sub(" ", value).strip()
    if not text:
        raise PydanticCustomError("empty", "is empty; write a text, or take the key away")
    return text


def _language(value: str) -> str:
    if not LANGUAGE_TAG.fullmatch(value):
        raise PydanticCustomError("lang", "is no language tag; write a tag such as en, fr or pt-BR")
    return value


def _license(value: str) -> str:
    if not _SPDX.fullmatch(value):
        raise PydanticCustomError("license", "is no SPDX identifier; write one such as CC-BY-4.0")
    return value


def _address(value: str) -> str:
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", value)
    except ValueError:
        good = False
    if not good:
        raise PydanticCustomError("url", "is no absolute address; begin it with https://")
    return value


def _orcid(value: str) -> str:
    match = _ORCID.fullmatch(value)
    if match is None or _orcid_check(match[1]) != match[1][-1]:
        raise PydanticCustomError("orcid", "is no ORCID; write it as 0000-0002-1825-0097")
    return match[1]


def _orcid_check(digits: str) -> str:
    """Return the check character of an ORCID (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in digits.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "X" if check == 10 else str(check)


def _ror(value: str) -> str:
    match = _ROR.fullmatch(value)
    if match is None:
        raise PydanticCustomError("ror", "is no ROR; write it as https://ror.org/ and nine characters")
    return f"https://ror.org/{match[1]}"


Line = Annotated[str, AfterValidator(_line)]
Date = Annotated[datetime.date, BeforeValidator(_date)]
Url = Annotated[str, AfterValidator(_address)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _ContributorFields(_Strict):
    name: Line
    role: Line = "author"
    affiliation: Line = ""
    orcid: Annotated[str, AfterValidator(_orcid)] = ""
    ror: Annotated[str, AfterValidator(_ror)] = ""
    url: Url = ""


class _AccessibilityFields(_Strict):
    summary: Line = ""
    reviewed_by: Line = Field(default="", alias="reviewed-by")
    date: Date | None = None
    conforms_to: Line = Field(default="", alias="conforms-to")


class FrontMatter(_Strict):
    """The keys that front matter may have."""

    title: Line
    lang: Annotated[str, AfterValidator(_language)]
    date: Date
    summary: Line
    license: Annotated[str, AfterValidator(_license)]
    permalink: Url
    version: Line
    subtitle: Line = ""
    contributors: list[_ContributorFields] = []
    updated: Date | None = None
    keywords: list[Line] = []
    publisher: Line = ""
    outline: list[Line | dict[str, list[Line | dict[str, list[Line]]]]] = []
    accessibility: _AccessibilityFields = _AccessibilityFields()
    parts: list[Line] = []  # parts.py reads them


def read_front_matter(text: str, file: str, line: int) -> tuple[Metadata | None, tuple[Diagnostic, ...]]:
    """Return the metadata that YAML text, which begins on `line` (from 0), means; None with findings if it cannot."""
    try:
        value, places, keys = read_yaml(text)
    except YamlError as error:
        at = _location(error.place, file, line)
        return None, (Diagnostic(FRONT_MATTER, error.message, at, error.hint),)
    if not isinstance(value, dict):
        hint = "write one `key: value` per line"
        return None, (Diagnostic(FRONT_MATTER, "the front matter holds no keys", Location(file, line + 1), hint),)
    where = {path: _location(place, file, line) for path, place in places.items()}
    try:
        return _metadata(FrontMatter.model_validate(value), where), ()
    except ValidationError as error:
        named = {path: _location(place, file, line) for path, place in keys.items()}
        return None, tuple(_findings(error, _Places(where, named, Location(file, max(line, 1)))))


def _location(place: Place, file: str, line: int) -> Location:
    return Location(file, line + place[0] + 1, place[1] + 1, place[2])


def _metadata(fields: FrontMatter, where: Mapping[Path, Location]) -> Metadata:
    return Metadata(
        title=fields.title,
        lang=fields.lang,
        date=fields.date,
        updated=fields.updated or fields.date,
        version=fields.version,
        permalink=fields.permalink,
        license=fields.license,
        summary=fields.summary,
        subtitle=fields.subtitle,
        contributors=tuple(Contributor(**each.model_dump()) for each in fields.contributors),
        keywords=tuple(fields.keywords),
        publisher=fields.publisher,
        outline=tuple(_promises(fields.outline, 2)),
        accessibility=Accessibility(**fields.accessibility.model_dump()),
        at={".".join(map(str, path)): place for path, place in where.items() if path},
    )


def _promises(entries: Iterable[object], level: int) -> Iterator[Promise]:
    """Yield the headings of an outline, a section before its subsections."""
    for entry in entries:
        if isinstance(entry, str):
            yield Promise(entry, level)
        elif isinstance(entry, dict):
            for title, inner in entry.items():
                yield Promise(title, level)
                yield from _promises(inner, level + 1)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where values and keys stand; `top` is the place of the whole."""

    values: Mapping[Path, Location]
    keys: Mapping[Path, Location]
    top: Location

    def nearest(self, path: Path) -> tuple[Path, Location]:
        """Return the longest beginning of a path that the source has, and its place."""
        while path and path not in self.values:
            path = path[:-1]
        return path, self.values[path] if path else self.top


def _findings(error: ValidationError, places: _Places) -> Iterator[Diagnostic]:
    """Yield a finding for each mistake, in the order of the source; of several at one place, the first."""
    found: dict[tuple[Rule, str, Location], Diagnostic] = {}
    for each in error.errors(include_url=False):
        finding = _finding(each, places)
        # The branches of an outline's entry are tried one after the other, and each reports.
        found.setdefault((finding.rule, finding.message, finding.at or places.top), finding)
    yield from sorted(found.values(), key=lambda each: (each.at or places.top).line)


def _finding(each: ErrorDetails, places: _Places) -> Diagnostic:
    path = tuple(each["loc"])
    if each["type"] == "missing":
        _, at = places.nearest(path)
        return Diagnostic(MISSING_METADATA, f'the key "{_dotted(path)}" is missing', at, f"add a line `{path[-1]}: …`")
    if each["type"] == "extra_forbidden":
        hint = nearest(str(path[-1]), _keys(path[:-1]), f"write one of {', '.join(_keys(path[:-1]))}")
        return Diagnostic(
            UNKNOWN_KEY, f'the key "{_dotted(path)}" is not known', places.keys.get(path, places.top), hint
        )
    path, at = places.nearest(path)
    fact, _, hint = each["msg"].partition("; ")
    if path[:1] == ("outline",):
        fact, hint = "is no heading", "write a heading, or a heading, a colon and a list of its subsections"
    elif each["type"] not in _OWN_ERRORS:
        fact, hint = _KINDS.get(each["type"], ("has the wrong kind of value", "see the example in the documentation"))
    return Diagnostic(INVALID_METADATA, f"{_dotted(path)} {fact}", at, hint)


_OWN_ERRORS = frozenset({"date", "empty", "lang", "license", "url", "orcid", "ror"})
_KINDS = {
    "string_type": ("is no text", "write a text behind the colon"),
    "list_type": ("is no list", "write one `- entry` per line"),
    "model_type": ("has no keys of its own", "write one `key: value` per line, indented"),
}
_INNER: Mapping[str, type[BaseModel]] = {"contributors": _ContributorFields, "accessibility": _AccessibilityFields}


def _keys(path: Path) -> tuple[str, ...]:
    """Return the keys that a mapping may have."""
    model = _INNER[str(path[0])] if path else FrontMatter
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))
