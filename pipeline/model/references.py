"""What can be cited: a reference as its file gives it, and the style in which references are printed."""

from dataclasses import dataclass, field

from pipeline.diagnostics import Location

NOWHERE = Location("", 1)


@dataclass(frozen=True, slots=True)
class Name:
    """A person, by the parts of the name that are known, or a body, whose whole name is `literal`."""

    family: str = ""
    given: str = ""
    particle: str = ""
    dropping: str = ""
    suffix: str = ""
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A day, a month or a year, or a range of them: (2026, 3, 9); or words where no calendar has it."""

    begin: tuple[int, ...] = ()
    end: tuple[int, ...] = ()
    season: int = 0
    circa: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A work that can be cited, in the variables of CSL 1.0.2 (appendices III and IV), each kind by its name.

    `texts` may hold `<i>`, `<b>`, `<sup>`, `<sub>` and nothing else that is not text. `used` are the places that cite
    it, known after `resolve`.
    """

    key: str
    type: str
    texts: tuple[tuple[str, str], ...] = ()
    names: tuple[tuple[str, tuple[Name, ...]], ...] = ()
    dates: tuple[tuple[str, Date], ...] = ()
    at: Location = field(default=NOWHERE, compare=False)
    used: tuple[Location, ...] = field(default=(), compare=False)

    def text(self, variable: str) -> str:
        """The text of a variable, "" where it has none."""
        return dict(self.texts).get(variable, "")


@dataclass(frozen=True, slots=True)
class Style:
    """How citations look: the name of a style that ships, or the bytes of a file of the article, with where it is."""

    name: str = ""
    content: bytes = b""
    at: Location = field(default=NOWHERE, compare=False)
