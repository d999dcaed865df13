"""What one reading gathers on its way: findings, assets, notes, and the places of tokens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markdown_it.token import Token

from pipeline.diagnostics import Diagnostic, Location, Rule
from pipeline.model import Asset, Inline, Passage, Waiver
from pipeline.readers import Files
from pipeline.readers.markdown.source import Source


@dataclass(slots=True)
class Node:
    """A token with what stands between it and the token that closes it; a token that opens nothing closes itself."""

    token: Token
    children: "list[Node]" = field(default_factory=list)
    close: Token = field(init=False)

    def __post_init__(self) -> None:
        self.close = self.token

    @property
    def type(self) -> str:
        """The token's type, without `_open`."""
        return self.token.type.removesuffix("_open")


def nest(tokens: Iterable[Token]) -> list[Node]:
    """Return the tree that a flat run of opening and closing tokens means."""
    top: list[Node] = []
    opened: list[Node] = []
    for token in tokens:
        if token.nesting < 0:
            opened.pop().close = token
            continue
        node = Node(token)
        (opened[-1].children if opened else top).append(node)
        if token.nesting > 0:
            opened.append(node)
    return top


@dataclass(slots=True)
class Ledger:
    """The one thing that changes while a source is read."""

    source: Source
    files: Files
    note_ids: Mapping[str, str]
    findings: list[Diagnostic] = field(default_factory=list)
    assets: dict[str, Asset | None] = field(default_factory=dict)
    data: dict[str, bytes] = field(default_factory=dict)
    definitions: list[Node] = field(default_factory=list)
    inline_notes: list[tuple[str, tuple[Inline, ...], Location]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    private: list[tuple[int, int]] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)
    used: dict[str, list[Location]] = field(default_factory=dict)
    notes_in_place: int = 0
    cited: set[str] = field(default_factory=set)
    labelled: frozenset[str] = frozenset()
    prefix: str = ""

    def __post_init__(self) -> None:
        self.labelled = frozenset(self.note_ids.values())

    def new_note_id(self) -> str:
        """Return an id for a note written in place that no other note has."""
        self.notes_in_place += 1
        # A label could have been `inline-1` too.
        while f"note-inline-{self.notes_in_place}" in self.labelled:
            self.notes_in_place += 1
        return f"note-inline-{self.notes_in_place}"

    def report(self, rule: Rule, message: str, at: Location, hint: str = "") -> None:
        """Add a finding."""
        self.findings.append(Diagnostic(rule, message, at, hint))

    def folder(self, at: Location) -> str:
        """Return the folder of the file of a place, inside the article's: from there its references lead."""
        return at.file.removeprefix(self.prefix).rpartition("/")[0]

    def at(self, token: Token) -> Location:
        """Return the place of a block token: its first line, from where its own text or mark begins."""
        start = token.meta.get("start")
        if isinstance(start, int):
            return self.source.at(start)
        return self.source.at_line(token.map[0] if token.map else 0)
