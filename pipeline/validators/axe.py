"""axe-core in a real browser: accessibility of HTML as drawn in light, dark, narrow and print."""

import sys
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from pipeline.validators.message import Message, Spot
from pipeline.validators.programs import Tools, chromium, node, node_module, python_package, release_of_module, run
from pipeline.validators.reports import report


class _Row(BaseModel):
    file: Path
    view: str
    severity: str
    code: str
    help: str
    html: str = ""
    reason: str = ""
    path: str = ""


_ROWS = TypeAdapter(tuple[_Row, ...])


def version(tools: Tools) -> str:
    """The release of its npm package; raises NotRunError."""
    node()
    chromium()
    python_package("playwright", "playwright")
    node_module(tools, "axe-core", "axe.min.js")
    return release_of_module(tools, "axe-core")


def check(files: Sequence[Path], tools: Tools) -> tuple[Message, ...]:
    """What axe finds in every mode.

    Severities are critical, serious, moderate and minor, `incomplete` for what axe cannot decide alone, and `request`
    for anything that the page tries to load.
    """
    script = node_module(tools, "axe-core", "axe.min.js")
    told = run((sys.executable, "-I", Path(__file__).with_name("axe_child.py"), script, *files), tools)
    return tuple(_message(row) for row in report(_ROWS, told.strip().splitlines()[-1]))


def _message(row: _Row) -> Message:
    text = ": ".join(part for part in (row.help, row.html, " ".join(row.reason.split())) if part)
    return Message("axe", row.severity, row.code, text, row.file, Spot(path=row.path), row.view)
