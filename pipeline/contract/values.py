"""What a contract says, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST = 10_000_000
"""More words than any article has."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many words there may be; both are allowed themselves."""

    least: int = 0
    most: int = MOST

    def __str__(self) -> str:
        if self.most == MOST:
            return f"{self.least:,} or more" if self.least else "any"
        return f"{self.least:,} to {self.most:,}" if self.least else f"up to {self.most:,}"


@dataclass(frozen=True, slots=True)
class Component:
    """So many blocks or marks of one of these kinds, at least."""

    kinds: tuple[str, ...]
    count: int = 1

    def __str__(self) -> str:
        return f"{' or '.join(self.kinds)}: {self.count}"


@dataclass(frozen=True, slots=True)
class Others:
    """What holds for sections that the contract does not name: whether there may be any, and their words."""

    allowed: bool = True
    words: Bounds = Bounds()


@dataclass(frozen=True, slots=True)
class Clause:
    """What is asked of one section.

    It is known by its public `id`, by its title in the article's language, or by an alias. `titles` are by BCP 47 tag;
    "" stands for any language. `ordered` says whether the sections in it come in the order of their clauses.
    """

    id: str
    titles: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    required: bool = True
    words: Bounds = Bounds()
    components: tuple[Component, ...] = ()
    sections: "tuple[Clause, ...]" = ()
    ordered: bool = False
    others: Others = Others()

    def title(self, lang: str) -> str:
        """The title in a language, else in its base language, in any, in English, else the first that there is."""
        for each in (lang, lang.partition("-")[0], "", "en"):
            if each in self.titles:
                return self.titles[each]
        return next(iter(self.titles.values()), self.id)


@dataclass(frozen=True, slots=True)
class Contract:
    """What a kind of article must have.

    `file` is the project's file in which it stands or, as long as it is the `shipped` one, may stand. `whole` asks of
    the article what a clause asks of a section; `lead` of what stands before its first section. `metadata` are keys of
    the front matter, with dots; `credited` are the kinds of components of which each must say where it is from; `brief`
    names what a short version holds, sections by id and components by kind.
    """

    name: str
    file: str
    shipped: bool
    whole: Clause
    description: str = ""
    lead: Clause = Clause("lead")
    metadata: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    credited: tuple[str, ...] = ()
