"""EPUBCheck: validity of EPUB files, messages of every severity down to usage."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from pipeline.validators.message import Message, Spot
from pipeline.validators.programs import Tools, java, python_package, release, run_in_jvm
from pipeline.validators.reports import report


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


def version(tools: Tools) -> str:
    """The release of its Python package; raises NotRunError."""
    del tools
    java()
    python_package("jpype", "jpype1")
    python_package("epubcheck", "epubcheck")
    return release("epubcheck")


def check(files: Sequence[Path], tools: Tools) -> tuple[Message, ...]:
    """All messages about the books; severities are fatal, error, warning, info and usage."""
    jar = python_package("epubcheck", "epubcheck") / "epubcheck.jar"
    reports = report(_REPORTS, run_in_jvm("epubcheck_child", (jar,), files, tools))
    return tuple(each for book in files for said in reports[book].messages for each in _messages(book, said))


def _messages(book: Path, said: _Message) -> Iterator[Message]:
    """One per place; a place in no document inside is the book itself."""
    for place in said.locations or (_Location(path="", line=0, column=0),):
        member = "" if Path(place.path).name == book.name else place.path
        yield Message(
            "epubcheck", said.severity.lower(), said.ID, said.message, book, Spot(member, place.line, place.column)
        )
