"""Turns front matter into metadata, or says all that is wrong with it at once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from pipeline.diagnostics import Diagnostic, Location, Rule, Severity
from pipeline.model import Accessibility, Contributor, Identifiers, Metadata, Promise, Related, Series
from pipeline.readers.markdown.front_matter_keys import FrontMatter
from pipeline.readers.markdown.front_matter_stand_ins import completed, without
from pipeline.readers.markdown.front_matter_values import OWN
from pipeline.wording import nearest
from pipeline.yaml_values import Path, Place, Value, YamlError, read_yaml

# The article of the examples.
_KEYS = """\
lang: en
date: 2026-03-09
version: "1.0"
license: CC-BY-4.0
permalink: https://example.org/harbour
"""
_SUMMARY = "summary: How the harbour was dug, and what it cost.\n"
_BODY = "---\n\nThe harbour was dug in 1871.\n"

FRONT_MATTER = Rule(
    "front-matter",
    Severity.ERROR,
    "the front matter cannot be read",
    "The title, the language and the date stand there, and no edition can be made without them.",
    wrong="---\ntitle: The harbour: a history\nlang: en\n---\n\nThe harbour was dug in 1871.\n",
    right='---\ntitle: "The harbour: a history"\n' + _KEYS + _SUMMARY + _BODY,
)
MISSING_METADATA = Rule(
    "missing-metadata",
    Severity.ERROR,
    "the front matter lacks a key",
    (
        "Readers would not learn who is responsible, when it was written or whether they may copy it, and "
        "libraries could not list it."
    ),
    wrong="---\ntitle: The harbour\n" + _KEYS + _BODY,
    right="---\ntitle: The harbour\n" + _KEYS + _SUMMARY + _BODY,
)
INVALID_METADATA = Rule(
    "invalid-metadata",
    Severity.ERROR,
    "a value of the front matter is not of the kind that its key takes",
    (
        "Libraries, shops and browsers read these values by program; one that they cannot read is lost, or "
        "filed wrongly."
    ),
    wrong="---\ndate: 9 March 2026\n---\n\nThe harbour was dug in 1871.\n",
    right="---\ndate: 2026-03-09\n---\n\nThe harbour was dug in 1871.\n",
)
UNKNOWN_KEY = Rule(
    "unknown-key",
    Severity.ERROR,
    "a key of the front matter is not known",
    "What the author wanted with the key would not happen, and nobody would be told.",
    wrong="---\nkeyword: [harbour, trade]\n---\n\nThe harbour was dug in 1871.\n",
    right="---\nkeywords: [harbour, trade]\n---\n\nThe harbour was dug in 1871.\n",
)
RULES = (FRONT_MATTER, MISSING_METADATA, INVALID_METADATA, UNKNOWN_KEY)


def read_front_matter(text: str, file: str, line: int, slug: str) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    """Return the metadata that YAML text, which begins on `line` (from 0), means, and all that is wrong with it.

    For what is wrong or missing something stands in, the slug for the title.
    """
    try:
        value, places, keys = read_yaml(text)
    except YamlError as error:
        at = _location(error.place, file, line)
        kept = _before(text, error.place[0])
        return _usable(kept, (), {}, slug), (Diagnostic(FRONT_MATTER, error.message, at, error.hint),)
    if not isinstance(value, dict):
        hint = "write one `key: value` per line"
        fault = Diagnostic(FRONT_MATTER, "the front matter holds no keys", Location(file, line + 1), hint)
        return no_front_matter(slug), (fault,)
    where = {path: _location(place, file, line) for path, place in places.items()}
    try:
        return _metadata(FrontMatter.model_validate(value), where), ()
    except ValidationError as error:
        named = {path: _location(place, file, line) for path, place in keys.items()}
        found = tuple(_findings(error, _Places(where, named, Location(file, max(line, 1)))))
        return _usable(value, _paths(error), where, slug), found


def no_front_matter(slug: str) -> Metadata:
    """Return what stands in for the metadata of an article that has none."""
    return _usable({}, (), {}, slug)


def _before(text: str, line: int) -> dict[str, Value]:
    """Return what the lines before a mistake say, or nothing if they make no sense without those behind it."""
    try:
        value, _, _ = read_yaml("\n".join(text.split("\n")[:line]))
    except YamlError:
        return {}
    return value if isinstance(value, dict) else {}


def _usable(value: Mapping[str, Value], faults: Iterable[Path], where: Mapping[Path, Location], slug: str) -> Metadata:
    """Return the metadata of what is without fault; each turn takes away more, until nothing is at fault."""
    kept = without(value, faults)
    while True:
        whole, lacking = completed(kept)
        try:
            return _standing_in(_metadata(FrontMatter.model_validate(whole), where), lacking, slug)
        except ValidationError as error:
            fewer = without(kept, _paths(error))
            kept = fewer if fewer != kept else {}


def _standing_in(meta: Metadata, lacking: frozenset[str], slug: str) -> Metadata:
    """Return metadata of which what was not given is empty, but for the language and the title."""

    def given(key: str, text: str, otherwise: str = "") -> str:
        return otherwise if key in lacking else text

    undated = "date" in lacking
    return replace(
        meta,
        title=given("title", meta.title, slug),
        date=None if undated else meta.date,
        updated=None if undated and meta.updated == meta.date else meta.updated,
        version=given("version", meta.version),
        permalink=given("permalink", meta.permalink),
        license=given("license", meta.license),
        summary=given("summary", meta.summary),
        stands_in=lacking,
    )


def _paths(error: ValidationError) -> tuple[Path, ...]:
    paths = (tuple(each["loc"]) for each in error.errors(include_url=False))
    return tuple(path[:-1] if path[-1] == "[key]" else path for path in paths)


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
        series=Series(**fields.series.model_dump()) if fields.series else None,
        identifiers=Identifiers(**fields.identifiers.model_dump()),
        contact=fields.contact,
        related=tuple(Related(**each.model_dump()) for each in fields.related),
        contract=fields.contract,
        editions=tuple(fields.editions),
        review_by=fields.review_by,
        outline=tuple(_promises(fields.outline, 2)),
        typography=fields.typography,
        references=tuple(fields.references),
        citation_style=fields.citation_style,
        accessibility=Accessibility(**fields.accessibility.model_dump()),
        abbreviations=fields.abbreviations,
        number_sections=fields.number_sections,
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
        hint = f"add a line such as `{path[-1]}: {_example(path)}`"
        return Diagnostic(MISSING_METADATA, f'the key "{_dotted(path)}" is missing', at, hint)
    if each["type"] == "extra_forbidden":
        known, at = _keys(path[:-1]), places.keys.get(path, places.top)
        hint = nearest(str(path[-1]), known, f"write one of {', '.join(known)}")
        return Diagnostic(UNKNOWN_KEY, f'the key "{_dotted(path)}" is not known', at, hint)
    # The library's way to say that a key itself is wrong.
    path, at = (path[:-1], places.keys[path[:-1]]) if path[-1] == "[key]" else places.nearest(path)
    fact, _, hint = each["msg"].partition("; ")
    if path[:1] == ("outline",):
        fact, hint = "is no heading", "write a heading, or a heading, a colon and a list of its subsections"
    elif each["type"] == "literal_error":
        given, allowed = str(each["input"]), re.findall("'(.*?)'", each["ctx"]["expected"])
        fact, hint = f'is not "{given}"', nearest(given, allowed, f"write one of {', '.join(allowed)}")
    elif each["type"] != OWN:
        fact, hint = _KINDS.get(each["type"], ("has the wrong kind of value", "see docs/source.md"))
    return Diagnostic(INVALID_METADATA, f"{_dotted(path)} {fact}", at, hint)


_KINDS = {
    "string_type": ("is no text", "write a text behind the colon"),
    "list_type": ("is no list", "write one `- entry` per line"),
    "model_type": ("has no keys of its own", "write one `key: value` per line, indented"),
    "dict_type": ("has no keys of its own", "write one `key: value` per line, indented"),
}


def _keys(path: Path) -> Mapping[str, FieldInfo]:
    """Return the keys that a mapping may have."""
    model: type[BaseModel] = FrontMatter
    for name in path:
        if isinstance(name, str):
            model = _inner(_fields(model)[name].annotation) or model
    return _fields(model)


def _example(path: Path) -> str:
    examples = _keys(path[:-1])[str(path[-1])].examples
    return str(examples[0]) if examples else "…"


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _inner(annotation: object) -> type[BaseModel] | None:
    """Return the mapping that a value of this type is or holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := _inner(each))), None)


def _dotted(path: Path) -> str:
    # The numbers of entries are no use to people, who see the place.
    return ".".join(name for name in path if isinstance(name, str))
