"""What is drawn on a terminal: the table of editions, coloured findings, the progress line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.report.rule import RIGHT, TOLD, WAIVED, WRONG

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    # Not loaded for an error that is told before any work.
    from pipeline.contract.table import Row
    from pipeline.produce import Piece

_KILO = 1_000


def print_pieces(slug: str, folder: str, pieces: Sequence[Piece]) -> None:
    """Print one article's editions under its name and folder."""
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="dim")
    for name, side in (("edition", "left"), ("extent", "right"), ("sections", "right"), ("time", "right")):
        table.add_column(name, justify="left" if side == "left" else "right", no_wrap=True)
    table.add_column("file", overflow="fold")
    for piece in pieces:
        table.add_row(piece.edition, _extent(piece), _sections(piece), f"{piece.seconds:.1f} s", Text(piece.path.name))
    console = Console(highlight=False)
    console.print(Text.assemble((slug, "bold"), (f"  {folder}/", "dim")), soft_wrap=True)
    console.print(table)
    console.print()


def print_contract(rows: Sequence[Row], verdict: str) -> None:
    """Print a contract against an article, what is not kept in red, and the verdict."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    # The longest word stays whole, and a word above its column too.
    longest = max(len(word) + 2 * row.depth for row in rows for word in row.name.split())
    table.add_column("section", overflow="fold", min_width=longest)
    table.add_column("there", overflow="fold", min_width=len("missing"))
    table.add_column("words", justify="right", overflow="fold")
    table.add_column("bounds", justify="right", no_wrap=True)
    table.add_column("components", overflow="fold")
    for row in rows:
        there, words, components = (
            Text(cell.text, "" if cell.kept else "bold red") for cell in (row.there, row.words, row.components)
        )
        table.add_row(
            Text(f"{'  ' * row.depth}{row.name}"), there, words, Text(row.bounds, "dim"), _one_to_a_line(components)
        )
    console = Console(highlight=False)
    console.print(table)
    console.print()
    console.print(Text(verdict))


def _one_to_a_line(text: Text) -> Text:
    return Text(text.plain.replace("; ", "\n"), text.style)


def print_quietly(line: str) -> None:
    """Print a line that matters less than what stands around it."""
    Console(highlight=False).print(Text(line, "dim"), soft_wrap=True)


def width(*, result: bool = False) -> int:
    """How many cells a line has on standard error, or where results go."""
    return Console(stderr=not result).width


def print_text(text: str, *, result: bool = False) -> None:
    """Print findings, severities and hints coloured, lines broken at words."""
    styled = Text(text)
    for pattern, style in _STYLES:
        styled.highlight_regex(pattern, style)
    Console(stderr=not result, highlight=False).print(styled, overflow="fold")


_COUNT = r"\d+ (?:error|warning|note)s?"
_STYLES = (
    (rf"(?m)^.+: (?={_COUNT}(?:, {_COUNT})*$)", "bold underline"),
    (r"(?m)(?:^|(?<=: ))error(?:\[[a-z-]+\]|(?=: ))", "bold red"),
    (r"(?<=: )warning\[[a-z-]+\]", "bold yellow"),
    (r"(?<=: )info\[[a-z-]+\]", "bold cyan"),
    (r"(?<=: )waived\[[a-z-]+\]", "bold green"),
    (r"(?m)^  +\d* │", "dim"),
    (r"(?m)(?<=│)\s+\^+$", "bold red"),
    (r"(?m)^  hint:", "bold"),
)


def print_rules(families: Mapping[str, Iterable[tuple[str, str, str]]]) -> None:
    """Print the rules under their families: code, weight and what each finds."""
    console = Console(highlight=False)
    longest = max(len(code) for rows in families.values() for code, _, _ in rows)
    for family, rows in families.items():
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
        table.add_column(min_width=longest, no_wrap=True)
        table.add_column(min_width=7, no_wrap=True)
        table.add_column(overflow="fold")
        for code, weight, fact in rows:
            table.add_row(code, Text(weight, _WEIGHTS.get(weight, "dim")), Text(fact))
        console.print(Text(family, "bold underline"))
        console.print(table)
        console.print()
    console.print(Text("`pipeline rules CODE` explains one of them.", "dim"))


def print_rule(text: str) -> None:
    """Print the documentation of a rule, its code and its labels in bold."""
    styled = Text(text)
    styled.highlight_regex(rf"(?m)\A[a-z-]+|^({WRONG}|{TOLD}|{RIGHT}|{WAIVED})$", "bold")
    Console(highlight=False).print(styled, soft_wrap=True)


_WEIGHTS = {"error": "red", "warning": "yellow", "info": "cyan"}


def print_fact(line: str, state: str) -> None:
    """Print one line of `doctor`, its state coloured."""
    styled = Text(line)
    styled.stylize({"ok": "green", "note": "yellow"}.get(state, "bold red"), 0, len(state))
    Console(highlight=False).print(styled, soft_wrap=True)


class Spinner:
    """The current article and step on one line that vanishes when work rests."""

    def __init__(self) -> None:
        self._status = Console(stderr=True, highlight=False).status("", spinner="line")

    def begin(self, slug: str, step: str) -> None:
        """Show a step."""
        self._status.update(Text(f"{slug}: {step}"))
        self._status.start()

    def rest(self) -> None:
        """Remove the line, so that something can be printed."""
        self._status.stop()


def _extent(piece: Piece) -> str:
    if piece.pages:
        return "1 page" if piece.pages == 1 else f"{piece.pages} pages"
    return f"{piece.size / _KILO:,.0f} kB"


def _sections(piece: Piece) -> str:
    return f"{piece.sections}/{piece.promised}" if piece.promised else "–"
