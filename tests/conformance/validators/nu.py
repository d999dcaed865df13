"""The Nu Html Checker: validity of HTML and of the CSS and SVG inside."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated
from urllib.parse import unquote, urlsplit

from pydantic import BaseModel, Field

from tests.conformance.validators.finding import Finding
from tests.conformance.validators.programs import java, node_module, run


class _Message(BaseModel):
    type: str
    message: str
    sub_type: Annotated[str, Field(alias="subType")] = ""
    url: str = ""
    line: Annotated[int, Field(alias="lastLine")] = 0
    column: Annotated[int, Field(alias="firstColumn")] = 0


class _Report(BaseModel):
    messages: tuple[_Message, ...]


def check(pages: Sequence[Path]) -> tuple[Finding, ...]:
    """Return all messages about the pages; severities are fatal, error, warning and info."""
    jar = node_module("vnu-jar/build/dist/vnu.jar")
    options = ("--format", "json", "--stdout", "--exit-zero-always")
    told = run((java(), "-jar", jar, *options, *pages))
    return tuple(_finding(message) for message in _Report.model_validate_json(told).messages)


def _finding(message: _Message) -> Finding:
    severity = message.sub_type or message.type
    place = f"{unquote(urlsplit(message.url).path)}:{message.line}:{message.column}"
    return Finding("nu", severity, message.type, message.message, place)
