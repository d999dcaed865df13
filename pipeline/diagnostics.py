"""What the pipeline tells people: rules, findings at a place in the source, and the few exceptions that stop it.

What an author can mend is a `Diagnostic`, collected with all others. What stops the program is an exception:

    PipelineError
    ├── UsageError         2   unknown article or edition
    │   ├── ConfigError    2   configuration that is wrong
    │   └── TemplateError  2   a template that is wrong
    ├── RefusedError       3   refused, whatever the content
    ├── LimitError         4   a limit was hit while working
    └── EnvironmentFault   5   the machine lacks something
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs; only an error blocks publication."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a source file; line and column count from 1, column and length in code points."""

    file: str
    line: int
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding: its stable code, what it weighs, and its documentation.

    `wrong` and `right` are a source that it is reported of and one that it is not, as an author would write them: a
    body, or with its front matter a whole article; "" for what no source shows, such as a defect of a template.
    `yields` says that the author may know better: then a waiver silences it, and a project may make it weigh less.
    """

    code: str
    severity: Severity
    summary: str
    why: str
    wrong: str = ""
    right: str = ""
    yields: bool = False

    @property
    def firm(self) -> bool:
        """Whether nothing published may have it: neither a waiver nor a setting can say otherwise."""
        return self.severity is Severity.ERROR and not self.yields


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: the rule, where, a fact in lower case, and in the imperative what to do about it."""

    rule: Rule
    message: str
    at: Location | None = None
    hint: str = ""

    @property
    def code(self) -> str:
        """The stable word of its rule."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The weight of its rule."""
        return self.rule.severity


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of the findings blocks publication."""
    return any(finding.severity is Severity.ERROR for finding in diagnostics)


class PipelineError(Exception):
    """Something that stops the program: a fact in lower case, a hint in the imperative, and an exit code."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "", at: Location | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.at = at

    def __reduce__(self) -> tuple[object, ...]:
        """Let it travel to another process, whatever the arguments of its class."""
        return _arrived, (type(self), self.message, self.__dict__)


def _arrived(kind: type[PipelineError], message: str, state: Mapping[str, object]) -> PipelineError:
    error = kind.__new__(kind, message)
    error.__dict__.update(state)
    return error


class UsageError(PipelineError):
    """The command was asked for something that does not exist."""

    exit_code = 2


class ConfigError(UsageError):
    """The configuration, a contract or the tokens hold a mistake."""


class TemplateError(UsageError):
    """A template holds a mistake."""


class RefusedError(PipelineError):
    """The operation is refused, whatever the content."""

    exit_code = 3


class LimitError(PipelineError):
    """A limit was hit while working: a file too large, a press that ran too long."""

    exit_code = 4


class EnvironmentFault(PipelineError):
    """The machine lacks something: a library, a font, room on the disk, a lock."""

    exit_code = 5
