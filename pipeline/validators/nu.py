"""The Nu Html Checker: validity of HTML and of the CSS and SVG inside."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated
from urllib.parse import unquote, urlsplit

from pydantic import BaseModel, Field, TypeAdapter

from pipeline.validators.message import Message, Spot
from pipeline.validators.programs import Tools, java, node_module, release_of_module, run
from pipeline.validators.reports import report


class _Message(BaseModel):
    type: str
    message: str
    sub_type: Annotated[str, Field(alias="subType")] = ""
    url: str = ""
    line: Annotated[int, Field(alias="lastLine")] = 0
    column: Annotated[int, Field(alias="lastColumn")] = 0


class _Report(BaseModel):
    messages: tuple[_Message, ...]


_REPORT = TypeAdapter(_Report)


def version(tools: Tools) -> str:
    """The release of its npm package; raises NotRunError."""
    java()
    node_module(tools, "vnu-jar", "build/dist/vnu.jar")
    return release_of_module(tools, "vnu-jar")


def check(files: Sequence[Path], tools: Tools) -> tuple[Message, ...]:
    """All messages about the pages; severities are fatal, error, warning and info."""
    jar = node_module(tools, "vnu-jar", "build/dist/vnu.jar")
    options = ("--format", "json", "--stdout", "--exit-zero-always")
    pages = [path.resolve() for path in files]
    told = report(_REPORT, run((java(), "-jar", jar, *options, *pages), tools))
    return tuple(_message(each, files) for each in told.messages)


def _message(said: _Message, files: Sequence[Path]) -> Message:
    severity, path = said.sub_type or said.type, Path(unquote(urlsplit(said.url).path))
    file = next((one for one in files if one.resolve() == path), files[0])
    return Message("nu", severity, said.type, said.message, file, Spot(line=said.line, column=said.column))
