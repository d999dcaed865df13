"""Ace by DAISY: accessibility of EPUB files."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field

from tests.conformance.validators.finding import Finding
from tests.conformance.validators.programs import chromium, node, node_module, run


class _Test(BaseModel):
    impact: Annotated[str, Field(alias="earl:impact")]
    title: Annotated[str, Field(alias="dct:title")]


class _Pointer(BaseModel):
    css: tuple[str, ...] = ()


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


def check(books: Sequence[Path]) -> tuple[Finding, ...]:
    """Return all failed assertions about the books; severities are critical, serious, moderate and minor."""
    return tuple(finding for book in books for finding in _check(book))


def _check(book: Path) -> tuple[Finding, ...]:
    with tempfile.TemporaryDirectory() as folder:
        command = (node(), node_module("@daisy/ace-cli/bin/ace.js"), "--tempdir", folder, book)
        # Ace keeps settings and a log in the home folder; a test leaves none behind.
        told = run(command, {"PUPPETEER_EXECUTABLE_PATH": str(chromium()), "HOME": folder, "XDG_CONFIG_HOME": folder})
    start = told.find("\n{")
    if start < 0:
        return (Finding("ace", "fatal", "no-report", told, str(book)),)
    report = _Report.model_validate_json(told[start : told.rindex("\n}") + 2])
    return tuple(
        Finding("ace", one.test.impact, one.test.title, one.result.description, _place(book, document, one))
        for document in report.assertions
        for one in document.assertions
        if one.result.outcome != "pass"
    )


def _place(book: Path, document: _Document, assertion: _Assertion) -> str:
    return f"{book}: {document.subject.url} {' '.join(assertion.result.pointer.css)}".rstrip()
