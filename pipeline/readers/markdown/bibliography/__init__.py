"""Reads what an article can cite: files of references beside it, a row for each format, and a style of its own."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.diagnostics import Diagnostic, LimitError, Location
from pipeline.files.confine import ReadError, Refusal, resolve_reference
from pipeline.model import Metadata, Reference, SourceFile, Style
from pipeline.readers import Files
from pipeline.readers.markdown.bibliography.bibtex import read_bibtex
from pipeline.readers.markdown.bibliography.csl_json import read_csl_json
from pipeline.readers.markdown.bibliography.findings import (
    BROKEN_REFERENCES,
    DUPLICATE_CITATION_KEY,
    INVALID_REFERENCE,
    REFERENCES_MISSING,
    RULES,
    Shelf,
)
from pipeline.readers.markdown.bibliography.variables import UNTITLED
from pipeline.readers.markdown.source import Source, decode

__all__ = ["FORMATS", "RULES", "Bibliography", "read_bibliography"]

MAX_BYTES = 10_000_000
MAX_STYLE_BYTES = 1_000_000

# Suffix of a file → what reads it, and its media type.
FORMATS: Mapping[str, tuple[Callable[[Source], Shelf], str]] = {
    ".json": (read_csl_json, "application/vnd.citationstyles.csl+json"),
    ".bib": (read_bibtex, "application/x-bibtex"),
}
DEFAULTS = tuple(f"references{suffix}" for suffix in FORMATS)
"""Read when they stand beside the article and its front matter names no others."""


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What was read: the references, the style, the files that they stand in, and what is wrong."""

    references: tuple[Reference, ...]
    style: Style
    sources: tuple[SourceFile, ...]
    findings: tuple[Diagnostic, ...]


def read_bibliography(files: Files, metadata: Metadata, prefix: str, cited: frozenset[str]) -> Bibliography:
    """Return the references that an article can cite; of entries, those that are cited are judged.

    Locations name files as `prefix` + name.
    """
    desk = _Desk(files, metadata, prefix)
    shelves = list(desk.shelves())
    references = [reference for shelf in shelves for reference in shelf.references]
    found = [finding for shelf in shelves for key, finding in shelf.findings if not key or key in cited]
    style = desk.style()
    lost = any(finding.rule in {REFERENCES_MISSING, BROKEN_REFERENCES} for finding in (*desk.findings, *found))
    if lost:
        # What a file holds that cannot be read nobody knows; that is told, and not each citation besides.
        known = {reference.key for reference in references}
        references += (Reference(key, "document", (("title", key),)) for key in sorted(cited - known))
    judged = (*desk.findings, *found, *_judged(references, cited))
    return Bibliography(tuple(_first(references)), style, tuple(desk.sources), judged)


class _Desk:
    """Reads files, and keeps what was read and what could not be."""

    def __init__(self, files: Files, metadata: Metadata, prefix: str) -> None:
        self._files = files
        self._metadata = metadata
        self._prefix = prefix
        self.sources: list[SourceFile] = []
        self.findings: list[Diagnostic] = []

    def shelves(self) -> Iterator[Shelf]:
        for number, name in enumerate(self._metadata.references or DEFAULTS):
            suffix = PurePosixPath(name).suffix.lower()
            at = self._metadata.at.get(f"references.{number}", self._metadata.at.get("references"))
            if suffix not in FORMATS:
                fact = f"{name} is in no format of references"
                self._missing(fact, at, "name a file of CSL-JSON (.json) or BibTeX (.bib)")
                continue
            parse, media_type = FORMATS[suffix]
            if (content := self._read(name, MAX_BYTES, at, not self._metadata.references)) is not None:
                source, findings = decode(content, self._prefix + name)
                self.findings += findings
                shelf = parse(source) if source is not None else None
                entries = tuple(shelf.entries) if shelf else ()
                self.sources.append(SourceFile(name, content, media_type, entries=entries))
                if shelf:
                    yield shelf

    def style(self) -> Style:
        """The style that the article names; a name that ends in `.csl` is a file of its own."""
        name, at = self._metadata.citation_style, self._metadata.at.get("citation-style")
        where = at or Location(self._prefix, 1)
        if not name.endswith(".csl"):
            return Style(name, at=where)
        content = self._read(name, MAX_STYLE_BYTES, at, optional=False)
        if content is None:
            return Style(at=where)
        self.sources.append(SourceFile(name, content, "application/vnd.citationstyles.style+xml"))
        return Style(name, content, Location(self._prefix + name, 1))

    def _read(self, reference: str, limit: int, at: Location | None, optional: bool) -> bytes | None:
        try:
            return self._files.read(resolve_reference(reference), limit)
        except ReadError as error:
            if not (optional and error.reason is Refusal.MISSING):
                self._missing(f"{reference} {error.reason.fact}", at, error.hint)
            return None
        except LimitError:
            self._missing(f"{reference} has more than {limit // 1_000_000} MB", at, "keep the works that are cited")
            return None

    def _missing(self, fact: str, at: Location | None, hint: str) -> None:
        self.findings.append(Diagnostic(REFERENCES_MISSING, fact, at, hint))


def _first(references: Iterable[Reference]) -> Iterator[Reference]:
    """Yield the references without those whose key another had before."""
    seen: set[str] = set()
    for reference in references:
        if reference.key not in seen:
            seen.add(reference.key)
            yield reference


def _judged(references: Iterable[Reference], cited: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with references as a whole: keys that stand twice, titles and addresses that lack."""
    seen: dict[str, Location] = {}
    for reference in references:
        if reference.key not in cited:
            continue
        if reference.key in seen:
            first = seen[reference.key]
            message = f'the key "{reference.key}" stands twice; it was given first in {first.file}, line {first.line}'
            yield Diagnostic(DUPLICATE_CITATION_KEY, message, reference.at, "give one of them another key")
            continue
        seen[reference.key] = reference.at
        if not reference.text("title") and reference.type not in UNTITLED:
            yield Diagnostic(INVALID_REFERENCE, f'"{reference.key}" has no title', reference.at, "add its title")
        address = reference.text("URL")
        if address and not address.lower().startswith(("http://", "https://")):
            message = f'"{reference.key}" has the address "{address}", which is no web address'
            yield Diagnostic(INVALID_REFERENCE, message, reference.at, "begin it with https://")
