"""What a validator says of a file, as it says it: its own code, its own words, the place as it counts."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.diagnostics import Severity

# What each validator's own words for weight mean to us; `request` is what a page tried to load.
WEIGHTS = {
    "fatal": Severity.ERROR,
    "error": Severity.ERROR,
    "critical": Severity.ERROR,
    "serious": Severity.ERROR,
    "request": Severity.ERROR,
    "warning": Severity.WARNING,
    "moderate": Severity.WARNING,
    "minor": Severity.WARNING,
    "info": Severity.INFO,
    "usage": Severity.INFO,
}
UNDECIDED = "incomplete"
"""The weight of what a validator leaves to people."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place inside of a file; what a validator does not say is empty.

    `member` is the document inside of a book; `line` and `column` count from 1; `path` leads to an element by even
    numbers, as in EPUB CFI 1.1, 2.2: `/4/2` is the first element in the second one of the root; `context` is the path
    of veraPDF.
    """

    member: str = ""
    line: int = 0
    column: int = 0
    path: str = ""
    context: str = ""

    def __str__(self) -> str:
        line = f"{self.line}:{self.column}" if self.line > 0 else ""
        return " ".join(part for part in (self.member, line, self.path, self.context) if part)


@dataclass(frozen=True, slots=True)
class Message:
    """A message of a validator; `severity` is its own word in lower case, `view` how the page was looked at."""

    tool: str
    severity: str
    code: str
    text: str
    file: Path
    spot: Spot = Spot()
    view: str = ""

    @property
    def weight(self) -> Severity:
        """What it weighs; a word that nobody knows weighs most."""
        return WEIGHTS.get(self.severity, Severity.ERROR)

    def __str__(self) -> str:
        """One line for a failing test's output."""
        place = f"{self.file} {self.view} {self.spot}".rstrip()
        return f"{place}: {self.tool} {self.severity}[{self.code}] {self.text}"


class NotRunError(Exception):
    """A validator did not run: why, and how it could. Nothing is verified then."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def broken(why: str) -> NotRunError:
    """That a validator is there and gave no answer that can be read."""
    return NotRunError(f"could not be run: {why}", "see docs/validators.md for the releases that work")
