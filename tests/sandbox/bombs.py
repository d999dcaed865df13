"""Renders the templates that it is told, with small limits, and prints what came of each; run as a child."""

import resource
import sys
from pathlib import Path

from pipeline.diagnostics import PipelineError
from pipeline.sandbox import Sandbox
from pipeline.sandbox.allowance import Limits

MEMORY = 400_000_000
"""Bytes of address space, of which the interpreter and the libraries take a quarter."""
SMALL = Limits(steps=200_000, size=200_000)


def told(template: Path) -> str:
    """The error that a template raises, with its place."""
    try:
        Sandbox({"page.xhtml": template.read_text(encoding="utf-8")}, {}, SMALL).render("page.xhtml", {})
    except PipelineError as error:
        return f"{type(error).__name__} {error.exit_code} at {error.at}: {error.message}"
    return "rendered"


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for name in sys.argv[1:]:
        print(f"{Path(name).stem}: {told(Path(name))}")  # noqa: T201 - its output is what it is for
