"""Code as it is shown: runs of characters that play the same part, line by line."""

from dataclasses import dataclass
from typing import Literal

CodePart = Literal["", "comment", "keyword", "string", "literal", "name", "attribute", "inserted", "deleted"]
_TAB = 4


@dataclass(frozen=True, slots=True)
class CodeRun:
    """Characters that play the same part in a language; "" for what plays none of those that are told apart."""

    text: str
    part: CodePart = ""


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A line of code, without its end."""

    runs: tuple[CodeRun, ...]

    @property
    def indent(self) -> int:
        """How many columns of white space it begins with."""
        text = "".join(run.text for run in self.runs).expandtabs(_TAB)
        return len(text) - len(text.lstrip(" "))


def plain_lines(text: str) -> tuple[CodeLine, ...]:
    """The lines of a text none of whose parts are told apart."""
    return tuple(CodeLine((CodeRun(line),) if line else ()) for line in text.split("\n"))
