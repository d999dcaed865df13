"""Ace by DAISY: accessibility of EPUB files."""

import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field, TypeAdapter

from pipeline.validators.message import Message, Spot
from pipeline.validators.programs import Tools, chromium, node, node_module, release_of_module, run
from pipeline.validators.reports import report

_PACKAGE, _SCRIPT = "@daisy/ace-cli", "bin/ace.js"


class _Test(BaseModel):
    impact: Annotated[str, Field(alias="earl:impact")]
    title: Annotated[str, Field(alias="dct:title")]


class _Pointer(BaseModel):
    cfi: tuple[str, ...] = ()


class _Result(BaseModel):
    outcome: Annotated[str, Field(alias="earl:outcome")]
    description: Annotated[str, Field(alias="dct:description")] = ""
    pointer: Annotated[_Pointer, Field(alias="earl:pointer")] = _Pointer()


class _Assertion(BaseModel):
    test: Annotated[_Test, Field(alias="earl:test")]
    result: Annotated[_Result, Field(alias="earl:result")]


class _Subject(BaseModel):
    url: str


class _Document(BaseModel):
    subject: Annotated[_Subject, Field(alias="earl:testSubject")]
    assertions: tuple[_Assertion, ...]


class _Report(BaseModel):
    assertions: tuple[_Document, ...]


_REPORT = TypeAdapter(_Report)


def version(tools: Tools) -> str:
    """The release of its npm package; raises NotRunError."""
    node()
    chromium()
    node_module(tools, _PACKAGE, _SCRIPT)
    return release_of_module(tools, _PACKAGE)


def check(files: Sequence[Path], tools: Tools) -> tuple[Message, ...]:
    """All failed assertions about the books; severities are critical, serious, moderate and minor."""
    return tuple(message for book in files for message in _check(book, tools))


def _check(book: Path, tools: Tools) -> tuple[Message, ...]:
    with tempfile.TemporaryDirectory() as folder:
        command = (node(), node_module(tools, _PACKAGE, _SCRIPT), "--tempdir", folder, book)
        # Ace keeps settings and a log in the home folder; a look at a book leaves none behind.
        told = run(command, tools, {"PUPPETEER_EXECUTABLE_PATH": chromium(), "HOME": folder, "XDG_CONFIG_HOME": folder})
    start = told.find("\n{")
    if start < 0 and not zipfile.is_zipfile(book):
        return (Message("ace", "fatal", "no-report", "the book is no archive that can be opened", book),)
    documents = report(_REPORT, told[start : told.rfind("\n}") + 2] if start >= 0 else told).assertions
    return tuple(
        Message("ace", one.test.impact, one.test.title, one.result.description, book, spot)
        for document in documents
        for one in document.assertions
        if one.result.outcome != "pass"
        for spot in _spots(document, one)
    )


def _spots(document: _Document, assertion: _Assertion) -> tuple[Spot, ...]:
    paths = assertion.result.pointer.cfi or ("",)
    return tuple(Spot(document.subject.url, path=path) for path in paths)
