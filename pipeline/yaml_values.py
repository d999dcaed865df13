"""Reads YAML into plain values, each with its place; takes no aliases, tags or duplicate keys, and no great depth."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, cast

import yaml

from pipeline.model.characters import FORBIDDEN

MAX_BYTES = 64 * 1024
MAX_DEPTH = 20

Value = None | str | list["Value"] | dict[str, "Value"]
Path = tuple[str | int, ...]
Place = tuple[int, int, int]

_COMMENT = re.compile(r"#[#\s]*?([^#\s](?:[^\n]*[^\s])?)")


class YamlError(Exception):
    """A text that is no YAML, or YAML that is not taken: a fact, a hint, and line, column and length from 0."""

    def __init__(self, message: str, hint: str, place: Place) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place


@dataclass(slots=True)
class _Open:
    """A list or a mapping that is not yet closed."""

    value: "list[Value] | dict[str, Value]"
    path: Path
    key: str | None = None


@dataclass(slots=True)
class _Build:
    """What is read so far."""

    result: Value = None
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    opened: list[_Open] = field(default_factory=list)


class _Mark(Protocol):
    line: int
    column: int


def read_yaml(text: str, what: str = "the front matter") -> tuple[Value, Mapping[Path, Place], Mapping[Path, Place]]:
    """Return the value of a YAML document (text, lists, mappings), and where each value and each key stands.

    `what` is what messages call it. The value is None when there is no document. A place is line, column and length,
    line and column from 0. Raises YamlError.
    """
    if len(text.encode()) > MAX_BYTES:
        raise YamlError(f"{what} has more than {MAX_BYTES} bytes", "make it shorter", (0, 0, 1))
    build = _Build()
    documents = 0
    try:
        # Events, not nodes: the parser's own tree would recurse with the depth of the text.
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                raise _refused("a second document begins", "keep one", event)
            _take(build, event)
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error, what) from error
    except yaml.YAMLError as error:
        raise YamlError(f"{what} is no YAML", "delete characters that are no text", (0, 0, 1)) from error
    return build.result, build.places, build.keys


def comments(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of each comment of YAML text stand, as offsets; what is no YAML has none."""
    end = 0
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            yield from _words(text, end, token.start_mark.index)
            end = token.end_mark.index
            if isinstance(token, yaml.ScalarToken) and token.style in {"|", ">"}:
                # The line that begins a block of text may end with a comment (YAML 1.2, 8.1.1).
                yield from _words(text, token.start_mark.index, f"{text}\n".find("\n", token.start_mark.index))
    except yaml.YAMLError:
        return


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    yield from (match.span(1) for match in _COMMENT.finditer(text, start, end))


def _take(build: _Build, event: yaml.Event) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _refused("an anchor or an alias stands here", "write the value out", event)
    if tag := getattr(event, "tag", None):
        raise _refused(f"the tag {tag} stands here", "take it away", event)
    if isinstance(event, yaml.ScalarEvent):
        _scalar(build, event)
    elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
        path = _place(build, event)
        if len(build.opened) >= MAX_DEPTH:
            raise _refused(f"values are nested more than {MAX_DEPTH} deep", "take levels away", event)
        build.opened.append(_Open([] if isinstance(event, yaml.SequenceStartEvent) else {}, path))
    elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
        _add(build, build.opened.pop().value)


def _scalar(build: _Build, event: yaml.ScalarEvent) -> None:
    if match := FORBIDDEN.search(event.value):
        raise _refused(f"character U+{ord(match[0]):04X} cannot stand in a text", "take it away", event)
    inner = build.opened[-1] if build.opened else None
    if inner is not None and isinstance(inner.value, dict) and inner.key is None:
        if event.value in inner.value:
            raise _refused(f'the key "{event.value}" stands twice', "keep one", event)
        inner.key = event.value
        build.keys[(*inner.path, event.value)] = _where(event)
        # Kept so that a key that stands twice inside its own value is seen too.
        inner.value[event.value] = None
        return
    _place(build, event)
    # Every key takes text, or reads a number from it, so numbers, dates and nulls are what is written.
    _add(build, event.value)


def _place(build: _Build, event: yaml.Event) -> Path:
    """Note where a value stands and return its path."""
    if not build.opened:
        path: Path = ()
    else:
        inner = build.opened[-1]
        if isinstance(inner.value, dict):
            if inner.key is None:
                raise _refused("a key is no text", "write a word before the colon", event)
            path = (*inner.path, inner.key)
        else:
            path = (*inner.path, len(inner.value))
    build.places[path] = _where(event)
    return path


def _add(build: _Build, value: Value) -> None:
    if not build.opened:
        build.result = value
        return
    inner = build.opened[-1]
    if isinstance(inner.value, list):
        inner.value.append(value)
    elif inner.key is not None:
        inner.value[inner.key] = value
        inner.key = None


def _where(event: yaml.Event) -> Place:
    start, end = cast("_Mark", event.start_mark), cast("_Mark", event.end_mark)
    length = end.column - start.column if end.line == start.line else 1
    return start.line, start.column, max(1, length)


def _refused(message: str, hint: str, event: yaml.Event) -> YamlError:
    return YamlError(message, hint, _where(event))


def _unreadable(error: yaml.MarkedYAMLError, what: str) -> YamlError:
    mark = error.problem_mark or error.context_mark
    place = (mark.line, mark.column, 1) if mark else (0, 0, 1)
    problem = error.problem or error.context or "no YAML"
    return YamlError(f"{what} cannot be read: {problem}", "correct the line, or put its value in quotes", place)
