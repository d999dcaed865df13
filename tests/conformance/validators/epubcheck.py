"""EPUBCheck: validity of EPUB files, messages of every severity down to usage."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from tests.conformance.validators.finding import Finding
from tests.conformance.validators.programs import packaged_jar, run_in_jvm


class _Location(BaseModel):
    path: str
    line: int
    column: int


class _Message(BaseModel):
    ID: str
    severity: str
    message: str
    locations: tuple[_Location, ...]


class _Report(BaseModel):
    messages: tuple[_Message, ...]


_REPORTS = TypeAdapter(dict[Path, _Report])


def check(books: Sequence[Path]) -> tuple[Finding, ...]:
    """Return all messages about the books; severities are fatal, error, warning, info and usage."""
    jar = packaged_jar("epubcheck", "epubcheck.jar")
    reports = _REPORTS.validate_python(run_in_jvm(Path(__file__).with_name("epubcheck_child.py"), (jar,), books))
    return tuple(_finding(book, message) for book in books for message in reports[book].messages)


def _finding(book: Path, message: _Message) -> Finding:
    places = " ".join(f"{place.path}:{place.line}:{place.column}" for place in message.locations)
    return Finding("epubcheck", message.severity.lower(), message.ID, message.message, f"{book}: {places}")
