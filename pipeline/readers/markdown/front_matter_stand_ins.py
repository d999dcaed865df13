"""What stands in for front matter that is missing or cannot be used, so that the text can be looked at all the same.

Nothing is invented: a date, a license or an address that cannot be read is not there, and errors stop every edition.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pipeline.yaml_values import Path, Value

_READ_AS: Mapping[str, str] = MappingProxyType(
    {
        "title": "Untitled",
        "lang": "en",
        "date": "1970-01-01",
        "summary": "None.",
        "license": "CC0-1.0",
        "permalink": "https://example.invalid/",
        "version": "0",
    }
)
"""Values that let the rest be read; but for the language, none of them leaves the reader."""


def without(value: Mapping[str, Value], faults: Iterable[Path]) -> dict[str, Value]:
    """The front matter without what is at fault: each path, or as much of it as is there.

    A path to what is missing takes away what should hold it, since that cannot be used without it.
    """
    copy = {key: _copied(inner) for key, inner in value.items()}
    # The last entries of a list first, so that the places of the others stay.
    for path in sorted({_there(path, value) for path in faults}, key=_order, reverse=True):
        _remove(copy, path)
    return copy


def completed(value: Mapping[str, Value]) -> tuple[dict[str, Value], frozenset[str]]:
    """The front matter with a value for each key that it must have, and the keys for which one stands in."""
    lacking = frozenset(_READ_AS.keys() - value.keys())
    return {**value, **{key: _READ_AS[key] for key in sorted(lacking)}}, lacking


def _there(path: Path, value: object) -> Path:
    """The longest beginning of a path that there is; of a key that is missing, what should hold it."""
    found: list[str | int] = []
    for step in path:
        inner = _inside(value, step)
        if inner is None:
            break
        found.append(step)
        (value,) = inner
    return tuple(found)


def _inside(value: object, step: str | int) -> tuple[object] | None:
    """What a step of a path leads to, by itself, since it may be nothing; or None when it leads nowhere."""
    if isinstance(value, dict) and step in value:
        return (value[step],)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return (value[step],)
    return None


def _order(path: Path) -> tuple[tuple[int, int, str], ...]:
    """Numbers by their size, so that 10 comes after 9; what is inside of something comes after it."""
    return tuple((1, step, "") if isinstance(step, int) else (0, 0, step) for step in path)


def _remove(value: Value, path: Path) -> None:
    *around, last = path or ("",)
    for step in around:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
    if isinstance(value, dict):
        value.pop(str(last), None)
    elif isinstance(value, list) and isinstance(last, int):
        del value[last]


def _copied(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value
