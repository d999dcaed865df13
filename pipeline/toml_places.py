"""Where in a TOML file something is said."""

import re
import tomllib
from collections.abc import Mapping, Sequence

from pipeline.diagnostics import Location

Path = tuple[str | int, ...]
"""The way to a value: the keys of tables, and in lists how many stand before it."""

_SAYS = r"""["']?\s*=\s*("[^"]*"|'[^']*'|\{[^}]*\}|[^\s,}]+)"""


def place(text: str, file: str, path: Path) -> Location | None:
    """Where the last key of a path is said in a text that is TOML; None where it is spelt with escapes."""
    rows = text.replace("\r\n", "\n").split("\n")
    line = _line(rows, path)
    if line is None:
        return None
    row = rows[line - 1]
    said = re.search(rf"(?<![\w-]){re.escape(_key(path))}{_SAYS}", row) or re.search(r"\S.*\S", row)
    column, length = (said.start() + 1, len(said[0])) if said else (1, 1)
    return Location(file, line, column, length)


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


def _line(rows: Sequence[str], path: Path) -> int | None:
    """The line by which a value is there, from 1.

    The library that reads TOML tells no lines, so the lines are read up to each that has the key, from that on by which
    what holds it is there.
    """
    if not path:
        return 1
    start = _line(rows, path[:-1])
    lines = () if start is None else range(start, len(rows) + 1)
    return next((line for line in lines if _key(path) in rows[line - 1] and has(_read(rows[:line]), path)), None)


def _key(path: Path) -> str:
    return next(part for part in reversed(path) if isinstance(part, str))


def _read(rows: Sequence[str]) -> Mapping[str, object]:
    """What these lines say by themselves; nothing where they end within a value."""
    try:
        return tomllib.loads("\n".join(rows))
    except tomllib.TOMLDecodeError:
        return {}
