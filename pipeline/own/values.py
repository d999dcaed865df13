"""What a project's own checks say, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.checks.phrases import Phrases
from pipeline.diagnostics import Location, Rule
from pipeline.model import Named

MOST = 10_000_000
"""More than there is of anything in an article."""


@dataclass(frozen=True, slots=True)
class Words:
    """Phrases as they are written, and for each what to write instead, "" for nothing."""

    instead: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, and where it stands."""

    text: str
    at: Location


@dataclass(frozen=True, slots=True)
class Selector:
    """A selector of nodes, and where it stands."""

    text: str
    at: Location


@dataclass(frozen=True, slots=True)
class OwnCheck:
    """What there must be in an article, at least `least` times and at most `most` times.

    With `within`, in each node that is selected instead of the whole. `message` is the rule's fact, in which `{}`
    stands for what is found. It holds for articles of these contracts, slugs (patterns of file names) and languages,
    and in these editions (or media), each () for all; without editions, for the whole.
    """

    rule: Rule
    message: str
    hint: str
    at: Location
    sought: Words | Pattern | Selector
    least: int
    most: int
    within: Selector | None = None
    contracts: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    editions: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class House:
    """The checks of a project, what it adds to the phrases that ship, and the seconds that a pattern may take."""

    checks: tuple[OwnCheck, ...] = ()
    phrases: Phrases = field(default_factory=Phrases)
    seconds: int = 5

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that its checks report, in their order."""
        return tuple(each.rule for each in self.checks)

    def named(self, code: str) -> OwnCheck | None:
        """The check of that code, or None."""
        return next((each for each in self.checks if each.rule.code == code), None)
