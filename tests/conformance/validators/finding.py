"""The one shape in which every outside validator's messages come back."""

from typing import NamedTuple


class Finding(NamedTuple):
    """A message of a validator; `severity` is the tool's own word in lower case, `place` opens with the file's path."""

    tool: str
    severity: str
    code: str
    message: str
    place: str

    def __str__(self) -> str:
        """Return one line for a failing test's output."""
        return f"{self.place}: {self.tool} {self.severity}[{self.code}] {self.message}"
