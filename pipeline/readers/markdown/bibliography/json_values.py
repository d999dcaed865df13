"""Reads JSON into plain values, each with its place in the text; takes no key twice, no NaN, and no great depth."""

import json
import re
from dataclasses import dataclass, field
from typing import cast

MAX_DEPTH = 20

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]

_SPACE = re.compile(r"[ \t\n\r]*")
_WORD = re.compile(r"[^\s,\]}]+")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"')


class JsonError(Exception):
    """A text that is no JSON, or JSON that is not taken: a fact, a hint, and an offset in the text."""

    def __init__(self, message: str, hint: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.offset = offset


@dataclass(slots=True)
class _Walk:
    """What is found on the way through a text that is known to be JSON."""

    text: str
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def value(self, start: int, path: Path) -> int:
        """Note where the value that begins at or behind `start` stands, and all inside; return where it ends."""
        start = self.skip(start)
        if len(path) > MAX_DEPTH:
            raise JsonError(f"values are nested more than {MAX_DEPTH} deep", "take levels away", start)
        first = self.text[start]
        if first in "[{":
            end = self.members(start, path, "}" if first == "{" else "]")
        elif first == '"':
            end = self.past(_STRING, start)
        else:
            end = self.past(_WORD, start)
        self.places[path] = (start, end)
        return end

    def members(self, start: int, path: Path, closing: str) -> int:
        number, at = 0, self.skip(start + 1)
        keys: set[str] = set()
        while self.text[at] != closing:
            key: str | int = number
            if closing == "}":
                end = self.past(_STRING, at)
                key = name = cast("str", json.loads(self.text[at:end]))
                if name in keys:
                    raise JsonError(f'the key "{name}" stands twice', "keep one", at)
                keys.add(name)
                at = self.skip(end) + 1
            at = self.skip(self.value(at, (*path, key)))
            at = self.skip(at + 1) if self.text[at] == "," else at
            number += 1
        return at + 1

    def skip(self, at: int) -> int:
        return self.past(_SPACE, at)

    def past(self, pattern: re.Pattern[str], at: int) -> int:
        """Return where a pattern ends that is known to stand at `at`."""
        return cast("re.Match[str]", pattern.match(self.text, at)).end()


def read_json(text: str) -> tuple[Value, dict[Path, tuple[int, int]]]:
    """Return the value of a JSON text (RFC 8259), and from where to where each value in it stands.

    Raises JsonError.
    """
    try:
        value: Value = json.loads(text, parse_constant=_refused)
    except json.JSONDecodeError as error:
        raise JsonError(f"the file is no JSON: {_fact(error)}", "correct the line", error.pos) from error
    except RecursionError as error:
        raise JsonError(f"values are nested more than {MAX_DEPTH} deep", "take levels away", 0) from error
    except ValueError as error:
        raise JsonError("the file is no JSON: a number is no number or too long", "correct it", 0) from error
    walk = _Walk(text)
    walk.value(0, ())
    return value, walk.places


def _refused(word: str) -> Value:
    raise ValueError(word)


def _fact(error: json.JSONDecodeError) -> str:
    return error.msg[:1].lower() + error.msg[1:]
