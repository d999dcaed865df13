"""Where in a TOML file something is said."""

import re
import tomllib
from collections.abc import Mapping, Sequence

from pipeline.diagnostics import Location

Path = tuple[str | int, ...]
"""The way to a value: the keys of tables, and in lists how many stand before it."""

_SAYS = r"""["']?\s*=\s*("[^"]*"|'[^']*'|\{[^}]*\}|[^\s,}]+)"""


def place(text: str, file: str, path: Path) -> Location | None:
    """Where the last key of a path is said in a text that is TOML; None where it is spelt with escapes, or not at all.

    The library that reads TOML tells no lines, so the lines before are read until they have it.
    """
    rows = text.replace("\r\n", "\n").split("\n")
    key = str(next(part for part in reversed(path) if isinstance(part, str)))
    for line, row in enumerate(rows, start=1):
        if key in row and has(_read(rows[:line]), path):
            said = re.search(rf"(?<![\w-]){re.escape(key)}{_SAYS}", row) or re.search(r"\S.*\S", row)
            column, length = (said.start() + 1, len(said[0])) if said else (1, 1)
            return Location(file, line, column, length)
    return None


def has(table: object, path: Path) -> bool:
    """Whether there is such a value in a table."""
    match table, path:
        case _, ():
            return True
        case Mapping(), (str() as key, *rest):
            return key in table and has(table[key], tuple(rest))
        case list(), (int() as count, *rest):
            return count < len(table) and has(table[count], tuple(rest))
        case _:
            return False


def _read(rows: Sequence[str]) -> Mapping[str, object]:
    """What these lines say by themselves; nothing where they end within a value."""
    try:
        return tomllib.loads("\n".join(rows))
    except tomllib.TOMLDecodeError:
        return {}
