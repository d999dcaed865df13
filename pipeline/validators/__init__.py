"""The validators of others: how each is found, run on many files at once, and understood. None is needed by a build.

A validator is a module with two functions:

    version(tools) -> str                          which release is here; raises NotRunError when it cannot run
    check(files, tools) -> tuple[Message, ...]     all that it says of the files; raises NotRunError
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from pipeline.validators.message import UNDECIDED, Message, NotRunError, Spot, broken
from pipeline.validators.programs import Tools
from pipeline.validators.rules import RULES

__all__ = ["RULES", "UNDECIDED", "VALIDATORS", "Message", "NotRunError", "Spot", "Tools", "Validator", "named"]


class _Module(Protocol):
    def version(self, tools: Tools) -> str: ...

    def check(self, files: Sequence[Path], tools: Tools) -> tuple[Message, ...]: ...


@dataclass(frozen=True, slots=True)
class Validator:
    """A row: the name on the command line, that of the program, the end of the names of files that it judges."""

    name: str
    title: str
    suffix: str

    @property
    def _module(self) -> _Module:
        """Imported on use, with what its reports are read with."""
        return cast(_Module, import_module(f"pipeline.validators.{self.name}"))

    def version(self, tools: Tools) -> str:
        """Which release is here; raises NotRunError when it cannot run on this machine."""
        return self._module.version(tools)

    def check(self, files: Sequence[Path], tools: Tools) -> tuple[Message, ...]:
        """All that it says of the files, which must be of its kind; raises NotRunError when it gives no answer."""
        try:
            return self._module.check(files, tools)
        except (LookupError, OSError, ValueError) as error:
            raise broken(f"its answer cannot be understood: {error}") from error


VALIDATORS = (
    Validator("epubcheck", "EPUBCheck", ".epub"),
    Validator("ace", "Ace", ".epub"),
    Validator("nu", "Nu Html Checker", ".html"),
    Validator("axe", "axe", ".html"),
    Validator("verapdf", "veraPDF", ".pdf"),
)


def named(name: str) -> Validator | None:
    """The validator of that name."""
    return next((each for each in VALIDATORS if each.name == name), None)
